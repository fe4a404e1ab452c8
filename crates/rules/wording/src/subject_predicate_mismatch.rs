//! 规模不断提高, 水平扩大: what is said of the noun is not what changes in it.

use kanwu_plugin::context::{ends_any, starts_any, starts_with, tail};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::han::PERFECT;
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers};

use crate::card::subject_predicate_mismatch as card;
use crate::clause::{ends_at, part_before};
use crate::table::subject_predicates::{AFTER, AGENTLESS, BETWEEN, CHANGES, NOUNS, SUBJECT};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(NOUNS), check);

/// At most so many words stand between the two.
const BETWEEN_MOST: usize = 3;

/// So many characters before the noun are looked through for what governs it.
const NEAR: usize = 18;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, noun) = trigger else { return };
    let word = NOUNS.get(n).copied().unwrap_or_default();
    let Some(row) = SUBJECT.iter().find(|row| row.nouns.contains(&word)) else { return };
    let (mut at, mut steps) = (noun.end, 0);
    while steps < BETWEEN_MOST {
        let after = cx.after(at);
        let longest = BETWEEN.iter().filter(|w| starts_with(after, w)).max_by_key(|w| w.len());
        let Some(adverb) = longest else { break };
        at += adverb.len() as u32;
        steps += 1;
    }
    let Some(verb) = row.never.iter().find(|v| starts_with(cx.after(at), v)) else { return };
    let end = at + verb.len() as u32;
    let follows = cx.after(end);
    let figure = follows.trim_start().starts_with(|c: char| c.is_ascii_digit());
    // 作业条件提高了插秧效率: the verb has an object of its own.
    let has_object = follows.strip_prefix(PERFECT).is_some_and(|object| {
        object.starts_with(|c| kind_of(c) == TokenKind::Han) && !starts_any(object, AFTER)
    });
    if has_object {
        return;
    }
    if !(ends_at(cx, end) || figure || starts_any(follows, AFTER)) {
        return;
    }
    // 改善环境提高: another verb of change governs the noun.
    let before = part_before(cx, noun.start);
    if before.contains(['“', '《']) || governed(before) {
        return;
    }
    let span = Span::new(noun.start, end);
    let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(span));
    cx.push(finding.arg(card::args::NOUN, word).arg(card::args::VERB, *verb));
}

/// Whether a verb before the noun takes it as its object: 加快速度, 根据面积.
fn governed(before: &str) -> bool {
    if before.is_empty() {
        return false;
    }
    let near = tail(before, NEAR);
    let words = segment(near);
    let takes = |text: &str| CHANGES.contains(&text);
    // The last verb, if no 的 or noun that could be the subject's own stands behind it.
    let mut seen_de = false;
    for word in words.iter().rev() {
        let text = word.of(near);
        if text == "的" {
            seen_de = true;
        }
        if takes(text) && !seen_de {
            return true;
        }
        if matches!(word.class, WordClass::Preposition) && ends_any(text, AGENTLESS) {
            return true;
        }
    }
    near.contains(['把', '将'])
}
