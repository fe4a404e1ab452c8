//! 每周二为门诊日，首个门诊日为1月5日: the first of days that come week by week, against its weekday.

use kanwu_plugin::context::{has_any, sentence_after};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::Weekday;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::weekly_day_against_date as card;
use crate::table::calendar_words::{EVERY_WEEK, FIRST_TIME};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(EVERY_WEEK), check);

/// Characters between the word for the first day and its date.
const NEAR: usize = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let after = cx.after(word.end);
    let Some(letter) = after.chars().next() else { return };
    let Some(day) = Weekday::ALL.into_iter().find(|day| day.han() == letter) else { return };
    // 每周二、周四 has more days than one.
    let rest = after.strip_prefix(letter).unwrap_or_default();
    if rest.starts_with(['、', '至', '和', '到', '—', '～', '及', '次']) {
        return;
    }
    let end = word.end + sentence_after(paragraph, word.end).len() as u32;
    let first = paragraph.items.partition_point(|item| item.span().start < word.end);
    for item in paragraph.items.get(first..).unwrap_or_default() {
        let Item::Date(date) = item else { continue };
        if date.span.end > end {
            return;
        }
        let clause = paragraph.of(Span::new(word.end, date.span.start));
        let clause = clause.rsplit(['，', '、']).next().unwrap_or_default();
        let told = clause
            .find(FIRST_TIME[0])
            .is_some_and(|at| clause.get(at..).is_some_and(|rest| rest.chars().count() <= NEAR));
        if date.day.is_none()
            || date.weekday.is_some()
            || !told
            || !(clause.ends_with(han::LEADS) || clause.ends_with(han::AT))
            || has_any(clause, &["届"])
        {
            continue;
        }
        let mut date = *date;
        if date.full_year().is_none() {
            date.year = paragraph.settings.record_year();
            date.year_digits = 4;
        }
        let Some(right) = date.true_weekday().filter(|right| *right != day) else { return };
        let stated = Span::new(word.start, word.end + letter.len_utf8() as u32);
        let finding = Finding::likely(date.span)
            .arg(card::args::FOUND, cx.of(date.span))
            .arg(card::args::DAY, cx.of(stated))
            .arg(card::args::WANT, right.han())
            .labelled(Place::Here(stated), card::labels::DAY);
        cx.push(finding);
        return;
    }
}
