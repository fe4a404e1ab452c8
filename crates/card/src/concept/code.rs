//! An index as Rust, so that the program has it ready in its image.

use std::fmt::Write as _;

use super::{Anchors, Index};

/// A block that holds the index as a static and gives a reference to it.
pub(crate) fn code(index: &Index) -> String {
    let mut out = String::from(
        "{\nuse std::borrow::Cow::Borrowed;\n#[allow(unused_imports)]\nuse kanwu_plugin::concept::{Anchor, Anchors, Filter, Form, Index};\n\
         #[allow(unused_imports)]\nuse kanwu_plugin::Confidence;\nstatic INDEX: Index = Index {\ncards: Borrowed(&[",
    );
    for card in index.cards.iter() {
        let _ = write!(out, "Borrowed({card:?}), ");
    }
    out.push_str("]),\nforms: Borrowed(&[\n");
    for f in index.forms.iter() {
        let _ = writeln!(
            out,
            "Form {{ text: Borrowed({:?}), card: {}, concept: {}, derive: {}, confidence: Confidence::{:?}, right: {:?} }},",
            f.text, f.card, f.concept, f.derive, f.confidence, f.right
        );
    }
    out.push_str("]),\n");
    let mut anchors = |name: &str, anchors: &Anchors| {
        let _ = writeln!(out, "{name}: Anchors {{ all: Borrowed(&[");
        for a in anchors.all.iter() {
            let _ = writeln!(out, "Anchor {{ key: {}, form: {}, at: {} }},", a.key, a.form, a.at);
        }
        let _ = writeln!(out, "]), starts: Borrowed(&{:?}) }},", anchors.starts);
    };
    anchors("anchors", &index.anchors);
    anchors("only_right", &index.only_right);
    let _ = writeln!(out, "filter: Filter {{ bits: Borrowed(&{:?}) }},\n}};\n&INDEX\n}}", index.filter.bits);
    out
}
