//! Times of day: 14:30, 8时30分, 下午3点.

use kanwu_text::ReadingSpan;

use super::point::Component;
use crate::connector::{Connector, read_connector};
use crate::table::date_forms as table;
use crate::view::{View, span};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// All of it, with 上午, 下午.
    pub span: ReadingSpan,
    /// 上午, 下午, 凌晨 … before it.
    pub period: Option<(&'static str, ReadingSpan)>,
    /// Hour, as printed.
    pub hour: u8,
    /// Minute, as printed.
    pub minute: Option<u8>,
    /// Second, as printed.
    pub second: Option<u8>,
    /// How it is written.
    pub form: TimeForm,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeForm {
    /// 14:30
    Colon,
    /// 14：30
    WideColon,
    /// 14时30分
    Named,
    /// 2点30分
    Dian,
}

impl TimeReading {
    /// Whether such a time can be; 24时 can.
    pub fn is_possible(&self) -> bool {
        let past = |n: Option<u8>| n.is_some_and(|n| n > 0);
        let whole_day = self.hour == 24 && !past(self.minute) && !past(self.second);
        (self.hour < 24 || whole_day)
            && self.minute.is_none_or(|m| m < 60)
            && self.second.is_none_or(|s| s < 60)
    }
}

/// From one time to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// All of it.
    pub span: ReadingSpan,
    /// The earlier time.
    pub from: TimeReading,
    /// What joins them.
    pub connector: Connector,
    /// The later time.
    pub to: TimeReading,
}

/// What was read.
pub(crate) enum TimeRead {
    One(TimeReading),
    Range(TimeRange),
}

/// The time or range of times at `at`.
pub(crate) fn read_time(view: View, at: usize) -> Option<TimeRead> {
    let Some(from) = time(view, at, false) else {
        // 8—10时
        let hour = Component::read(view, at).filter(|c| is_hour(*c))?;
        let (connector, next) = read_connector(view, hour.end)?;
        let to = time(View { floor: next, ..view }, next, false).filter(|t| t.form == TimeForm::Named)?;
        let (start, period) = period(view, at);
        let from = TimeReading {
            span: span(start, hour.end),
            period,
            hour: small(hour)?,
            minute: None,
            second: None,
            form: to.form,
        };
        return Some(TimeRead::Range(TimeRange { span: from.span.join(to.span), from, connector, to }));
    };
    if let Some((connector, next)) = read_connector(view, from.span.end as usize) {
        let ahead = View { floor: next, ..view };
        let named = table::PART_OF_DAY.iter().find(|p| view.starts(next, p)).map_or(next, |p| next + p.len());
        if let Some(to) = time(ahead, named, true) {
            return Some(TimeRead::Range(TimeRange { span: from.span.join(to.span), from, connector, to }));
        }
    }
    Some(TimeRead::One(from))
}

fn is_hour(c: Component) -> bool {
    if c.han { c.digits == 0 && c.value <= 24 } else { c.digits <= 2 }
}

fn small(c: Component) -> Option<u8> {
    u8::try_from(c.value).ok()
}

fn period(view: View, at: usize) -> (usize, Option<(&'static str, ReadingSpan)>) {
    let end = view.skip_blank_back(at);
    match table::PART_OF_DAY.iter().find(|p| view.ends(end, p)) {
        Some(word) if end - word.len() >= view.floor => {
            (end - word.len(), Some((*word, span(end - word.len(), end))))
        }
        _ => (at, None),
    }
}

fn time(view: View, at: usize, within: bool) -> Option<TimeReading> {
    let hour = Component::read(view, at).filter(|c| is_hour(*c))?;
    let name_at = view.skip_blank(hour.end);
    let mark = view.at(name_at).filter(|c| matches!(c, ':' | '：' | '时' | '点'))?;
    let (start, period) = period(view, at);
    let mut reading = TimeReading {
        span: span(start, hour.end),
        period,
        hour: small(hour)?,
        minute: None,
        second: None,
        form: TimeForm::Named,
    };
    let next = name_at + mark.len_utf8();
    match mark {
        ':' | '：' if name_at == hour.end && !hour.han => {
            let minute = two_digits(view, next)?;
            let ratio = is_ratio(view, at);
            if reading.hour > 24 || minute.value > 59 || ratio {
                return None;
            }
            reading.form = if mark == ':' { TimeForm::Colon } else { TimeForm::WideColon };
            reading.minute = small(minute);
            let mut end = minute.end;
            if view.at(end) == Some(mark) {
                let second = two_digits(view, end + mark.len_utf8())?;
                reading.second = small(second);
                end = second.end;
            }
            reading.span = span(start, end);
        }
        '时' => {
            if view.at(next).is_some_and(|c| table::NO_HOUR.contains(&c)) || hour.value > 30 {
                return None;
            }
            reading.span = span(start, minutes(view, next, &mut reading));
        }
        '点' => {
            reading.form = TimeForm::Dian;
            let end = minutes(view, next, &mut reading);
            let certain = reading.minute.is_some() || reading.period.is_some() || within;
            let whole = view.starts_any(next, table::WHOLE_HOUR);
            if hour.value > 24 || !(certain || whole.is_some()) {
                return None;
            }
            if whole == Some("半") {
                reading.minute = Some(30);
            }
            reading.span = span(start, end.max(next + whole.map_or(0, |w| w.len())));
        }
        _ => return None,
    }
    Some(reading)
}

/// Whether the words just before `at` speak of a ratio: 城乡人口比例为23：27.
fn is_ratio(view: View, at: usize) -> bool {
    let head = view.head(at);
    let from = head.char_indices().rev().take(4).last().map_or(at, |(from, _)| from);
    let before = head.get(from..).unwrap_or_default();
    (before.contains('比') && !before.contains("比赛")) || before.ends_with(['∶', ':', '：'])
}

/// 分, behind the minutes of a time of day.
const MINUTE: &str = "分";
/// 秒, behind its seconds.
const SECOND: &str = "秒";

/// 30分20秒 after an hour; where it ends.
fn minutes(view: View, at: usize, reading: &mut TimeReading) -> usize {
    let Some(minute) = Component::read(view, view.skip_blank(at)).filter(|c| c.digits <= 2 && c.value < 100)
    else {
        return at;
    };
    let name = view.skip_blank(minute.end);
    if !view.starts(name, MINUTE) || view.starts(name, "分钟") || view.starts(name, "分之") {
        return at;
    }
    reading.minute = small(minute);
    let end = name + MINUTE.len();
    let Some(second) = Component::read(view, view.skip_blank(end)).filter(|c| c.digits <= 2 && c.value < 100)
    else {
        return end;
    };
    let name = view.skip_blank(second.end);
    if !view.starts(name, SECOND) {
        return end;
    }
    reading.second = small(second);
    name + SECOND.len()
}

fn two_digits(view: View, at: usize) -> Option<Component> {
    Component::read(view, at).filter(|c| !c.han && c.digits == 2)
}
