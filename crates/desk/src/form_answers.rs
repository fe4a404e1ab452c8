//! Answers that a filled form gives to findings: 质疑表 and 退改单.

use kanwu_book::Book;
use kanwu_card::Card;
use kanwu_collate::{Answer, Place, answer};
use kanwu_decision::Decision;
use kanwu_engine::Diagnostic;
use kanwu_plugin::{Decided, State as DecidedState};
use kanwu_report::{FilledRow, excerpt};

use crate::collation::{Basis, State, find, squeezed};

/// What a row of a form answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormAnswer {
    /// Number of the row.
    pub row: usize,
    /// Number of the finding.
    pub finding: usize,
    /// 改 where the row says what to write or accepts what was proposed, 不改 where it says that the text is right.
    pub state: DecidedState,
}

impl FormAnswer {
    /// The answer as it is kept: with the words of the row as its reason, by who signed the row, else by the unit that has
    /// filled the form, else by who reads it. `read` says who that is, when and at which stage.
    pub fn decision(
        &self,
        row: &FilledRow,
        unit: &str,
        read: &Decided,
        (book, finding, card): (&Book<'_>, &Diagnostic, &Card),
    ) -> Decision {
        let by = [row.person.as_str(), unit, read.person.as_str()].into_iter().find(|name| !name.is_empty());
        Decision {
            decided: Decided {
                state: self.state,
                reason: row.opinion.clone(),
                person: by.unwrap_or_default().to_owned(),
                ..read.clone()
            },
            rule: card.name.to_string(),
            excerpt: excerpt(card, book.text(finding.at)).into_owned(),
        }
    }
}

/// Who has filled a form, by the name of its file: 区教育局 of `退改单-区教育局.docx`; empty where that does not tell.
pub fn unit_of(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.split_once('-').map_or("", |(_, unit)| unit.trim())
}

/// Whether anybody has answered a row.
pub fn is_answered(row: &FilledRow) -> bool {
    answer(&row.opinion) != Answer::Open
}

/// The answers of a form to findings of a book, by the text of its rows. A row whose text stands nowhere, or where
/// several findings stand at what it marks, answers none.
pub fn form_answers(book: &Book<'_>, found: &[Diagnostic], rows: &[FilledRow]) -> Vec<FormAnswer> {
    let state = State::new(book, Basis { heads: true, tables_float: false });
    let squeezed = squeezed(&state);
    let places: Vec<Option<Place>> = found.iter().map(|finding| state.place(finding.at)).collect();
    let answers = rows.iter().enumerate().filter_map(|(n, row)| {
        let decided = match answer(&row.opinion) {
            Answer::Open => return None,
            Answer::Kept => DecidedState::Keep,
            Answer::Accepted | Answer::Other => DecidedState::Change,
        };
        let at = find(&state, &squeezed, row)?;
        let here = |place: &Place| place.paragraph == at.paragraph;
        let exact = |place: &Place| here(place) && place.span == at.at;
        let touches =
            |place: &Place| here(place) && place.span.start <= at.at.end && at.at.start <= place.span.end;
        let one = |fits: &dyn Fn(&Place) -> bool| {
            let mut all = places.iter().enumerate().filter(|(_, place)| place.as_ref().is_some_and(fits));
            let first = all.next().map(|(finding, _)| finding)?;
            all.next().is_none().then_some(first)
        };
        let finding = one(&exact).or_else(|| one(&touches))?;
        Some(FormAnswer { row: n, finding, state: decided })
    });
    answers.collect()
}
