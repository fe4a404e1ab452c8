//! kWh: a product of units without the dot between them.

use kanwu_plugin::Rule;

use crate::card::unit_product_without_dot as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Dot, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
