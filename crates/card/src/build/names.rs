//! The names that a card gives to its messages, as Rust constants.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{constant, module_name};
use crate::{ArgKind, Card};

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
    let arguments = card.arguments();
    let variants: BTreeSet<&str> = card.zh.variants.keys().map(String::as_str).collect();
    let labels: BTreeSet<&str> = card.zh.labels.keys().map(String::as_str).collect();
    args(out, card, &arguments);
    constants(out, "variants", "Variant", "Messages beside the main one.", &variants);
    constants(out, "labels", "Label", "Labels of related places.", &labels);
    out.push_str("}\n");
}

/// The arguments, each of the kind that the card declares.
fn args(out: &mut String, card: &Card, names: &BTreeSet<&str>) {
    if names.is_empty() {
        return;
    }
    out.push_str("    /// Arguments of its messages.\n    pub mod args {\n");
    out.push_str("        use kanwu_plugin::{Arg, Count, Number, Text};\n");
    for name in names {
        let kind = match card.args.get(*name) {
            None => "Text",
            Some(ArgKind::Count) => "Count",
            Some(ArgKind::Number) => "Number",
        };
        let _ = writeln!(out, "        /// `{name}`.");
        let _ = writeln!(out, "        pub const {}: Arg<{kind}> = Arg::named({name:?});", constant(name));
    }
    out.push_str("    }\n");
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
