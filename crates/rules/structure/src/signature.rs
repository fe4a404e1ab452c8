//! 撰稿（供稿）人署名 whose form differs from most.

use std::collections::BTreeMap;

use kanwu_rule::book::{Block, BlockKind};
use kanwu_rule::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("signature-form", &["found", "want"], check);

/// So many signatures make a habit.
const ENOUGH: usize = 6;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let signatures: Vec<(&Block, &'static str)> = book
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Signature)
        .map(|b| (b, form(book.text(b.at))))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, form) in &signatures {
        *counts.entry(form).or_default() += 1;
    }
    let Some((want, most)) = counts.iter().max_by_key(|(_, n)| **n).map(|(f, n)| (*f, *n)) else { return };
    if signatures.len() < ENOUGH || most * 10 < signatures.len() * 8 {
        return;
    }
    for (block, form) in signatures.iter().filter(|(_, f)| *f != want) {
        let finding =
            Finding::new(Place::Source(block.at), Confidence::Likely).arg("found", *form).arg("want", want);
        cx.push(finding);
    }
}

fn form(text: &str) -> &'static str {
    let bracketed = text.starts_with(['（', '(']);
    let labelled = text.contains(['：', ':']);
    match (bracketed, labelled) {
        (true, true) => "（撰稿：姓名）",
        (true, false) => "（姓名）",
        (false, true) => "撰稿：姓名",
        (false, false) => "姓名",
    }
}
