//! Answers written down.

use std::io;

use kanwu_decision::Changes;
use kanwu_report::FileError;

use crate::answer_store::AnswerStore;
use crate::failure::shown;
use crate::messages::decide as said;
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
    let told = match recorded {
        0 => said::NOTHING.text(ui.lang).to_owned(),
        count => said::Recorded { count, files: &files }.text(ui.lang),
    };
    writeln!(ui.out, "{told}")?;
    Ok(if refused > 0 { Exit::Broken } else { Exit::Clean })
}
