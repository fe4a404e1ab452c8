//! The one lexing pass: text to tokens by character class.

use TokenKind as K;

use crate::class::{ASCII, kind_of};
use crate::{ReadingSpan, TokenKind};

/// A token: its kind, how deep it stands inside “ ” and 《 》, and its bytes in the text that was lexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// How many quotation or title marks are open around it; the marks themselves count as outside.
    pub depth: u8,
    /// Byte range.
    pub span: ReadingSpan,
}

/// Lexes `text` into `out`, which is cleared first. Tokens cover the text without gaps, in order; `depth`
/// is 0 until [`crate::pairs::pair`] sets it.
pub fn lex(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut run: Option<(TokenKind, u32)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let (kind, len) = match bytes[at] {
            lead if lead < 0x80 => (ASCII[lead as usize], 1),
            _ => match han_run(&bytes[at..]) {
                0 => text[at..].chars().next().map_or((K::Symbol, 1), |c| (kind_of(c), c.len_utf8())),
                len => (K::Han, len),
            },
        };
        match run {
            Some((open, _)) if open == kind && kind.is_run() => {}
            _ => {
                if let Some((open, start)) = run {
                    out.push(Token { kind: open, depth: 0, span: ReadingSpan::new(start, at as u32) });
                }
                run = Some((kind, at as u32));
            }
        }
        at += len;
    }
    if let Some((open, start)) = run {
        out.push(Token { kind: open, depth: 0, span: ReadingSpan::new(start, text.len() as u32) });
    }
}

/// Bytes of the run of U+4E00 to U+9FFF at the start of `bytes`. Most of the text is such.
fn han_run(bytes: &[u8]) -> usize {
    let mut len = 0;
    while let [lead, second, ..] = &bytes[len..]
        && (matches!(lead, 0xe5..=0xe9) || *lead == 0xe4 && *second >= 0xb8)
    {
        len = (len + 3).min(bytes.len());
    }
    len
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        let mut out = Vec::new();
        lex(text, &mut out);
        out.iter().map(|t| t.kind).collect()
    }

    #[test]
    fn runs_and_marks() {
        assert_eq!(
            kinds("完成投资12.5亿元,增长8%。"),
            [
                K::Han,
                K::Digit,
                K::Period,
                K::Digit,
                K::Han,
                K::Comma,
                K::Han,
                K::Digit,
                K::Percent,
                K::FullStop
            ]
        );
        assert_eq!(kinds("——……·····"), [K::EmDash, K::Ellipsis, K::MiddleDot]);
        assert_eq!(kinds("“”"), [K::LeftDouble, K::RightDouble]);
    }

    proptest! {
        #[test]
        fn tokens_cover_the_text(text in ".*") {
            let mut out = Vec::new();
            lex(&text, &mut out);
            let mut at = 0;
            for token in &out {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(!token.span.is_empty());
                prop_assert!(text.is_char_boundary(token.span.end as usize));
                at = token.span.end;
            }
            prop_assert_eq!(at as usize, text.len());
        }
    }
}
