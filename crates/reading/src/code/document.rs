//! 发文字号 and 案号.

use kanwu_text::ReadingSpan;

use crate::view::{View, span};

/// A document number (发文字号): 清政发〔2022〕5号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// All of it.
    pub span: ReadingSpan,
    /// 机关代字, where it can be told from what stands before.
    pub agency: Option<ReadingSpan>,
    /// Opening bracket.
    pub open: ReadingSpan,
    /// The year in brackets.
    pub year: ReadingSpan,
    /// Closing bracket.
    pub close: ReadingSpan,
    /// 第 before the number.
    pub ordinal_word: Option<ReadingSpan>,
    /// The digits of the number.
    pub number: ReadingSpan,
}

/// What a year in brackets opens.
pub(crate) enum Numbered {
    Document(DocumentNumber),
    Case(ReadingSpan),
    /// 审图号
    Map(ReadingSpan),
}

impl Numbered {
    pub fn span(&self) -> ReadingSpan {
        match self {
            Numbered::Document(document) => document.span,
            Numbered::Case(span) | Numbered::Map(span) => *span,
        }
    }
}

/// Longest 机关代字, in characters.
const LONGEST_AGENCY: usize = 10;

/// The document or case number whose year begins at `at`.
pub(crate) fn numbered(view: View, at: usize) -> Option<Numbered> {
    let open = view.before(at).filter(|c| matches!(c, '〔' | '[' | '【' | '［' | '（' | '('))?;
    let open_at = at - open.len_utf8();
    let year_end = view.digits_end(at);
    if year_end - at != 4 || open_at < view.floor {
        return None;
    }
    let close = view.at(year_end).filter(|c| "〕]】］）)".contains(*c))?;
    let after = year_end + close.len_utf8();
    let round = matches!(open, '（' | '(');
    if let Some(end) = case_number(view, after).filter(|_| round || open == '〔') {
        return Some(Numbered::Case(span(open_at, end)));
    }
    let digits_at = view.skip_blank(after);
    let ordinal_word = view.starts(digits_at, "第").then(|| span(digits_at, digits_at + "第".len()));
    let digits_at = ordinal_word.map_or(digits_at, |w| w.end as usize);
    let digits_end = view.digits_end(digits_at);
    let name = view.skip_blank(digits_end);
    if digits_end == digits_at || !view.starts(name, "号") {
        return None;
    }
    let end = name + "号".len();
    let agency = agency(view, open_at);
    if round {
        let letter = view.before(open_at).is_some_and(|c| c.is_ascii_uppercase());
        if letter {
            let head = view.text.get(view.floor..open_at)?;
            let back: usize =
                head.chars().rev().take(6).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
            return Some(Numbered::Map(span(open_at - back, end)));
        }
        view.before(open_at).filter(|c| "发字函办令规综通告批知复党政府委呈报任".contains(*c))?;
    }
    Some(Numbered::Document(DocumentNumber {
        span: span(agency.map_or(open_at, |a| a.start as usize), end),
        agency,
        open: span(open_at, at),
        year: span(at, year_end),
        close: span(year_end, after),
        ordinal_word,
        number: span(digits_at, digits_end),
    }))
}

/// The Han run before the bracket, where it is short enough to be nothing but 机关代字.
fn agency(view: View, open_at: usize) -> Option<ReadingSpan> {
    let head = view.text.get(view.floor..open_at)?;
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let run = head.chars().rev().take(LONGEST_AGENCY + 1).take_while(han);
    let (chars, bytes) = run.fold((0, 0), |(n, b), c| (n + 1, b + c.len_utf8()));
    (1..=LONGEST_AGENCY).contains(&chars).then(|| span(open_at - bytes, open_at))
}

/// 苏01民初5号 after the year of a case number; where it ends.
fn case_number(view: View, at: usize) -> Option<usize> {
    let han = |from: usize| {
        view.rest(from)
            .chars()
            .take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let court = han(at);
    let digits = view.digits_end(at + court);
    let kind_end = digits + if digits > at + court { han(digits) } else { 0 };
    let words = view.text.get(at..kind_end)?;
    let number_end = view.digits_end(kind_end);
    let (number_at, number_end) =
        if number_end > kind_end { (kind_end, number_end) } else { (at + court, digits) };
    let typed = words.chars().any(|c| "民刑行执知破赔商".contains(c));
    let short = words.chars().count() <= 12;
    (typed && short && court > 0 && number_end > number_at && view.starts(number_end, "号"))
        .then(|| number_end + "号".len())
}
