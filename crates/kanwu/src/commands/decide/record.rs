//! Answers written down.

use std::io;

use kanwu_decision::Changes;
use kanwu_report::FileError;
use kanwu_text::Lang;

use crate::answer_store::AnswerStore;
use crate::failure::shown;
use crate::{Exit, Ui};

/// Writes the stores and says how many answers they took.
pub(super) fn finish(
    ui: &mut Ui<'_>,
    stores: impl Iterator<Item = (AnswerStore, Changes)>,
    mut problems: Vec<FileError>,
    recorded: usize,
    refused: usize,
) -> io::Result<Exit> {
    let mut files = Vec::new();
    if problems.is_empty() {
        for (store, changes) in stores {
            match store.save_decisions(&changes) {
                Ok(()) => files.push(shown(&store.decisions_file)),
                Err(e) => problems.push(e),
            }
        }
    }
    for problem in &problems {
        ui.complain(problem.message(ui.lang))?;
    }
    if !problems.is_empty() {
        return Ok(Exit::Broken);
    }
    let said = match (recorded, ui.lang) {
        (0, Lang::Zh) => "没有要记的发现。".to_owned(),
        (0, Lang::En) => "no finding to record.".to_owned(),
        (n, Lang::Zh) => format!("记下{n}处，写入 {}。", files.join("、")),
        (n, Lang::En) => format!("{n} recorded in {}.", files.join(", ")),
    };
    writeln!(ui.out, "{said}")?;
    Ok(if refused > 0 { Exit::Broken } else { Exit::Clean })
}
