//! What can go wrong between the disk and a source, said in Chinese and in English.

use std::io;

use kanwu_text::{Encoding, Lang, SourceSpan};
use thiserror::Error;

use crate::docx::error::DocxError;

/// Where in the original bytes something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Bytes from the start of the file, from 0.
    pub at: u64,
    /// 1-based line.
    pub line: u64,
}

impl Spot {
    /// The spot at byte `at` of text in an encoding whose line ends are single bytes.
    pub(crate) fn in_bytes(bytes: &[u8], at: usize) -> Spot {
        let before = bytes.get(..at).unwrap_or(bytes);
        let ends = memchr::memchr2_iter(b'\n', b'\r', before)
            .filter(|&i| before[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'))
            .count();
        Spot { at: at as u64, line: ends as u64 + 1 }
    }

    fn zh(self) -> String {
        format!("第 {} 行，文件偏移 {} 字节处", self.line, self.at)
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, byte offset {}", self.line, self.at)
    }
}

/// Why bytes are not the text of a manuscript. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The bytes hold what no text holds.
    #[error("this looks like a binary file, not text ({0})")]
    Binary(Spot),
    /// UTF-32, which nobody writes manuscripts in.
    #[error("UTF-32 is not supported; save the file as UTF-8")]
    Utf32,
    /// The encoding is known, and these bytes are wrong in it.
    #[error("damaged {} text ({spot})", .encoding.name())]
    Malformed {
        /// The encoding.
        encoding: Encoding,
        /// The first byte that is wrong.
        spot: Spot,
    },
    /// UTF-16 with an odd number of bytes.
    #[error("{} text is cut off in the middle of a character ({spot})", .encoding.name())]
    Truncated {
        /// The encoding.
        encoding: Encoding,
        /// The byte that has no second half.
        spot: Spot,
    },
    /// No encoding that manuscripts come in fits.
    #[error("the encoding is not known: not UTF-8 ({utf8}), nor GB18030 ({gb18030}); save the file as UTF-8")]
    Unknown {
        /// The first byte that is wrong as UTF-8.
        utf8: Spot,
        /// The first byte that is wrong as GB18030.
        gb18030: Spot,
    },
    /// More than 4 GiB − 1 bytes of text, which spans can't count.
    #[error("the text is larger than 4 GiB; divide it")]
    TooLarge,
}

impl DecodeError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            DecodeError::Binary(spot) => format!("像是二进制文件，不是文本（{}）", spot.zh()),
            DecodeError::Utf32 => "不支持 UTF-32 编码，请另存为 UTF-8".to_owned(),
            DecodeError::Malformed { encoding, spot } => {
                format!("{} 文本已损坏（{}）", encoding.name(), spot.zh())
            }
            DecodeError::Truncated { encoding, spot } => {
                format!("{} 文本在半个字符处中断（{}）", encoding.name(), spot.zh())
            }
            DecodeError::Unknown { utf8, gb18030 } => format!(
                "无法识别编码：不是 UTF-8（{}），也不是 GB18030（{}），请另存为 UTF-8",
                utf8.zh(),
                gb18030.zh()
            ),
            DecodeError::TooLarge => "文本超过 4 GiB，请拆分".to_owned(),
        }
    }
}

/// Why edits could not be put into a file. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The bytes are no longer those that the source was read from.
    #[error("the file has changed since it was read; check it again")]
    Changed,
    /// An edit begins before the one in front of it ends.
    #[error("edits overlap or are out of order (text bytes {} to {})", .0.start, .0.end)]
    Overlap(SourceSpan),
    /// An edit reaches past the text or cuts a character.
    #[error("an edit does not lie on characters of the text (text bytes {} to {})", .0.start, .0.end)]
    OutsideText(SourceSpan),
    /// An edit reaches into markup: syntax, code, targets of links.
    #[error("an edit reaches into markup (text bytes {} to {})", .0.start, .0.end)]
    Markup(SourceSpan),
    /// The file's encoding lacks a character.
    #[error("{character:?} (U+{:04X}) cannot be written in {}; save the file as UTF-8", *.character as u32, .encoding.name())]
    Unencodable {
        /// The character.
        character: char,
        /// The file's encoding.
        encoding: Encoding,
    },
    /// The package is no document that can be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

impl WriteError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            WriteError::Changed => "读取之后文件已被改动，请重新检查".to_owned(),
            WriteError::Overlap(span) => {
                format!("修改之间有重叠或次序颠倒（文本字节 {} 至 {}）", span.start, span.end)
            }
            WriteError::OutsideText(span) => {
                format!("修改的位置不在文本的字符上（文本字节 {} 至 {}）", span.start, span.end)
            }
            WriteError::Markup(span) => {
                format!("修改的位置在标记里，不在正文里（文本字节 {} 至 {}）", span.start, span.end)
            }
            WriteError::Unencodable { character, encoding } => format!(
                "{} 编码中没有字符“{}”（U+{:04X}），请把文件另存为 UTF-8",
                encoding.name(),
                character.escape_debug(),
                *character as u32
            ),
            WriteError::Docx(error) => error.message(lang),
        }
    }
}

/// Why a path gave no source. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}: {kind}")]
pub struct IntakeError {
    /// The path as the user gave it, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub kind: IntakeErrorKind,
}

impl IntakeError {
    /// The message for people, with the path before it.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}：{}", self.path, self.kind.message(lang)),
            Lang::En => self.to_string(),
        }
    }
}

