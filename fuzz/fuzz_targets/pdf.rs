//! A proof → check → annotate.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kanwu_tests::fuzz::pdf(bytes));
