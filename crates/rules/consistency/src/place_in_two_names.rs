//! One place in two names: 柳溪镇 in many places, 柳西镇 in one.

use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::place_in_two_names as card;

/// See the card.
pub const RULE: Rule = Rule::index(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let pairs = cx.index.names().pairs().iter();
    for pair in pairs.filter(|pair| pair.kind == NameKind::Place && pair.doubtful) {
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
