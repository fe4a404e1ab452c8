//! One honour in two forms: 全省先进集体, 全省先近集体.

use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Rule};

use crate::card::honour_in_two_forms as card;
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
    report_all(cx, NameKind::Honour, said);
}
