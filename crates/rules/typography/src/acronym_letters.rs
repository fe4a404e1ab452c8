//! gps, Wto, pm2.5, C0D: an acronym in the wrong case, or with a digit for a letter.

use kanwu_plugin::reading::ProtectedKind;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::acronym_letters as card;
use crate::table::character_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i].span;
    // gps in an address is part of it.
    let elsewhere = |kind| !matches!(kind, ProtectedKind::Model);
    if cx.protected_at(token.start).is_some_and(|p| elsewhere(p.kind)) {
        return;
    }
    let alone = |c: Option<char>| {
        c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/' | '@' | '&' | '\''))
    };
    let letters = cx.after(token.start).bytes().take_while(u8::is_ascii_alphanumeric).count();
    let span = Span::new(token.start, token.start + letters as u32);
    let found = cx.of(span);
    let particles = found.eq_ignore_ascii_case("pm2") || found.eq_ignore_ascii_case("pm10");
    let decimal = found.eq_ignore_ascii_case("pm2") && cx.after(span.end).starts_with(".5");
    if !alone(cx.char_before(span.start)) || !(alone(cx.char_after(span.end)) || decimal) {
        return;
    }
    let want = if particles && (decimal || found.len() == 4) {
        Some(found.to_ascii_uppercase())
    } else {
        let read = found.replace('0', "O");
        words::ACRONYM.iter().find(|right| right.eq_ignore_ascii_case(&read)).map(|right| (*right).to_owned())
    };
    let Some(want) = want.filter(|want| want != found) else { return };
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want.as_str())
        .fix(span, want);
    cx.push(finding);
}
