//! 2021年，崔某（1919年生）92岁: an age against the year of birth.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::prelude::ToPrimitive;

use crate::card::age_against_birth_year as card;
use crate::plain_quantity::is_plain;
use crate::table::reckoning::{AGED, BORN_AFTER, BORN_BEFORE};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Characters between the year of birth and the age.
const NEAR: usize = 24;

/// By one year the ages of two ways of reckoning differ, and by another where the birthday is not yet past.
const ROOM: i32 = 1;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let is_age = |q: &&Quantity| q.unit_key() == AGE && is_plain(q);
    let Some(age) = paragraph.quantity(i).filter(is_age) else { return };
    let Some(years) = age.number.value.to_i32().filter(|years| (1..=120).contains(years)) else { return };
    let start = sentence_start(paragraph, age.span.start);
    let dates =
        paragraph.items.get(..i).unwrap_or_default().iter().rev().take(12).filter_map(|item| match item {
            Item::Date(date) => Some((date.full_year()?, date.span)),
            _ => None,
        });
    let (mut born, mut now) = (None, None);
    for (year, span) in dates {
        let birth = starts_any(paragraph.after(span.end), BORN_AFTER)
            || ends_any(paragraph.before(span.start), BORN_BEFORE);
        if birth && born.is_none() && span.start >= start {
            born = Some((year, span));
        } else if !birth && now.is_none() {
            now = Some((year, span));
        }
    }
    let Some((born, birth)) = born else { return };
    let between = paragraph.of(Span::new(birth.end, age.span.start));
    // 时年, 当时 are said of the age itself.
    let aged = AGED.iter().find_map(|word| between.strip_suffix(word));
    let between = aged.unwrap_or(between);
    // 1950年2月生，2024年6月入选时74岁
    let then = between.ends_with('时') && now.is_some_and(|(_, span)| span.start > birth.end);
    let told = aged.is_some()
        || ends_any(paragraph.before(age.span.start), AGED)
        || between.ends_with(['）', '，', ')']);
    if between.chars().count() > NEAR
        || !(told || then)
        || has_any(between, &["。", "；"])
        || !then && between.contains('时')
    {
        return;
    }
    let Some(year) = now.map(|(year, _)| year).or_else(|| paragraph.settings.record_year()) else { return };
    let want = year - born;
    let off = (want - years).abs();
    if want <= 0 || off <= ROOM || want > 120 {
        return;
    }
    let mut finding = Finding::likely(age.span)
        .arg(card::args::FOUND, paragraph.of(age.span))
        .arg(card::args::BORN, born)
        .arg(card::args::YEAR, year)
        .arg(card::args::WANT, want)
        .labelled(Place::Here(birth), card::labels::BORN);
    if let Some((_, span)) = now {
        finding = finding.labelled(Place::Here(span), card::labels::YEAR);
    }
    cx.push(finding);
}

/// The key of the unit of ages.
const AGE: &str = "age";
