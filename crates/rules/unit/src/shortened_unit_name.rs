//! 平米: names of units that have lost a part.

use kanwu_plugin::Rule;

use crate::card::shortened_unit_name as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Shortened, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
