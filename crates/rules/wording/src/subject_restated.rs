//! 新疏浚的航道它通行货船: the subject is named again right behind itself.

use kanwu_plugin::context::{ends_any, has_any, head};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::subject_restated as card;
use crate::table::restating_words::{BEFORE_OTHER, POINTERS, PRONOUNS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(POINTERS), check);

/// A subject has so many characters at least.
const SHORTEST: usize = 4;

/// A longer run has more than a subject before the pointer.
const LONGEST: usize = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, pointer) = trigger else { return };
    let Some(run) = cx.token_at(pointer.start).and_then(|i| cx.tokens.get(i)).map(|t| t.span) else { return };
    let text = cx.of(run);
    let first = (pointer.start - run.start) as usize;
    let before = text.get(..first).unwrap_or_default();
    // Only the first pointer of a run follows its subject.
    if has_any(before, POINTERS)
        || !(SHORTEST..=LONGEST).contains(&before.chars().count())
        || ends_any(before, BEFORE_OTHER)
    {
        return;
    }
    let rest = text.get(first..).unwrap_or_default();
    let words = segment(before);
    let Some(last) = words.last() else { return };
    let name = last.of(before);
    let noun = matches!(last.class, WordClass::Noun | WordClass::Nominal | WordClass::Place);
    let thing = noun && (name.chars().count() > 1 || words.len() > 2);
    // 新建的大桥, 两所学校: what the noun is, and no deed of another, stands before it.
    let governed = words
        .iter()
        .rev()
        .skip(1)
        .find(|w| matches!(w.class, WordClass::Verb | WordClass::Preposition | WordClass::Nominal));
    let described = |at: u32| before.get(at as usize..).is_some_and(|rest| rest.contains(han::OF));
    if !thing || governed.is_some_and(|w| !described(w.span.start)) {
        return;
    }
    let after = rest.get(pointer.len() as usize..).unwrap_or_default();
    let again = if rest.starts_with(PRONOUNS) {
        let next = segment(after);
        let no_deed = |class: WordClass| {
            matches!(class, WordClass::Particle | WordClass::Conjunction | WordClass::Direction)
        };
        if next.first().is_none_or(|w| no_deed(w.class)) || after.starts_with('们') {
            return;
        }
        0
    } else {
        // 该桥, 这两所学校: the noun itself, or its last character, comes again.
        let near = head(after, 6);
        let whole = near.find(name).map(|at| at + name.len());
        let tail = name.chars().next_back().filter(|c| near.starts_with(*c)).map(char::len_utf8);
        let Some(len) = whole.or(tail) else { return };
        len
    };
    let span = Span::new(pointer.start, pointer.end + again as u32);
    let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(span));
    cx.push(finding.arg(card::args::SUBJECT, name).fix(span, ""));
}
