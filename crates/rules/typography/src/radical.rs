//! Kangxi radicals and compatibility ideographs, which look like the character and are another.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::pairs::Pairs;

include!(concat!(env!("OUT_DIR"), "/radicals.rs"));

pub(crate) const RULE: Rule = Rule::local("radical-for-character", Triggers::kinds(&[K::CompatHan]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let Some(found) = cx.of(span).chars().next().filter(|c| RADICALS.has(*c)) else { return };
    let Some(want) = RADICALS.get(found) else { return };
    let finding = Finding::certain(span)
        .arg("found", found)
        .arg("want", want)
        .arg("code", format!("U+{:04X}", found as u32))
        .fix(span, want);
    cx.push(finding);
}
