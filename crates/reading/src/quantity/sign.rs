//! Signs before numbers: -, 负, 零下, ±.

use kanwu_text::ReadingSpan;
use kanwu_text::han;

use super::RangeEnd;
use crate::unit::UnitKind;
use crate::view::{View, is_blank, span};

/// A sign and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Bytes of the mark or word.
    pub span: ReadingSpan,
    /// Which it is.
    pub kind: SignKind,
}

/// What sign stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignKind {
    /// - 短横线 in place of a minus
    Hyphen,
    /// − and what looks like it
    Minus,
    /// +
    Plus,
    /// ±
    PlusMinus,
    /// 负
    Negative,
    /// 零下
    Below,
    /// 零上
    Above,
}

impl SignKind {
    /// Whether the value is below zero.
    pub fn is_negative(self) -> bool {
        matches!(self, SignKind::Hyphen | SignKind::Minus | SignKind::Negative | SignKind::Below)
    }
}

/// The sign that ends at byte `at`, where `end` begins.
pub(super) fn before(view: View, at: usize, number: &RangeEnd) -> Option<Sign> {
    let mark = view.before(at)?;
    let kind = match mark {
        '-' => SignKind::Hyphen,
        '−' | '－' | '–' | '﹣' | '⁻' => SignKind::Minus,
        '+' | '＋' => SignKind::Plus,
        '±' => SignKind::PlusMinus,
        '负' => SignKind::Negative,
        '下' if view.ends(at, "零下") => SignKind::Below,
        '上' if view.ends(at, "零上") => SignKind::Above,
        _ => return None,
    };
    let start = at - mark.len_utf8() * if matches!(kind, SignKind::Below | SignKind::Above) { 2 } else { 1 };
    if start < view.floor {
        return None;
    }
    let fits = match kind {
        SignKind::PlusMinus | SignKind::Below | SignKind::Above => true,
        SignKind::Negative => !view.before(start).is_some_and(|c| "胜担抱辜自欺肩正".contains(c)),
        SignKind::Hyphen | SignKind::Minus | SignKind::Plus => stands_free(view, start, number),
    };
    fits.then(|| Sign { span: span(start, at), kind })
}

/// Whether a mark at `start` is a sign and no hyphen between two words.
fn stands_free(view: View, start: usize, number: &RangeEnd) -> bool {
    let kind = number.unit.as_ref().map(|u| u.head.id.unit().kind);
    let measured = kind.is_some_and(|k| k != UnitKind::Count && k != UnitKind::Time);
    match view.before(start) {
        None | Some('\n') => measured || number.number.places > 0,
        Some('|' | '\t' | '（' | '(' | '～' | '~') => true,
        Some(c) if is_blank(c) || !c.is_alphanumeric() => {
            let closes = matches!(c, '）' | ')' | '”' | '》' | '%' | '％' | '℃' | '-' | '—' | '+' | '/');
            !closes && (measured || number.number.places > 0)
        }
        Some('长' | han::BE | '是' | han::TO | '降' | '温' | '约' | '度') => measured,
        Some(c) if c.is_ascii_alphanumeric() => false,
        Some(_) => matches!(kind, Some(UnitKind::Percent | UnitKind::Temperature)),
    }
}
