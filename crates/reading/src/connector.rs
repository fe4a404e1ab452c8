//! What joins the two ends of a range: —, ～, -, 至.

use kanwu_text::ReadingSpan;
use kanwu_text::han;

use crate::view::{View, span};

/// A connector and its bytes, without the blanks round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connector {
    /// Bytes of the mark or word.
    pub span: ReadingSpan,
    /// Which it is.
    pub kind: ConnectorKind,
}

/// What joins the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectorKind {
    /// - 短横线
    Hyphen,
    /// — 一字线
    Dash,
    /// —— 二字线
    DoubleDash,
    /// ～ 浪纹线
    Wave,
    /// ~
    Tilde,
    /// － – ─ and other lines
    OtherLine,
    /// 至
    To,
    /// 到
    Until,
    /// /
    Slash,
}

impl ConnectorKind {
    /// Whether it is a mark and no word.
    pub fn is_mark(self) -> bool {
        !matches!(self, ConnectorKind::To | ConnectorKind::Until)
    }
}

/// The connector at `at`, blanks allowed on both sides, and where what follows it begins.
pub(crate) fn read_connector(view: View, at: usize) -> Option<(Connector, usize)> {
    let start = view.skip_blank(at);
    let c = view.at(start)?;
    let mut end = start + c.len_utf8();
    let kind = match c {
        '-' => ConnectorKind::Hyphen,
        '—' => match view.at(end) {
            Some('—') => {
                end += c.len_utf8();
                ConnectorKind::DoubleDash
            }
            _ => ConnectorKind::Dash,
        },
        '～' | '〜' | '∼' => ConnectorKind::Wave,
        '~' => ConnectorKind::Tilde,
        '－' | '–' | '‐' | '‑' | '‒' | '−' | '─' | '━' | '―' | '﹣' => {
            ConnectorKind::OtherLine
        }
        han::TO => ConnectorKind::To,
        '到' => ConnectorKind::Until,
        _ => return None,
    };
    if kind.is_mark() && view.at(end) == Some(c) {
        return None;
    }
    Some((Connector { span: span(start, end), kind }, view.skip_blank(end)))
}
