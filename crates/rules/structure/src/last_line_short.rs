//! 单字成行 and 孤行: a last line of one character, or alone at the head or foot of a page or column.

use kanwu_plugin::text::LineKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::last_line_short as card;
use crate::proof_lines::{Line, Printed, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        let foot = foot(&printed, &lines);
        for (i, pair) in lines.windows(2).enumerate() {
            let [above, last] = pair else { continue };
            if !above.goes_on || last.goes_on || last.kind != LineKind::Text {
                continue;
            }
            let at_head = !above.shares_column(last);
            let at_foot = last.base <= foot && lines.get(i + 2).is_some_and(|next| !next.shares_column(last));
            let one = last.text.chars().filter(|c| c.is_alphanumeric()).count() == 1;
            let finding = |confidence| {
                let found = last.text.trim_matches(['*', ' ']);
                Finding::new(printed.place(last.span), confidence).arg(card::args::FOUND, found)
            };
            match (one, at_head) {
                (true, true) => cx.push(finding(Confidence::Likely).variant(card::variants::HEAD)),
                (true, false) if at_foot => {
                    cx.push(finding(Confidence::Likely).variant(card::variants::FOOT))
                }
                (true, false) => cx.push(finding(Confidence::Guess)),
                (false, true) => cx.push(finding(Confidence::Guess).variant(card::variants::LINE)),
                (false, false) => {}
            }
        }
    }
}

/// How low the last line of a full page stands: of each page the lowest line of text counts; most are full, and a few
/// reach lower.
fn foot(printed: &Printed<'_>, lines: &[Line<'_>]) -> i32 {
    let pages = printed.by_page(lines);
    let of_text = |page: &Vec<&Line<'_>>| {
        page.iter().filter(|line| line.kind == LineKind::Text).map(|line| line.base).min()
    };
    let mut lowest: Vec<i32> = pages.iter().filter_map(of_text).collect();
    lowest.sort_unstable();
    // Less than a line above it.
    lowest.get(lowest.len() / 4).map_or(i32::MIN, |base| base.saturating_add(800))
}
