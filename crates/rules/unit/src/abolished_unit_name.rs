//! 公分, 公尺: names of units that were abolished.

use kanwu_plugin::Rule;

use crate::card::abolished_unit_name as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Abolished, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
