//! A figure of the book against the bulletin, last year's volume or a list of facts that the config names, and against
//! the bulletin in the book where the 编辑说明 goes by it.

use kanwu_plugin::book::{Block, BlockId};
use kanwu_plugin::context::{ends_any, has_any, tail};
use kanwu_plugin::index::facts::{
    Observation, Origin, Qualifier, RANK, Reference, ReferenceFact, reference_names,
};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Rule};
use rust_decimal::Decimal;

use crate::card::figure_against_reference as card;
use crate::table::fact_words::{BODIES, GENERIC, SUBJECTS};
use crate::table::stocks::BULLETINS;
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// Names of so many characters are compared.
const NAME: usize = 4;

/// Values that differ by more than one part in so many are of different things.
const NEAR: u32 = 5;

/// Characters of the words before a figure that the message shows.
const WORDS: usize = 24;

fn judge(cx: &mut BookContext<'_>) {
    let (book, settings) = (cx.book, cx.settings);
    if settings.references.is_empty() && settings.spec.bulletin.is_none() {
        return;
    }
    let bulletin = settings.spec.bulletin.as_ref().map(|bulletin| {
        let official = official(book, cx.index.facts().all());
        Reference::of_facts(bulletin.value.as_str(), settings.record_year(), book, official.into_iter())
    });
    let references = || settings.references.iter().chain(&bulletin).filter(|one| !one.is_empty());
    if references().next().is_none() {
        return;
    }
    let mut findings = Vec::new();
    for told in cx.index.facts().all() {
        if told.qualifier != Qualifier::Actual || told.unit == RANK || told.verbatim {
            continue;
        }
        let names = reference_names(book, told);
        for reference in references() {
            let Some(fact) = names.iter().find_map(|name| against(reference, name, told)) else { continue };
            // Few get so far, and to look for their place costs more than all before.
            if is_official(book, told) || !of_whole(book, told) {
                break;
            }
            let earlier = told.period.year().zip(settings.record_year()).is_some_and(|(of, now)| of < now);
            let words = match told.origin {
                Origin::Prose { .. } => tail(told.before(book).trim(), WORDS).to_owned(),
                Origin::Cell { .. } => names.first().cloned().unwrap_or_default(),
            };
            // Figures of earlier years are often revised after they were printed.
            let confidence = if earlier { Confidence::Guess } else { Confidence::Likely };
            let finding = Finding::new(told_at(told), confidence)
                .arg(card::args::WORDS, words)
                .arg(card::args::FOUND, told.printed(book))
                .arg(card::args::WANT, fact.printed.as_str())
                .arg(card::args::REFERENCE, reference.name.as_str());
            findings.push(if earlier { finding.variant(card::variants::EARLIER) } else { finding });
            break;
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}

/// The figures that stand in the bulletin of the book. Those of one place follow each other.
fn official<'o>(book: &Book<'_>, all: &'o [Observation]) -> Vec<&'o Observation> {
    let mut last: Option<(BlockId, bool)> = None;
    let mut is_official = |told: &&Observation| {
        let Some((id, block)) = book.block_at(told.location(book)) else { return false };
        let (_, official) = *match &mut last {
            Some(last) if last.0 == id => last,
            last => last.insert((id, is_of_bulletin(book, block))),
        };
        official
    };
    all.iter().filter(|told| is_official(told)).collect()
}

/// Whether a figure stands in the bulletin of the book.
fn is_official(book: &Book<'_>, told: &Observation) -> bool {
    book.block_at(told.location(book)).is_some_and(|(_, block)| is_of_bulletin(book, block))
}

fn is_of_bulletin(book: &Book<'_>, block: &Block) -> bool {
    let (entry, section, category) = book.place(block);
    [entry, section, category].into_iter().flatten().any(|title| has_any(title, BULLETINS))
}

/// The fact of a reference that a figure does not agree with, where none there agrees with it.
fn against<'r>(reference: &'r Reference, name: &str, told: &Observation) -> Option<&'r ReferenceFact> {
    if name.chars().count() < NAME || ends_any(name, GENERIC) {
        return None;
    }
    let year = told.period.year()?;
    let of_year = |fact: &&ReferenceFact| fact.period.year() == Some(year) && fact.period.meets(told.period);
    let facts: Vec<&ReferenceFact> = reference.facts(name, told.unit).iter().filter(of_year).collect();
    let fact = *facts.first()?;
    let agrees = facts.iter().any(|fact| wide(fact.figure).agrees(wide(told.figure)));
    (!agrees && is_near(fact.figure.value, told.figure.value)).then_some(fact)
}

/// With room for a figure that was cut off rather than rounded.
fn wide(of: Figure) -> Figure {
    Figure { low: of.low + of.low - of.value, value: of.value, high: of.high + of.high - of.value }
}

fn is_near(a: Decimal, b: Decimal) -> bool {
    let off = a.checked_sub(b).and_then(|off| off.abs().checked_mul(Decimal::from(NEAR)));
    off.is_some_and(|off| off <= a.max(b))
}

/// Whether a figure may be of the whole place: neither its sentence nor a title names a part of it.
fn of_whole(book: &Book<'_>, told: &Observation) -> bool {
    let block = match told.origin {
        Origin::Prose { reading, .. } => book.reading(reading).and_then(|r| book.block(r.block)),
        Origin::Cell { at, .. } => book.block_at(at).map(|(_, block)| block),
    };
    let (entry, section, category) = block.map_or((None, None, None), |block| book.place(block));
    let of_part = [entry, section, category].into_iter().flatten().any(|title| ends_any(title, BODIES));
    let sentence = match told.origin {
        Origin::Prose { reading, span, .. } => {
            let before = book.reading(reading).and_then(|r| r.text.get(..span.start as usize));
            let near = tail(before.unwrap_or_default(), 120);
            near.rsplit(['。', '；', '\n']).next().unwrap_or_default()
        }
        Origin::Cell { .. } => "",
    };
    !of_part && !has_any(sentence, SUBJECTS)
}
