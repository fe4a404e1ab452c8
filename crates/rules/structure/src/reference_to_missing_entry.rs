//! 参见“某某”条, 见附录“某某”, where no title of the book says so.

use std::collections::BTreeSet;

use kanwu_plugin::book::{BlockKind, Zone, normal};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, Trigger, Triggers,
};

use crate::card::reference_to_missing_entry as card;
use crate::table::section_words::{IN_APPENDIX, PAGE_REFERENCES, TITLED_PARTS};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(PAGE_REFERENCES), collect, judge);

/// A part of a book refers to what stands elsewhere: so many 类目 there must be.
const ENOUGH: usize = 2;

/// Notes the title that is referred to: 参见“水泵出口”条, 见本书【水泵出口】条目.
fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, opener) = trigger else { return };
    if !matches!(cx.zone(), Zone::Prose | Zone::Chronicle | Zone::FrontMatter) {
        return;
    }
    let rest = cx.after(opener.end);
    if let Some(titled) = IN_APPENDIX.iter().find_map(|word| rest.strip_prefix(word)) {
        in_appendix(cx, opener.end + (rest.len() - titled.len()) as u32);
        return;
    }
    let mark = rest.chars().next().unwrap_or_default();
    let close = match mark {
        '“' => '”',
        '【' => '】',
        '〔' => '〕',
        _ => return,
    };
    let from = opener.end + mark.len_utf8() as u32;
    let Some(len) = cx.after(from).find(close) else { return };
    let span = Span::new(from, from + len as u32);
    let behind = cx.after(span.end + close.len_utf8() as u32);
    // 见“三农”问题 is no cross-reference.
    let Some(part) = TITLED_PARTS.iter().find(|word| behind.starts_with(**word)).filter(|_| len > 0) else {
        return;
    };
    cx.fact("", cx.of(span).to_owned(), FactValue::None, span);
    // “交通管理”分目【占道整治】条: the entry within the part.
    let Some(inner) = behind.get(part.len()..).and_then(|rest| rest.strip_prefix('【')) else { return };
    let Some(inner) = inner.split('】').next().filter(|title| !title.is_empty()) else { return };
    let from = span.end + (close.len_utf8() + part.len() + '【'.len_utf8()) as u32;
    cx.fact("", inner.to_owned(), FactValue::None, Span::new(from, from + inner.len() as u32));
}

/// Facts: what is said to stand in an appendix.
const APPENDED: &str = "appended";

/// No title of a part of an appendix is longer, in bytes.
const LONGEST: usize = 120;

/// Notes the title behind 见附录: 见附录“干部名录”.
fn in_appendix(cx: &mut LocalContext<'_>, from: u32) {
    let rest = cx.after(from);
    let close = match rest.chars().next() {
        Some('“') => '”',
        Some('《') => '》',
        _ => return,
    };
    let from = from + close.len_utf8() as u32;
    let Some(len) = cx.after(from).find(close).filter(|len| (1..=LONGEST).contains(len)) else { return };
    let span = Span::new(from, from + len as u32);
    cx.fact(APPENDED, cx.of(span).to_owned(), FactValue::None, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let book = cx.book;
    if facts.is_empty() || book.categories.len() < ENOUGH {
        return;
    }
    let mut there: BTreeSet<String> = book.entries.iter().map(|e| normal(&e.title)).collect();
    there.extend(book.sections.iter().map(|s| normal(&s.title)));
    there.extend(book.categories.iter().map(|c| normal(&c.title)));
    there.extend(book.contents.entries.iter().map(|e| normal(&e.title)));
    let headings = book.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading { .. }));
    there.extend(headings.map(|b| normal(book.text(b.at).trim_matches(['#', '*', ' ']))));
    // A part of an appendix may be a table, or a text whose title is printed in full.
    let appended: Vec<String> = if facts.iter().any(|fact| fact.group == APPENDED) {
        let titles =
            book.blocks.iter().filter(|b| matches!(b.kind, BlockKind::TableTitle | BlockKind::Caption));
        titles.map(|b| normal(book.text(b.at))).collect()
    } else {
        Vec::new()
    };
    let stands_there = |fact: &Fact| {
        let title = normal(fact.key.as_str());
        let part = || there.iter().chain(&appended).any(|known| known.contains(&title));
        there.contains(&title) || fact.group == APPENDED && part()
    };
    let mut found: Vec<&Fact> = Vec::new();
    for fact in facts {
        // 参见 opens with 参见 and ends with 见.
        let again = found.last().is_some_and(|last| (last.reading, last.span) == (fact.reading, fact.span));
        if !stands_there(fact) && !again {
            found.push(fact);
        }
    }
    for fact in found {
        cx.push(Finding::new(fact.place(), Confidence::Likely).arg(card::args::FOUND, fact.key.as_str()));
    }
}
