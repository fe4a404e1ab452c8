//! 间隔号 is ·: other dots between parts of a name. A name that is printed so more than once is reported once.

use kanwu_plugin::context::{head, near_end, tail};
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers,
};

use crate::card::middle_dot_form as card;
use crate::dot::{Dot, is_name, read};
use crate::table::han_figures::DATE;

/// See the card.
pub const RULE: Rule = Rule::survey(
    card::NAME,
    Triggers::kinds(&[K::OtherDot, K::FullPeriod, K::Period, K::FullStop]),
    collect,
    judge,
);

/// Characters on either side of the dot by which a name is known again.
const KNOWN_BY: usize = 2;

/// What a stop would end has so many characters at most where the stop stands within a name.
const CUT_OFF: usize = 10;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    match cx.kind(i) {
        Some(K::Period) if read(cx, i) != Dot::Name => return,
        Some(K::FullStop) if !cuts_name(cx, i) => return,
        Some(K::FullPeriod | K::OtherDot) if read(cx, i) == Dot::Stop => return,
        _ => {}
    }
    let one = cx.token_text(i).chars().count() == 1;
    let between = match (cx.kind_before(i), cx.kind_after(i)) {
        (Some(K::Han), Some(K::Han)) => true,
        // “5•12”地震
        (Some(K::Digit), Some(K::Digit)) => i >= 2 && cx.kind(i - 2).is_some_and(K::is_opener),
        _ => false,
    };
    // 一．基本情况: a sequence word at the head of a line. 一九九六．四．五: a date.
    let numeral = |c: Option<char>| c.is_some_and(|c| DATE.contains(&c));
    let date = numeral(cx.char_before(span.start)) && numeral(cx.char_after(span.end));
    let numbers = cx.kind(i) == Some(K::FullPeriod) && (i == 1 && span.start <= 6 || date);
    if !one || !between || numbers {
        return;
    }
    let before = cx.before(span.start);
    let from = before.char_indices().rev().nth(KNOWN_BY - 1).map_or(0, |(n, _)| n);
    let after: String = cx.after(span.end).chars().take(KNOWN_BY).collect();
    cx.fact("dot", format!("{}{}{after}", &before[from..], cx.of(span)), cx.of(span), span);
}

/// 牧民叶尔江。哈力别克: a stop within a name. What stands before it is too short for a sentence and has no verb.
fn cuts_name(cx: &LocalContext<'_>, i: usize) -> bool {
    let span = cx.tokens[i].span;
    let before = cx.before(span.start);
    if !is_name(before, cx.after(span.end)) {
        return false;
    }
    let sentence =
        near_end(before).rsplit(['。', '，', '；', '：', '、', '！', '？', '】']).next().unwrap_or_default();
    // 普查。普查16个乡: words of the lexicon, which the characters of names make too.
    let known = |text: &str| segment(text).iter().any(|w| w.span.len() == text.len() as u32);
    if known(tail(before, 2)) || known(head(cx.after(span.end), 2)) {
        return false;
    }
    // Characters of names are words by themselves, too.
    let verb = |w: &Word| w.span.len() >= 6 && w.class == WordClass::Verb;
    sentence.chars().count() <= CUT_OFF && !segment(sentence).iter().any(verb)
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let book = cx.book;
    // By source too: a fix stays within one file.
    let source = |fact: &Fact| book.reading(fact.reading).map(|r| r.locate_point(fact.span.start).source);
    for facts in Fact::grouped(facts, |fact| (source(fact), fact.key.as_str())).values() {
        let Some((first, more)) = facts.split_first() else { continue };
        let mut finding = Finding::new(first.place(), Confidence::Certain)
            .arg(card::args::FOUND, first.value.as_str())
            .arg(card::args::WANT, "·")
            .arg(card::args::COUNT, facts.len())
            .labelled_facts(more, card::labels::HERE_TOO);
        for fact in facts {
            finding = finding.fix_at(fact.place(), "·");
        }
        cx.push(if more.is_empty() { finding } else { finding.variant(card::variants::REPEATED) });
    }
}
