//! 2023年……比2023年减少: a year compared with itself.

use kanwu_plugin::context::{ends_any, sentence_start, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::year_against_itself as card;
use crate::table::change_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), check);

/// How many items back the year that is recorded may stand.
const BACK: usize = 60;

/// In a paragraph shorter than this, in bytes, the year may stand in an earlier sentence.
const SHORT_PARAGRAPH: usize = 3000;

/// 与2019年相比 compares as 比2019年 does.
const WITH: &str = "与";

/// The unit that counts in times of something.
const TIMES: char = '倍';

/// What follows the year then.
const COMPARED: &str = "相比";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Date(base) = &paragraph.items[i] else { return };
    let Some(year) = whole_year(base) else { return };
    let before = paragraph.before(base.span.start).trim_end();
    let after = paragraph.after(base.span.end).trim_start().trim_start_matches(han::ENDS);
    let compared = after.starts_with(COMPARED);
    // 较2022年的5.9亿美元: the year's figure is what something is compared with.
    let figure =
        after.strip_prefix(han::OF).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let word = if compared {
        before.ends_with(WITH).then_some(WITH)
    } else {
        comparing_word(before).filter(|_| figure || starts_any(after, words::CHANGE_START))
    };
    let Some(word) = word else { return };
    let start = sentence_start(paragraph, base.span.start);
    // 与2023年相比，2023年…: the sentence may open with the base.
    let next = || match paragraph.items.get(i + 1) {
        Some(Item::Date(date)) if opens_with(after, paragraph, base, date) => {
            Some((date.full_year()?, date.span))
        }
        _ => None,
    };
    let named = Some(compared).filter(|compared| *compared).and_then(|_| next());
    let named = named.or_else(|| year_named_before(paragraph, i));
    // What the sentence is about: the year named before, in it or in the paragraph; else the year recorded.
    let subject = match named {
        Some((y, span)) if span.start >= start || paragraph.text.len() < SHORT_PARAGRAPH => Some(y),
        _ => paragraph.settings.record_year(),
    };
    if subject != Some(year) {
        return;
    }
    let span = Span::new(before.len() as u32 - word.len() as u32, base.span.end);
    let mut finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::YEAR, year)
        .arg(card::args::WANT, format!("{word}{}年", year - 1));
    if let Some((_, other)) = named {
        finding = finding.labelled(Place::Here(other), card::labels::YEAR);
    }
    cx.push(finding);
}

/// Whether nothing but 相比 and a mark stands between the base and the date behind it.
fn opens_with(after: &str, paragraph: &Paragraph<'_>, base: &DateReading, date: &DateReading) -> bool {
    let between = paragraph.of(Span::new(base.span.end, date.span.start)).trim();
    after.starts_with(COMPARED)
        && between.strip_prefix(COMPARED).is_some_and(|rest| matches!(rest, "，" | ""))
}

/// The year that the text before item `i` names last, other than to compare with it. A range of dates is no year
/// that could be compared.
fn year_named_before(paragraph: &Paragraph<'_>, i: usize) -> Option<(i32, Span)> {
    paragraph.items.get(..i)?.iter().rev().take(BACK).find_map(|item| match item {
        Item::Date(date)
            if comparing_word(paragraph.before(date.span.start)).is_none() && !is_base(paragraph, date) =>
        {
            date.full_year().map(|year| (year, date.span))
        }
        Item::DateRange(_) => Some((i32::MIN, item.span())),
        _ => None,
    })
}

/// 是2012年底的2.8倍: what follows counts in times of that year.
fn is_base(paragraph: &Paragraph<'_>, date: &DateReading) -> bool {
    let after = paragraph.after(date.span.end).trim_start_matches(han::ENDS);
    let digits = after.strip_prefix(han::OF).map(str::trim_start);
    digits.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start().starts_with(TIMES)
    })
}

/// 比 or 较 at the end of `before`, where what follows is what something is compared with.
fn comparing_word(before: &str) -> Option<&'static str> {
    let before = before.trim_end();
    let word = words::BEFORE_COMPARED_YEAR.iter().find(|word| before.ends_with(**word))?;
    (!ends_any(before, words::OTHER_COMPARISON)).then_some(*word)
}

/// The year of a date that has neither month nor day.
fn whole_year(date: &DateReading) -> Option<i32> {
    let bare = date.month.is_none() && date.day.is_none() && date.quarter.is_none() && date.decade.is_none();
    date.full_year().filter(|_| bare && date.era.is_none() && date.century.is_none())
}
