//! A quotation within a quotation stands in the other quotation marks.

use kanwu_plugin::text::pairs::Family;
use kanwu_plugin::{Rule, TokenKind as K, Triggers};

use crate::card::nested_quotation_mark_form as card;
use crate::nesting::{Names, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::LeftDouble, K::LeftSingle]), |cx, trigger| {
        check(cx, trigger, Family::Quotation, &NAMES)
    });

const NAMES: Names = Names {
    found: card::args::FOUND,
    want: card::args::WANT,
    outer_variant: card::variants::OUTER,
    outer: card::labels::OUTER,
};
