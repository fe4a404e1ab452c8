//! KM: symbols of units in wrong letters.

use kanwu_plugin::Rule;

use crate::card::unit_symbol_letters as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Letters, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
