//! 12英寸, 3里: lengths in units that are not legal.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Rule};

use crate::card::length_unit_not_legal as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args {
    found: card::args::FOUND,
    unit: card::args::UNIT,
    want: Some((card::args::WANT, card::variants::UNCONVERTED)),
};

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    if case.unit.kind != UnitKind::Length {
        return None;
    }
    // Sizes of goods go by inches.
    let after = case.after.trim_start_matches(words::BETWEEN_INCH_AND_GOODS);
    if case.unit.key == "inch" && starts_any(after, words::SOLD_BY_INCH) {
        return None;
    }
    let old = words::OLD_LENGTH.contains(&case.text);
    // 渠长24里: no other word than a length is meant after one.
    let far = ends_any(case.before, words::LENGTH) && !ends_any(case.before, words::NO_LENGTH)
        || ends_any(case.before, words::DISTANCE);
    let long = case.size || far;
    Some(if old && !long { Confidence::Guess } else { Confidence::Likely })
}
