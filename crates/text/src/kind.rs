//! Kinds of tokens, and what sorts of marks there are.

use TokenKind as K;

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
