//! How soon a session answers an edit: `cargo bench -p kanwu-bench --bench live -- [BOOK.md]`. Without a book it takes
//! the sample, repeated to about a megabyte. Prints medians and the slowest of twenty, and whether memory grows.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "a tool of maintainers"
)]

use std::time::{Duration, Instant};

use kanwu_engine::{Mode, Registry, Selection};
use kanwu_lint::{Answers, Checker, Session, read};
use kanwu_text::{Format, Manuscript, SourceId, SourceSpan};

const SAMPLE: &str = include_str!("../../samples/清河年鉴2023.md");

/// What is typed, in turn.
const TYPED: [&str; 5] = ["，", "清河区", "增长", "5%", "。"];

/// So many edits are timed, then so many are made to see whether memory grows.
const TIMED: usize = 200;
const MADE: usize = 10_000;

/// After so many of these the session has all the memory that it needs.
const EARLY: usize = 1000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    // `cargo test` only tries a benchmark.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let text = match args.first().map(std::fs::read_to_string) {
        Some(Ok(text)) => text,
        Some(Err(e)) => return println!("the book can't be read: {e}"),
        None => repeated(),
    };
    let Ok(registry) = Registry::new(&kanwu::families(), Vec::new()) else { return };
    for mode in [Mode::Parallel, Mode::Serial] {
        println!("{mode:?}, {} bytes", text.len());
        measure(&registry, &text, mode);
    }
}

fn measure(registry: &Registry, text: &str, mode: Mode) {
    let selection = Selection::default();
    let checker = Checker { mode, ..Checker::new(registry, &selection) };
    let Ok(source) = read(text.as_bytes(), "book.md", Format::Markdown) else { return };
    let mut session = Session::open(checker, Answers::default(), Manuscript::single(source));
    let started = Instant::now();
    session.complete();
    println!("  first check                        {:8.1} ms", ms(started.elapsed()));
    let mut at = 0;
    let mut edit = |session: &mut Session<'_>, n: usize, wanted: fn(&str) -> usize| {
        let Some(source) = session.manuscript().sources.first() else { return };
        // Ten edits at one place, then on to another.
        if n.is_multiple_of(10) || wanted(&source.text) != 0 {
            let place = match wanted(&source.text) {
                0 => n * 7919 * 31 % source.text.len().max(1),
                place => place,
            };
            at = source.text.ceil_char_boundary(place);
        }
        let typed = TYPED[n % TYPED.len()];
        if session.edit(SourceId(0), SourceSpan::of(at..at), typed).is_ok() {
            at += typed.len();
        }
    };
    let anywhere = |_: &str| 0;
    let in_contents = |text: &str| text.find("目录").or_else(|| text.find("目　录")).map_or(1, |at| at + 60);
    let (mut local, mut whole, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    let mut walked = 0;
    for n in 0..TIMED {
        let started = Instant::now();
        edit(&mut session, n, anywhere);
        session.findings();
        local.push(started.elapsed());
        walked = session.walked().max(walked);
        let started = Instant::now();
        session.complete();
        whole.push(started.elapsed());
    }
    for n in 0..TIMED / 10 {
        edit(&mut session, n, in_contents);
        let started = Instant::now();
        session.complete();
        contents.push(started.elapsed());
    }
    report("what single paragraphs tell", local);
    report("what the whole book says", whole);
    report("the same after contents changed", contents);
    println!("  paragraphs walked after an edit, at most {walked}");
    let mut early = None;
    for n in 0..MADE {
        edit(&mut session, n, anywhere);
        if n.is_multiple_of(20) {
            session.complete();
        }
        if n == EARLY {
            early = memory();
        }
    }
    if let (Some(early), Some(late)) = (early, memory()) {
        println!("  memory after {EARLY} and after {MADE} edits  {early:.0} MB, {late:.0} MB");
    }
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!("  {name:34} {:8.1} ms, {:.1} ms at most in 95 of 100", ms(at(50)), ms(at(95)));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// What the process holds, in megabytes, where the system tells.
fn memory() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// The sample, its body repeated until the whole is about a megabyte.
fn repeated() -> String {
    let body = SAMPLE.find("\n# 农业").map_or(SAMPLE, |at| &SAMPLE[at..]);
    let mut text = SAMPLE.to_owned();
    while text.len() < 900_000 {
        text.push_str(body);
    }
    text
}
