//! 校对质疑表 (before print), 编校质量检查记录表 (for the press): findings as the rows of a form.
//!
//! Findings stand in the order of the book; each kind of trace of conversion is one row at its first place.

use std::collections::BTreeMap;

use kanwu_card::Card;
use kanwu_text::{Edit, Lang, Location, SourceSpan, apply};
use rust_decimal::Decimal;

use crate::checked::Listed;
use crate::fold::Fold;
use crate::messages::{list, sheet as said};
use crate::positions::Positions;
use crate::window::Context;
use crate::{Checked, Options, message, place, privacy, weight, words};

/// Columns that the text round a place takes, a Han character being two.
const WIDTH: usize = 64;

/// The longest text, in bytes, that is written out corrected.
const LONGEST: u32 = 240;

/// A row of the form.
#[derive(Debug)]
pub(crate) struct Row {
    pub path: String,
    /// As printed on the page, where it is known.
    pub page: Option<u32>,
    /// 1-based; the paragraph in a document.
    pub line: u32,
    /// 类目 › 分目 › 条目; before it the column 栏 of a proof.
    pub trail: String,
    pub text: Context,
    /// What should stand there; where only an editor can say, what is wrong and what to look up.
    pub want: String,
    pub kind: String,
    pub points: Decimal,
    pub clause: String,
    /// 处理意见.
    pub opinion: String,
    pub person: String,
}

/// The form.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub title: &'static str,
    options: Options,
    fold: Fold,
    /// By code, the row of a kind of trace of conversion.
    kinds: BTreeMap<String, Row>,
}

/// The names of the columns; the second stands only where there are several files.
pub(crate) fn columns(lang: Lang) -> [&'static str; 12] {
    said::COLUMNS.text(lang)
}

impl Sheet {
    pub fn new(options: &Options) -> Sheet {
        // A form is whole.
        let options = Options { max_findings: None, ..*options };
        let title = said::TITLE.text(options.lang);
        Sheet { title, options, fold: Fold::new(&options), kinds: BTreeMap::new() }
    }

    /// The rows of some manuscripts.
    pub fn rows(&mut self, part: &Checked<'_>) -> Vec<Row> {
        let positions = part.positions();
        let taken = self.fold.take(part, &positions, &self.options);
        for first in &taken.firsts {
            let made = row(first, &positions, &self.options);
            self.kinds.extend(made.map(|row| (first.card.code.clone(), row)));
        }
        taken.shown.iter().filter_map(|listed| row(listed, &positions, &self.options)).collect()
    }

    /// The rows below all others: one a kind of trace of conversion.
    pub fn last_rows(&mut self, run: &Checked<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (card, want) in self.fold.kinds(run, self.options.lang) {
            rows.extend(self.kinds.remove(&card.code).map(|row| Row { want, ..row }));
        }
        rows
    }
}

/// Where a finding stands in the book, and in which column of its page where that has several.
fn trail(listed: &Listed<'_>, file: &place::File<'_>, lang: Lang) -> String {
    match place::column(file.source, listed.finding.at.span) {
        Some(column) => said::InColumn { column, trail: listed.trail() }.text(lang),
        None => listed.trail(),
    }
}

fn row(listed: &Listed<'_>, positions: &Positions<'_>, options: &Options) -> Option<Row> {
    let (card, finding) = (listed.card, listed.finding);
    let file = positions.file(listed.manuscript, finding.at.source)?;
    let decided = finding.state.as_deref();
    Some(Row {
        path: file.source.path.clone(),
        page: place::printed_page(file.source, finding.at.span),
        line: place::number(file.source, finding.at.span)
            .unwrap_or_else(|| file.lines().line_of(finding.at.span.start)),
        trail: trail(listed, file, options.lang),
        text: Context::new(file, finding.at.span, WIDTH, privacy::guards(card)),
        want: corrected(listed, positions, options.lang)
            .unwrap_or_else(|| message::whole(card, finding, options.lang)),
        kind: kind(card, options.lang),
        points: weight(card, finding),
        clause: card.clause.clone(),
        opinion: decided.map_or_else(String::new, |d| {
            let reason = privacy::excerpt(card, &d.reason);
            match reason.is_empty() {
                true => d.state.to_string(),
                false => said::Opinion { state: d.state, reason }.text(options.lang),
            }
        }),
        person: decided.map_or_else(String::new, |d| d.person.clone()),
    })
}

/// 标点·成对标点配错（硬伤，PUN004）
fn kind(card: &Card, lang: Lang) -> String {
    let (family, class) = (words::family(card.family(), lang), words::class(card.class, lang));
    let (title, code) = (&message::words(card, lang).title, &card.code);
    said::Kind { family, title, class, code }.text(lang)
}

/// What stands at the place once the fix is made: the text with its edits, or the edits one by one where
/// they lie far apart.
pub(crate) fn corrected(listed: &Listed<'_>, positions: &Positions<'_>, lang: Lang) -> Option<String> {
    let (card, at) = (listed.card, listed.finding.at);
    let fix = listed.finding.fix.as_ref()?;
    let masked = |text: &str| privacy::excerpt(card, text).into_owned();
    let near = fix.edits.iter().all(|e| e.at.source == at.source);
    let span = fix.edits.iter().map(|e| e.at.span).fold(at.span, SourceSpan::join);
    if near && span.len() <= LONGEST {
        let file = positions.file_of(listed, at)?;
        let new = applied(&fix.edits, span, &file.source.text)?;
        if !new.is_empty() {
            return Some(masked(&privacy::surroundings(&new, &[])));
        }
    }
    let each = fix.edits.iter().map(|edit| {
        let old = listed.book.text(edit.at);
        let new = &edit.content;
        match (old.is_empty(), new.is_empty()) {
            (_, true) => said::Delete { old }.text(lang),
            (true, _) => said::Insert { new }.text(lang),
            _ => said::Replace { old, new }.text(lang),
        }
    });
    let all: Vec<String> = each.map(|text| masked(&text)).collect();
    (!all.is_empty()).then(|| list::Clauses { all: &all }.text(lang))
}

/// The text at `span` with the edits made, which lie in it, in order, without touching one another.
pub(crate) fn applied(edits: &[Edit<Location>], span: SourceSpan, text: &str) -> Option<String> {
    let inside = |edit: &Edit<Location>| {
        let from = edit.at.span.start.checked_sub(span.start)?;
        Some(edit.clone().at(SourceSpan::new(from, from + edit.at.span.len())))
    };
    let edits = edits.iter().map(inside).collect::<Option<Vec<Edit<SourceSpan>>>>()?;
    apply(text.get(span.range())?, &edits)
}
