//! 新建水窖26，受益农户410户: a number stands behind what it counts, or before it, and no measure word.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::reading::{Item, numeral::NumberForm};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::measure_word_lost as card;
use crate::clause::{ends_at, part_after, part_before};
use crate::table::measure_lost_words::{COUNTED, NUMBERED, SHORT_FORM, VERB_ENDS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Bare, ItemFlag::Unitless]), check);

/// Numbers above have other uses: telephone numbers, codes.
const MOST: i64 = 5000;

/// These may be years.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// A number right before its noun is mostly a short form or a name when it is greater: 110指挥中心.
const MOST_BEFORE: i64 = 60;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let number = match cx.items.get(i) {
        Some(Item::BareNumber(number)) => number,
        Some(Item::Quantity(quantity)) if quantity.unit.is_none() && quantity.range.is_none() => {
            &quantity.number
        }
        _ => return,
    };
    if number.form == NumberForm::Han
        || number.places > 0
        || number.scale.is_some()
        || number.value > MOST.into()
        || number.value >= (*YEARS.start()).into() && number.value <= (*YEARS.end()).into()
    {
        return;
    }
    let span = cx.items[i].span();
    if span.start != number.span.start || cx.is_protected(span) {
        return;
    }
    let before = part_before(cx, span.start);
    let end = number.span.end;
    if ends_at(cx, end) {
        behind(cx, before, Span::new(span.start, end));
    } else if number.value <= MOST_BEFORE.into() {
        in_front(cx, before, Span::new(span.start, end));
    }
}

/// 建成水窖26，
fn behind(cx: &mut LocalContext<'_>, before: &str, number: Span) {
    let Some(noun) = COUNTED.iter().filter(|noun| before.ends_with(**noun)).max_by_key(|n| n.len()) else {
        return;
    };
    let other =
        before.contains(|c: char| c.is_ascii_digit() || matches!(c, '“' | '《' | '、' | '/' | han::ORDINAL));
    if other || NUMBERED.contains(noun) || cx.after(number.end).starts_with(['）', ')', '：', ':']) {
        return;
    }
    let rest = before.strip_suffix(*noun).unwrap_or_default();
    if !has_verb(rest) {
        return;
    }
    let span = Span::new(number.start - noun.len() as u32, number.end);
    cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)));
}

/// 召开2新闻发布会
fn in_front(cx: &mut LocalContext<'_>, before: &str, number: Span) {
    let after = part_after(cx, number.end);
    let run = after.find(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).unwrap_or(after.len());
    let noun = after.get(..run).unwrap_or_default();
    if run < after.len() && !after.get(run..).is_some_and(|rest| rest.starts_with('、')) {
        return;
    }
    let known = COUNTED.iter().any(|word| noun.ends_with(word)) && !ends_any(noun, SHORT_FORM);
    let words = segment(noun);
    let long = noun.chars().count() >= 3;
    let things = words.iter().all(|w| {
        matches!(
            w.class,
            WordClass::Noun
                | WordClass::Nominal
                | WordClass::Attribute
                | WordClass::Verb
                | WordClass::Adjective
        )
    });
    let first = words.first().is_some_and(|w| w.of(noun).chars().count() > 1);
    let led = before.strip_suffix(han::PERFECT).unwrap_or(before).ends_with(VERB_ENDS)
        && !before.ends_with(|c: char| c.is_ascii_digit());
    if !known || !long || !things || !first || !led {
        return;
    }
    let span = Span::new(number.start, number.end + run as u32);
    cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)));
}

/// Whether the text has a verb of having or making.
fn has_verb(text: &str) -> bool {
    let words = segment(text);
    words
        .iter()
        .any(|w| matches!(w.class, WordClass::Verb | WordClass::Nominal) || w.of(text).ends_with(VERB_ENDS))
}
