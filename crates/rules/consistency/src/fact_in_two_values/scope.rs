//! Of what place and of what time a figure is given.

use kanwu_plugin::Paragraph;
use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::Item;

use crate::table::place_levels::{PARTS, SECTIONS, WHOLE};
use crate::table::stocks::{GOES_ON, OTHER_YEARS};

/// The whole place that a figure at byte `at` is of: the last word for one in its sentence, where nothing
/// after it names a part. With the district or town that the section is about.
pub(super) fn of(paragraph: &Paragraph<'_>, at: u32) -> Option<String> {
    let sentence = sentence(paragraph.before(at));
    let found = WHOLE.iter().filter_map(|word| Some((sentence.rfind(word)?, *word))).max()?;
    let after = sentence.get(found.0 + found.1.len()..)?;
    if has_any(after, PARTS) || has_any(sentence, OTHER_YEARS) || after.chars().count() > 120 {
        return None;
    }
    Some(with_section(paragraph, found.1))
}

/// A word for a whole place, with the district or town that the section is about.
pub(super) fn with_section(paragraph: &Paragraph<'_>, whole: &str) -> String {
    format!("{whole}{}", section(paragraph))
}

fn section<'a>(paragraph: &Paragraph<'a>) -> &'a str {
    let titles = [paragraph.section, paragraph.category];
    titles.into_iter().flatten().map(str::trim).find(|title| title.ends_with(SECTIONS)).unwrap_or_default()
}

/// The sentence so far, with the one before it where it opens with 其中.
fn sentence(before: &str) -> &str {
    let from = |text: &str| text.rfind('。').map_or(0, |at| at + "。".len());
    let start = from(before);
    let this = before.get(start..).unwrap_or_default();
    if !this.trim_start().starts_with(GOES_ON[0]) {
        return this;
    }
    let earlier = before.get(..start.saturating_sub("。".len())).unwrap_or_default();
    before.get(from(earlier)..).unwrap_or_default()
}

/// The year of a figure; none where neither the text nor the book names one.
pub(super) struct Year(pub Option<i32>);

/// The year of a figure at byte `at`: the one named last before it, else the one recorded. None where it is
/// of a day or month other than the end of the year.
pub(super) fn year(paragraph: &Paragraph<'_>, at: u32) -> Option<Year> {
    let end = paragraph.items.partition_point(|item| item.span().start < at);
    let dates = paragraph.items.get(..end)?.iter().rev().take(24);
    let date = dates.into_iter().find_map(|item| match item {
        Item::Date(date) if date.year.is_some() || date.month.is_some() || date.quarter.is_some() => {
            Some(Ok(date))
        }
        Item::DateRange(_) => Some(Err(())),
        _ => None,
    });
    let recorded = paragraph.settings.record_year();
    match date {
        Some(Ok(date)) if date.month.is_none_or(|month| month == 12) && date.quarter.is_none() => {
            let year = date.full_year().or(recorded);
            (date.decade.is_none() && date.century.is_none()).then_some(Year(year))
        }
        Some(_) => None,
        None => Some(Year(recorded)),
    }
}
