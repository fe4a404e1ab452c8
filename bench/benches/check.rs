//! A book of about a megabyte, made of the sample: counted, lexed, read, checked, and checked by a peer.

use divan::{Bencher, counter::BytesCount};
use kanwu_book::parse;
use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_rule::Settings;
use kanwu_text::{Format, Manuscript, Source, lex};

const SAMPLE: &str = include_str!("../../samples/清河年鉴2023.md");

fn main() {
    divan::main();
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
fn check_whole(bencher: Bencher) {
    let Ok(registry) = Registry::new(&kanwu::families(), Vec::new()) else { return };
    let manuscript = manuscript();
    let bytes = BytesCount::of_str(&manuscript.sources[0].text);
    bencher.counter(bytes).bench(|| {
        let book = parse(divan::black_box(&manuscript));
        let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
        run(&registry, &Selection::default(), &settings, &book, Mode::Parallel).len()
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn peer_autocorrect(bencher: Bencher) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| autocorrect::lint_for(divan::black_box(&text), "markdown").lines.len());
}
