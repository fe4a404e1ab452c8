//! Forms of what was checked.

use kanwu_desk::ContentsCheck;
use kanwu_report::{
    Acceptance, Asked, BookStatistics, Checked, Extent, Options, Paper, PressCheck, Queries, Returns,
    Sentences, Units,
};
use serde_json::Value;

use crate::request::{PaperHead, PaperName};

/// The form, none where there is nothing to put into it, and what is told beside it.
pub(crate) fn made(
    name: PaperName,
    of: PaperHead,
    run: &Checked<'_>,
    extent: Extent,
    options: &Options,
) -> (Option<Paper>, Value) {
    let PaperHead { book, stage, person, date, unit } = of;
    let paper = match name {
        PaperName::Acceptance => {
            let mut acceptance = Acceptance::new(book, date, Sentences::default(), options);
            acceptance.add(run);
            acceptance.paper()
        }
        PaperName::Returns => {
            let mut returns = Returns::new(book, date, Units::default(), options, extent);
            returns.add(run);
            let papers = returns.papers();
            let told = papers.iter().map(|(unit, _)| unit.as_str()).collect();
            return (papers.into_iter().nth(unit).map(|(_, paper)| paper), told);
        }
        PaperName::Queries => {
            let mut queries = Queries::new(Asked { book, stage, person, date }, options, extent);
            queries.add(run);
            queries.paper()
        }
        PaperName::Press => {
            let mut press = PressCheck::new(book, stage, date, options, extent);
            press.add(run);
            press.paper(run)
        }
        PaperName::Contents => {
            let mut contents = ContentsCheck::new(book, date, options.lang);
            run.manuscripts.iter().for_each(|(book, _)| contents.add(book));
            contents.paper()
        }
        PaperName::Statistics => {
            let mut statistics = BookStatistics::new(book, date, Units::default(), options, extent);
            statistics.add(run);
            statistics.paper()
        }
    };
    (Some(paper), Value::Null)
}
