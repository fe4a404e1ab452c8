//! 5ppm: an abbreviation for a ratio.

use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Confidence, Rule};

use crate::card::abbreviation_for_ratio as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, unit: card::args::UNIT, want: None };

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    (case.unit.kind == UnitKind::Fraction).then_some(Confidence::Likely)
}
