//! 页码: a page numbered twice, out of order, or not at all.

use kanwu_plugin::text::LineKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::folio_wrong as card;
use crate::proof_lines::{Line, Printed, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

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
            let Some(want) = between(&folios, i) else { continue };
            let Some(first) = first_line(&lines, i) else { continue };
            match folios[i] {
                Some(found) if found != want => push(cx, &printed, first, found, want, &folios),
                None if is_of_text(&lines, i) => missing.push((first, want)),
                _ => {}
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
    let text = own.clone().filter(|line| line.kind == LineKind::Text).count();
    own.next().is_some_and(|line| line.kind != LineKind::Heading) && text >= 5
}
