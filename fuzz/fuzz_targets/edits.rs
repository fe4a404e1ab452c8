//! Edits of a book → session, compared with a fresh check.

#![no_main]

const BOOK: &str = include_str!("../../samples/清河年鉴2023.md");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kanwu_tests::editing::edit(&[BOOK], bytes, 10));
