//! What can be wrong with a PDF, said in Chinese and in English.

use kanwu_text::Lang;
use thiserror::Error;

use crate::messages::pdf;

/// Why bytes are no proof that can be read. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum PdfError {
    /// No PDF at all.
    NotPdf,
    /// Encrypted with a password.
    Password,
    /// Nothing leads to its pages.
    Damaged(String),
    /// It has no pages.
    NoPages,
    /// More pages than a book has.
    TooManyPages(usize),
    /// More text than spans count.
    TooLarge,
    /// The bytes are no longer those that were read.
    Changed,
}

impl PdfError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            PdfError::NotPdf => pdf::NOT_PDF.text(lang).to_owned(),
            PdfError::Password => pdf::PASSWORD.text(lang).to_owned(),
            PdfError::Damaged(detail) => pdf::Damaged { detail }.text(lang),
            PdfError::NoPages => pdf::NO_PAGES.text(lang).to_owned(),
            PdfError::TooManyPages(pages) => {
                pdf::TooManyPages { pages: *pages, most: crate::MOST_PAGES }.text(lang)
            }
            PdfError::TooLarge => pdf::TOO_LARGE.text(lang).to_owned(),
            PdfError::Changed => pdf::CHANGED.text(lang).to_owned(),
        }
    }
}
