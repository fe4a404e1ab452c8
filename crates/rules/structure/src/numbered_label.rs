//! 表1-2, 图3, 附录三: labels with a number.

use crate::ordinal::value;
use kanwu_plugin::text::han;

/// A label: what it is of, what stands before its last number, and that number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Label<'t> {
    /// 表, 图, 附录 …
    pub kind: &'static str,
    /// `1-` of 表1-2; empty where there is no part.
    pub part: &'t str,
    /// The last number.
    pub number: u32,
    /// Bytes of the whole.
    pub len: usize,
}

/// The label that a text begins with.
pub(crate) fn label<'t>(text: &'t str, kinds: &[&'static str]) -> Option<Label<'t>> {
    let kind = kinds.iter().copied().filter(|k| text.starts_with(k)).max_by_key(|k| k.len())?;
    let rest = &text[kind.len()..];
    let figures = |c: char| c.is_ascii_digit() || "-－—–".contains(c);
    let arabic = rest.len() - rest.trim_start_matches(figures).len();
    let han = rest.len() - rest.trim_start_matches(han::is_figure).len();
    if let Some(letter) = letter(rest) {
        return Some(Label { kind, part: "", number: letter, len: kind.len() + 1 });
    }
    let figure = rest.get(..arabic.max(han))?;
    let cut = figure
        .rfind(['-', '－', '—', '–'])
        .map_or(0, |at| at + figure[at..].chars().next().map_or(1, char::len_utf8));
    let (part, last) = figure.split_at(cut);
    Some(Label { kind, part, number: value(last)?, len: kind.len() + figure.len() })
}

/// Letters count from here on, apart from all numbers.
const LETTERS: u32 = 1000;

/// The A of 附录A, where the label ends with it.
fn letter(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    let apart = chars.next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"-.－".contains(c));
    apart.then(|| LETTERS + letter as u32 - 'A' as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read() {
        let read = |text| label(text, &["表", "附录"]).map(|l| (l.kind, l.part.to_owned(), l.number, l.len));
        assert_eq!(read("表1-2　作物"), Some(("表", "1-".to_owned(), 2, 6)));
        assert_eq!(read("附录三"), Some(("附录", String::new(), 3, 9)));
        assert_eq!(read("附录B　名录"), Some(("附录", String::new(), 1002, 7)));
        assert_eq!(read("表A4纸"), None);
        assert_eq!(read("表彰"), None);
    }
}
