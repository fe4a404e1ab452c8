//! Ordinals and numbers that name: 第十二届, 十九届, 二十大, 三中全会, 5号, 二等奖, 表2-8.

use kanwu_text::ReadingSpan;

use crate::numeral::{Number, NumberForm, NumberRead, read_any};
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

/// The ordinal whose number begins at `at`.
pub(crate) fn read_ordinal(view: View, at: usize, read: &NumberRead) -> Option<Ordinal> {
    if view.ends(at, "第")
        && at >= view.floor + "第".len()
        && view.ends_any(at, &["次第", "门第", "及第"]).is_none()
    {
        return nth(view, at - "第".len(), read);
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
    Some(match view.at(name)? {
        '届' if !view.starts(name, "届满") => (OrdinalKind::Session, "届"),
        '中' if view.starts(name, "中全会") && small(9) => (OrdinalKind::Meeting, "中全会"),
        '次' if small(99) => {
            let meetings = ["次全会", "次会议", "次全体", "次代表大会", "次党代会", "次全委"];
            let body = ["届", "会", "大", "协", "委", "协会", "人大"];
            let start = view.skip_blank_back(at);
            let meeting = view.starts_any(name, &meetings).is_some() && view.ends_any(start, &body).is_some();
            // 十届三次常委会议; 常务委员会四次, where the line ends in a table of contents.
            let ends = matches!(view.at(name + "次".len()), None | Some('\t' | '\n'));
            let session = view.ends(start, "届") || ends && view.ends(start, "委员会");
            (meeting || han && session).then_some((OrdinalKind::Meeting, "次"))?
        }
        '大' if (12..=30).any(|n: i64| number.value == n.into()) && small(30) => {
            let named =
                han || view.ends_any(view.skip_blank_back(at), &["党的", "中共", "共产党", "共"]).is_some();
            let other = [
                "大型", "大量", "大项", "大类", "大批", "大件", "大专", "大户", "大米", "大产", "大工",
                "大行", "大重", "大任", "大活", "大民",
            ];
            if !named || view.starts_any(name, &other).is_some() {
                return None;
            }
            (OrdinalKind::Congress, "大")
        }
        '号' if !view.starts(name, "号召") => (OrdinalKind::Number, "号"),
        '楼' if small(99) => (OrdinalKind::Number, "楼"),
        '级' if small(20) => (OrdinalKind::Grade, "级"),
        // 五年一班: a class of a school.
        '年' if han && small(9) && class_follows(view, name + "年".len()) => (OrdinalKind::Grade, "年"),
        '班' if han && small(20) && view.ends_any(at, &["年", "年级"]).is_some() => {
            (OrdinalKind::Grade, "班")
        }
        // 二类, 二层: to count two is 两.
        '类' if han && (view.starts(at, "二类") || view.ends(at, "公益")) => (OrdinalKind::Grade, "类"),
        '层' if han && view.starts(at, "二层") => (OrdinalKind::Number, "层"),
        '年' if view.starts(name, "年级") && small(12) => (OrdinalKind::Grade, "年级"),
        '等' if han
            && small(10)
            && view
                .starts_any(name, &["等奖", "等功", "等品", "等甲", "等乙", "等残", "等舱", "等座", "等级"])
                .is_some() =>
        {
            (OrdinalKind::Grade, "等")
        }
        '期' if han && small(20) && view.starts_any(name, &["期间", "期培训"]).is_none() => {
            (OrdinalKind::Phase, "期")
        }
        _ => return None,
    })
}

/// Whether 一班 or the like stands at byte `at`.
fn class_follows(view: View, at: usize) -> bool {
    let class = read_any(View { floor: at, ..view }, at).filter(|read| read.number.form == NumberForm::Han);
    class.is_some_and(|read| view.starts(read.end, "班"))
}

/// Words after 第N that no table of units has.
const CLASSIFIERS: &[&str] =
    &["产业", "季度", "中学", "小学", "医院", "号", "条", "届", "年", "天", "级", "中", "卷"];

fn nth(view: View, start: usize, read: &NumberRead) -> Option<Ordinal> {
    let name = view.skip_blank(read.end);
    let classifier = CLASSIFIERS
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
    if !matches!(between, "、" | "至" | "—" | "到" | "～" | "和") {
        return None;
    }
    let next = nth(view, at, read)?;
    next.classifier?;
    Some(next)
}

/// 2-8 in 表2-8
fn figure(view: View, at: usize) -> Option<Ordinal> {
    let name_end = view.skip_blank_back(at);
    let word = view.ends_any(name_end, &["表", "图"])?;
    let start = name_end - word.len();
    if !view.byte(at).is_ascii_digit()
        || start < view.floor
        || view.before(start).is_some_and(|c| "代发列外仪钟手填略企意版地蓝宏试".contains(c))
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
