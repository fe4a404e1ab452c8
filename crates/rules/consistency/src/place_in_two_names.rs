//! One place in two names: 柳溪镇 in many places, 柳西镇 in one.

use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Rule};

use crate::card::place_in_two_names as card;
use crate::rare_form::{Said, report_all};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let said = Said {
        found: card::args::FOUND,
        known: card::args::OTHER,
        count: card::args::COUNT,
        place: card::labels::OTHER,
        settled: card::variants::SETTLED,
    };
    report_all(cx, NameKind::Place, said);
}
