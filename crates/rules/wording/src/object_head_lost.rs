//! 采取强制，, 签订安全生产责任，: what only describes the object stands there, and the object does not.

use kanwu_plugin::context::{ends_any, ends_with, has_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::object_head_lost as card;
use crate::clause::{mark_after, part_after, part_before};
use crate::table::object_heads::{NO_VERB_BEFORE, OTHER_VERBS, VERB, VERBS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(VERBS), check);

/// An object of more characters is not looked at.
const LONGEST: usize = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, verb) = trigger else { return };
    let word = VERBS.get(n).copied().unwrap_or_default();
    let Some(row) = VERB.iter().find(|row| row.name == word) else { return };
    let object = part_after(cx, verb.end);
    let own = object.strip_prefix(han::PERFECT).unwrap_or(object);
    let Some(open) = row.open.iter().filter(|open| ends_with(own, open)).max_by_key(|open| open.len()) else {
        return;
    };
    let closed = matches!(mark_after(cx, verb.end), Some('，' | '。' | '；'))
        || cx.after(verb.end).len() == object.len();
    let before = own.strip_suffix(*open).unwrap_or_default();
    let told =
        before.contains(['、', '“', '《', '”', '》', han::AND, '与', '及']) || before.starts_with(han::OF);
    if !closed || told || own.chars().count() > LONGEST || has_any(before, OTHER_VERBS) {
        return;
    }
    // 未履行, 相关责任的落实: the verb is itself a noun, or the part of another word.
    if ends_any(part_before(cx, verb.start), NO_VERB_BEFORE) {
        return;
    }
    let span = Span::new(verb.start, verb.end + object.len() as u32);
    let finding = Finding::guess(span).arg(card::args::FOUND, cx.of(span));
    cx.push(finding.arg(card::args::VERB, word).arg(card::args::LACKS, row.lacks));
}