/// What can be wrong with a path. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeErrorKind {
    /// Nothing is there.
    #[error("no such file or folder")]
    NotFound,
    /// The user may not read it.
    #[error("no permission to read it")]
    NoPermission,
    /// A file was wanted.
    #[error("this is a folder, not a file")]
    IsFolder,
    /// Reading failed in some other way, which the system words.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A file of ignore patterns has a fault, as the `ignore` crate words it.
    #[error("ignore pattern is wrong: {0}")]
    BadPattern(String),
    /// 4 GiB or more, which spans can't count.
    #[error("the file is larger than 4 GiB; divide it")]
    TooLarge,
    /// A file from which no source can be made yet.
    #[error("{}", .0.message(Lang::En))]
    Unsupported(Foreign),
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The package is no document that can be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

impl IntakeErrorKind {
    /// The message for people, without the path.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            IntakeErrorKind::NotFound => "找不到这个文件或文件夹".to_owned(),
            IntakeErrorKind::NoPermission => "没有读取权限".to_owned(),
            IntakeErrorKind::IsFolder => "这是文件夹，不是文件".to_owned(),
            IntakeErrorKind::Unreadable(detail) => format!("读取失败：{detail}"),
            IntakeErrorKind::BadPattern(detail) => format!("忽略规则有误：{detail}"),
            IntakeErrorKind::TooLarge => "文件超过 4 GiB，请拆分".to_owned(),
            IntakeErrorKind::Unsupported(foreign) => foreign.message(lang),
            IntakeErrorKind::Decode(error) => error.message(lang),
            IntakeErrorKind::Docx(error) => error.message(lang),
        }
    }

    /// A failure to read.
    pub fn reading(error: &io::Error) -> IntakeErrorKind {
        match error.kind() {
            io::ErrorKind::NotFound => IntakeErrorKind::NotFound,
            io::ErrorKind::PermissionDenied => IntakeErrorKind::NoPermission,
            io::ErrorKind::IsADirectory => IntakeErrorKind::IsFolder,
            _ => IntakeErrorKind::Unreadable(error.to_string()),
        }
    }
}

/// Files that editors have and that are no text: what to do about them until they can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Of a word processor.
    Document(String),
    /// Of a spreadsheet.
    Sheet(String),
    /// Of pages as they are printed.
    Pages(String),
    /// Of no kind that is known.
    Other(String),
}

impl Foreign {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Foreign::Document(ext), Lang::Zh) => {
                format!("不能直接读取 .{ext} 文件，请先在 Word 或 WPS 中另存为 .docx")
            }
            (Foreign::Document(ext), Lang::En) => {
                format!(".{ext} files cannot be read; save it as .docx in Word or WPS")
            }
            (Foreign::Sheet(ext), Lang::Zh) => {
                format!("还不能直接读取 .{ext} 表格，请先把表格放入 .docx 或 .md 文件")
            }
            (Foreign::Sheet(ext), Lang::En) => {
                format!(".{ext} sheets cannot be read yet; put the table into a .docx or .md file")
            }
            (Foreign::Pages(ext), Lang::Zh) => {
                format!("还不能直接读取 .{ext} 文件，请用排版前的 .docx，或先导出、识别（OCR）为 .md 或 .txt")
            }
            (Foreign::Pages(ext), Lang::En) => {
                format!(
                    ".{ext} files cannot be read yet; use the .docx it was set from, or export or recognise (OCR) it as .md or .txt first"
                )
            }
            (Foreign::Other(ext), Lang::Zh) => {
                format!("不认识扩展名 .{ext}；如果是文本，请另存为 .md 或 .txt")
            }
            (Foreign::Other(ext), Lang::En) => {
                format!("the extension .{ext} is not known; if this is text, save it as .md or .txt")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_path_and_say_what_to_do() {
        let missing = IntakeError { path: "稿件/概况.md".to_owned(), kind: IntakeErrorKind::NotFound };
        assert_eq!(missing.message(Lang::Zh), "稿件/概况.md：找不到这个文件或文件夹");
        assert_eq!(missing.message(Lang::En), "稿件/概况.md: no such file or folder");

        let word = IntakeErrorKind::Unsupported(Foreign::Document("wps".to_owned()));
        assert!(word.message(Lang::Zh).contains(".wps") && word.message(Lang::Zh).contains("另存为 .docx"));
        assert!(
            word.message(Lang::En).contains(".wps") && word.message(Lang::En).contains("save it as .docx")
        );
    }

    #[test]
    fn decode_messages_give_both_places() {
        let unknown = IntakeErrorKind::from(DecodeError::Unknown {
            utf8: Spot { at: 3, line: 1 },
            gb18030: Spot { at: 90, line: 7 },
        });
        assert_eq!(
            unknown.message(Lang::Zh),
            "无法识别编码：不是 UTF-8（第 1 行，文件偏移 3 字节处），也不是 GB18030（第 7 行，文件偏移 90 字节处），请另存为 UTF-8"
        );
        assert_eq!(
            unknown.message(Lang::En),
            "the encoding is not known: not UTF-8 (line 1, byte offset 3), nor GB18030 (line 7, byte offset 90); save the file as UTF-8"
        );
    }

    #[test]
    fn write_messages_name_the_character() {
        let error = WriteError::Unencodable { character: '\u{e5e5}', encoding: Encoding::Gb18030 };
        assert!(error.message(Lang::Zh).contains("U+E5E5"));
        assert!(error.message(Lang::En).contains("U+E5E5"));
    }

    #[test]
    fn lines_count_every_kind_of_line_end_once() {
        assert_eq!(Spot::in_bytes(b"a\r\nb\rc\nd", 7), Spot { at: 7, line: 4 });
        assert_eq!(Spot::in_bytes(b"a\r\nb", 2), Spot { at: 2, line: 1 });
    }
}
