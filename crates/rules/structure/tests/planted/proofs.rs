//! Yearbooks as proofs: set in lines and pages, with faults of setting put into them.

use fastrand::Rng;
use kanwu_plugin::text::{Format, LineKind, Origin, Proof, ProofLine, ProofPage, Source, SourceSpan, Turn};

/// The rule that must find it, and how it is planted.
pub type Fault = (&'static str, fn(&mut Proof, &str, &mut Rng));

pub const FAULTS: [Fault; 7] = [
    ("line-start-forbidden", |proof, text, rng| {
        break_at(proof, text, rng, |head, tail| tail.starts_with('，') && head.chars().count() > 3);
    }),
    ("broken-across-lines", |proof, text, rng| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        break_at(proof, text, rng, |head, tail| {
            digit(head.chars().next_back()) && digit(tail.chars().next())
        });
    }),
    ("last-line-short", |proof, text, rng| {
        break_at(proof, text, rng, |head, tail| {
            tail.chars().count() == 2 && tail.ends_with('。') && head.len() > 30
        });
    }),
    ("heading-at-page-foot", |proof, _, rng| {
        let lines = &proof.lines;
        let full = |i: usize| {
            let page = lines[i].page;
            lines[..i]
                .iter()
                .rev()
                .take_while(|l| l.page == page)
                .filter(|l| l.kind == LineKind::Text)
                .count()
                >= 4
        };
        let at = draw(rng, (1..lines.len() - 1).filter(|i| lines[*i].kind == LineKind::Heading && full(*i)));
        let lowest = lines.iter().map(|line| line.base).min().unwrap_or_default();
        proof.lines[at].base = lowest;
        turn_page(proof, at + 1);
    }),
    ("table-cut", |proof, _, rng| {
        let lines = &proof.lines;
        let row = |i: usize| lines[i].kind == LineKind::Cell && lines[i].line != lines[i - 1].line;
        let at = draw(
            rng,
            (1..lines.len()).filter(|i| {
                row(*i) && lines[i - 1].kind == LineKind::Cell && lines[i - 1].page == lines[*i].page
            }),
        );
        turn_page(proof, at);
    }),
    ("folio-wrong", |proof, _, rng| {
        let at = rng.usize(1..proof.pages.len() - 1);
        proof.pages[at].folio = Some(at as u32);
    }),
    ("running-head-wrong", |proof, _, rng| {
        let heads = |at: usize| proof.pages[at].heads.first();
        let last = heads(proof.pages.len() - 1).cloned().unwrap_or_default();
        // The title page and the pages of the spec belong to no category.
        let front = proof.pages.iter().rposition(|page| page.heads == ["编辑说明"]).map_or(0, |at| at + 1);
        let at =
            draw(rng, (front..proof.pages.len()).filter(|at| heads(*at).is_some_and(|head| *head != last)));
        proof.pages[at].heads = vec![last];
    }),
];

/// Characters on a line, lines on a page.
const WIDE: usize = 24;
const HIGH: usize = 26;

/// A yearbook set on pages, without a fault of setting.
pub fn printed(text: String) -> Source {
    let mut proof = Proof::default();
    let mut at = 0;
    let mut left = 0;
    let mut category = String::new();
    let lines: Vec<&str> = text.split('\n').collect();
    for (i, line) in lines.iter().enumerate() {
        let from = at;
        at += line.len() + 1;
        if line.trim().is_empty() || line.starts_with("<!--") {
            continue;
        }
        let kind = match line {
            _ if line.starts_with('#') => LineKind::Heading,
            _ if line.contains('\t') => LineKind::Cell,
            _ => LineKind::Text,
        };
        let title = line.strip_prefix("# ");
        let table = lines[i..].iter().take_while(|line| line.contains('\t')).count();
        let inside = kind == LineKind::Cell && lines[i - 1].contains('\t');
        // A title takes text along, a table is kept whole, and a category begins a page.
        if title.is_some() || left < 4 && kind == LineKind::Heading || !inside && left < table || left == 0 {
            category = title.map_or(category, str::to_owned);
            left = HIGH.max(table);
            page(&mut proof, &category);
        }
        let cuts = if kind == LineKind::Text { cuts(line) } else { vec![0, line.len()] };
        for pair in cuts.windows(2) {
            if left == 0 {
                left = HIGH;
                page(&mut proof, &category);
            }
            let number = (HIGH.max(table) - left + 1) as u32;
            left -= 1;
            let mut start = from + pair[0];
            for piece in line[pair[0]..pair[1]].split('\t') {
                proof.lines.push(ProofLine {
                    span: SourceSpan::of(start..start + piece.len()),
                    page: proof.pages.len() as u32,
                    column: 1,
                    line: number,
                    kind,
                    turn: Turn::Upright,
                    base: -1600 * number as i32,
                    top: -1600 * number as i32 + 1000,
                    edges: Vec::new(),
                });
                start += piece.len() + 1;
            }
        }
    }
    let mut source = Source::new("book.md", Format::Markdown, text);
    source.origin = Origin::Pdf(proof);
    source
}

fn page(proof: &mut Proof, category: &str) {
    let number = Some(proof.pages.len() as u32 + 1);
    let heads = if category.is_empty() { Vec::new() } else { vec![category.to_owned()] };
    proof.pages.push(ProofPage { folio: number, label: number, heads, columns: 1, ..ProofPage::default() });
}

/// Where a paragraph is broken into lines: nowhere that it may not be.
fn cuts(line: &str) -> Vec<usize> {
    let all: Vec<(usize, char)> = line.char_indices().collect();
    let plain = |i: usize| all.get(i).is_some_and(|(_, c)| ('\u{4e00}'..'\u{a000}').contains(c));
    let mut cuts = vec![0];
    let mut next = WIDE;
    while next + 3 < all.len() {
        let at = (next.saturating_sub(12)..=next).rev().find(|i| plain(*i) && plain(i - 1)).unwrap_or(next);
        cuts.push(all[at].0);
        next = at + WIDE;
    }
    cuts.push(line.len());
    cuts
}

fn draw(rng: &mut Rng, all: impl Iterator<Item = usize>) -> usize {
    let all: Vec<usize> = all.collect();
    assert!(!all.is_empty(), "no place for the fault");
    all[rng.usize(..all.len())]
}

/// Breaks a paragraph of two lines elsewhere.
fn break_at(proof: &mut Proof, text: &str, rng: &mut Rng, fits: impl Fn(&str, &str) -> bool) {
    let mut places = Vec::new();
    for (i, pair) in proof.lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        // The second line is the last of its paragraph.
        let whole = a.span.end == b.span.start && text[b.span.end as usize..].starts_with('\n');
        if whole && a.page == b.page && a.kind == LineKind::Text {
            let both = a.span.join(b.span).of_text(text);
            places.extend(
                both.char_indices()
                    .skip(1)
                    .filter(|(k, _)| fits(&both[..*k], &both[*k..]))
                    .map(|(k, _)| (i, k)),
            );
        }
    }
    assert!(!places.is_empty(), "no place for the fault");
    let (i, k) = places[rng.usize(..places.len())];
    let cut = proof.lines[i].span.start + k as u32;
    proof.lines[i].span.end = cut;
    proof.lines[i + 1].span.start = cut;
}

/// Puts all lines from one on a page further.
fn turn_page(proof: &mut Proof, from: usize) {
    for line in &mut proof.lines[from..] {
        line.page += 1;
    }
    let page = proof.pages[proof.pages.len() - 1].clone();
    proof.pages.push(page);
}
