//! The functions that a page calls: bytes are put in and taken out one by one.

use std::cell::RefCell;

#[derive(Default)]
struct Desk {
    name: Vec<u8>,
    bytes: Vec<u8>,
    report: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Begins anew.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_begin() {
    DESK.with_borrow_mut(|desk| *desk = Desk::default());
}

/// One more byte of the file's name, in UTF-8.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_name(byte: u8) {
    DESK.with_borrow_mut(|desk| desk.name.push(byte));
}

/// One more byte of the file.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_byte(byte: u8) {
    DESK.with_borrow_mut(|desk| desk.bytes.push(byte));
}

/// Checks the file; returns how many bytes the report has, or -1 where there is none.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_check() -> i32 {
    DESK.with_borrow_mut(|desk| {
        let name = String::from_utf8_lossy(&desk.name);
        match crate::check(&name, &desk.bytes) {
            Ok(report) => {
                desk.report = report;
                i32::try_from(desk.report.len()).unwrap_or(-1)
            }
            Err(_) => -1,
        }
    })
}

/// A byte of the report, from 0; 0 behind its end.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_report(at: u32) -> u8 {
    DESK.with_borrow(|desk| desk.report.get(at as usize).copied().unwrap_or_default())
}
