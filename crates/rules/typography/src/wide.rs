//! Full-width digits and Latin letters.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

pub(crate) const RULE: Rule =
    Rule::local("full-width-letter-or-digit", Triggers::kinds(&[K::WideDigit, K::WideLatin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let want: String = cx.of(span).chars().map(narrow).collect();
    let finding =
        Finding::certain(span).arg("found", cx.of(span)).arg("want", want.as_str()).fix(span, want.as_str());
    cx.push(finding);
}

fn narrow(c: char) -> char {
    char::from_u32((c as u32).wrapping_sub(0xfee0)).filter(char::is_ascii).unwrap_or(c)
}
