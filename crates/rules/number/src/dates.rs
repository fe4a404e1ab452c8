//! How dates are written and whether they agree with themselves.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateDigits, DateForm, DateReading};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use kanwu_plugin::context::{ends_any, has_any, sentence_before, starts_any, tail};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Date]);

pub(crate) const SHORT_YEAR: Rule =
    Rule::local("short-year", WAKE.or(Triggers::terms(PUT_OFF)), |cx, w| match w {
        Trigger::Term(_, word) => put_off(cx, word),
        _ => each(cx, w, short_year),
    });
pub(crate) const CENTURY: Rule = Rule::local("decade-without-century", WAKE, |cx, w| each(cx, w, century));
pub(crate) const MIXED: Rule = Rule::local("date-in-mixed-digits", WAKE, |cx, w| each(cx, w, mixed));
pub(crate) const PADDING: Rule = Rule::local("date-padding-uneven", WAKE, |cx, w| each(cx, w, padding));
pub(crate) const WEEKDAY: Rule = Rule::local("weekday-against-date", WAKE, |cx, w| each(cx, w, weekday));
pub(crate) const OLD_CALENDAR: Rule =
    Rule::local("old-calendar-in-digits", WAKE, |cx, w| each(cx, w, old_calendar));
pub(crate) const ERA_YEAR: Rule = Rule::local("era-year-against-year", WAKE, |cx, w| each(cx, w, era_year));
pub(crate) const REPUBLIC: Rule =
    Rule::local("republican-year-after-1949", WAKE, |cx, w| each(cx, w, republic));
pub(crate) const AFTER_PERIOD: Rule =
    Rule::local("date-after-record-period", WAKE, |cx, w| each(cx, w, after_period));

fn each(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&LocalContext<'_>, &DateReading) -> Option<Finding>,
) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Date(date) = &cx.paragraph().items[i] else { return };
    if let Some(finding) = judge(cx, date) {
        cx.push(finding);
    }
}

fn told(cx: &LocalContext<'_>, span: Span, confidence: Confidence) -> Finding {
    Finding::new(Place::Here(span), confidence).arg("found", cx.of(span))
}

/// Words that lead to a date, whatever stands there.
const PUT_OFF: &[&str] =
    &["结转至", "结转到", "推迟至", "推迟到", "延期至", "延期到", "顺延至", "顺延到", "追溯至", "追溯到"];

/// 结转至23年
fn put_off(cx: &mut LocalContext<'_>, word: Span) {
    let after = cx.after(word.end);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.get(digits..).unwrap_or_default();
    let read = cx.items.iter().any(|item| matches!(item, Item::Date(d) if d.span.start == word.end));
    if digits == 2 && rest.starts_with('年') && !starts_any(rest, &["年后", "年前", "年之", "年以"]) && !read
    {
        let span = Span::new(word.end, word.end + digits as u32 + "年".len() as u32);
        cx.push(told(cx, span, Confidence::Likely));
    }
}

/// 98年抗洪. A republican year may have lost its 民国 to the one before.
fn short_year(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    if date.year_digits != 2
        || date.era.is_some()
        || date.form != DateForm::Named
        || date.digits != DateDigits::Arabic
    {
        return None;
    }
    let before = cx.before(date.span.start);
    let other = has_any(before, &["民国", "光绪", "宣统"])
        || ends_any(
            before,
            &[
                "历时", "近", "第", "满", "约", "龄", "工作", "达", "共", "长", "余", "前", "后", "期", "’",
                "'", "隔", "时隔", "已有", "的", "任", "党", "从教", "服役",
            ],
        );
    if other {
        return None;
    }
    let led = ends_any(before, &["至", "到", "于", "自", "从", "在", "截至"])
        || matches!(before.chars().next_back(), None | Some('，' | '。' | '（'));
    let month = date.month.is_some();
    // 结转至23年: close to the year recorded, after a word that leads to a date.
    let recorded = cx.settings.record_year().map(|y| y.rem_euclid(100));
    let led_to = ends_any(before, &["至", "到", "于", "自", "从"]);
    let close = led_to && recorded.zip(date.year).is_some_and(|(r, y)| (r - y).abs() <= 2);
    let confidence =
        if close || month && (led || date.day.is_some()) { Confidence::Likely } else { Confidence::Guess };
    Some(told(cx, date.span, confidence))
}

/// 上世纪80年代, 90年代初.
fn century(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let decade = date.decade?;
    if let Some(word) = date.century_word {
        return Some(told(cx, date.span.join(word), Confidence::Likely).variant("word"));
    }
    let before = sentence_before(cx.paragraph(), date.span.start);
    if decade >= 100 || date.century.is_some() || before.contains("世纪") || date.digits == DateDigits::Han
    {
        return None;
    }
    Some(told(cx, date.span, Confidence::Guess))
}

