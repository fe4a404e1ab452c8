//! The one lexing pass: text to tokens by character class.

use crate::Span;

/// What a token is. Letters, digits and blanks come in runs; a mark is a token of its own, except those
/// noted as runs. The number of kinds stays below 128, so that a set of them is one `u128`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say what each mark is")]
pub enum TokenKind {
    /// Run of Han characters, with 々 and 〇.
    Han,
    /// Run of ASCII digits.
    Digit,
    /// Run of full-width digits.
    WideDigit,
    /// Run of Latin, Greek and Cyrillic letters.
    Latin,
    /// Run of full-width Latin letters.
    WideLatin,
    /// Run of kana, hangul and other letters.
    Letter,
    /// Run of ASCII blanks and tabs.
    Space,
    /// Run of U+3000, U+00A0 and other wide or fixed blanks.
    WideSpace,
    Newline,
    // ASCII marks
    Comma,
    /// Run of `.`
    Period,
    Semicolon,
    Colon,
    Question,
    Exclamation,
    LeftRound,
    RightRound,
    LeftSquare,
    RightSquare,
    LeftCurly,
    RightCurly,
    Quote,
    Apostrophe,
    Backtick,
    /// Run of `-`
    Hyphen,
    Tilde,
    Slash,
    Backslash,
    Percent,
    Plus,
    Equals,
    Less,
    Greater,
    Asterisk,
    Underscore,
    Hash,
    At,
    Ampersand,
    Dollar,
    Caret,
    Pipe,
    // Chinese marks
    /// ，
    FullComma,
    /// 、 顿号
    EnumerationComma,
    /// 。
    FullStop,
    /// ；
    FullSemicolon,
    /// ：
    FullColon,
    /// ？
    FullQuestion,
    /// ！
    FullExclamation,
    /// ．
    FullPeriod,
    /// “
    LeftDouble,
    /// ”
    RightDouble,
    /// ‘
    LeftSingle,
    /// ’
    RightSingle,
    /// 《
    LeftTitle,
    /// 》
    RightTitle,
    /// 〈
    LeftInnerTitle,
    /// 〉
    RightInnerTitle,
    /// （
    LeftParen,
    /// ）
    RightParen,
    /// 【
    LeftLens,
    /// 】
    RightLens,
    /// 〔 六角括号
    LeftShell,
    /// 〕
    RightShell,
    /// 「『
    LeftCorner,
    /// 」』
    RightCorner,
    /// ［｛
    LeftWide,
    /// ］｝
    RightWide,
    /// Run of — U+2014
    EmDash,
    /// – U+2013, ‑, ‒, −, ﹣ and other short lines that are no hyphen
    OtherDash,
    /// Run of ─ ━ ― and other drawn lines
    DrawnLine,
    /// ～ 〜 ∼
    WaveDash,
    /// －
    WideHyphen,
    /// Run of …
    Ellipsis,
    /// Run of · U+00B7 间隔号
    MiddleDot,
    /// Run of • ． ‧ ・ ⋅ and other dots that stand for 间隔号
    OtherDot,
    /// ∶
    Ratio,
    /// ‰
    Permille,
    /// ％
    WidePercent,
    /// °
    Degree,
    /// ℃ ℉
    Celsius,
    /// ′ ″
    Prime,
    /// ㎡ ㎏ and other squared units
    SquaredUnit,
    /// Superscript and subscript digits
    Script,
    /// ① ⑴ ⒈ ㈠ and the like
    Enclosed,
    /// Ⅰ ⅰ
    Roman,
    /// ￥ ¥ € £
    Currency,
    /// × ÷ ± ≤ ≥ ＋ ＝ ＜ ＞ √ ∑ and the like
    Math,
    /// ／ ＼ ＿ ＆ ＠ ＃ ＊ and other full-width ASCII marks
    WideMark,
    /// Run of zero-width characters, soft hyphens, byte-order marks and directional marks
    Invisible,
    /// Run of private-use characters
    PrivateUse,
    /// U+FFFD □ ■ ◆
    Replacement,
    /// Kangxi radicals and compatibility ideographs
    CompatHan,
    /// Form feed and other control characters
    Control,
    /// ※ ★ → and all else
    Symbol,
}

use TokenKind as K;

impl TokenKind {
    /// How many kinds there are.
    pub const COUNT: usize = K::Symbol as usize + 1;

