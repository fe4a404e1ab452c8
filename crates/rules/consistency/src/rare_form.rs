//! A rare form of a name beside the one that stands more often, as the index tells them.

use kanwu_plugin::index::names::{NameKind, Pair};
use kanwu_plugin::{Arg, ArgValue, BookContext, Confidence, Finding, Label, Place, Text, Variant};

/// How a card names what is said of two forms.
#[derive(Clone, Copy)]
pub(crate) struct Said<Kind> {
    /// The rare form.
    pub(crate) found: Arg<Text>,
    /// The form that stands more often.
    pub(crate) known: Arg<Text>,
    /// How often that one stands.
    pub(crate) count: Arg<Kind>,
    /// The label of a place where it stands.
    pub(crate) place: Label,
    /// What is said where the office has settled the name, and the book has it nowhere.
    pub(crate) settled: Variant,
}

/// Asks about the rare form of each doubtful pair of a kind, at its first place.
pub(crate) fn report_all<Kind: Copy>(cx: &mut BookContext<'_>, kind: NameKind, said: Said<Kind>)
where
    usize: ArgValue<Kind>,
{
    for pair in cx.index.names().pairs().iter().filter(|pair| pair.kind == kind && pair.doubtful) {
        if let Some((reading, span)) = pair.odd.places.first() {
            report(cx, pair, Place::Reading(*reading, *span), said);
        }
    }
}

/// Asks about the rare form of a pair at `at`.
pub(crate) fn report<Kind>(cx: &mut BookContext<'_>, pair: &Pair, at: Place, said: Said<Kind>)
where
    usize: ArgValue<Kind>,
{
    let finding = Finding::new(at, Confidence::Likely)
        .arg(said.found, pair.odd.text.as_str())
        .arg(said.known, pair.known.text.as_str())
        .arg(said.count, pair.known.places.len());
    let finding = match pair.known.places.first() {
        Some((other, there)) => finding.labelled(Place::Reading(*other, *there), said.place),
        None => finding.variant(said.settled),
    };
    cx.push(finding);
}
