//! 提高规模, 改善收入: the head of the object, its last noun, is one that the verb does not take.

use kanwu_plugin::context::{ends_any, ends_with};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::verb_object_head_mismatch as card;
use crate::clause::part_after;
use crate::table::verb_objects::{BEFORE_FIGURE, GOVERNED, NO_OBJECT, NO_VERB_BEFORE, VERB, VERBS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(VERBS), check);

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
    let Some(head) = row.never.iter().find(|head| ends_with(own, head)) else { return };
    if own.chars().count() > LONGEST
        || own.contains(['“', '”', '《', '》', han::OF]) && !own.contains(han::OF)
    {
        return;
    }
    let words = segment(own);
    let Some((last, before)) = words.split_last() else { return };
    // 提高运行速度: the head is a word of its own, or the end of one (业务水平).
    let whole = last.of(own).ends_with(*head) || head.ends_with(last.of(own));
    let other = |w: &kanwu_plugin::reading::words::Word| {
        let text = w.of(own);
        matches!(w.class, WordClass::Preposition | WordClass::Particle | WordClass::Adverb | WordClass::Mark)
            && text != "的"
            || GOVERNED.contains(&text)
            || text == "的" && w.span.start == 0
    };
    if !whole || before.iter().any(other) || own.starts_with(NO_OBJECT) {
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
