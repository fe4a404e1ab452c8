//! A hyphen, a short line or a 破折号 between the two ends of a range of time, pages or values.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

pub(crate) const HYPHEN: Rule = Rule::local(
    "hyphen-in-range",
    Triggers::kinds(&[K::Hyphen, K::OtherDash, K::WideHyphen, K::DrawnLine]),
    hyphen,
);

pub(crate) const DASH: Rule = Rule::local("dash-in-range", Triggers::kinds(&[K::EmDash]), dash);

/// What may follow the second number of a range.
const UNITS: [&str; 24] = [
    "年", "月", "日", "时", "页", "岁", "人", "个", "万", "亿", "元", "米", "厘米", "毫米", "公里", "平方",
    "公斤", "吨", "倍", "天", "小时", "分钟", "次", "届",
];

/// Units of points of time: they may stand after the first number, too.
const TIMES: [char; 6] = ['年', '月', '日', '时', '分', '点'];

fn hyphen(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let one = cx.token_text(i).chars().count() == 1;
    if one && is_between_times(cx, i) {
        return push(cx, i);
    }
    if !one || cx.kind_after(i) != Some(K::Digit) || !ends_range(cx, i + 1) {
        return;
    }
    let range = match cx.kind_before(i) {
        Some(K::Digit) => rises(cx, i),
        Some(K::Han) => cx.char_before(cx.tokens[i].span.start).is_some_and(|c| TIMES.contains(&c)),
        Some(K::Percent | K::Permille | K::Celsius) => true,
        _ => false,
    };
    if range {
        push(cx, i);
    }
}

fn dash(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if cx.token_text(i).chars().count() != 2 || cx.kind_after(i) != Some(K::Digit) || !ends_range(cx, i + 1) {
        return;
    }
    let range = match cx.kind_before(i) {
        Some(K::Digit) => rises(cx, i),
        Some(K::Han) => {
            i >= 2
                && cx.kind(i - 2) == Some(K::Digit)
                && cx.token_text(i - 1).chars().count() == 1
                && cx.char_before(cx.tokens[i].span.start).is_some_and(|c| TIMES.contains(&c))
        }
        _ => false,
    };
    if range {
        push(cx, i);
    }
}

/// 7:30-8:00
fn is_between_times(cx: &LocalContext<'_>, i: usize) -> bool {
    let digits = |n: usize, longest: usize| cx.kind(n) == Some(K::Digit) && cx.token_text(n).len() <= longest;
    i >= 3
        && digits(i - 3, 2)
        && cx.kind(i - 2) == Some(K::Colon)
        && digits(i - 1, 2)
        && digits(i + 1, 2)
        && cx.kind(i + 2) == Some(K::Colon)
        && digits(i + 3, 2)
}

fn push(cx: &mut LocalContext<'_>, i: usize) {
    let span = cx.tokens[i].span;
    let finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", "—").fix(span, "—");
    cx.push(finding);
}

/// Whether the number at token `i` is the second of a range: nothing joins a third to it, and a unit follows.
fn ends_range(cx: &LocalContext<'_>, i: usize) -> bool {
    let mut next = i + 1;
    if cx.kind(next) == Some(K::Period) && cx.kind(next + 1) == Some(K::Digit) {
        next += 2;
    }
    match cx.kind(next) {
        Some(K::Percent | K::Permille | K::Celsius | K::Degree | K::SquaredUnit) => true,
        Some(K::Han) => UNITS.iter().any(|u| cx.token_text(next).starts_with(u)),
        _ => is_year(cx.token_text(i)) && cx.kind(next).is_some_and(|k| k.is_closer() || k.is_point()),
    }
}

/// Whether the digits on the two sides of token `i` can be ends of one range: no part of a longer number
/// with hyphens, and the second greater.
fn rises(cx: &LocalContext<'_>, i: usize) -> bool {
    let (low, high) = (cx.token_text(i - 1), cx.token_text(i + 1));
    let joined = |k: Option<K>| {
        matches!(k, Some(K::Hyphen | K::Latin | K::EmDash | K::OtherDash | K::Slash | K::Hash | K::Colon))
    };
    if i >= 2 && joined(cx.kind(i - 2)) {
        return false;
    }
    if cx.kind(i + 1 + 1) == Some(K::Period) || i >= 2 && cx.kind(i - 2) == Some(K::Period) {
        return true;
    }
    if is_year(low) && high.len() <= 2 {
        // 2021-22年, and not 2021-05.
        return low.get(2..).zip(Some(high)).is_some_and(|(a, b)| a < b) && !high.starts_with('0');
    }
    match (low.parse::<u64>(), high.parse::<u64>()) {
        (Ok(a), Ok(b)) => a < b && low.len() <= 4 && high.len() <= 5 && (low == "0" || !low.starts_with('0')),
        _ => false,
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
