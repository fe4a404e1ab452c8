//! A table that goes on over the page without 续表.

use kanwu_plugin::text::LineKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Reads, Rule};

use crate::card::table_cut as card;
use crate::proof_lines::{Line, proofs};
use crate::table::table_words::CONTINUED;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        for (i, pair) in lines.windows(2).enumerate() {
            let [end, start] = pair else { continue };
            if end.kind != LineKind::Cell || start.kind != LineKind::Cell || start.page != end.page + 1 {
                continue;
            }
            let said = printed.proof.page(start.page).is_some_and(|page| {
                page.heads.iter().any(|head| CONTINUED.iter().any(|word| head.contains(word)))
            });
            let (above, below) = (row_before(&lines[..=i]), row_behind(&lines[i + 1..]));
            // Another table has other columns.
            if said || above.len() != below.len() || above.len() < 2 {
                continue;
            }
            let finding = Finding::new(printed.place(start.span), Confidence::Likely)
                .arg(card::args::PAGE, printed.page_name(end.page))
                .labelled(printed.place(end.span), card::labels::BEFORE);
            cx.push(finding);
        }
    }
}

fn is_same_row(a: &Line<'_>, b: &Line<'_>) -> bool {
    a.kind == b.kind && a.shares_column(b) && a.number == b.number
}

/// The row that the lines end with.
fn row_before<'l, 'p>(lines: &'l [Line<'p>]) -> &'l [Line<'p>] {
    let Some(last) = lines.last() else { return &[] };
    let count = lines.iter().rev().take_while(|line| is_same_row(line, last)).count();
    &lines[lines.len() - count..]
}

/// The row that the lines begin with.
fn row_behind<'l, 'p>(lines: &'l [Line<'p>]) -> &'l [Line<'p>] {
    let Some(first) = lines.first() else { return &[] };
    &lines[..lines.iter().take_while(|line| is_same_row(line, first)).count()]
}
