//! A figure, or half a 破折号 or 省略号, broken over two lines.

use kanwu_plugin::{BookContext, Confidence, Finding, Rule, SourceSpan};

use crate::card::broken_across_lines as card;
use crate::proof_lines::{Line, broken, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        for (above, below) in broken(&printed.lines()) {
            let (Some(last), Some(first)) = (above.last(), below.first()) else { continue };
            if !(is_prose(above) && is_prose(below)) {
                continue;
            }
            let mark = match (last, first) {
                ('—', '—') => Some('—'),
                ('…', '…') => Some('…'),
                _ => None,
            };
            let (head, tail) = match mark {
                Some(mark) => (run_at_end(above, |c| c == mark), run_at_start(below, |c| c == mark)),
                None if is_figure(above, below, last, first) => {
                    (run_at_end(above, in_figure), run_at_start(below, in_figure))
                }
                None => continue,
            };
            let at = SourceSpan::new(above.span.end - head, above.span.end);
            let rest = SourceSpan::new(below.span.start, below.span.start + tail);
            let text = &printed.source.text;
            let finding = Finding::new(printed.place(at), Confidence::Certain)
                .arg(card::args::FOUND, at.of_text(text))
                .arg(card::args::REST, rest.of_text(text))
                .labelled(printed.place(rest), card::labels::REST);
            cx.push(if mark.is_some() { finding.variant(card::variants::MARK) } else { finding });
        }
    }
}

/// Whether a line has words: rows of figures, as in a chart, are no lines of one text.
fn is_prose(line: &Line<'_>) -> bool {
    line.text.chars().any(|c| c.is_alphabetic())
}

/// Whether both sides are one figure: digits on both, with a point or a comma of thousands between them at most.
fn is_figure(above: &Line<'_>, below: &Line<'_>, last: char, first: char) -> bool {
    let second = below.text.chars().nth(1);
    let before = above.text.chars().nth_back(1);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match (last, first) {
        _ if last.is_ascii_digit() && first.is_ascii_digit() => true,
        ('0'..='9', '.' | '．') => digit(second),
        // A comma may part two figures; three digits behind it make thousands of it.
        ('.' | '．', '0'..='9') => digit(before),
        _ => false,
    }
}

fn in_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '．' | ',' | '%')
}

/// Bytes at the end of a line.
fn run_at_end(line: &Line<'_>, of: impl Fn(char) -> bool) -> u32 {
    SourceSpan::of(0..line.text.len() - line.text.trim_end_matches(of).len()).end
}

/// Bytes at the start of a line.
fn run_at_start(line: &Line<'_>, of: impl Fn(char) -> bool) -> u32 {
    SourceSpan::of(0..line.text.len() - line.text.trim_start_matches(of).len()).end
}
