//! One document number (发文字号) behind two titles.

use kanwu_plugin::context::{ends_any, has_any, head, near_end};
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::card::document_number_two_titles as card;
use crate::table::titles::{COVERING, DOCUMENT_KINDS, JOINED};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::RightTitle]), collect, judge);

/// A number is shorter than so many bytes.
const NUMBER: usize = 60;

/// Titles of one number differ in so many characters at most, else one of them is of something sent along.
const DIFFERENT: usize = 6;

/// A title in full has so many characters.
const FULL: usize = 8;

/// Both share so many.
const SHARED: usize = 6;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(close) = cx.tokens.get(i).map(|t| t.span) else { return };
    let before = near_end(cx.before(close.start));
    let Some(open) = before.rfind('《') else { return };
    let title = before.get(open + '《'.len_utf8()..).unwrap_or_default();
    let Some(inner) = cx.after(close.end).strip_prefix(['（', '(']) else { return };
    let Some(end) = head(inner, NUMBER).find(['）', ')']) else { return };
    let number: String =
        inner.get(..end).unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let plain = number.ends_with(han::NUMBER) && number.contains('〔') && number.contains('〕');
    if !plain || number.contains(['、', '，', '《']) || title.contains(['《', '》']) {
        return;
    }
    // 《甲》和《乙》（…）: one notice sent both.
    let led = before.get(..open).unwrap_or_default().trim_end_matches(JOINED);
    if led.ends_with('》') {
        return;
    }
    let from = close.start - (title.len() + '《'.len_utf8()) as u32;
    cx.fact("", number, title, Span::new(from, close.end));
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (number, facts) in Fact::by_key(facts) {
        let Some(first) = facts.first() else { continue };
        let Some(second) = facts.iter().find(|fact| are_two(first.value.as_str(), fact.value.as_str()))
        else {
            continue;
        };
        if second.reading == first.reading {
            continue;
        }
        // The title that stands less often, or later, is the one to ask about.
        let times = |title: &str| facts.iter().filter(|fact| fact.value.as_str() == title).count();
        let first_is_odd = times(&first.value) < times(&second.value);
        let (odd, other) = if first_is_odd { (*first, *second) } else { (*second, *first) };
        let finding = Finding::new(odd.place(), Confidence::Likely)
            .arg(card::args::NUMBER, number)
            .arg(card::args::FOUND, odd.value.as_str())
            .arg(card::args::OTHER, other.value.as_str())
            .labelled_facts(&[other], card::labels::OTHER);
        cx.push(finding);
    }
}

/// Whether two titles under one number are those of one document, written in two ways: neither is the other in short, and
/// neither prints or forwards the other.
fn are_two(a: &str, b: &str) -> bool {
    if a.contains(b) || b.contains(a) || has_any(a, COVERING) != has_any(b, COVERING) {
        return false;
    }
    // 养老服务三年行动方案, 托育服务实施方案: two documents, each with a title in full.
    let kind = |title: &str| ends_any(title, DOCUMENT_KINDS) && title.chars().count() >= FULL;
    if kind(a) && kind(b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let tail = tail.min(a.len() - head).min(b.len() - head);
    let (of_a, of_b) = (a.len() - head - tail, b.len() - head - tail);
    let inside = of_a > 0 && of_b > 0;
    inside && of_a.max(of_b) <= DIFFERENT && head + tail >= SHARED
}