    /// Bit of this kind in a set of kinds.
    pub const fn bit(self) -> u128 {
        1 << self as u32
    }

    /// Whether tokens of this kind are runs of several characters.
    pub const fn is_run(self) -> bool {
        matches!(
            self,
            K::Han
                | K::Digit
                | K::WideDigit
                | K::Latin
                | K::WideLatin
                | K::Letter
                | K::Space
                | K::WideSpace
                | K::Period
                | K::Hyphen
                | K::EmDash
                | K::DrawnLine
                | K::Ellipsis
                | K::MiddleDot
                | K::OtherDot
                | K::Script
                | K::Invisible
                | K::PrivateUse
        )
    }

    /// ，、。；：？！ 点号
    pub const fn is_point(self) -> bool {
        matches!(
            self,
            K::FullComma
                | K::EnumerationComma
                | K::FullStop
                | K::FullSemicolon
                | K::FullColon
                | K::FullQuestion
                | K::FullExclamation
        )
    }

    /// 。？！… 句末点号 and the ellipsis, which can end a sentence
    pub const fn ends_sentence(self) -> bool {
        matches!(self, K::FullStop | K::FullQuestion | K::FullExclamation | K::Ellipsis)
    }

    /// A Chinese opening mark.
    pub const fn is_opener(self) -> bool {
        matches!(
            self,
            K::LeftDouble
                | K::LeftSingle
                | K::LeftTitle
                | K::LeftInnerTitle
                | K::LeftParen
                | K::LeftLens
                | K::LeftShell
                | K::LeftCorner
                | K::LeftWide
        )
    }

    /// A Chinese closing mark.
    pub const fn is_closer(self) -> bool {
        matches!(
            self,
            K::RightDouble
                | K::RightSingle
                | K::RightTitle
                | K::RightInnerTitle
                | K::RightParen
                | K::RightLens
                | K::RightShell
                | K::RightCorner
                | K::RightWide
        )
    }

    /// A Chinese (full-width) mark of any sort.
    pub const fn is_full_mark(self) -> bool {
        self.is_point() || self.is_opener() || self.is_closer() || matches!(self, K::Ellipsis | K::EmDash)
    }

    /// Blank of any width.
    pub const fn is_space(self) -> bool {
        matches!(self, K::Space | K::WideSpace)
    }
}

/// A token: its kind, how deep it stands inside “ ” and 《 》, and its bytes in the text that was lexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// How many quotation or title marks are open around it; the marks themselves count as outside.
    pub depth: u8,
    /// Byte range.
    pub span: Span,
}

/// The class of one character.
pub fn kind_of(c: char) -> TokenKind {
    let code = c as u32;
    let found = match code {
        0..0x80 => return ASCII[code as usize],
        0x4e00..=0x9fff => return K::Han,
        0x2000..0x3400 => MARKS[code as usize - 0x2000],
        0xfe00..0x1_0000 => FORMS[code as usize - 0xfe00],
        _ => listed(c),
    };
    found.unwrap_or_else(|| if c.is_alphabetic() { K::Letter } else { K::Symbol })
}

/// U+2000 to U+33FF, where the marks are: a table, because which mark comes next can't be foreseen.
static MARKS: [Option<TokenKind>; 0x1400] = table(0x2000);

/// U+FE00 to U+FFFF, the full-width forms among them.
static FORMS: [Option<TokenKind>; 0x200] = table(0xfe00);

const fn table<const N: usize>(first: u32) -> [Option<TokenKind>; N] {
    let mut kinds = [None; N];
    let mut i = 0;
    while i < N {
        if let Some(c) = char::from_u32(first + i as u32) {
            kinds[i] = listed(c);
        }
        i += 1;
    }
    kinds
}

