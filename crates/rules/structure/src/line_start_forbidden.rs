//! 避头避尾: a mark at the start of a line that closes, or at its end that opens.

use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::line_start_forbidden as card;
use crate::proof_lines::{broken, proofs};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Marks that no line begins with.
const NOT_FIRST: &str = "，。、；：？！）》〉”’】〕］」』·～％‰;:?!)]%";
/// Marks that no line ends with.
const NOT_LAST: &str = "（《〈“‘【〔［「『([";

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        for (above, below) in broken(&printed.lines()) {
            if let Some(found) = below.first().filter(|c| NOT_FIRST.contains(*c)) {
                let at = printed.place(printed.first_of(below));
                cx.push(Finding::new(at, Confidence::Certain).arg(card::args::FOUND, found.to_string()));
            }
            if let Some(found) = above.last().filter(|c| NOT_LAST.contains(*c)) {
                let at = printed.place(printed.last_of(above));
                let finding = Finding::new(at, Confidence::Certain).arg(card::args::FOUND, found.to_string());
                cx.push(finding.variant(card::variants::END));
            }
        }
    }
}
