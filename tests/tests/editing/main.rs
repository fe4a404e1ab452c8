//! Books that are edited at random and editors that send anything, by seed: `KANWU_FUZZ_SEED` says where to begin. The
//! same targets are given to a fuzzer in `fuzz/`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something fails")]

use std::path::Path;

use fastrand::Rng;

fn seed() -> u64 {
    std::env::var("KANWU_FUZZ_SEED").ok().and_then(|value| value.parse().ok()).unwrap_or(1)
}

fn bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    std::iter::repeat_with(|| rng.u8(..)).take(count).collect()
}

/// Our sample, whole and in two files.
fn sample() -> [String; 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let whole = std::fs::read_to_string(root.join("samples/清河年鉴2023.md")).unwrap();
    let (first, second) = whole.split_at(whole.find("\n# 农业").unwrap() + 1);
    let (first, second) = (first.to_owned(), second.to_owned());
    [whole, first, second]
}

/// An edit takes about twelve bytes.
const BYTES: usize = 12;

#[test]
fn a_session_keeps_up_with_edits() {
    let [whole, first, second] = sample();
    kanwu_tests::editing::edit(&[&whole], &bytes(seed(), 150 * BYTES), 50);
    kanwu_tests::editing::edit(&[&first, &second], &bytes(seed() + 1, 150 * BYTES + 1), 50);
}

#[test]
fn rules_read_no_more_than_they_say() {
    let [whole, first, second] = sample();
    let mut books = vec![vec![whole], vec![first, second]];
    // Books of more kinds, where someone has them.
    let more = std::env::var("KANWU_BOOKS").unwrap_or_default();
    for path in more.split(':').filter(|path| !path.is_empty()) {
        books.push(vec![std::fs::read_to_string(path).unwrap()]);
    }
    for book in books {
        let texts: Vec<&str> = book.iter().map(String::as_str).collect();
        assert_eq!(kanwu_tests::editing::rules_that_read_more(&texts), [""; 0]);
    }
}

#[test]
#[ignore = "takes some minutes; run by .ci/full"]
fn a_session_keeps_up_with_ten_thousand_edits() {
    let [whole, first, second] = sample();
    for n in 0..10 {
        let bytes = bytes(seed() + n, 1000 * BYTES + usize::from(n % 3 == 0));
        match n % 2 {
            0 => kanwu_tests::editing::edit(&[&whole], &bytes, 100),
            _ => kanwu_tests::editing::edit(&[&first, &second], &bytes, 100),
        }
    }
}

#[test]
fn no_messages_end_the_server() {
    for n in 0..40 {
        kanwu_tests::messages::send(&bytes(seed() + n, 400 + n as usize));
    }
}

#[test]
#[ignore = "takes some minutes; run by .ci/full"]
fn no_messages_end_the_server_in_the_long_run() {
    for n in 0..2000 {
        kanwu_tests::messages::send(&bytes(seed() + n, 1000 + (n % 500) as usize));
    }
}
