//! Bytes → check → fix → write.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kanwu_tests::fuzz::check(bytes));
