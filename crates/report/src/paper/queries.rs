//! 校对质疑表: what a proofreader asks, with room for the answer of the editor responsible 责编.

use kanwu_plugin::{Decided, State};

use super::{Paper, PaperCell, PaperColumn};
use crate::checked::Listed;
use crate::messages::queries as said;
use crate::positions::Positions;
use crate::sheet::corrected;
use crate::window::Context;
use crate::{Checked, Extent, Options, message, privacy};

/// Columns that the text round a place takes, a Han character being two.
const WIDTH: usize = 64;
/// The columns' shares of the width.
const WIDTHS: [u32; 8] = [4, 9, 14, 25, 17, 12, 9, 10];

/// Who asks, and of what.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// 书名.
    pub book: String,
    /// 校次.
    pub stage: String,
    /// 提出人.
    pub person: String,
    /// The day.
    pub date: String,
}

/// The form. It holds what nobody has answered and what is to be looked up 待核; what is settled 不改, what is to be
/// corrected 改 and traces of conversion are no questions. What somebody else than the asker has answered stands as
/// the answer.
#[derive(Debug)]
pub struct Queries {
    asked: Asked,
    options: Options,
    /// Whether the rows are of several files.
    files: bool,
    rows: Vec<Vec<PaperCell>>,
}

impl Queries {
    /// With nothing in it.
    pub fn new(asked: Asked, options: &Options, extent: Extent) -> Queries {
        let options = Options { show_kept: true, max_findings: None, ..*options };
        Queries { asked, options, files: extent.files > 1, rows: Vec::new() }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let positions = part.positions();
        for listed in part.listed(&self.options) {
            if listed.is_conversion() || listed.finding.known || listed.card.clue {
                continue;
            }
            let settled = listed.finding.state.as_ref().is_some_and(|d| d.state != State::Hold);
            if settled && self.answer(&listed).is_none() {
                continue;
            }
            let row = self.row(&listed, &positions);
            self.rows.extend(row);
        }
    }

    /// The form as it is.
    pub fn paper(self) -> Paper {
        let lang = self.options.lang;
        let columns = said::COLUMNS.text(lang).into_iter().zip(WIDTHS);
        let [book, stage, person, date] = said::HEAD.text(lang).map(str::to_owned);
        let asked = self.asked;
        Paper {
            title: said::TITLE.text(lang).to_owned(),
            head: vec![(book, asked.book), (stage, asked.stage), (person, asked.person), (date, asked.date)],
            columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
            rows: self.rows,
            notes: vec![said::NOTE.text(lang).to_owned()],
            signatures: said::SIGNATURES.text(lang).map(str::to_owned).to_vec(),
        }
    }

    /// What somebody else than the asker has said to it.
    fn answer<'d>(&self, listed: &Listed<'d>) -> Option<&'d Decided> {
        let decided = listed.finding.state.as_deref()?;
        (!decided.person.is_empty() && decided.person != self.asked.person).then_some(decided)
    }

    fn row(&self, listed: &Listed<'_>, positions: &Positions<'_>) -> Option<Vec<PaperCell>> {
        let lang = self.options.lang;
        let (card, finding) = (listed.card, listed.finding);
        let at = finding.at.span;
        let file = positions.file(listed.manuscript, finding.at.source)?;
        let place = super::place(listed, positions, self.files, lang)?;
        let text = Context::new(file, at, WIDTH, privacy::guards(card));
        let (what, advice) = message(card, finding, lang);
        let want = corrected(listed, positions, lang);
        // What to look up is part of the question where there is no form to propose.
        let question = if want.is_none() && !advice.is_empty() { format!("{what}{advice}") } else { what };
        let answer = self.answer(listed).map_or_else(String::new, |d| {
            let reason = privacy::excerpt(card, &d.reason);
            [d.state.as_str(), reason.as_ref(), d.person.as_str(), d.date.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<&str>>()
                .join("，")
        });
        let text_cell = |text: String| PaperCell::Text(text);
        Some(vec![
            text_cell((self.rows.len() + 1).to_string()),
            text_cell(place),
            text_cell(super::trail(listed, lang)),
            PaperCell::Marked { before: text.before, at: text.at, after: text.after },
            text_cell(question),
            text_cell(want.unwrap_or_default()),
            text_cell(card.clause.clone()),
            text_cell(answer),
        ])
    }
}
