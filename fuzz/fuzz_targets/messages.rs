//! Messages of an editor → language server.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kanwu_tests::messages::send(bytes));
