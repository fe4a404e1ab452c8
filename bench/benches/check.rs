//! A book of about a megabyte, made of the sample: counted, lexed, read, checked, and checked by a peer; in the end
//! the whole check against the floor and the peer.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

use std::time::{Duration, Instant};

use divan::{Bencher, counter::BytesCount};
use kanwu_book::parse;
use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_text::{Format, Manuscript, Source, lex};

const SAMPLE: &str = include_str!("../../samples/清河年鉴2023.md");

fn main() {
    divan::main();
    // `cargo test` only tries each benchmark once.
    if std::env::args().any(|arg| arg == "--bench") {
        ratios();
    }
}

/// Rounds in which what is compared runs in turn, so that a busy machine slows all alike.
const ROUNDS: usize = 9;

/// Prints how long the whole check takes for each character counted and beside the peer: medians over the rounds.
#[allow(clippy::print_stdout, reason = "what a benchmark is run for")]
fn ratios() {
    let Ok(registry) = Registry::new(&kanwu::families(), Vec::new()) else { return };
    let (text, manuscript) = (text(), manuscript());
    let timed = |work: &dyn Fn() -> usize| {
        let start = Instant::now();
        divan::black_box(work());
        start.elapsed()
    };
    let mut rounds: Vec<[Duration; 4]> = (0..ROUNDS)
        .map(|_| {
            [
                timed(&|| checked(&registry, &manuscript)),
                timed(&|| lexed_and_read(&manuscript)),
                timed(&|| divan::black_box(&text).chars().count()),
                timed(&|| autocorrect::lint_for(divan::black_box(&text), "markdown").lines.len()),
            ]
        })
        .collect();
    let mut median = |of: &dyn Fn(&[Duration; 4]) -> f64| {
        rounds.sort_by(|a, b| of(a).total_cmp(&of(b)));
        rounds.get(ROUNDS / 2).map_or(f64::NAN, of)
    };
    let share = |i: usize| move |r: &[Duration; 4]| r[0].as_secs_f64() / r[i].as_secs_f64();
    println!("whole check / lexing and book   {:8.2}", median(&share(1)));
    println!("whole check / counting          {:8.2}", median(&share(2)));
    println!("whole check / autocorrect       {:8.3}", median(&share(3)));
}

fn checked(registry: &Registry, manuscript: &Manuscript) -> usize {
    let book = parse(divan::black_box(manuscript));
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    run(registry, &Selection::default(), &settings, &book, Mode::Parallel).len()
}

fn lexed_and_read(manuscript: &Manuscript) -> usize {
    let book = parse(divan::black_box(manuscript));
    let mut tokens = Vec::new();
    let lexed = book.readings.iter().map(|reading| {
        lex(&reading.text, &mut tokens);
        tokens.len()
    });
    lexed.sum()
}

/// The sample, its body repeated until the whole is about a megabyte.
fn text() -> String {
    let body = SAMPLE.find("\n# 农业").map_or(SAMPLE, |at| &SAMPLE[at..]);
    let mut text = SAMPLE.to_owned();
    while text.len() < 900_000 {
        text.push_str(body);
    }
    text
}

fn manuscript() -> Manuscript {
    Manuscript::single(Source::new("book.md", Format::Markdown, text()))
}

#[divan::bench]
fn floor_count_characters(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| divan::black_box(&text).chars().count());
}

#[divan::bench]
fn lex_whole(bencher: Bencher) {
    let text = text();
    let mut out = Vec::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| lex(divan::black_box(&text), &mut out));
}

#[divan::bench]
fn read_as_a_book(bencher: Bencher) {
    let manuscript = manuscript();
    let bytes = BytesCount::of_str(&manuscript.sources[0].text);
    bencher.counter(bytes).bench(|| parse(divan::black_box(&manuscript)));
}

#[divan::bench]
fn lex_and_read_as_a_book(bencher: Bencher) {
    let manuscript = manuscript();
    let bytes = BytesCount::of_str(&manuscript.sources[0].text);
    bencher.counter(bytes).bench(|| lexed_and_read(&manuscript));
}

#[divan::bench]
fn make_the_rules_ready(bencher: Bencher) {
    bencher.bench(|| Registry::new(&kanwu::families(), Vec::new()).map(|r| r.len()));
}

#[divan::bench]
fn check_whole(bencher: Bencher) {
    let Ok(registry) = Registry::new(&kanwu::families(), Vec::new()) else { return };
    let manuscript = manuscript();
    let bytes = BytesCount::of_str(&manuscript.sources[0].text);
    bencher.counter(bytes).bench(|| checked(&registry, &manuscript));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn peer_autocorrect(bencher: Bencher) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| autocorrect::lint_for(divan::black_box(&text), "markdown").lines.len());
}
