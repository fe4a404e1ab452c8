//! 背题: a heading alone at the foot of a page or column.

use kanwu_plugin::text::LineKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::heading_at_page_foot as card;
use crate::proof_lines::{Line, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A page with fewer lines of text is a divider page 篇章页 or a title page.
const FEWEST: usize = 4;

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        let (lowest, highest) =
            lines.iter().fold((i32::MAX, i32::MIN), |(a, b), l| (a.min(l.base), b.max(l.base)));
        // What stands higher has something below it that is no text: a picture.
        let foot = lowest.saturating_add(highest.saturating_sub(lowest) / 4);
        for (i, pair) in lines.windows(2).enumerate() {
            let [heading, next] = pair else { continue };
            let alone = heading.kind == LineKind::Heading
                && !heading.goes_on
                && !heading.shares_column(next)
                && heading.base <= foot
                && has_text_above(&lines[..i], heading);
            if alone {
                let at = printed.first_of(heading).join(printed.last_of(heading));
                let finding = Finding::new(printed.place(at), Confidence::Certain)
                    .arg(card::args::TITLE, at.of_text(&printed.source.text))
                    .labelled(printed.place(printed.first_of(next)), card::labels::NEXT);
                cx.push(finding);
            }
        }
    }
}

fn has_text_above(before: &[Line<'_>], heading: &Line<'_>) -> bool {
    let above = before.iter().rev().take_while(|line| line.page == heading.page);
    above.filter(|line| line.kind == LineKind::Text).take(FEWEST).count() >= FEWEST
}
