//! 撰稿（供稿）人署名 whose form differs from most.

use kanwu_plugin::book::{Block, BlockKind};
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::signature_form as card;
use crate::table::book_forms::{SEPARATOR, SIGNATURE, SignatureRow};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

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
    let Some((want, most)) = most(signatures.iter().map(|(_, form)| *form)) else { return };
    if signatures.len() < ENOUGH || most * 10 < signatures.len() * 8 {
        return;
    }
    separators(cx, &signatures);
    for (block, form) in signatures.iter().filter(|(_, f)| *f != want) {
        let finding = Finding::new(Place::Source(block.at), Confidence::Likely)
            .arg(card::args::FOUND, *form)
            .arg(card::args::WANT, want);
        cx.push(finding);
    }
}

/// Names parted by 、 here and by a blank there: the fewer are reported, of as many the blank.
fn separators(cx: &mut BookContext<'_>, signatures: &[(&Block, &'static str)]) {
    let several = |text: &str| text.split([' ', '　', '、']).filter(|n| n.chars().count() > 1).count() > 1;
    let parted: Vec<(&Block, bool)> = signatures
        .iter()
        .map(|(block, _)| (*block, cx.book.text(block.at)))
        .filter(|(_, text)| several(text))
        .map(|(block, text)| (block, text.contains('、')))
        .collect();
    let commas = parted.iter().filter(|(_, comma)| *comma).count();
    let blanks = parted.len() - commas;
    if commas == 0 || blanks == 0 {
        return;
    }
    let odd = blanks > commas;
    let shown = |comma: bool| SEPARATOR.iter().find(|row| row.comma == comma).map_or("", |row| row.shown);
    let (found, want) = (shown(odd), shown(!odd));
    for (block, _) in parted.iter().filter(|(_, comma)| *comma == odd) {
        let finding = Finding::new(Place::Source(block.at), Confidence::Likely)
            .arg(card::args::FOUND, found)
            .arg(card::args::WANT, want);
        cx.push(finding);
    }
}

fn form(text: &str) -> &'static str {
    let bracketed = text.starts_with(['（', '(']);
    let labelled = text.contains(['：', ':']);
    let is_form = |row: &&SignatureRow| row.bracketed == bracketed && row.labelled == labelled;
    SIGNATURE.iter().find(is_form).map_or("", |row| row.shown)
}
