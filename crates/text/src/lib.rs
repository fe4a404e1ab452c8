//! Text as the rest of kanwu sees it: sources, spans, lines and columns, character classes and tokens.
//!
//! This crate knows nothing of yearbooks. Every position is a byte offset into decoded UTF-8 text whose
//! lines end at LF; other units (characters, UTF-16 units, display columns) are made in [`lines`] only.

pub mod class;
pub mod document;
pub mod edit;
pub mod evidence;
pub mod han;
pub mod kind;
pub mod lang;
pub mod layout;
pub mod lines;
pub mod origin;
pub mod pairs;
pub mod proof;
pub mod source;
pub mod span;
pub mod terms;
pub mod token;

pub use class::kind_of;
pub use document::{Document, Left, LeftKind, Unread, UnreadKind};
pub use edit::{Edit, Replaced, apply};
pub use evidence::{BlockEvidence, Story};
pub use kind::TokenKind;
pub use lang::{Lang, Message};
pub use layout::{LaidLine, Layout, LineShape, MarkupKind, Stretch};
pub use lines::{AmbiguousWidth, Columns, LineIndex, Position};
pub use origin::{PartOrigins, PartPiece, PartPlace};
pub use pairs::{Pair, Pairing};
pub use proof::{LineKind, PageBox, PictureGroup, Proof, ProofLine, ProofPage, ProofPlace, Refusal, Turn};
pub use source::{Encoding, Format, Manuscript, Origin, OriginMap, PageMark, Source};
pub use span::{Location, OfReading, OfSource, ReadingSpan, SourceId, SourceSpan, Span};
pub use terms::{Entry, Lookup, Term, Terms, WordHash};
pub use token::{Token, lex};
