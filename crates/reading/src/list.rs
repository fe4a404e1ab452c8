//! 序次语: 一、 （一） 1. （1） ①

use kanwu_text::Span;

use crate::numeral::read_han;
use crate::view::{View, span};

/// A mark that orders a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListMark {
    /// All of it, brackets and point too.
    pub span: Span,
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

/// A list mark whose number begins at `at`.
pub(crate) fn read_list_mark(view: View, at: usize) -> Option<ListMark> {
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
    if let Some(open) = view.before(at).filter(|c| matches!(c, '（' | '(')) {
        let start = at - open.len_utf8();
        let begins =
            view.opens_line(start) || view.before(start).is_some_and(|c| "；：。，、;:,\u{3000}".contains(c));
        let form = if han { ListForm::HanBracket } else { ListForm::Bracket };
        return (matches!(mark, '）' | ')') && start >= view.floor && (han || begins)).then(|| ListMark {
            span: span(start, after),
            number,
            form,
        });
    }
    if !view.opens_line(at) {
        return None;
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
