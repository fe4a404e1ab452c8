//! （一）（二）（四）: lines that open with an ordinal, in one entry or document, and skip or repeat one.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Book};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::card::sequence_number_gap as card;
use crate::ordinal::{Series, ordinal, written, written_in_han};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

struct Last {
    value: u32,
    at: Location,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut open: BTreeMap<Series, Last> = BTreeMap::new();
    let mut place = None;
    for block in &book.blocks {
        let here = (block.at.source, block.category, block.section, block.entry);
        let depth = match block.kind {
            BlockKind::Heading { level } => Some(level),
            BlockKind::Paragraph | BlockKind::ListItem => None,
            _ => continue,
        };
        let line = book.text(block.at);
        let found = ordinal(line);
        if place != Some(here) || (depth.is_some() && found.is_none()) {
            open.clear();
            place = Some(here);
        }
        let Some(found) = found else { continue };
        let at = block.at.part(found.span.range());
        // A series of a higher rank begins those below anew.
        let last = open.get(&found.series).map(|l| Last { value: l.value, at: l.at });
        open.retain(|series, _| rank(*series) < rank(found.series));
        open.insert(found.series, Last { value: found.value, at });
        let Some(last) = last.filter(|l| found.value != l.value + 1 && found.value != 1) else { continue };
        if found.value > last.value + 2 || stands_between(book, last.at, at, found.series, last.value + 1) {
            continue;
        }
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::FOUND, written(found.series, found.value))
            .arg(card::args::BEFORE, written(found.series, last.value))
            .arg(card::args::WANT, written(found.series, last.value + 1))
            .labelled(Place::Source(last.at), card::labels::BEFORE);
        cx.push(finding);
    }
}

fn rank(series: Series) -> u8 {
    match series {
        Series::Han => 0,
        Series::BracketedHan => 1,
        Series::Arabic => 2,
        Series::BracketedArabic => 3,
    }
}

/// Whether the number that lacks stands inside the text between, where a line has lost its break.
fn stands_between(book: &Book<'_>, from: Location, to: Location, series: Series, lacks: u32) -> bool {
    if from.source != to.source || from.span.end >= to.span.start {
        return false;
    }
    let between = book.text(from.between(to));
    let han = written_in_han(lacks);
    match series {
        Series::Han => between.contains(&format!("{han}、")),
        Series::BracketedHan => {
            between.contains(&format!("（{han}）")) || between.contains(&format!("({han})"))
        }
        Series::Arabic => [".", "．", "、"].iter().any(|m| between.contains(&format!("{lacks}{m}"))),
        Series::BracketedArabic => {
            between.contains(&format!("（{lacks}）")) || between.contains(&format!("({lacks})"))
        }
    }
}
