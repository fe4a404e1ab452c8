//! A 破折号 between the two ends of a range.

use kanwu_plugin::{LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::dash_in_range as card;
use crate::range_ends::{ends_range, follows_time, report, rises};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EmDash]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if cx.token_text(i).chars().count() != 2 || cx.kind_after(i) != Some(K::Digit) || !ends_range(cx, i + 1) {
        return;
    }
    let range = match cx.kind_before(i) {
        Some(K::Digit) => rises(cx, i),
        Some(K::Han) => {
            i >= 2
                && cx.kind(i - 2) == Some(K::Digit)
                && cx.token_text(i - 1).chars().count() == 1
                && follows_time(cx, cx.tokens[i].span.start)
        }
        _ => false,
    };
    if range {
        report(cx, i, card::args::FOUND, card::args::WANT);
    }
}
