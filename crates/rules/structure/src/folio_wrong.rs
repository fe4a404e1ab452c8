//! 页码: a page numbered twice, out of order, or not at all.

use kanwu_plugin::text::LineKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::folio_wrong as card;
use crate::proof_lines::{Line, Printed, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A page without a number is held against numbered ones that stand so near.
const NEAR: usize = 6;

/// Where more pages than one in so many have no number, the design leaves it out.
const DESIGN: usize = 10;

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        let folios: Vec<Option<u32>> = printed.proof.pages.iter().map(|page| page.folio).collect();
        if folios.iter().flatten().count() < 3 {
            continue;
        }
        let mut missing = Vec::new();
        for i in 0..folios.len() {
            let found = match folios[i] {
                Some(found) => between(&folios, i).filter(|want| found != *want).map(|want| (found, want)),
                None => {
                    if let Some(want) = left(&folios, i)
                        && is_of_text(&lines, i)
                        && let Some(first) = first_line(&lines, i)
                    {
                        missing.push((first, want));
                    }
                    None
                }
            };
            if let Some((found, want)) = found
                && let Some(first) = first_line(&lines, i)
            {
                push(cx, &printed, first, found, want, &folios);
            }
        }
        for (i, pair) in folios.windows(2).enumerate() {
            let [Some(before), Some(found)] = pair else { continue };
            let want = before + 1;
            // Where both sides count on for themselves, one of them is off by a page; 1 begins a new count.
            let counts = i > 0
                && folios[i - 1].is_some_and(|n| n + 1 == *before)
                && folios.get(i + 2).copied().flatten() == Some(found + 1);
            if counts
                && *found != want
                && *found > 1
                && found.abs_diff(want) < 20
                && let Some(first) = first_line(&lines, i + 1)
            {
                push(cx, &printed, first, *found, want, &folios);
            }
        }
        if missing.len() * DESIGN <= folios.len().max(DESIGN) {
            for (first, want) in missing {
                let finding = Finding::new(printed.place(printed.first_of(first)), Confidence::Likely)
                    .arg(card::args::WANT, want)
                    .variant(card::variants::MISSING);
                cx.push(finding);
            }
        }
    }
}

/// The number that both neighbours leave to a page.
fn between(folios: &[Option<u32>], i: usize) -> Option<u32> {
    let before = folios[i.checked_sub(1)?]?;
    let behind = (*folios.get(i + 1)?)?;
    (before + 2 == behind).then_some(before + 1)
}

/// The number that the next numbered pages on both sides leave to a page without one.
fn left(folios: &[Option<u32>], i: usize) -> Option<u32> {
    let before = (i.saturating_sub(NEAR)..i).rev().find_map(|k| folios[k].map(|n| n as usize + (i - k)));
    let behind = (i + 1..folios.len().min(i + NEAR)).find_map(|k| folios[k]?.checked_sub((k - i) as u32));
    behind.filter(|n| before == Some(*n as usize))
}

fn push(
    cx: &mut BookContext<'_>,
    printed: &Printed<'_>,
    first: &Line<'_>,
    found: u32,
    want: u32,
    folios: &[Option<u32>],
) {
    let twice = folios.iter().filter(|folio| **folio == Some(found)).count() > 1;
    let finding = Finding::new(printed.place(printed.first_of(first)), Confidence::Certain)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want);
    cx.push(if twice { finding.variant(card::variants::TWICE) } else { finding });
}

/// The first line of the page of index `i`.
fn first_line<'l, 'p>(lines: &'l [Line<'p>], i: usize) -> Option<&'l Line<'p>> {
    lines.iter().find(|line| line.page as usize == i + 1)
}

/// Whether a page is one of running text: an opening page, which begins with a heading, and a page with little on it
/// often bear no number.
fn is_of_text(lines: &[Line<'_>], i: usize) -> bool {
    let mut own = lines.iter().filter(|line| line.page as usize == i + 1);
    let of_text = |line: &&Line<'_>| matches!(line.kind, LineKind::Text | LineKind::Cell);
    let text = own.clone().filter(of_text).count();
    own.next().is_some_and(|line| line.kind != LineKind::Heading) && text >= 5
}
