//! A hyphen or a short line between the two ends of a range.

use kanwu_plugin::{LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::hyphen_in_range as card;
use crate::range_ends::{ends_range, follows_time, report, rises};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Hyphen, K::OtherDash, K::WideHyphen, K::DrawnLine]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let one = cx.token_text(i).chars().count() == 1;
    if one && is_between_times(cx, i) {
        return report(cx, i, card::args::FOUND, card::args::WANT);
    }
    if !one || cx.kind_after(i) != Some(K::Digit) || !ends_range(cx, i + 1) {
        return;
    }
    let range = match cx.kind_before(i) {
        Some(K::Digit) => rises(cx, i),
        Some(K::Han) => follows_time(cx, cx.tokens[i].span.start),
        Some(K::Percent | K::Permille | K::Celsius) => true,
        _ => false,
    };
    if range {
        report(cx, i, card::args::FOUND, card::args::WANT);
    }
}

/// 7:30-8:00
fn is_between_times(cx: &LocalContext<'_>, i: usize) -> bool {
    let digits = |n: usize, longest: usize| cx.kind(n) == Some(K::Digit) && cx.token_text(n).len() <= longest;
    i >= 3
        && digits(i - 3, 2)
        && cx.kind(i - 2) == Some(K::Colon)
        && digits(i - 1, 2)
        && digits(i + 1, 2)
        && cx.kind(i + 2) == Some(K::Colon)
        && digits(i + 3, 2)
}
