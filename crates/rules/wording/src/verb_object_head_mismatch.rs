//! 提高规模, 改善收入: the head of the object, its last noun, is one that the verb does not take.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::verb_object_head_mismatch as card;
use crate::clause::{part_after, part_before};
use crate::table::verb_objects::{
    BEFORE_ATTRIBUTE, BEFORE_FIGURE, GOVERNED, JOINED_HEADS, MEANS, NO_OBJECT, NO_VERB_BEFORE, TIMES, VERB,
    VERBS,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(VERBS), check);

/// The particle between what describes and what is described.
const DE: &str = "的";

/// An object of more characters has more than one part.
const LONGEST: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, verb) = trigger else { return };
    let word = VERBS.get(n).copied().unwrap_or_default();
    let Some(row) = VERB.iter().find(|row| row.name == word) else { return };
    let part = part_after(cx, verb.end);
    // An object ends at a mark, or at the figure that tells how much.
    let end = part.find(|c: char| c == '、' || c.is_ascii_digit()).unwrap_or(part.len());
    let object = part.get(..end).unwrap_or_default().trim_end();
    let object = object.strip_suffix(BEFORE_FIGURE).unwrap_or(object);
    let own = object.strip_prefix(han::PERFECT).unwrap_or(object);
    let Some(head) = row.never.iter().find(|head| own.ends_with(**head)) else { return };
    if own.chars().count() > LONGEST || own.contains(['“', '”', '《', '》']) {
        return;
    }
    // 开展高水平、建设性互动: the head comes behind the mark. 工作推进力度: the verb describes the head.
    let comes_later = cx.after(verb.end + part.len() as u32).starts_with('、')
        || part.get(end..).is_some_and(|rest| rest.starts_with('、'));
    if comes_later || own == *head {
        return;
    }
    let words = segment(own);
    let Some((last, before)) = words.split_last() else { return };
    // 提高运行速度: the head is a word of its own, or the end of one (业务水平).
    let whole = last.of(own).ends_with(*head) || head.ends_with(last.of(own));
    let de = before.iter().rev().find(|w| w.of(own) == DE).map_or(0, |w| w.span.start);
    let long = |w: &Word| w.class == WordClass::Verb && w.of(own).chars().count() > 1;
    let other = |w: &Word| {
        let text = w.of(own);
        let small = matches!(
            w.class,
            WordClass::Preposition | WordClass::Particle | WordClass::Adverb | WordClass::Mark
        );
        // 取得成果的作者给予奖励: another verb behind the last 的 has the object.
        small && text != DE
            || w.class == WordClass::Conjunction
            || GOVERNED.contains(&text)
            || de > 0 && w.span.start > de && long(w)
    };
    // 培育输送干部: two verbs share the object.
    let shared = before.len() > 1 && before.first().is_some_and(long);
    if !whole || shared || before.iter().any(other) || own.starts_with(NO_OBJECT) {
        return;
    }
    // 采取联合方式组织的活动, 有维护安全的需要: all before the last 的 describes the head.
    let attribute = own.get(..de as usize).unwrap_or_default();
    let clause = part_before(cx, verb.start);
    let belongs = || segment(clause).iter().any(|w| BEFORE_ATTRIBUTE.contains(&w.of(clause)));
    let described = de > 0 && (has_any(attribute, MEANS) || ends_any(attribute, TIMES) || belongs());
    if described || ends_any(own, JOINED_HEADS) {
        return;
    }
    // 没有提高, 的提高: no object follows a noun or a head of its own.
    let led = cx.before(verb.start);
    if ends_any(led, NO_VERB_BEFORE) {
        return;
    }
    let span = Span::new(verb.start, verb.end + (object.len()) as u32);
    let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(span));
    cx.push(finding.arg(card::args::VERB, word).arg(card::args::HEAD, *head));
}
