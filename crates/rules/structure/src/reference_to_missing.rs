//! 见表4, 见附录三, where the book has no such table or appendix.

use std::collections::BTreeSet;

use kanwu_plugin::book::{BlockKind, Section, Zone};
use kanwu_plugin::{
    Book, BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, Trigger, Triggers,
};

use crate::card::reference_to_missing as card;
use crate::numbered_label::label;
use crate::record_period_differs::title_year;
use crate::table::table_words::{REFERENCE_KINDS, REFERENCES};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(REFERENCES), collect, judge);

/// A part of a book refers to what stands elsewhere: so many 类目 there must be.
const ENOUGH: usize = 2;

/// Notes what is referred to.
fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, opener) = trigger else { return };
    let note = cx.reading.kind == BlockKind::TableNote;
    if !note && !matches!(cx.zone(), Zone::Prose | Zone::Chronicle | Zone::FrontMatter | Zone::Caption) {
        return;
    }
    let from = opener.end;
    let Some(here) = label(cx.after(from), REFERENCE_KINDS) else { return };
    let span = Span::new(from, from + here.len as u32);
    cx.fact("", cx.of(span).to_owned(), FactValue::None, span);
}

/// How many 分目 the 类目 of such a title has.
fn parts_of(book: &Book<'_>, title: &str) -> usize {
    let of = |section: &&Section| {
        let category = section.category.and_then(|id| book.categories.get(id.index()));
        category.is_some_and(|category| category.title.trim() == title)
    };
    book.sections.iter().filter(of).count()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let book = cx.book;
    if facts.is_empty() {
        return;
    }
    let whole = book.categories.len() >= ENOUGH || title_year(book).is_some();
    let mut there: BTreeSet<(&str, &str, u32)> = BTreeSet::new();
    for block in &book.blocks {
        let body = book.text(block.at).trim_start_matches(['*', '#', ' ', '　', '【', '（', '|', '〔', '■']);
        if let Some(found) = label(body, REFERENCE_KINDS).filter(|_| block.kind != BlockKind::ContentsLine) {
            there.insert((found.kind, found.part, found.number));
        }
    }
    let mut found: Vec<&Fact> = Vec::new();
    for fact in facts {
        // In a part of a book, what is missing is one of a row of which others are there.
        let kin = |kind: &str, part: &str| there.iter().any(|other| other.0 == kind && other.1 == part);
        let missing = label(fact.key.as_str(), REFERENCE_KINDS).is_some_and(|here| {
            // 附录四 may be the fourth of parts that bear no numbers.
            let counted = || !kin(here.kind, here.part) && parts_of(book, here.kind) >= here.number as usize;
            !there.contains(&(here.kind, here.part, here.number))
                && (whole && !counted() || kin(here.kind, here.part))
        });
        // 参见表4 opens with 参见 and with 见.
        let again = found.last().is_some_and(|last| (last.reading, last.span) == (fact.reading, fact.span));
        if missing && !again {
            found.push(fact);
        }
    }
    for fact in found {
        cx.push(Finding::new(fact.place(), Confidence::Likely).arg(card::args::FOUND, fact.key.as_str()));
    }
}
