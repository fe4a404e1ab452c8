//! How a line ends: after a finished sentence, or in the middle of one.

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With a mark that ends a sentence or announces a list.
    Closed,
    /// Without a mark.
    Open,
    /// With a mark after which a sentence must go on.
    Hanging,
}

/// How a paragraph's text ends.
#[inline]
pub(crate) fn end_of(text: &str) -> End {
    let text = text.trim_end();
    let mut back = text.chars().rev();
    match back.next() {
        Some('。' | '？' | '！' | '…' | '；' | '：' | '?' | '!' | ':' | ';') => End::Closed,
        Some('，' | '、' | '（' | '“' | '《' | '〈' | '‘' | '【' | '(' | ',' | '—' | '～') => {
            End::Hanging
        }
        Some('”' | '’' | '）' | '》' | '】' | ')') => {
            let before = back.find(|c| !matches!(c, '”' | '’' | '）' | '》'));
            let ends = |c: Option<char>| matches!(c, Some('。' | '？' | '！' | '…'));
            // 完成任务。（张明）: the author's name after the last sentence.
            let note = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
            let signed = note.is_some_and(|(sentence, _)| ends(sentence.trim_end().chars().next_back()));
            if ends(before) || signed { End::Closed } else { End::Open }
        }
        Some('.') if !text.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) => End::Closed,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        assert_eq!(end_of("完成。"), End::Closed);
        assert_eq!(end_of("他说：“完成。”"), End::Closed);
        assert_eq!(end_of("任务完成。（张明）"), End::Closed);
        assert_eq!(end_of("任务完成（张明）"), End::Open);
        assert_eq!(end_of("印发《条例》"), End::Open);
        assert_eq!(end_of("全年，"), End::Hanging);
    }
}
