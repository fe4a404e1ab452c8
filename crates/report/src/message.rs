//! A finding in words.

use std::borrow::Cow;

use kanwu_card::{Card, Words};
use kanwu_plugin::Diagnostic;
use kanwu_text::{Lang, Message};

use crate::messages::unsure;
use crate::privacy;

/// What a card says in a language.
pub(crate) fn words(card: &Card, lang: Lang) -> &Words {
    Message { zh: &card.zh, en: &card.en }.text(lang)
}

/// What is wrong; why, and what to write: the card's templates, filled. `{clause}` is always known. Of a
/// rule on personal numbers the arguments come masked.
pub fn message(card: &Card, finding: &Diagnostic, lang: Lang) -> (String, String) {
    let (what, advice) = words(card, lang).message(finding.variant);
    if privacy::guards(card) {
        let args: Vec<(&str, String)> = finding
            .args
            .iter()
            .map(|(name, value)| (*name, privacy::excerpt(card, value).into_owned()))
            .collect();
        return (filled(what, card, &args), filled(advice, card, &args));
    }
    let found = finding.args.iter().find(|(name, _)| *name == "found").map_or("", |(_, text)| text.as_str());
    let (kept_what, kept_advice) = (without_empty(what, &finding.args), without_empty(advice, &finding.args));
    let kept_what = if kept_what.is_empty() && !what.is_empty() {
        Cow::Owned(unsure::What { found }.text(lang))
    } else {
        kept_what
    };
    let kept_advice = if kept_advice.is_empty() && !advice.is_empty() {
        Cow::Borrowed(unsure::ADVICE.text(lang))
    } else {
        kept_advice
    };
    let told = |template: &str| {
        let text = filled(template, card, &finding.args);
        match privacy::personal(&text) {
            Cow::Owned(masked) => masked,
            Cow::Borrowed(_) => text,
        }
    };
    (told(&kept_what), told(&kept_advice))
}

/// A template without the clauses that need an argument which is empty: a card may know that a form is wrong and not
/// what is right.
fn without_empty<'t>(template: &'t str, args: &[(&str, String)]) -> Cow<'t, str> {
    if args.iter().all(|(_, value)| !value.is_empty()) {
        return Cow::Borrowed(template);
    }
    let empty = |clause: &str| {
        kanwu_card::names(clause).any(|name| args.iter().any(|(n, value)| *n == name && value.is_empty()))
    };
    if !empty(template) {
        return Cow::Borrowed(template);
    }
    let ends = |c: char| matches!(c, '，' | '；' | '。' | '：' | ',' | ';' | ':');
    let mut kept: String = template.split_inclusive(ends).filter(|clause| !empty(clause)).collect();
    // What stood before the clause ends the sentence now.
    let stop = kept.chars().next_back().filter(|c| ends(*c) && *c != '。');
    if let Some(last) = stop {
        kept.truncate(kept.len() - last.len_utf8());
        kept.push(if last.is_ascii() { '.' } else { '。' });
    }
    Cow::Owned(kept)
}

fn filled(template: &str, card: &Card, args: &[(&str, String)]) -> String {
    card.filled(template, |name| match args.iter().find(|(n, _)| *n == name) {
        Some((_, value)) => Some(value.as_str()),
        None => (name == "clause").then_some(card.clause.as_str()),
    })
}

/// Both parts in one line.
pub fn whole(card: &Card, finding: &Diagnostic, lang: Lang) -> String {
    let (mut what, advice) = message(card, finding, lang);
    if lang == Lang::En && !what.is_empty() && !advice.is_empty() {
        what.push(' ');
    }
    what.push_str(&advice);
    what
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn arguments_and_clause_are_filled() {
        let card = sample::card("NUM013");
        let d =
            sample::finding(&card, 0, 0..3).arg("found", "15～30%").arg("sign", "%").arg("want", "15%～30%");
        let (what, advice) = message(&card, &d.0, Lang::Zh);
        assert_eq!(what, "“15～30%”前一数漏“%”。");
        assert_eq!(advice, "百分数范围两端都应带“%”（GB/T 15835—2011 5.1）；改为“15%～30%”。");
        assert_eq!(
            whole(&card, &d.0, Lang::En),
            "The first number of “15～30%” lacks “%”. \
             Both ends carry “%” (GB/T 15835—2011 5.1): write “15%～30%”."
        );
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let card = sample::card("NUM013");
        let d = sample::finding(&card, 0, 0..3).arg("found", "15～30%").arg("sign", "%").arg("want", "");
        let both = "“15～30%”前一数漏“%”。百分数范围两端都应带“%”（GB/T 15835—2011 5.1）。";
        assert_eq!(whole(&card, &d.0, Lang::Zh), both);
        assert_eq!(
            whole(&card, &d.0, Lang::En),
            "The first number of “15～30%” lacks “%”. Both ends carry “%” (GB/T 15835—2011 5.1)."
        );
    }

    #[test]
    fn personal_numbers_come_masked() {
        let card = sample::card("TYP101");
        let d = sample::finding(&card, 0, 0..3).arg("found", "13900001234");
        assert_eq!(message(&card, &d.0, Lang::Zh).0, "“139******34”是手机号码。");
    }
}
