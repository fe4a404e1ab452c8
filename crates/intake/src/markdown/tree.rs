//! Whether edits leave the tree of a text as it was.

use kanwu_text::{Edit, MarkupKind, SourceSpan, apply};

use super::reader::{Parsed, parse};

/// How often a text is parsed to find the edits that change its tree. What is not told apart by then is left out.
const TRIES: usize = 96;

/// By set of edits: whether it can be made and leaves the tree of `text`, its syntax and its literal text, as it was.
/// A set is taken whole or not at all; sets do not overlap.
pub fn keeps_tree(text: &str, sets: &[&[Edit<SourceSpan>]]) -> Vec<bool> {
    let mut kept = vec![false; sets.len()];
    if sets.is_empty() {
        return kept;
    }
    let before = Tree::of(text);
    let mut tries = TRIES;
    let mut waiting = vec![0..sets.len()];
    while let Some(range) = waiting.pop() {
        if tries == 0 {
            break;
        }
        tries -= 1;
        kept[range.clone()].fill(true);
        if edited(text, sets, &kept).is_some_and(|after| Tree::of(&after) == before) {
            continue;
        }
        kept[range.clone()].fill(false);
        if range.len() > 1 {
            let middle = range.start + range.len() / 2;
            waiting.push(middle..range.end);
            waiting.push(range.start..middle);
        }
    }
    kept
}

fn edited(text: &str, sets: &[&[Edit<SourceSpan>]], kept: &[bool]) -> Option<String> {
    let mut edits: Vec<&Edit<SourceSpan>> =
        sets.iter().zip(kept).filter(|(_, kept)| **kept).flat_map(|(set, _)| set.iter()).collect();
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    apply(text, edits)
}

/// What must not change.
#[derive(PartialEq, Eq)]
struct Tree {
    events: String,
    /// Syntax and literal text, in order. An escape is neither: it may go with its character.
    marks: Vec<(MarkupKind, String)>,
}

impl Tree {
    fn of(text: &str) -> Tree {
        let Parsed { stretches, tree, .. } = parse(text);
        let marks = stretches
            .iter()
            .filter(|s| s.kind != MarkupKind::Escape)
            .map(|s| (s.kind, s.span.of_text(text).to_owned()))
            .collect();
        Tree { events: tree, marks }
    }
}
