//! Kangxi radicals and compatibility ideographs, which look like the character and are another.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::radical_for_character as card;
use crate::pairs::Pairs;

include!(concat!(env!("OUT_DIR"), "/radicals.rs"));

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::CompatHan]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let Some(found) = cx.of(span).chars().next().filter(|c| RADICALS.has(*c)) else { return };
    let Some(want) = RADICALS.get(found) else { return };
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want)
        .arg(card::args::CODE, format!("U+{:04X}", found as u32))
        .fix(span, want);
    cx.push(finding);
}
