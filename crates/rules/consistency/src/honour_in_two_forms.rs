//! One honour in two forms: 全省先进集体, 全省先近集体.

use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::honour_in_two_forms as card;

/// See the card.
pub const RULE: Rule = Rule::index(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let pairs = cx.index.names().pairs().iter();
    for pair in pairs.filter(|pair| pair.kind == NameKind::Honour && pair.doubtful) {
        let Some((reading, span)) = pair.odd.places.first() else { continue };
        let finding = Finding::new(Place::Reading(*reading, *span), Confidence::Likely)
            .arg(card::args::FOUND, pair.odd.text.as_str())
            .arg(card::args::OTHER, pair.known.text.as_str())
            .arg(card::args::COUNT, pair.known.places.len());
        let finding = match pair.known.places.first() {
            Some((other, there)) => finding.labelled(Place::Reading(*other, *there), card::labels::OTHER),
            // The office has settled the name, and the book has it nowhere.
            None => finding.variant(card::variants::SETTLED),
        };
        cx.push(finding);
    }
}
