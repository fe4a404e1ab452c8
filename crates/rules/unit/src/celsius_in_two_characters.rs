//! °C in two characters.

use kanwu_plugin::Rule;

use crate::card::celsius_in_two_characters as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Celsius, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
