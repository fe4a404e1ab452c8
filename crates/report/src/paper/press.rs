//! 付印检查: what must be nothing before a book goes to print, on one page that three people sign. It counts and
//! names; it never says that a book passes.

use kanwu_plugin::{Severity, State};

use super::{Paper, PaperCell, PaperColumn};
use crate::checked::Listed;
use crate::coverage::Told;
use crate::messages::press as said;
use crate::{Checked, Extent, Options, Totals, privacy};

/// Places that a row names; the others are counted.
const NAMED: usize = 6;
/// What nobody has filled in, and what a program has left.
const PLACEHOLDERS: [&str; 2] = ["placeholder-left", "field-error-left"];
const REVISIONS: &str = "revision-left";
const CONTENTS: &str = "TOC";

/// A row: how many, and where the first are.
#[derive(Debug, Default)]
struct Count {
    all: usize,
    places: Vec<String>,
}

impl Count {
    fn add(&mut self, place: &str) {
        self.all += 1;
        if self.places.len() < NAMED {
            self.places.push(place.to_owned());
        }
    }
}

/// The form.
#[derive(Debug)]
pub struct PressCheck {
    book: String,
    stage: String,
    date: String,
    options: Options,
    /// Whether places are of several files.
    files: bool,
    held: Count,
    unmended: Count,
    must_see: Count,
    placeholders: Count,
    revisions: Count,
    contents: Count,
    /// What is to stay as it is, by whom and why: a line each.
    kept: Vec<String>,
    totals: Totals,
}

impl PressCheck {
    /// With nothing in it.
    pub fn new(book: String, stage: String, date: String, options: &Options, extent: Extent) -> PressCheck {
        let options = Options { show_kept: true, max_findings: None, ..*options };
        PressCheck {
            book,
            stage,
            date,
            options,
            files: extent.files > 1,
            held: Count::default(),
            unmended: Count::default(),
            must_see: Count::default(),
            placeholders: Count::default(),
            revisions: Count::default(),
            contents: Count::default(),
            kept: Vec::new(),
            totals: Totals::new(options.lang),
        }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let positions = part.positions();
        for listed in part.listed(&self.options) {
            let Some(place) = super::place(&listed, &positions, self.files, self.options.lang) else {
                continue;
            };
            self.count(&listed, &place);
        }
        self.totals.add(part);
    }

    fn count(&mut self, listed: &Listed<'_>, place: &str) {
        let (card, finding) = (listed.card, listed.finding);
        let state = finding.state.as_ref().map(|d| d.state);
        match state {
            Some(State::Hold) => self.held.add(place),
            Some(State::Change) => self.unmended.add(place),
            Some(State::Keep) => self.kept.extend(kept(listed, place, &self.options)),
            None if card.is_must_see() && finding.severity >= Severity::Warning && !card.clue => {
                self.must_see.add(place);
            }
            None => {}
        }
        if state == Some(State::Keep) {
            return;
        }
        if PLACEHOLDERS.contains(&card.name.as_str()) {
            self.placeholders.add(place);
        }
        if card.name == REVISIONS {
            self.revisions.add(place);
        }
        if card.family() == CONTENTS && finding.severity >= Severity::Warning {
            self.contents.add(place);
        }
    }

    /// The form as it is. `run` is the run, for what was not checked.
    pub fn paper(self, run: &Checked<'_>) -> Paper {
        let lang = self.options.lang;
        let counts =
            [&self.held, &self.unmended, &self.must_see, &self.placeholders, &self.revisions, &self.contents];
        let text = |text: &str| PaperCell::Text(text.to_owned());
        let rows = said::ROWS.text(lang).into_iter().zip(counts).map(|(name, count)| {
            let places = match count.all > NAMED {
                true => said::More { places: &count.places }.text(lang),
                false => said::Places { places: &count.places }.text(lang),
            };
            vec![
                text(name),
                text("0"),
                PaperCell::Text(count.all.to_string()),
                PaperCell::Text(places),
                text(""),
            ]
        });
        let told = Told::of(run, &self.totals.seen);
        let mut notes = vec![match self.kept.is_empty() {
            true => said::NOTHING_KEPT.text(lang).to_owned(),
            false => said::Kept { count: self.kept.len() }.text(lang),
        }];
        notes.extend(self.kept);
        notes.push(said::NOT_CHECKED.text(lang).to_owned());
        notes.extend(self.totals.counts.unchecked(lang));
        notes.extend(told.required_lines(lang));
        notes.extend(told.lines(lang));
        notes.push(said::NO_VERDICT.text(lang).to_owned());
        let widths = [26, 8, 8, 40, 18];
        let columns = said::COLUMNS.text(lang).into_iter().zip(widths);
        let [book, stage, date] = said::HEAD.text(lang).map(str::to_owned);
        Paper {
            title: said::TITLE.text(lang).to_owned(),
            head: vec![(book, self.book), (stage, self.stage), (date, self.date)],
            columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
            rows: rows.collect(),
            notes,
            signatures: said::SIGNATURES.text(lang).map(str::to_owned).to_vec(),
        }
    }
}

fn kept(listed: &Listed<'_>, place: &str, options: &Options) -> Option<String> {
    let decided = listed.finding.state.as_deref()?;
    let excerpt = privacy::excerpt(listed.card, listed.book.text(listed.finding.at));
    let reason = privacy::excerpt(listed.card, &decided.reason);
    let by: Vec<&str> = [reason.as_ref(), decided.person.as_str(), decided.date.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Some(said::KeptOne { place, excerpt: &excerpt, by: &by }.text(options.lang))
}
