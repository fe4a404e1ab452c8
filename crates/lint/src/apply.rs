//! The corrections that an editor has asked for, and no others.

use std::collections::BTreeSet;

use kanwu_decision::State;
use kanwu_engine::{Diagnostic, choose_of};
use kanwu_plugin::{Applicability, FindingId};
use kanwu_text::{Format, SourceId};

use crate::fix::keeping_tree_of;
use crate::history::edited;
use crate::{Answers, Checker, Fixes, Input, Work};

/// A manuscript with corrections made in memory.
#[derive(Debug)]
pub struct Applied {
    /// The files; nothing is told of what is found in them afterwards.
    pub fixes: Fixes,
    /// The findings whose corrections were made.
    pub made: BTreeSet<FindingId>,
}

/// Makes the corrections of findings that were answered 改, in the files that are open. Of whatever grade: an editor
/// has seen each. One that touches another, or that a file can't take, is left out; a proof takes none.
pub fn apply(checker: &Checker<'_>, answers: &Answers, inputs: Vec<Input>) -> Applied {
    let (mut files, mut after) = Work::all(inputs);
    let first = checker.check(&after, answers).diagnostics;
    let asked = |d: &&Diagnostic| d.state.as_ref().is_some_and(|decided| decided.state == State::Change);
    let mut made = BTreeSet::new();
    for (i, work) in files.iter_mut().enumerate().filter(|(_, work)| work.open) {
        let Some(now) = after.sources.get_mut(i) else { continue };
        let mut chosen = choose_of(first.iter().filter(asked), SourceId(i as u32), Applicability::Display);
        if now.format == Format::Markdown {
            chosen = keeping_tree_of(now, chosen);
        }
        let mut edits: Vec<_> = chosen.iter().flat_map(|(_, edits)| edits.clone()).collect();
        edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
        let Some(next) = edited(now, &edits).filter(|_| !edits.is_empty()) else { continue };
        work.history.edit(&edits);
        work.count = chosen.len();
        made.extend(chosen.iter().map(|(finding, _)| finding.id));
        *now = next;
    }
    Applied { fixes: Fixes { files, first, after, last: Vec::new(), settled: true }, made }
}
