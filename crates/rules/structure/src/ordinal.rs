//! Ordinals at the head of a line: 一、 （一） 1. （1）

use kanwu_plugin::Span;
use kanwu_plugin::reading::numeral::to_han;
use kanwu_plugin::text::han;

/// How an ordinal is written; one series keeps to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Series {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1.
    Arabic,
    /// （1）
    BracketedArabic,
}

/// An ordinal at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// How it is written.
    pub series: Series,
    /// Its value.
    pub value: u32,
    /// Its bytes in the line, brackets and mark included.
    pub span: Span,
}

/// The ordinal that a line opens with, after markup.
pub(crate) fn ordinal(line: &str) -> Option<Ordinal> {
    let body = line.trim_start_matches(['#', '*', ' ', '　']);
    let from = line.len() - body.len();
    let inner = body.trim_start_matches(['（', '(']);
    let bracket = body.len() - inner.len();
    let digits = inner.find(|c: char| !is_figure(c)).unwrap_or(inner.len());
    let figure = &inner[..digits];
    let value = value(figure)?;
    let arabic = figure.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let next = inner[digits..].chars().next()?;
    let series = match (bracket > 0, arabic, next) {
        (true, false, '）' | ')') => Series::BracketedHan,
        (true, true, '）' | ')') => Series::BracketedArabic,
        (false, false, '、') => Series::Han,
        (false, true, '.' | '．')
            if !inner[digits + next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Series::Arabic
        }
        _ => return None,
    };
    let to = from + bracket + digits + next.len_utf8();
    Some(Ordinal { series, value, span: Span::of(from..to) })
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || han::is_figure(c)
}

/// Value of Han figures up to 99, or of up to three Arabic ones.
pub(crate) fn value(figure: &str) -> Option<u32> {
    if figure.bytes().all(|b| b.is_ascii_digit()) {
        return (1..=3).contains(&figure.len()).then(|| figure.parse().ok()).flatten();
    }
    han::below_hundred(figure)
}

/// An ordinal as it is written.
pub(crate) fn written(series: Series, value: u32) -> String {
    match series {
        Series::Han => format!("{}、", written_in_han(value)),
        Series::BracketedHan => format!("（{}）", written_in_han(value)),
        Series::Arabic => format!("{value}."),
        Series::BracketedArabic => format!("（{value}）"),
    }
}

/// A number in Han figures.
pub(crate) fn written_in_han(value: u32) -> String {
    to_han(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read() {
        let read = |s| ordinal(s).map(|o| (o.series, o.value));
        assert_eq!(read("#### （四）坚持"), Some((Series::BracketedHan, 4)));
        assert_eq!(read("**（十二）坚持**"), Some((Series::BracketedHan, 12)));
        assert_eq!(read("## 二、存在问题"), Some((Series::Han, 2)));
        assert_eq!(read("#### 2. 强化"), Some((Series::Arabic, 2)));
        assert_eq!(read("2.5万人"), None);
        assert_eq!(read("三农工作"), None);
    }

    #[test]
    fn writing_and_reading_agree() {
        for n in 1..100 {
            assert_eq!(value(&written_in_han(n)), Some(n));
        }
    }
}