fn mixed(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let gregorian = date.calendar == Calendar::Gregorian && date.era.is_none();
    let year = date.century.is_none() && date.decade.is_none();
    if !gregorian || date.digits != DateDigits::Mixed || !year {
        return None;
    }
    // 2022年第四季度 is written so everywhere; 2022年八月十五 is a day of the old calendar.
    let old_style = cx.after(date.span.end).starts_with(['初', '十', '廿', '卅']);
    // 1996年六七月间: about, which digits can't say.
    let month = cx.of(date.span).rsplit('年').next().and_then(|rest| rest.split('月').next());
    let about = month.is_some_and(|m| m.chars().count() == 2 && !m.contains('十') && !m.is_ascii());
    let right = date.quarter.is_some() || old_style || about;
    (!right).then(|| told(cx, date.span, Confidence::Certain))
}

/// 2024-5-08
fn padding(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if date.form != DateForm::Hyphenated || date.year_digits != 4 {
        return None;
    }
    let text = cx.of(date.span);
    let padded: Vec<bool> = text.split('-').skip(1).map(|p| p.starts_with('0')).collect();
    let short = text.split('-').skip(1).any(|p| p.len() == 1);
    if !(short && padded.contains(&true)) {
        return None;
    }
    let want = format!("{year}-{month:02}-{day:02}");
    Some(told(cx, date.span, Confidence::Likely).arg("want", want.clone()).fix(date.span, want))
}

fn weekday(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (printed, span) = date.weekday?;
    let mut date = *date;
    let stated = date.full_year().is_some();
    if !stated {
        date.year = cx.settings.record_year();
        date.year_digits = 4;
    }
    let right = date.true_weekday().filter(|right| *right != printed)?;
    let confidence = if stated { Confidence::Certain } else { Confidence::Likely };
    let day = cx.of(Span::new(date.span.start, span.start)).trim_end_matches(['（', '(', ' ', '，']);
    Some(told(cx, date.span, confidence).arg("date", day).arg("want", format!("星期{}", right.han())))
}

/// 农历8月15日, 光绪26年. Republican years go by either.
fn old_calendar(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    if date.digits == DateDigits::Han {
        return None;
    }
    let lunar = date.calendar == Calendar::Lunar && date.month.is_some() && date.full_year().is_none();
    let imperial = date.era.is_some_and(|(era, _)| era.name != "民国");
    (lunar || imperial).then(|| told(cx, date.span, Confidence::Certain))
}

/// 光绪二十六年（1901年）
fn era_year(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (era, _) = date.era?;
    let year = date.year?;
    let after = cx.after(date.span.end);
    let inner = after.strip_prefix(['（', '('])?.trim_start_matches("公元");
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let printed: i32 = inner.get(..digits).filter(|d| d.len() == 4)?.parse().ok()?;
    if !starts_any(inner.get(digits..)?, &["年", "）", ")"]) {
        return None;
    }
    // The last months of a lunar year may fall in the next Gregorian one.
    let room = i32::from(era.name != "民国");
    if (0..=room).contains(&(printed - year)) {
        return None;
    }
    let close = inner.find(['）', ')'])?;
    let end = date.span.end + (after.len() - inner.len() + close) as u32;
    let end = end + cx.char_after(end).map_or(0, |c| c.len_utf8() as u32);
    let span = Span::new(date.span.start, end);
    Some(told(cx, span, Confidence::Certain).arg("era", cx.of(date.span)).arg("want", format!("{year}年")))
}

fn republic(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (era, _) = date.era.filter(|(era, _)| era.name == "民国")?;
    let year = date.year?;
    let late = year > 1949 || (year == 1949 && date.month.is_some_and(|m| m >= 10));
    let _ = era;
    late.then(|| told(cx, date.span, Confidence::Certain).arg("want", format!("{year}年")))
}

/// A year past the record period, told without 计划 or the like.
fn after_period(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let last = cx.settings.record_year()?;
    let year = date.full_year().filter(|y| *y > last && *y < last + 3)?;
    let near = tail(cx.before(date.span.start), 12);
    let planned = has_any(
        near,
        &[
            "计划", "将", "拟", "预计", "至", "到", "—", "力争", "争取", "谋划", "确定", "目标", "规划",
            "《", "届", "安排", "部署", "迎",
        ],
    );
    let label = starts_any(
        cx.after(date.span.end),
        &["度", "版", "卷", "届", "版", "工作", "预算", "计划", "春节", "元旦", "毕业", "重点", "项目"],
    );
    if planned || label {
        return None;
    }
    Some(told(cx, date.span, Confidence::Guess).arg("year", year.to_string()))
}
