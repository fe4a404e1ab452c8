//! 2023年……比2023年减少: a year compared with itself.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use kanwu_plugin::context::{ends_any, sentence_start, starts_any};

pub(crate) const RULE: Rule = Rule::local("year-against-itself", Triggers::flags(&[ItemFlag::Date]), check);

/// So many items back the year told of may stand.
const NEAR: usize = 60;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Item::Date(base) = &paragraph.items[i] else { return };
    let Some(year) = whole_year(base) else { return };
    let before = paragraph.before(base.span.start).trim_end();
    let after = paragraph.after(base.span.end).trim_start();
    let compared = is_base(before);
    let moves = starts_any(
        after,
        &[
            "增", "减", "下降", "上升", "提高", "降", "回落", "净增", "多", "少", "高", "低", "翻", "扩大",
            "缩小", "实际",
        ],
    );
    if !compared || !moves {
        return;
    }
    let start = sentence_start(paragraph, base.span.start);
    let told = paragraph.items.get(..i).into_iter().flatten().rev().take(NEAR).find_map(|item| match item {
        Item::Date(date) if !is_base(paragraph.before(date.span.start)) => {
            date.full_year().map(|y| (y, date.span))
        }
        Item::DateRange(_) => Some((i32::MIN, item.span())),
        _ => None,
    });
    // What the sentence is about: the year named before, in it or in the paragraph; else the year recorded.
    let subject = match told {
        Some((y, span)) if span.start >= start || paragraph.text.len() < 3000 => Some(y),
        _ => paragraph.settings.record_year(),
    };
    if subject != Some(year) {
        return;
    }
    let mark = if before.ends_with('比') { "比" } else { "较" };
    let span = Span::new(before.len() as u32 - mark.len() as u32, base.span.end);
    let want = format!("{mark}{}年", year - 1);
    let mut finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("year", format!("{year}年"))
        .arg("want", want.clone());
    if let Some((_, other)) = told {
        let place = kanwu_plugin::Place::Here(other);
        finding = finding.related(place, "所记年份", "the year told of");
    }
    cx.push(finding);
}

/// Whether what follows is what something is compared with.
fn is_base(before: &str) -> bool {
    let other = ["对比", "相比", "占比", "同比", "环比", "计较", "比较"];
    let before = before.trim_end();
    ends_any(before, &["比", "较"]) && !ends_any(before, &other)
}

/// A full year without month or day.
fn whole_year(date: &DateReading) -> Option<i32> {
    let bare = date.month.is_none() && date.day.is_none() && date.quarter.is_none() && date.decade.is_none();
    date.full_year().filter(|_| bare && date.era.is_none() && date.century.is_none())
}
