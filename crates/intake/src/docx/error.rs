//! What can be wrong with a .docx package, said in Chinese and in English.

use kanwu_text::Lang;
use thiserror::Error;

use crate::messages::{decode, docx};

/// Why bytes are no Word document that can be read. `Display` is the English message. A part is named as in
/// the package: `word/document.xml`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum DocxError {
    /// An OLE container of which no more is known.
    Container,
    /// Encrypted with a password.
    Password,
    /// Encrypted by rights management.
    Rights,
    /// Encrypted by a program that encrypts all documents of an office.
    OfficeEncryption,
    /// Word 97 under a new extension.
    Word97,
    /// A file of another kind.
    OtherKind(&'static str),
    /// No zip package at all.
    NotPackage,
    /// The zip package is damaged.
    Damaged(String),
    /// A part can't be unpacked.
    DamagedPart {
        /// The part.
        part: String,
        /// What the zip library says.
        detail: String,
    },
    /// More entries than any document has.
    TooManyEntries(usize),
    /// An entry has two names, and which of them counts depends on the program.
    TwoNames {
        /// In its header.
        name: String,
        /// In an extra field.
        other: String,
    },
    /// Two entries have one name, and which of them counts depends on the program.
    Twice(String),
    /// A part, or all that is read, is larger than any manuscript.
    TooLarge(String),
    /// A part that every document has is not there.
    Missing(String),
    /// A part is of another program.
    NotWord(String),
    /// A part in another encoding than UTF-8.
    NotUtf8(String),
    /// XML that is not well formed.
    Xml {
        /// The part.
        part: String,
        /// Bytes from the start of the part, from 0.
        at: u64,
        /// What the XML library says.
        detail: String,
    },
    /// A document type definition, which Word never writes and which can hold entities without end.
    Dtd(String),
    /// The text is many times longer than the parts it is made of: a note referred to thousands of times, cells
    /// merged without end.
    Outgrown,
    /// Elements nested deeper than any document's.
    TooDeep(String),
}

impl DocxError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            DocxError::Container => docx::CONTAINER.text(lang).to_owned(),
            DocxError::Password => docx::PASSWORD.text(lang).to_owned(),
            DocxError::Rights => docx::RIGHTS.text(lang).to_owned(),
            DocxError::OfficeEncryption => decode::OFFICE_ENCRYPTION.text(lang).to_owned(),
            DocxError::Word97 => docx::WORD97.text(lang).to_owned(),
            DocxError::OtherKind(kind) => docx::OtherKind { kind }.text(lang),
            DocxError::NotPackage => docx::NOT_PACKAGE.text(lang).to_owned(),
            DocxError::Damaged(detail) => docx::Damaged { detail }.text(lang),
            DocxError::DamagedPart { part, detail } => docx::DamagedPart { part, detail }.text(lang),
            DocxError::TooManyEntries(count) => docx::TooManyEntries { count }.text(lang),
            DocxError::Twice(part) => docx::Twice { part }.text(lang),
            DocxError::TwoNames { name, other } => docx::TwoNames { name, other }.text(lang),
            DocxError::TooLarge(part) => docx::TooLarge { part }.text(lang),
            DocxError::Missing(part) => docx::Missing { part }.text(lang),
            DocxError::NotWord(part) => docx::NotWord { part }.text(lang),
            DocxError::NotUtf8(part) => docx::NotUtf8 { part }.text(lang),
            DocxError::Xml { part, at, detail } => docx::Xml { part, at, detail }.text(lang),
            DocxError::Dtd(part) => docx::Dtd { part }.text(lang),
            DocxError::Outgrown => docx::OUTGROWN.text(lang).to_owned(),
            DocxError::TooDeep(part) => docx::TooDeep { part }.text(lang),
        }
    }
}
