//! One place in two names: 柳溪镇 in many places, 柳西镇 in one.

use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::place_in_two_names as card;

/// See the card.
pub const RULE: Rule = Rule::index(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let pairs = cx.index.names().pairs().iter();
    for pair in pairs.filter(|pair| pair.kind == NameKind::Place && pair.doubtful) {
        let (Some((reading, span)), Some((other, there))) =
            (pair.odd.places.first(), pair.known.places.first())
        else {
            continue;
        };
        let finding = Finding::new(Place::Reading(*reading, *span), Confidence::Likely)
            .arg(card::args::FOUND, pair.odd.text.as_str())
            .arg(card::args::OTHER, pair.known.text.as_str())
            .arg(card::args::COUNT, pair.known.places.len())
            .labelled(Place::Reading(*other, *there), card::labels::OTHER);
        cx.push(finding);
    }
}
