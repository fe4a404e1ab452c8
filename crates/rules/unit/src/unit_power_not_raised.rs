//! m2: the power of a unit that is not raised.

use kanwu_plugin::Rule;

use crate::card::unit_power_not_raised as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Power, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
