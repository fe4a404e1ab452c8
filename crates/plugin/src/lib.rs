//! What a rule is.
//!
//! A rule is a card (`rules/<family>/<CODE>-<name>.toml`) and at most one function. There are three kinds:
//!
//! - **local** ([`Rule::local`]): a pure function of one paragraph. It names what triggers it ([`Triggers`]); the
//!   engine visits each token once and calls it there.
//! - **survey** ([`Rule::survey`]): collects facts in the same loop, and judges all of them once.
//! - **book** ([`Rule::book`]): looks at the structure of the whole book.
//!
//! A rule with neither is *data-only*: its card carries `[replace]` or `[[pattern]]`.
//!
//! A rule pushes findings; it never prints, reads files, or keeps state.

pub mod context;
mod decision;
mod diagnostic;
mod fact;
mod family;
mod finding;
mod item_flag;
mod names;
mod paragraph;
mod settings;
pub mod tally;
mod trigger;

pub use decision::{Decided, FindingId, NotAnId, State};
pub use diagnostic::{Diagnostic, DiagnosticFix, RelatedPlace, RuleId};
pub use fact::{Fact, FactKey, FactValue, Measure};
pub use family::{Family, IndexPart, Kind, Reads, Rule};
pub use finding::{Finding, Fix, Place, Related};
pub use item_flag::{ItemFlag, item_flags};
pub use kanwu_book as book;
pub use kanwu_book::{Book, Zone};
pub use kanwu_card::concept;

/// Literals of patterns, for the tables that build scripts make.
pub mod literals {
    pub use kanwu_card::{Condition, Edge, Fault, Literal, LiteralTable, Matcher, Step, Surroundings};
    pub use kanwu_text::WordHash;
}

pub use kanwu_card::{
    Applicability, Card, Class, Confidence, HouseWords, Severity, StoredCard, Waiver, WatchedWord, WrongWord,
};
pub use kanwu_index as index;
pub use kanwu_reading as reading;
pub use kanwu_text as text;
/// The span of a rule: bytes of the reading at hand. What stands in a source has a [`SourceSpan`].
pub use kanwu_text::ReadingSpan as Span;
pub use kanwu_text::{Edit, Location, ReadingSpan, SourceSpan, Token, TokenKind};
pub use names::{Arg, ArgValue, Count, Given, Label, Number, Text, Variant};
pub use paragraph::{BookContext, LocalContext, Paragraph, Sink};
pub use settings::Settings;
pub use trigger::{Trigger, Triggers};

/// The modules that the build script of a rule crate makes, `kanwu_card::build::family(folder, tables)`: `card`, with
/// a module a card, and `table`, with a module a table.
#[macro_export]
macro_rules! made {
    () => {
        #[allow(dead_code, unused_imports)]
        mod card {
            include!(concat!(env!("OUT_DIR"), "/cards.rs"));
        }

        #[allow(dead_code)]
        mod table {
            include!(concat!(env!("OUT_DIR"), "/tables.rs"));
        }
    };
}

/// The family of a rule crate: `family!("PUN", &RULES)` in a crate whose build script is
/// `kanwu_card::build::family(folder, tables)`.
#[macro_export]
macro_rules! family {
    ($code:literal, $rules:expr) => {
        $crate::Family {
            code: $code,
            cards: include_bytes!(concat!(env!("OUT_DIR"), "/cards.bin")),
            bodies: include_bytes!(concat!(env!("OUT_DIR"), "/bodies.bin")),
            literals: include!(concat!(env!("OUT_DIR"), "/literals.rs")),
            concepts: include!(concat!(env!("OUT_DIR"), "/concepts.rs")),
            rules: $rules,
        }
    };
}
