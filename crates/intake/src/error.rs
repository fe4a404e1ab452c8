//! What can go wrong between the disk and a source, said in Chinese and in English.

use std::io;

use kanwu_pdf::PdfError;
use kanwu_text::{Encoding, Lang, SourceSpan};
use thiserror::Error;

use crate::docx::error::DocxError;
use crate::messages::{decode, foreign, intake, spot, write};

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

    fn told(self, lang: Lang) -> String {
        spot::Place { line: self.line, at: self.at }.text(lang)
    }
}

/// Why bytes are not the text of a manuscript. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum DecodeError {
    /// The bytes hold what no text holds.
    Binary(Spot),
    /// UTF-32, which nobody writes manuscripts in.
    Utf32,
    /// UTF-16 without the mark that tells the order of its bytes.
    Utf16Unmarked,
    /// Big5, in which traditional characters are written.
    Big5,
    /// Encrypted by a program that encrypts all documents of an office.
    OfficeEncryption,
    /// The encoding is known, and these bytes are wrong in it.
    Malformed {
        /// The encoding.
        encoding: Encoding,
        /// The first byte that is wrong.
        spot: Spot,
    },
    /// UTF-16 with an odd number of bytes.
    Truncated {
        /// The encoding.
        encoding: Encoding,
        /// The byte that has no second half.
        spot: Spot,
    },
    /// No encoding that manuscripts come in fits.
    Unknown {
        /// The first byte that is wrong as UTF-8.
        utf8: Spot,
        /// The first byte that is wrong as GB18030.
        gb18030: Spot,
    },
    /// More than 4 GiB − 1 bytes of text, which spans can't count.
    TooLarge,
}

impl DecodeError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            DecodeError::Binary(spot) => decode::Binary { place: spot.told(lang) }.text(lang),
            DecodeError::Utf32 => decode::UTF32.text(lang).to_owned(),
            DecodeError::Utf16Unmarked => decode::UTF16_UNMARKED.text(lang).to_owned(),
            DecodeError::Big5 => decode::BIG5.text(lang).to_owned(),
            DecodeError::OfficeEncryption => decode::OFFICE_ENCRYPTION.text(lang).to_owned(),
            DecodeError::Malformed { encoding, spot } => {
                decode::Malformed { encoding: encoding.name(), place: spot.told(lang) }.text(lang)
            }
            DecodeError::Truncated { encoding, spot } => {
                decode::Truncated { encoding: encoding.name(), place: spot.told(lang) }.text(lang)
            }
            DecodeError::Unknown { utf8, gb18030 } => {
                decode::Unknown { utf8: utf8.told(lang), gb18030: gb18030.told(lang) }.text(lang)
            }
            DecodeError::TooLarge => decode::TOO_LARGE.text(lang).to_owned(),
        }
    }
}

/// Why edits could not be put into a file. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum WriteError {
    /// The bytes are no longer those that the source was read from.
    Changed,
    /// An edit begins before the one in front of it ends.
    Overlap(SourceSpan),
    /// An edit reaches past the text or cuts a character.
    OutsideText(SourceSpan),
    /// An edit reaches into a content control whose text is not to be edited.
    Closed(SourceSpan),
    /// An edit reaches into markup: syntax, code, targets of links.
    Markup(SourceSpan),
    /// The file's encoding lacks a character.
    Unencodable {
        /// The character.
        character: char,
        /// The file's encoding.
        encoding: Encoding,
    },
    /// The package is no document that can be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// A proof is corrected where it was set.
    Proof,
    /// The file is no proof that notes can be put into.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

impl WriteError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            WriteError::Changed => write::CHANGED.text(lang).to_owned(),
            WriteError::Overlap(SourceSpan { start, end, .. }) => write::Overlap { start, end }.text(lang),
            WriteError::OutsideText(SourceSpan { start, end, .. }) => {
                write::OutsideText { start, end }.text(lang)
            }
            WriteError::Closed(SourceSpan { start, end, .. }) => write::Closed { start, end }.text(lang),
            WriteError::Markup(SourceSpan { start, end, .. }) => write::Markup { start, end }.text(lang),
            WriteError::Unencodable { character, encoding } => write::Unencodable {
                character: character.escape_debug(),
                number: format!("{:04X}", *character as u32),
                encoding: encoding.name(),
            }
            .text(lang),
            WriteError::Docx(error) => error.message(lang),
            WriteError::Pdf(error) => error.message(lang),
            WriteError::Proof => write::PROOF.text(lang).to_owned(),
        }
    }
}

/// Why a path gave no source. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub struct IntakeError {
    /// The path as the user gave it, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub kind: IntakeErrorKind,
}

impl IntakeError {
    /// The message for people, with the path before it.
    pub fn message(&self, lang: Lang) -> String {
        intake::Whole { path: &self.path, problem: self.kind.message(lang) }.text(lang)
    }
}

/// What can be wrong with a path. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum IntakeErrorKind {
    /// Nothing is there.
    NotFound,
    /// The user may not read it.
    NoPermission,
    /// A file was wanted.
    IsFolder,
    /// Reading failed in some other way, which the system words.
    Unreadable(String),
    /// A file of ignore patterns has a fault, as the `ignore` crate words it.
    BadPattern(String),
    /// 4 GiB or more, which spans can't count.
    TooLarge,
    /// A file from which no source can be made yet.
    Unsupported(Foreign),
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The package is no document that can be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// The file is no proof that can be read.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

impl IntakeErrorKind {
    /// The message for people, without the path.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            IntakeErrorKind::NotFound => intake::NOT_FOUND.text(lang).to_owned(),
            IntakeErrorKind::NoPermission => intake::NO_PERMISSION.text(lang).to_owned(),
            IntakeErrorKind::IsFolder => intake::IS_FOLDER.text(lang).to_owned(),
            IntakeErrorKind::Unreadable(detail) => intake::Unreadable { detail }.text(lang),
            IntakeErrorKind::BadPattern(detail) => intake::BadPattern { detail }.text(lang),
            IntakeErrorKind::TooLarge => intake::TOO_LARGE.text(lang).to_owned(),
            IntakeErrorKind::Unsupported(foreign) => foreign.message(lang),
            IntakeErrorKind::Decode(error) => error.message(lang),
            IntakeErrorKind::Docx(error) => error.message(lang),
            IntakeErrorKind::Pdf(error) => error.message(lang),
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
    /// A template of a word processor.
    Template(String),
    /// Of a program that sets pages.
    Layout(String),
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
        match self {
            Foreign::Document(extension) => foreign::Document { extension }.text(lang),
            Foreign::Template(extension) => foreign::Template { extension }.text(lang),
            Foreign::Layout(extension) => foreign::Layout { extension }.text(lang),
            Foreign::Sheet(extension) => foreign::Sheet { extension }.text(lang),
            Foreign::Pages(extension) => foreign::Pages { extension }.text(lang),
            Foreign::Other(extension) => foreign::Other { extension }.text(lang),
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
