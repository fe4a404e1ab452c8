//! Stretches that are no running text: a rule leaves them alone unless its card says otherwise.

use std::fmt;
use std::str::FromStr;

use kanwu_text::{ReadingSpan, Token, TokenKind as K};

use crate::code::Numbered;
use crate::code::{
    comment_or_tag, digit_code, email, english, file_name, formula, isbn, link_target, model, numbered,
    standard, url,
};
use crate::view::{View, span};

/// A protected stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Its bytes.
    pub span: ReadingSpan,
    /// What it is.
    pub kind: ProtectedKind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What a protected stretch is. Cards name it as [`ProtectedKind::name`] does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ProtectedKind {
            $($(#[$doc])* $kind,)*
        }

        impl ProtectedKind {
            /// All kinds.
            pub const ALL: &'static [ProtectedKind] = &[$(ProtectedKind::$kind,)*];

            /// Its name on a card, in kebab case.
            pub const fn name(self) -> &'static str {
                match self {
                    $(ProtectedKind::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// www.example.gov.cn
    Url = "url",
    /// a@b.cn
    Email = "email",
    /// GB/T 15834—2011
    StandardNumber = "standard-number",
    /// 清政发〔2022〕5号
    DocumentNumber = "document-number",
    /// （2024）苏01民初5号
    CaseNumber = "case-number",
    /// 审图号
    MapNumber = "map-number",
    /// WZ-10, 5G, PM2.5
    Model = "model",
    /// $x^2$
    Formula = "formula",
    /// <!-- … -->
    Comment = "comment",
    /// <br>, targets of links
    Markup = "markup",
    /// ISBN, ISSN, CIP and CN numbers
    Isbn = "isbn",
    /// Telephone numbers
    Phone = "phone",
    /// Identity-card numbers
    IdCard = "id-card",
    /// Account, licence and other long numbers
    Serial = "serial",
    /// 附件1.docx
    FileName = "file-name",
    /// A run of three or more Latin words
    English = "english",
    /// Code, formulas and entities, as the reader of the format made them out
    Literal = "literal",
    /// Names of firms and persons. They are not among the stretches that [`protected`] finds: most rules read them.
    Name = "name",
}

impl fmt::Display for ProtectedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no kind has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(pub String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no kind of protected range is called {:?}", self.0)
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for ProtectedKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<ProtectedKind, UnknownKind> {
        ProtectedKind::ALL
            .iter()
            .copied()
            .find(|k| k.name() == name)
            .ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

/// Finds the protected stretches of `text`, of which `tokens` are the tokens, in order; none overlap. `out` is
/// cleared first.
pub fn protected(text: &str, tokens: &[Token], out: &mut Vec<Protected>) {
    out.clear();
    let mut floor = 0;
    for (at, token) in tokens.iter().enumerate() {
        if (token.span.end as usize) <= floor || !starts_item(token.kind) {
            continue;
        }
        let view = View { text, floor };
        let start = (token.span.start as usize).max(floor);
        if let Some(found) = recognise(view, tokens, at, start) {
            floor = found.span.end as usize;
            out.push(found);
        }
    }
}

/// Puts `literal` stretches, in order and without overlap, in the place of what was found where they stand.
pub fn protect_literal(out: &mut Vec<Protected>, literal: &[ReadingSpan]) {
    if literal.is_empty() {
        return;
    }
    let mut rest = literal.iter().peekable();
    out.retain(|found| {
        while rest.next_if(|span| span.end <= found.span.start).is_some() {}
        rest.peek().is_none_or(|span| !span.overlaps(found.span))
    });
    out.extend(literal.iter().map(|span| Protected { span: *span, kind: ProtectedKind::Literal }));
    out.sort_by_key(|found| found.span.start);
}

fn starts_item(kind: K) -> bool {
    const WAKES: u128 =
        K::Latin.bit() | K::Digit.bit() | K::At.bit() | K::Less.bit() | K::Dollar.bit() | K::LeftRound.bit();
    WAKES & kind.bit() != 0
}

fn recognise(view: View, tokens: &[Token], at: usize, start: usize) -> Option<Protected> {
    let found = |(from, to): (usize, usize), kind| Protected { span: span(from, to), kind };
    let to = |end: usize, kind| found((start, end), kind);
    match tokens.get(at)?.kind {
        K::Digit => digits(view, start),
        K::Latin => url(view, start)
            .map(|end| to(end, ProtectedKind::Url))
            .or_else(|| isbn(view, start).map(|end| to(end, ProtectedKind::Isbn)))
            .or_else(|| standard(view, start).map(|end| to(end, ProtectedKind::StandardNumber)))
            .or_else(|| file_name(view, start).map(|range| found(range, ProtectedKind::FileName)))
            .or_else(|| english(tokens, at).map(|span| Protected { span, kind: ProtectedKind::English }))
            .or_else(|| model(view, start).map(|span| Protected { span, kind: ProtectedKind::Model })),
        K::At => email(view, start).map(|range| found(range, ProtectedKind::Email)),
        K::Less => comment_or_tag(view, start).map(|(end, kind)| to(end, kind)),
        K::Dollar => formula(view, start).map(|end| to(end, ProtectedKind::Formula)),
        K::LeftRound => link_target(view, start).map(|end| to(end, ProtectedKind::Markup)),
        _ => None,
    }
}

fn digits(view: View, start: usize) -> Option<Protected> {
    if let Some(numbered) = numbered(view, start) {
        let kind = match numbered {
            Numbered::Document(_) => ProtectedKind::DocumentNumber,
            Numbered::Case(_) => ProtectedKind::CaseNumber,
            Numbered::Map(_) => ProtectedKind::MapNumber,
        };
        return Some(Protected { span: numbered.span(), kind });
    }
    digit_code(view, start).map(|(span, kind)| Protected { span, kind })
}
