//! Of what place and of what time a figure is told.

use kanwu_plugin::Paragraph;
use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::Item;

/// Words for the whole place that a book is about.
pub(super) const WHOLE: &[&str] = &["全区", "全县", "全市", "全旗", "全州", "全省"];

/// Parts of a place, and bodies, that have figures of their own.
const OTHERS: &[&str] =
    &["街道", "镇", "乡", "公司", "学校", "医院", "中学", "小学", "社区", "园区", "开发区", "全国", "其他"];

/// Words for less than a year, or for another one.
const PARTS: &[&str] =
    &["季度", "上半年", "下半年", "月份", "上年", "计划", "目标", "预计", "力争", "任务", "预算"];

/// Titles of sections that tell of a part of the place.
const SECTIONS: &[char] = &['区', '县', '市', '旗', '镇', '乡'];

/// The whole place that a figure at byte `at` is of: the last word for one in its sentence, where nothing
/// after it names a part. With the district or town that the section is about.
pub(super) fn of(paragraph: &Paragraph<'_>, at: u32) -> Option<String> {
    let sentence = sentence(paragraph.before(at));
    let found = WHOLE.iter().filter_map(|word| Some((sentence.rfind(word)?, *word))).max()?;
    let after = sentence.get(found.0 + found.1.len()..)?;
    if has_any(after, OTHERS) || has_any(sentence, PARTS) || after.chars().count() > 120 {
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
    if !this.trim_start().starts_with("其中") {
        return this;
    }
    let earlier = before.get(..start.saturating_sub("。".len())).unwrap_or_default();
    before.get(from(earlier)..).unwrap_or_default()
}

/// The year of a figure at byte `at`: the one named last before it, else the one recorded. None where it is
/// of a day or month other than the end of the year.
pub(super) fn year(paragraph: &Paragraph<'_>, at: u32) -> Option<String> {
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
            (date.decade.is_none() && date.century.is_none())
                .then(|| year.map_or(String::new(), |y| y.to_string()))
        }
        Some(_) => None,
        None => Some(recorded.map_or(String::new(), |y| y.to_string())),
    }
}
