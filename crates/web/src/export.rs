//! The functions that a page calls. It writes into a buffer that the module keeps, calls, and reads the answer from
//! where the module says it lies.

use std::cell::RefCell;

use crate::Desk;

#[derive(Default)]
struct State {
    desk: Desk,
    buffer: Vec<u8>,
    answer: Vec<u8>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Makes the buffer so many bytes long and tells where it lies. It lies there until a function is called.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_buffer(length: u32) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.buffer = vec![0; length as usize];
        state.buffer.as_mut_ptr()
    })
}

/// Takes the buffer as a file: so many bytes of its name in UTF-8, and behind them what is in it.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_file(name: u32) {
    STATE.with_borrow_mut(|state| {
        let mut buffer = std::mem::take(&mut state.buffer);
        let bytes = buffer.split_off((name as usize).min(buffer.len()));
        state.desk.put(String::from_utf8_lossy(&buffer).into_owned(), bytes);
    })
}

/// Does what the buffer asks for, which is JSON; 0, or 1 where the answer tells why it could not be done.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_ask() -> u32 {
    STATE.with_borrow_mut(|state| {
        let request = std::mem::take(&mut state.buffer);
        match state.desk.ask(&request) {
            Ok(reply) => {
                state.answer = reply.into_bytes();
                0
            }
            Err(why) => {
                state.answer = why.into_bytes();
                1
            }
        }
    })
}

/// Where the answer lies, until a function is called.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_answer() -> *const u8 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}

/// How many bytes it has.
#[allow(unsafe_code, reason = "exported by name")]
#[unsafe(no_mangle)]
pub extern "C" fn kanwu_answer_length() -> u32 {
    STATE.with_borrow(|state| u32::try_from(state.answer.len()).unwrap_or_default())
}
