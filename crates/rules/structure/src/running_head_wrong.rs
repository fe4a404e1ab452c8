//! A running head 书眉 that names a 类目 or 分目 that is not on its page.

use std::collections::BTreeMap;

use kanwu_plugin::book::squeeze;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Rule};

use crate::card::running_head_wrong as card;
use crate::proof_lines::{Printed, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A title with the first and last page that it holds for.
struct Stretch {
    title: String,
    from: u32,
    to: u32,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for printed in proofs(book) {
        let lines = printed.lines();
        let last = u32::try_from(printed.proof.pages.len()).unwrap_or(u32::MAX);
        let categories = stretches(&printed, book.categories.iter().map(|c| (c.title.as_str(), c.at)), last);
        let sections = stretches(&printed, book.sections.iter().map(|s| (s.title.as_str(), s.at)), last);
        if categories.len() < 2 {
            continue;
        }
        let mut on: BTreeMap<&str, Vec<&Stretch>> = BTreeMap::new();
        for stretch in categories.iter().chain(&sections) {
            on.entry(stretch.title.as_str()).or_default().push(stretch);
        }
        for (page, ordinal) in printed.proof.pages.iter().zip(1..) {
            for head in &page.heads {
                let found = squeeze(head);
                let Some(own) = categories
                    .iter()
                    .filter(|c| c.from <= ordinal && ordinal <= c.to)
                    .map(|c| c.title.as_str())
                    .next_back()
                else {
                    continue;
                };
                let known = on.get(found.as_str());
                let here = known.is_some_and(|all| all.iter().any(|s| s.from <= ordinal && ordinal <= s.to));
                let wrong = known.is_some() && !here;
                if !(wrong || known.is_none() && is_slip(&found, own)) {
                    continue;
                }
                let Some(first) = lines.iter().find(|line| line.page == ordinal) else { continue };
                let finding = Finding::new(printed.place(printed.first_of(first)), Confidence::Certain)
                    .arg(card::args::FOUND, found)
                    .arg(card::args::WANT, own);
                cx.push(if wrong { finding } else { finding.variant(card::variants::SLIP) });
            }
        }
    }
}

/// Where each title holds: from its page up to that of the next.
fn stretches<'t>(
    printed: &Printed<'_>,
    titles: impl Iterator<Item = (&'t str, Location)>,
    last: u32,
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for (title, at) in titles.filter(|(_, at)| at.source == printed.id) {
        let Some(line) = printed.proof.lines_in(at.span).first() else { continue };
        if let Some(before) = out.last_mut() {
            // What begins a page leaves nothing on it to the one before.
            let begins = line.line == 1 && line.column <= 1;
            before.to = if begins { line.page.saturating_sub(1) } else { line.page };
        }
        out.push(Stretch { title: squeeze(title), from: line.page, to: last });
    }
    out
}

/// One character apart from a title of three or more.
fn is_slip(found: &str, title: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (found.chars().collect(), title.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    b.len() >= 3 && a.len().abs_diff(b.len()) <= 1 && (a.len() - head - tail).max(b.len() - head - tail) == 1
}