/// The class of a character that is not ASCII, where it is no mere letter or symbol.
const fn listed(c: char) -> Option<TokenKind> {
    Some(match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '々' | '〇' => {
            K::Han
        }
        '，' => K::FullComma,
        '、' => K::EnumerationComma,
        '。' => K::FullStop,
        '；' => K::FullSemicolon,
        '：' => K::FullColon,
        '？' => K::FullQuestion,
        '！' => K::FullExclamation,
        '．' => K::FullPeriod,
        '“' => K::LeftDouble,
        '”' => K::RightDouble,
        '‘' => K::LeftSingle,
        '’' => K::RightSingle,
        '《' => K::LeftTitle,
        '》' => K::RightTitle,
        '〈' => K::LeftInnerTitle,
        '〉' => K::RightInnerTitle,
        '（' => K::LeftParen,
        '）' => K::RightParen,
        '【' => K::LeftLens,
        '】' => K::RightLens,
        '〔' => K::LeftShell,
        '〕' => K::RightShell,
        '「' | '『' => K::LeftCorner,
        '」' | '』' => K::RightCorner,
        '［' | '｛' => K::LeftWide,
        '］' | '｝' => K::RightWide,
        '—' => K::EmDash,
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' | '⁻' => K::OtherDash,
        '―' | '─' | '━' => K::DrawnLine,
        '～' | '〜' | '∼' | '˜' => K::WaveDash,
        '－' => K::WideHyphen,
        '…' | '⋯' => K::Ellipsis,
        '·' => K::MiddleDot,
        '•' | '‧' | '・' | '⋅' | '∙' | '﹒' => K::OtherDot,
        '∶' => K::Ratio,
        '‰' => K::Permille,
        '％' => K::WidePercent,
        '°' => K::Degree,
        '℃' | '℉' => K::Celsius,
        '′' | '″' => K::Prime,
        '\u{3371}'..='\u{33df}' => K::SquaredUnit,
        '²' | '³' | '¹' | '\u{2070}'..='\u{209c}' => K::Script,
        '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{32ff}' | '\u{2776}'..='\u{2793}' => K::Enclosed,
        '\u{2160}'..='\u{2188}' => K::Roman,
        '￥' | '¥' | '€' | '£' | '＄' => K::Currency,
        '×' | '÷' | '±' | '＋' | '＝' | '＜' | '＞' | '¬' | '\u{2200}'..='\u{22ff}' => K::Math,
        '０'..='９' => K::WideDigit,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => K::WideLatin,
        '\u{00a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{1680}' => {
            K::WideSpace
        }
        '\u{ff01}'..='\u{ff5e}' | '\u{ffe0}'..='\u{ffe6}' => K::WideMark,
        '\u{00ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => K::Invisible,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => K::PrivateUse,
        '\u{fffd}' | '□' => K::Replacement,
        '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => K::CompatHan,
        '\u{0080}'..='\u{009f}' | '\u{2028}' | '\u{2029}' => K::Control,
        '\u{00b5}' | '\u{00c0}'..='\u{024f}' | '\u{0370}'..='\u{052f}' | '\u{1e00}'..='\u{1fff}' => K::Latin,
        _ => return None,
    })
}

static ASCII: [TokenKind; 128] = ascii_table();

const fn ascii_table() -> [TokenKind; 128] {
    let mut table = [K::Control; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            b'0'..=b'9' => K::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => K::Latin,
            b' ' | b'\t' => K::Space,
            b'\n' => K::Newline,
            b',' => K::Comma,
            b'.' => K::Period,
            b';' => K::Semicolon,
            b':' => K::Colon,
            b'?' => K::Question,
            b'!' => K::Exclamation,
            b'(' => K::LeftRound,
            b')' => K::RightRound,
            b'[' => K::LeftSquare,
            b']' => K::RightSquare,
            b'{' => K::LeftCurly,
            b'}' => K::RightCurly,
            b'"' => K::Quote,
            b'\'' => K::Apostrophe,
            b'`' => K::Backtick,
            b'-' => K::Hyphen,
            b'~' => K::Tilde,
            b'/' => K::Slash,
            b'\\' => K::Backslash,
            b'%' => K::Percent,
            b'+' => K::Plus,
            b'=' => K::Equals,
            b'<' => K::Less,
            b'>' => K::Greater,
            b'*' => K::Asterisk,
            b'_' => K::Underscore,
            b'#' => K::Hash,
            b'@' => K::At,
            b'&' => K::Ampersand,
            b'$' => K::Dollar,
            b'^' => K::Caret,
            b'|' => K::Pipe,
            _ => K::Control,
        };
        i += 1;
    }
    table
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
                    out.push(Token { kind: open, depth: 0, span: Span { start, end: at as u32 } });
                }
                run = Some((kind, at as u32));
            }
        }
        at += len;
    }
    if let Some((open, start)) = run {
        out.push(Token { kind: open, depth: 0, span: Span { start, end: text.len() as u32 } });
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
