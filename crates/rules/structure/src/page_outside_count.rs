//! A page that the page numbers leave out.

use kanwu_plugin::text::{LineKind, ProofPage};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::page_outside_count as card;
use crate::proof_lines::{Line, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A page with fewer lines may be a divider page or one of pictures, which are often not counted.
const TEXT: usize = 5;

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        let pages = &printed.proof.pages;
        let on = printed.by_page(&lines);
        let numbered: Vec<(usize, u32)> =
            pages.iter().enumerate().filter_map(|(i, page)| Some((i, page.folio?))).collect();
        let usual =
            numbered.windows(2).filter(|pair| counts(pair)).count() * 10 > numbered.windows(2).count() * 7;
        for pair in numbered.windows(2) {
            let [(from, before), (to, behind)] = *pair else { continue };
            // One page or more stand between two that follow one another.
            if !usual || to == from + 1 || behind != before + 1 {
                continue;
            }
            let between = from + 1..to;
            let blank = between.clone().all(|i| is_blank(&pages[i]) && on[i].is_empty());
            let of_text = between
                .clone()
                .any(|i| on[i].iter().filter(|line| line.kind == LineKind::Text).count() >= TEXT);
            let opens = is_divider(&on[to]);
            if !(blank && !opens || of_text) {
                continue;
            }
            let Some(first) = on[from + 1..=to].iter().flatten().next() else { continue };
            let finding = Finding::new(printed.place(printed.first_of(first)), Confidence::Likely)
                .arg(card::args::BEFORE, before.to_string())
                .arg(card::args::BEHIND, behind.to_string())
                .arg(card::args::SHEET, (from + 2).to_string());
            cx.push(if blank { finding } else { finding.variant(card::variants::TEXT) });
        }
    }
}

/// Whether two numbers count on as their pages do.
fn counts(pair: &[(usize, u32)]) -> bool {
    matches!(*pair, [(from, before), (to, behind)] if behind.checked_sub(before).is_some_and(|n| n as usize == to - from))
}

fn is_blank(page: &ProofPage) -> bool {
    page.pictures == 0 && page.refused.is_none() && page.heads.is_empty()
}

/// A page with nothing but a title.
fn is_divider(lines: &[&Line<'_>]) -> bool {
    lines.len() <= 2
}
