//! A table of literals as Rust, so that the program has it ready in its image.

use std::fmt::Write as _;

use super::{Condition, LiteralTable};
use crate::Text;
use crate::matcher::Matcher;

/// A block that holds the table as a static and gives a reference to it.
pub(crate) fn code(table: &LiteralTable) -> String {
    let mut out = String::from(
        "{\nuse std::borrow::Cow::Borrowed;\n#[allow(unused_imports)]\nuse kanwu_plugin::literals::{Condition, Edge, Fault, Literal, LiteralTable, Matcher, Step, Surroundings, WordHash};\n\
         #[allow(unused_imports)]\nuse kanwu_plugin::Confidence;\nstatic TABLE: LiteralTable = LiteralTable {\nliterals: Borrowed(&[\n",
    );
    for one in table.literals.iter() {
        let _ = writeln!(
            out,
            "Literal {{ word: Borrowed({:?}), replace: {}, card: {}, surroundings: {} }},",
            one.word,
            option(&one.replace, text),
            one.card,
            one.surroundings
        );
    }
    let hashes: Vec<String> = table.hashes.iter().map(|hash| format!("{hash:?}")).collect();
    let _ = writeln!(out, "]),\nhashes: Borrowed(&[{}]),", hashes.join(", "));
    out.push_str("surroundings: Borrowed(&[\n");
    for one in table.surroundings.iter() {
        let _ = writeln!(
            out,
            "Surroundings {{ from: {}, to: {}, thirds: {}, fault: Fault::{:?}, before: {}, after: {}, between: {}, not_before: {}, \
             not_after: {}, not_between: {}, confidence: {}, variant: {} }},",
            words(&one.from),
            words(&one.to),
            one.thirds,
            one.fault,
            option(&one.before, condition),
            option(&one.after, condition),
            option(&one.between, condition),
            option(&one.not_before, condition),
            option(&one.not_after, condition),
            option(&one.not_between, condition),
            option(&one.confidence, |confidence| format!("Confidence::{confidence:?}")),
            text(&one.variant),
        );
    }
    out.push_str("]),\n};\n&TABLE\n}");
    out
}

fn option<T>(value: &Option<T>, code: impl Fn(&T) -> String) -> String {
    value.as_ref().map_or_else(|| "None".to_owned(), |value| format!("Some({})", code(value)))
}

fn text(text: &Text) -> String {
    format!("Borrowed({text:?})")
}

fn words(words: &[Text]) -> String {
    format!("Borrowed(&[{}])", words.iter().map(text).collect::<Vec<_>>().join(", "))
}

fn condition(condition: &Condition) -> String {
    let edge = option(&condition.edge, |edge| {
        format!("Edge {{ chars: {}, none: {} }}", text(&edge.chars), edge.none)
    });
    let words = option(&condition.words, text);
    let Matcher { steps, ranges, branches } = &condition.matcher;
    let steps: Vec<String> = steps.iter().map(|step| format!("Step::{step:?}")).collect();
    let steps = steps.join(", ");
    let matcher = format!(
        "Matcher {{ steps: Borrowed(&[{steps}]), ranges: Borrowed(&{ranges:?}), branches: Borrowed(&{branches:?}) }}"
    );
    format!("Condition {{ edge: {edge}, words: {words}, matcher: {matcher} }}")
}
