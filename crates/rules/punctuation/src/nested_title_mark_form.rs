//! A title within a title stands in the other title marks.

use kanwu_plugin::text::pairs::Family;
use kanwu_plugin::{Rule, TokenKind as K, Triggers};

use crate::card::nested_title_mark_form as card;
use crate::nesting::{Names, check};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::LeftTitle, K::LeftInnerTitle]), |cx, trigger| {
        check(cx, trigger, Family::Title, &NAMES)
    });

const NAMES: Names = Names {
    found: card::args::FOUND,
    want: card::args::WANT,
    outer_variant: card::variants::OUTER,
    outer: card::labels::OUTER,
};
