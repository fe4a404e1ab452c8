//! Classes of characters.

use TokenKind as K;

use crate::TokenKind;

/// The class of one character.
#[inline]
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

pub(crate) static ASCII: [TokenKind; 128] = ascii_table();

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
