//! 序次语: 一、 （一） 1. （1） ①

use kanwu_text::ReadingSpan;

use crate::numeral::read_han;
use crate::view::{View, span};

/// A mark that orders a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListMark {
    /// All of it, brackets and point too.
    pub span: ReadingSpan,
    /// Its number.
    pub number: u32,
    /// How it is written.
    pub form: ListForm,
}

/// How a list mark is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// 一、
    HanPoint,
    /// （一）
    HanBracket,
    /// 1.
    Point,
    /// 1、
    Comma,
    /// （1）
    Bracket,
    /// 1）
    HalfBracket,
    /// ①
    Circle,
}

/// Above this a number in brackets is a figure.
const LONGEST_BRACKETED: u32 = 20;

/// A list mark whose number begins at `at`.
pub(crate) fn read_list_mark(view: View, at: usize) -> Option<ListMark> {
    let open = view.before(at).filter(|c| matches!(c, '（' | '('));
    if open.is_none() && !view.opens_line(at) {
        return None;
    }
    let arabic_end = view.digits_end(at);
    let han = arabic_end == at;
    let (number, end) = if han {
        let read = read_han(view, at).filter(|r| r.chars <= 3 && r.numeral.upper.is_none())?;
        (u32::try_from(read.numeral.value.mantissa()).ok()?, read.end)
    } else {
        (view.text.get(at..arabic_end).filter(|t| t.len() <= 2)?.parse().ok()?, arabic_end)
    };
    if number > 99 {
        return None;
    }
    let mark = view.at(end)?;
    let after = end + mark.len_utf8();
    if let Some(open) = open {
        let start = at - open.len_utf8();
        let form = if han { ListForm::HanBracket } else { ListForm::Bracket };
        let closes = matches!(mark, '）' | ')') && number <= LONGEST_BRACKETED;
        return (closes && start >= view.floor).then(|| ListMark { span: span(start, after), number, form });
    }
    let form = match (mark, han) {
        ('、' | '，' | '.' | '．', true) => ListForm::HanPoint,
        ('.' | '．', false) if !view.at(after).is_some_and(|c| c.is_ascii_digit()) => ListForm::Point,
        ('、', false) => ListForm::Comma,
        ('）' | ')', false) => ListForm::HalfBracket,
        _ => return None,
    };
    Some(ListMark { span: span(at, after), number, form })
}

/// ①, ⑴, ⒈, ㈠ at `at`.
pub(crate) fn read_enclosed(view: View, at: usize) -> Option<ListMark> {
    let c = view.at(at)?;
    let number = match c {
        '①'..='⑳' => c as u32 - '①' as u32 + 1,
        '⑴'..='⒇' => c as u32 - '⑴' as u32 + 1,
        '⒈'..='⒛' => c as u32 - '⒈' as u32 + 1,
        '㈠'..='㈩' => c as u32 - '㈠' as u32 + 1,
        '❶'..='❿' => c as u32 - '❶' as u32 + 1,
        _ => return None,
    };
    Some(ListMark { span: span(at, at + c.len_utf8()), number, form: ListForm::Circle })
}
