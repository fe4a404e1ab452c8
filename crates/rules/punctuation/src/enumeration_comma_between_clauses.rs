//! 出台文件1份、了解落实情况: 顿号 between an object with its number and the verb of the next clause.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::enumeration_comma_between_clauses as card;
use crate::clause::{part_after, part_before, subject};
use crate::table::clause_words::{AGENTS, MEASURES, NAMES_WITH_VERB, NUMBER_TAILS, OPENING_VERBS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EnumerationComma]), check);

/// Between the number and the mark at most so many characters.
const OBJECT: usize = 9;

/// What the verb is about has at least so many characters.
const LEAST: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    if between_whole_clauses(cx, mark) {
        let next = cx.after(mark.end).chars().next().map_or(0, char::len_utf8) as u32;
        let found = Span::new(mark.start, mark.end + next);
        let finding = Finding::likely(mark)
            .arg(card::args::FOUND, cx.of(found))
            .arg(card::args::WANT, cx.of(found).replace('、', "，"))
            .fix(mark, "，");
        return cx.push(finding);
    }
    let after = cx.after(mark.end);
    let Some(verb) = OPENING_VERBS.iter().find(|v| after.starts_with(*v)) else { return };
    // 组织部长, 组织委员: whom it names.
    if starts_any(after, NAMES_WITH_VERB) {
        return;
    }
    let left = cx.of(part_before(cx, mark.start));
    let rest = cx.of(part_after(cx, mark.end + verb.len() as u32).0);
    // Of several clauses with 顿号 between, or a list that 等 closes, the 顿号 are a choice.
    let several = left.split('、').skip(1).any(|item| starts_any(item, OPENING_VERBS));
    if several || rest.contains(['、', han::AND_SO_ON]) || rest.chars().count() < LEAST || !counted(left) {
        return;
    }
    let found = Span::new(mark.start, mark.end + verb.len() as u32);
    let finding = Finding::likely(mark)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, format!("，{verb}"))
        .fix(mark, "，");
    cx.push(finding);
}

/// Whether `text` ends in a number and what it counts.
fn counted(text: &str) -> bool {
    let Some(digit) = text.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let object = text[digit + 1..].trim_start().trim_start_matches(NUMBER_TAILS);
    object.chars().count() <= OBJECT && starts_any(object, MEASURES)
}

/// A clause has so many characters at least.
const CLAUSE: usize = 7;

/// 区医院新建住院楼、中医院添置设备: a body or people and what they did on both sides, and no other 顿号.
fn between_whole_clauses(cx: &LocalContext<'_>, mark: Span) -> bool {
    let left = cx.of(part_before(cx, mark.start));
    let (right, end) = part_after(cx, mark.end);
    let right = cx.of(right);
    let whole = |text: &str| {
        text.chars().count() >= CLAUSE
            && !text.contains(['、', '“', '《', han::OF, han::AND_SO_ON, han::AND])
            && subject(text).is_some()
    };
    let ends = matches!(end, Some(K::FullStop | K::FullSemicolon));
    // 镇政府组织党员、群众参加: those named last are the object of the first verb.
    ends && !left.ends_with(AGENTS) && whole(left) && whole(right)
}
