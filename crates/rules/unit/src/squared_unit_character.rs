//! ㎡: one character for a whole symbol.

use kanwu_plugin::Rule;

use crate::card::squared_unit_character as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Compatibility, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
