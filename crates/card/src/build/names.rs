//! The names that a card gives to its messages, as Rust constants.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{constant, module_name};
use crate::{Card, names};

/// One module a card: `NAME`, its arguments as `args::FOUND`, variants as `variants::INDEX`, and labels of
/// related places as `labels::TOTAL`.
pub(super) fn modules(cards: &[Card]) -> String {
    let mut out = String::new();
    for card in cards {
        module(&mut out, card);
    }
    out
}

fn module(out: &mut String, card: &Card) {
    let _ = writeln!(out, "/// {}: {}.", card.code, card.en.title);
    let _ = writeln!(out, "pub mod {} {{", module_name(&card.name));
    let _ = writeln!(out, "    /// Name of the rule.");
    let _ = writeln!(out, "    pub const NAME: &str = {:?};", card.name);
    let arguments = arguments(card);
    let variants: BTreeSet<&str> = card.zh.variants.keys().map(String::as_str).collect();
    let labels: BTreeSet<&str> = card.zh.labels.keys().map(String::as_str).collect();
    constants(out, "args", "Arg", "Arguments of its messages.", &arguments);
    constants(out, "variants", "Variant", "Messages beside the main one.", &variants);
    constants(out, "labels", "Label", "Labels of related places.", &labels);
    out.push_str("}\n");
}

/// Every placeholder of the card's templates but `{clause}`, which is always known.
fn arguments(card: &Card) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    for words in [&card.zh, &card.en] {
        let variants = words.variants.values().flat_map(|m| [&m.what, &m.advice]);
        let templates = [&words.what, &words.advice].into_iter().chain(variants).chain(words.labels.values());
        out.extend(templates.flat_map(|t| names(t)).filter(|name| *name != "clause"));
    }
    out
}

fn constants(out: &mut String, module: &str, kind: &str, doc: &str, names: &BTreeSet<&str>) {
    if names.is_empty() {
        return;
    }
    let _ = writeln!(out, "    /// {doc}\n    pub mod {module} {{\n        use kanwu_plugin::{kind};");
    for name in names {
        let _ = writeln!(out, "        /// `{name}`.");
        let _ = writeln!(out, "        pub const {}: {kind} = {kind}::named({name:?});", constant(name));
    }
    out.push_str("    }\n");
}
