//! “千村美丽、万村整洁” and “千村美丽，万村整洁”: one name, told with different marks.

use std::collections::BTreeMap;

use kanwu_rule::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, TokenKind as K, Wake, Woken,
    Zone,
};

pub(crate) const RULE: Rule = Rule::survey(
    "name-marks-vary",
    &["found", "want", "count"],
    Wake::kinds(&[K::LeftDouble, K::LeftTitle]),
    collect,
    judge,
);

/// Shorter ones are words rather than names, longer ones sentences.
const CHARS: std::ops::RangeInclusive<usize> = 6..=60;

fn collect(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Token(i) = woken else { return };
    let Some(pair) = cx.pairing.opened_by(i).filter(|p| !p.mismatched) else { return };
    let (Some(open), Some(close)) = (cx.tokens.get(i), cx.tokens.get(pair.close as usize)) else { return };
    let span = Span::new(open.span.end, close.span.start);
    let Some((name, form)) = parts(cx.of(span)) else { return };
    if CHARS.contains(&name.chars().count()) {
        cx.fact("name", name, form, span);
    }
}

/// The letters of a name, and the name with its points: marks round an inner name follow what is round the whole,
/// and half-width marks are a fault of their own. None where a blank stands for a point.
fn parts(text: &str) -> Option<(String, String)> {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let form: String = text
        .chars()
        .filter(|c| c.is_alphanumeric() || !"“”‘’〈〉《》 ".contains(*c))
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let blank = c == ' ' || c == '\u{3000}';
        let after = text[at + c.len_utf8()..].chars().next();
        if blank && before.is_some_and(is_han) && after.is_some_and(is_han) {
            return None;
        }
        before = Some(c);
    }
    Some((letters, form))
}

fn is_han(c: char) -> bool {
    kanwu_rule::text::token::kind_of(c) == K::Han
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let mut names: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        names.entry(&fact.key).or_default().push(fact);
    }
    for places in names.values() {
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for fact in places {
            *forms.entry(&fact.value).or_default() += 1;
        }
        if forms.len() < 2 {
            continue;
        }
        // Of two that stand equally often, the one that stands first.
        let Some(main) = places.iter().rev().max_by_key(|f| forms.get(f.value.as_str())) else { continue };
        let count = forms.get(main.value.as_str()).copied().unwrap_or_default();
        for fact in places.iter().filter(|f| f.value != main.value) {
            let verbatim = cx.book.reading(fact.reading).is_none_or(|r| r.zone == Zone::Verbatim);
            if verbatim {
                continue;
            }
            let finding = Finding::new(Place::Reading(fact.reading, fact.span), Confidence::Likely)
                .arg("found", fact.value.as_str())
                .arg("want", main.value.as_str())
                .arg("count", count.to_string())
                .related(Place::Reading(main.reading, main.span), "另一种写法", "the other form");
            cx.push(finding);
        }
    }
}
