//! Words that make a number approximate or a bound: 约, 近, 余, 左右, 以上.

use kanwu_text::ReadingSpan;

use crate::numeral::{is_numeral, is_place};
use crate::table::approximators as table;
use crate::view::{View, span};

/// To which side of the number the true value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// 约, 左右
    Around,
    /// 余, 超, 以上
    Over,
    /// 近, 不足, 以内
    Under,
}

/// An approximator and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approximator {
    /// Bytes of the word.
    pub span: ReadingSpan,
    /// The word.
    pub word: &'static str,
    /// To which side it points.
    pub leaning: Leaning,
}

impl Leaning {
    /// The leaning that the table names.
    fn named(name: &str) -> Leaning {
        match name {
            "over" => Leaning::Over,
            "under" => Leaning::Under,
            _ => Leaning::Around,
        }
    }
}

/// The approximator that ends at byte `at`, where a number begins.
pub(crate) fn before_number(view: View, at: usize) -> Option<Approximator> {
    let end = view.skip_blank_back(at);
    let row = table::BEFORE.iter().find(|row| view.ends(end, row.word))?;
    if row.place == Some(true) && !view.at(at).is_some_and(is_place) {
        return None;
    }
    let start = end.checked_sub(row.word.len()).filter(|s| *s >= view.floor)?;
    let other = row.not_after.unwrap_or_default();
    if view.before(start).is_some_and(|c| other.contains(c)) {
        return None;
    }
    Some(Approximator { span: span(start, end), word: row.word, leaning: Leaning::named(row.leaning) })
}

/// 余, 多, 几, 来 between a number and its unit.
pub(crate) fn inner(view: View, at: usize) -> Option<Approximator> {
    let at = view.skip_blank(at);
    let row = table::INNER.iter().find(|row| view.starts(at, row.word))?;
    let rest = at + row.word.len();
    let counts = |c: char| table::COUNTED_ROUGHLY.contains(&c);
    if row.counted == Some(true) && !view.at(rest).is_some_and(counts)
        || view.starts_any(rest, row.not_before).is_some()
    {
        return None;
    }
    Some(Approximator { span: span(at, rest), word: row.word, leaning: Leaning::named(row.leaning) })
}

/// 左右, 上下, 以上, 以下, 以内 after a quantity.
pub(crate) fn tail(view: View, at: usize) -> Option<Approximator> {
    let row = table::TAIL.iter().find(|row| view.starts(at, row.word))?;
    let end = at + row.word.len();
    let other = row.not_before.unwrap_or_default();
    let numeral = row.numeral == Some(true);
    if view.at(end).is_some_and(|c| other.contains(c) || (numeral && is_numeral(c))) {
        return None;
    }
    Some(Approximator { span: span(at, end), word: row.word, leaning: Leaning::named(row.leaning) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_before(text: &str) -> Option<&'static str> {
        before_number(View::new(text), text.find(|c: char| c.is_ascii_digit() || is_numeral(c)).unwrap())
            .map(|a| a.word)
    }

    #[test]
    fn words_before() {
        for (text, want) in [
            ("约500人", Some("约")),
            ("大约 500人", Some("大约")),
            ("公约500人", None),
            ("节约500元", None),
            ("附近100米", None),
            ("将近百人", Some("将近")),
            ("近千人", Some("近")),
            ("上百人", Some("上")),
            ("以上百姓", None),
            ("网上100人", None),
            ("数十家", Some("数")),
            ("人数百人", None),
            ("几10万", Some("几")),
            ("不足5%", Some("不足")),
            ("共500人", None),
        ] {
            assert_eq!(word_before(text), want, "{text}");
        }
    }

    #[test]
    fn words_after() {
        let inner = |text: &str| inner(View::new(text), 0).map(|a| a.word);
        assert_eq!(inner("余人"), Some("余"));
        assert_eq!(inner("余额"), None);
        assert_eq!(inner("多元化"), None);
        assert_eq!(inner("多元"), Some("多"));
        assert_eq!(inner("来个"), Some("来"));
        assert_eq!(inner("来自"), None);
        let tail = |text: &str| tail(View::new(text), 0).map(|a| a.word);
        assert_eq!(tail("左右"), Some("左右"));
        assert_eq!(tail("左右两侧"), None);
        assert_eq!(tail("上下游"), None);
        assert_eq!(tail("以上"), Some("以上"));
    }
}
