//! A package → check → fix → annotate.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kanwu_tests::fuzz::docx(bytes));
