//! 新疏浚的航道它通行货船: the subject is named again right behind itself.

use kanwu_plugin::context::head;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::subject_restated as card;
use crate::clause::{part_after, part_before};
use crate::table::restating_words::{POINTERS, PRONOUNS, WORDS_WITH};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(POINTERS), check);

/// A subject has so many characters at least.
const SHORTEST: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, pointer) = trigger else { return };
    let word = POINTERS.get(n).copied().unwrap_or_default();
    let before = part_before(cx, pointer.start);
    let after = part_after(cx, pointer.end);
    if before.chars().count() < SHORTEST
        || before.contains(['“', '《', '、'])
        || WORDS_WITH.iter().any(|w| ends_over(before, word, w))
    {
        return;
    }
    let words = segment(before);
    let Some(last) = words.last() else { return };
    let name = last.of(before);
    let thing = last.class == WordClass::Noun && name.chars().count() > 1;
    // 新建的大桥, 两所学校: what the noun is, and no deed of another, stands before it.
    let governed = words
        .iter()
        .rev()
        .skip(1)
        .find(|w| matches!(w.class, WordClass::Verb | WordClass::Preposition | WordClass::Nominal));
    let described = |at: u32| before.get(at as usize..).is_some_and(|rest| rest.contains('的'));
    if !thing || governed.is_some_and(|w| !described(w.span.start)) {
        return;
    }
    let again = if PRONOUNS.contains(&word) {
        0
    } else {
        // 该桥, 这两所学校: the noun itself, or its last character, comes again.
        let near = head(after, 6);
        let whole = near.find(name).map(|at| at + name.len());
        let tail = name.chars().next_back().filter(|c| near.starts_with(*c)).map(char::len_utf8);
        match whole.or(tail) {
            Some(len) => len,
            None => return,
        }
    };
    let rest = after.get(again..).unwrap_or_default();
    let next = segment(rest);
    if !next.first().is_some_and(|w| {
        matches!(w.class, WordClass::Verb | WordClass::Nominal | WordClass::Adverb | WordClass::Adjective)
    }) {
        return;
    }
    let span = Span::new(pointer.start, pointer.end + again as u32);
    cx.push(
        Finding::likely(span)
            .arg(card::args::FOUND, cx.of(span))
            .arg(card::args::SUBJECT, name)
            .fix(span, ""),
    );
}

/// Whether `before` and the pointer together end in a word that holds the pointer: 其它, 应该.
fn ends_over(before: &str, pointer: &str, word: &str) -> bool {
    word.strip_suffix(pointer).is_some_and(|front| before.ends_with(front))
}
