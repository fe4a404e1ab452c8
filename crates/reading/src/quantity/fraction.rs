//! Fractions and ratios: 三分之二, 百分之五, 1/3; 3∶2, 1：5000.

use kanwu_text::ReadingSpan;
use rust_decimal::Decimal;

use crate::approx::{self, Approximator};
use crate::numeral::{Number, NumberForm, NumberRead, read_any};
use crate::view::{View, span};

/// A fraction: 三分之二, 百分之五, 1/3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fraction {
    /// All of it, approximators too.
    pub span: ReadingSpan,
    /// What stands above.
    pub numerator: Number,
    /// What stands below.
    pub denominator: Number,
    /// 约, 近, 超 …
    pub approx_before: Option<Approximator>,
    /// 以上, 左右 …
    pub approx_tail: Option<Approximator>,
}

impl Fraction {
    /// Its value, to 28 digits; none where the denominator is zero.
    pub fn value(&self) -> Option<Decimal> {
        self.numerator.value.checked_div(self.denominator.value)
    }
}

/// A ratio: 3∶2, 1：5000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// All of it.
    pub span: ReadingSpan,
    /// The first term.
    pub first: Number,
    /// The mark: ∶ ： or :
    pub mark: ReadingSpan,
    /// The second term.
    pub second: Number,
}

/// A fraction at `at`.
pub(crate) fn read_fraction(view: View, at: usize, first: &NumberRead) -> Option<Fraction> {
    if first.after.is_some() {
        return None;
    }
    let mark = if view.starts(first.end, "分之") {
        "分之"
    } else if view.byte(first.end) == b'/'
        && view.byte(first.end + 1).is_ascii_digit()
        && view.before(at) != Some('/')
    {
        "/"
    } else {
        return None;
    };
    let second = read_any(view, first.end + mark.len()).filter(|n| n.after.is_none())?;
    let (numerator, denominator) = if mark == "/" {
        // 1/3 is a fraction; 24/7 and 2022/5 are not.
        let plain =
            [first.number, second.number].iter().all(|n| n.form == NumberForm::Arabic && n.places == 0);
        if !plain
            || first.number.value >= second.number.value
            || first.number.value.is_zero()
            || matches!(view.at(second.end), Some('/' | '-'))
        {
            return None;
        }
        (first.number, second.number)
    } else {
        (second.number, first.number)
    };
    let approx_before = approx::before_number(view, at);
    let approx_tail = approx::tail(view, second.end);
    let start = approx_before.map_or(at, |a| a.span.start as usize);
    let end = approx_tail.map_or(second.end, |a| a.span.end as usize);
    Some(Fraction { span: span(start, end), numerator, denominator, approx_before, approx_tail })
}

/// A ratio at `at`; times of day were looked for before.
pub(crate) fn read_ratio(view: View, at: usize, first: &NumberRead) -> Option<Ratio> {
    if first.after.is_some() || first.number.form != NumberForm::Arabic {
        return None;
    }
    let mark_at = view.skip_blank(first.end);
    let mark = view.at(mark_at).filter(|c| matches!(c, '∶' | '：' | ':'))?;
    let second_at = view.skip_blank(mark_at + mark.len_utf8());
    if !view.byte(second_at).is_ascii_digit() {
        return None;
    }
    let second = read_any(view, second_at)?;
    // 1.4∶66.9∶31.7: further terms belong to the same ratio.
    let mut end = second.number.span.end as usize;
    while let Some(next) = view.at(end).filter(|c| matches!(c, '∶' | '：' | ':')).map(|c| end + c.len_utf8())
        && view.byte(next).is_ascii_digit()
    {
        end = read_any(view, next)?.number.span.end as usize;
    }
    Some(Ratio {
        span: span(at, end),
        first: first.number,
        mark: span(mark_at, mark_at + mark.len_utf8()),
        second: second.number,
    })
}
