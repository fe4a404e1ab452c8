//! Full-width digits and Latin letters.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::full_width_letter_or_digit as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::WideDigit, K::WideLatin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let want: String = cx.of(span).chars().map(narrow).collect();
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want.as_str())
        .fix(span, want.as_str());
    cx.push(finding);
}

fn narrow(c: char) -> char {
    char::from_u32((c as u32).wrapping_sub(0xfee0)).filter(char::is_ascii).unwrap_or(c)
}
