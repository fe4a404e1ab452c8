//! Ordinals and numbers that name: 第十二届, 十九届, 二十大, 三中全会, 5号, 二等奖, 表2-8.

use kanwu_text::ReadingSpan;
use kanwu_text::han;

use crate::numeral::{Number, NumberForm, NumberRead, read_any};
use crate::table::ordinals as table;
use crate::unit;
use crate::view::{View, span};

/// A number that names or orders and does not count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordinal {
    /// From 第 to the classifier.
    pub span: ReadingSpan,
    /// What is ordered.
    pub kind: OrdinalKind,
    /// The number.
    pub number: Number,
    /// The word after the number: 届, 次, 号.
    pub classifier: Option<ReadingSpan>,
}

/// What an ordinal orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrdinalKind {
    /// 第N
    Nth,
    /// 十九届
    Session,
    /// 八次全会, 三中全会
    Meeting,
    /// 二十大
    Congress,
    /// 5号, 3楼
    Number,
    /// 二级, 三等, 六年级
    Grade,
    /// 二期
    Phase,
    /// 表2-8, 图3
    Figure,
}

impl OrdinalKind {
    /// The kind that the table names.
    fn named(name: &str) -> OrdinalKind {
        match name {
            "session" => OrdinalKind::Session,
            "meeting" => OrdinalKind::Meeting,
            "grade" => OrdinalKind::Grade,
            "phase" => OrdinalKind::Phase,
            _ => OrdinalKind::Number,
        }
    }
}

/// What opens an ordinal.
const NTH: &str = "第";

/// The ordinal whose number begins at `at`.
pub(crate) fn read_ordinal(view: View, at: usize, read: &NumberRead) -> Option<Ordinal> {
    if view.ends(at, NTH) && at >= view.floor + NTH.len() && view.ends_any(at, table::NO_ORDINAL).is_none() {
        return nth(view, at - NTH.len(), read);
    }
    if let Some(figure) = figure(view, at) {
        return Some(figure);
    }
    let number = read.number;
    if read.after.is_some() || number.scale.is_some() || number.places > 0 {
        return None;
    }
    let han = number.form == NumberForm::Han;
    let name = view.skip_blank(read.end);
    let (kind, word) = kind_of(view, at, name, &number, han)?;
    let classifier = span(name, name + word.len());
    Some(Ordinal { span: span(at, name + word.len()), kind, number, classifier: Some(classifier) })
}

fn kind_of(
    view: View,
    at: usize,
    name: usize,
    number: &Number,
    han: bool,
) -> Option<(OrdinalKind, &'static str)> {
    let small = |limit: i64| number.value <= limit.into() && number.upper.is_none();
    if let Some(row) = table::CLASSIFIER.iter().find(|row| view.starts(name, row.word)) {
        let written = |words: Option<&[&str]>| words.map(|words| view.starts_any(name, words).is_some());
        let fits = row.most.is_none_or(small)
            && (han || row.han != Some(true))
            && written(row.only) != Some(false)
            && written(row.not) != Some(true);
        return fits.then(|| (OrdinalKind::named(row.kind), row.word));
    }
    let before = view.skip_blank_back(at);
    let after = |word: &str| name + word.len();
    Some(match view.at(name)? {
        han::TIME if small(99) => {
            let word = "次";
            let meeting = view.starts_any(name, table::MEETING).is_some()
                && view.ends_any(before, table::BODY).is_some();
            // 十届三次常委会议; 常务委员会四次, where the line ends in a table of contents.
            let ends = matches!(view.at(after(word)), None | Some('\t' | '\n'));
            let session = view.ends(before, "届") || ends && view.ends(before, "委员会");
            (meeting || han && session).then_some((OrdinalKind::Meeting, word))?
        }
        '大' if (12..=30).any(|n: i64| number.value == n.into()) && small(30) => {
            let named = han || view.ends_any(before, table::PARTY).is_some();
            if !named || view.starts_any(name, table::NO_CONGRESS).is_some() {
                return None;
            }
            (OrdinalKind::Congress, "大")
        }
        // 五年一班: a class of a school.
        han::YEAR if han && small(9) && class_follows(view, after("年")) => (OrdinalKind::Grade, "年"),
        '班' if han && small(20) && view.ends_any(at, table::SCHOOL_YEAR).is_some() => {
            (OrdinalKind::Grade, "班")
        }
        // 二类, 二层: to count two is 两.
        '类' if han && (view.starts(at, "二类") || view.ends(at, "公益")) => (OrdinalKind::Grade, "类"),
        '层' if han && view.starts(at, "二层") => (OrdinalKind::Number, "层"),
        _ => return None,
    })
}

/// Whether 一班 or the like stands at byte `at`.
fn class_follows(view: View, at: usize) -> bool {
    let class = read_any(View { floor: at, ..view }, at).filter(|read| read.number.form == NumberForm::Han);
    class.is_some_and(|read| view.starts(read.end, "班"))
}

fn nth(view: View, start: usize, read: &NumberRead) -> Option<Ordinal> {
    let name = view.skip_blank(read.end);
    let classifier = table::AFTER_NTH
        .iter()
        .find(|w| view.starts(name, w))
        .map(|w| w.len())
        .or_else(|| unit::find(view, name).filter(|u| u.written == unit::Written::Name).map(|u| u.text.len()))
        .map(|len| span(name, name + len));
    let end = classifier.map_or(read.number.span.end, |c| c.end) as usize;
    Some(Ordinal { span: span(start, end), kind: OrdinalKind::Nth, number: read.number, classifier })
}

/// 二 in 第一、二产业: goes on from an ordinal that ends at `from`.
pub(crate) fn continued(view: View, from: usize, at: usize, read: &NumberRead) -> Option<Ordinal> {
    let between = view.text.get(from..at)?;
    if !table::JOINT.contains(&between) {
        return None;
    }
    let next = nth(view, at, read)?;
    next.classifier?;
    Some(next)
}

/// 2-8 in 表2-8
fn figure(view: View, at: usize) -> Option<Ordinal> {
    let name_end = view.skip_blank_back(at);
    let word = view.ends_any(name_end, table::FIGURE)?;
    let start = name_end - word.len();
    if !view.byte(at).is_ascii_digit()
        || start < view.floor
        || view.before(start).is_some_and(|c| table::NO_FIGURE.contains(&c))
    {
        return None;
    }
    let mut end = view.digits_end(at);
    let first = read_any(View { text: view.head(end), ..view }, at)?.number;
    while let Some(mark) = view.at(end).filter(|c| matches!(c, '-' | '—' | '–' | '.' | '－' | '～' | '~'))
    {
        let next = end + mark.len_utf8();
        let stop = view.digits_end(next);
        if stop == next {
            break;
        }
        end = stop;
    }
    let single = end == view.digits_end(at);
    if single && unit::find(view, view.skip_blank(end)).is_some() {
        return None;
    }
    Some(Ordinal { span: span(start, end), kind: OrdinalKind::Figure, number: first, classifier: None })
}
