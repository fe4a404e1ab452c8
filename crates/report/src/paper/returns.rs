//! 退改单: what one contributing unit 供稿单位 is asked to look up, a form for each.

use kanwu_book::{BlockKind, Zone};
use kanwu_card::Class;
use kanwu_plugin::{Severity, State};
use kanwu_text::SourceId;

use super::units::{Units, file_title};
use super::{Paper, PaperCell, PaperColumn};
use crate::checked::Listed;
use crate::messages::returns as said;
use crate::positions::Positions;
use crate::window::Context;
use crate::{Checked, Extent, Options, message, privacy};

/// Columns that the sentence round a place takes, a Han character being two.
const WIDTH: usize = 120;
/// The columns' shares of the width.
const WIDTHS: [u32; 6] = [5, 14, 30, 18, 15, 18];

/// What a unit is asked.
#[derive(Debug)]
struct Return {
    unit: String,
    signed: String,
    rows: Vec<Vec<PaperCell>>,
}

/// The forms.
#[derive(Debug)]
pub struct Returns {
    book: String,
    date: String,
    units: Units,
    options: Options,
    /// Whether each file is what one unit has sent in.
    files: bool,
    all: Vec<Return>,
}

impl Returns {
    /// With nothing in them. Where there are several files, each is a unit's, else each 分目 is; `units` may say otherwise.
    pub fn new(book: String, date: String, units: Units, options: &Options, extent: Extent) -> Returns {
        let options = Options { max_findings: None, ..*options };
        Returns { book, date, units, options, files: extent.files > 1, all: Vec::new() }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let positions = part.positions();
        for listed in part.listed(&self.options) {
            if is_asked(&listed) {
                let row = self.row(&listed, &positions);
                let (unit, signed) = self.unit(&listed);
                let (Some(mut row), Some(unit)) = (row, unit) else { continue };
                let at = self.all.iter().position(|one| one.unit == unit).unwrap_or_else(|| {
                    self.all.push(Return { unit, signed: signed.clone(), rows: Vec::new() });
                    self.all.len() - 1
                });
                let one = &mut self.all[at];
                if one.signed.is_empty() {
                    one.signed = signed;
                }
                row.insert(0, PaperCell::Text((one.rows.len() + 1).to_string()));
                one.rows.push(row);
            }
        }
    }

    /// The forms, each with the name of its unit, in the order of the book.
    pub fn papers(self) -> Vec<(String, Paper)> {
        let lang = self.options.lang;
        let (book, date) = (self.book, self.date);
        let paper = |one: Return| {
            let columns = said::COLUMNS.text(lang).into_iter().zip(WIDTHS);
            let [book_name, unit_name, signed_name, date_name] = said::HEAD.text(lang).map(str::to_owned);
            let paper = Paper {
                title: said::TITLE.text(lang).to_owned(),
                head: vec![
                    (book_name, book.clone()),
                    (unit_name, one.unit.clone()),
                    (signed_name, one.signed),
                    (date_name, date.clone()),
                ],
                columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
                rows: one.rows,
                notes: vec![said::NOTE.text(lang).to_owned()],
                signatures: said::SIGNATURES.text(lang).map(str::to_owned).to_vec(),
            };
            (one.unit, paper)
        };
        self.all.into_iter().map(paper).collect()
    }

    /// The unit that a finding's place is of, and who has signed it.
    fn unit(&self, listed: &Listed<'_>) -> (Option<String>, String) {
        let book = listed.book;
        let source = listed.finding.at.source;
        let Some(block) = listed.block() else { return (self.of_file(listed, source), String::new()) };
        let (category, section, _) = book.place(block);
        let path = book.manuscript.source(source).map_or("", |source| source.path.as_str());
        // The months of a chronicle are nobody's.
        let section = section.filter(|_| block.zone != Zone::Chronicle);
        let titles: Vec<&str> = [section, category, Some(file_title(path))].into_iter().flatten().collect();
        let unit = match self.units.of(&titles) {
            Some(unit) => Some(unit.to_owned()),
            None if self.files => self.of_file(listed, source),
            None => section.or(category).map(str::to_owned).or_else(|| self.of_file(listed, source)),
        };
        let signed = book.blocks.iter().find(|other| {
            other.kind == BlockKind::Signature
                && other.at.source == source
                && (block.section.is_none() || other.section == block.section)
        });
        let signed = signed.map_or_else(String::new, |signed| {
            let text = privacy::surroundings(book.text(signed.at), &[]);
            text.trim_matches(|c: char| c.is_whitespace() || "（）()".contains(c)).to_owned()
        });
        (unit, signed)
    }

    fn of_file(&self, listed: &Listed<'_>, source: SourceId) -> Option<String> {
        listed.book.manuscript.source(source).map(|source| file_title(&source.path).to_owned())
    }

    fn row(&self, listed: &Listed<'_>, positions: &Positions<'_>) -> Option<Vec<PaperCell>> {
        let (card, finding) = (listed.card, listed.finding);
        let file = positions.file(listed.manuscript, finding.at.source)?;
        let text = Context::new(file, finding.at.span, WIDTH, privacy::guards(card));
        let (what, advice) = message(card, finding, self.options.lang);
        Some(vec![
            PaperCell::Text(super::trail(listed, self.options.lang)),
            PaperCell::Marked { before: text.before, at: text.at, after: text.after },
            PaperCell::Text(what),
            PaperCell::Text(advice),
            PaperCell::Text(String::new()),
        ])
    }
}

/// Whether a unit is asked: it is to be looked up 待核, or is a doubt that nobody has answered and that the desk can't
/// settle by itself.
fn is_asked(listed: &Listed<'_>) -> bool {
    let (card, finding) = (listed.card, listed.finding);
    match finding.state.as_ref().map(|d| d.state) {
        Some(state) => state == State::Hold,
        None => {
            !finding.known
                && !card.clue
                && finding.fix.is_none()
                && finding.severity >= Severity::Warning
                && (card.is_must_see() || card.class == Class::Hard)
                && matches!(card.family(), "CON" | "NUM" | "WRD" | "STR")
        }
    }
}
