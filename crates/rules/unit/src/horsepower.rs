//! 120马力: a power in horsepower.

use kanwu_plugin::{Confidence, Rule};

use crate::card::horsepower as card;
use crate::not_legal::{Args, NotLegal, TRIGGERS, check};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, judge, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, unit: card::args::UNIT, want: Some(card::args::WANT) };

fn judge(case: &NotLegal<'_>) -> Option<Confidence> {
    (case.unit.key == "horsepower").then_some(Confidence::Likely)
}
