//! 清理不及时金额较大: two predicates without a mark between.

use kanwu_plugin::context::{ends_any, find_any};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::predicates_run_together as card;
use crate::table::fault_words::{DEGREES, DESCRIBED, FAULTS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(FAULTS), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    // What matters stands before the next mark.
    let Some(next) = cx.token_at(span.end) else { return };
    let rest = cx.paragraph().of(Span::new(span.end, cx.tokens[next].span.end));
    let second = [FAULTS, DEGREES].iter().filter_map(|words| find_any(rest, words)).map(|(at, _)| at).min();
    // One thing or two words for it.
    let Some(subject) = second.and_then(|n| rest.get(..n)).filter(|s| (6..=18).contains(&s.len())) else {
        return;
    };
    let words = segment(subject);
    let things = words.iter().all(|w| matches!(w.class, WordClass::Noun | WordClass::Nominal));
    if !things || ends_any(subject, DESCRIBED) {
        return;
    }
    let found = Span::new(span.start, span.end + subject.len() as u32);
    let finding = Finding::likely(found)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, format!("{}、{subject}", cx.of(span)))
        .fix(Span::empty(span.end), "、");
    cx.push(finding);
}
