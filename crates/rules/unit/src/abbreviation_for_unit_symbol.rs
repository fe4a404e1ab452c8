//! hrs, cc, kms: abbreviations for symbols of units.

use kanwu_plugin::Rule;

use crate::card::abbreviation_for_unit_symbol as card;
use crate::spelling::{Args, Mistake, TRIGGERS, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, TRIGGERS, |cx, trigger| check(cx, trigger, Mistake::Abbreviation, ARGS));

const ARGS: Args = Args { found: card::args::FOUND, want: card::args::WANT };
