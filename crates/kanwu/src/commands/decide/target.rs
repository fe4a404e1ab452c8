//! Findings named by an id or a place.

use std::collections::BTreeMap;
use std::path::Path;

use kanwu_decision::FindingId;
use kanwu_text::{Lang, Position};

use super::findings::Open;
use crate::messages::decide;

/// What an argument asks for.
pub(super) enum Target {
    Id(FindingId),
    Place(String, u32, Option<u32>),
}

/// What the arguments ask for.
pub(super) fn targets(what: &[String], lang: Lang) -> Result<Vec<Target>, String> {
    let read = |word: &String| target(word).ok_or_else(|| decide::NoTarget { word }.text(lang));
    what.iter().map(read).collect()
}

fn target(word: &str) -> Option<Target> {
    if let Ok(id) = word.parse() {
        return Some(Target::Id(id));
    }
    let (rest, last) = word.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').map(|(path, line)| (path, line.parse::<u32>())) {
        Some((path, Ok(line))) => Some(Target::Place(path.to_owned(), line, Some(last))),
        _ => Some(Target::Place(rest.to_owned(), last, None)),
    }
}

/// The finding that a target names, of those that are meant; why not, where it names none or several.
pub(super) fn the_one<'o, 'c>(
    open: &'o BTreeMap<FindingId, Open<'c>>,
    target: &Target,
    said: &str,
    meant: impl Fn(&Open<'_>) -> bool,
    lang: Lang,
) -> Result<(FindingId, &'o Open<'c>), String> {
    let hits: Vec<(FindingId, &Open<'_>)> = match target {
        Target::Id(id) => open.get(id).map(|o| (*id, o)).into_iter().collect(),
        Target::Place(path, line, column) => open
            .iter()
            .filter(|(_, o)| meant(o) && stands(o, path, *line, *column))
            .map(|(id, o)| (*id, o))
            .collect(),
    };
    match hits.as_slice() {
        [one] => Ok(*one),
        [] => Err(decide::None { target: said }.text(lang)),
        many => {
            let names: Vec<String> = many.iter().map(|(id, o)| format!("{id} {}", o.card.name)).collect();
            Err(decide::Several { target: said, count: many.len(), names: &names }.text(lang))
        }
    }
}

fn stands(o: &Open<'_>, path: &str, line: u32, column: Option<u32>) -> bool {
    let (start, end) = o.range;
    let at = |p: Position| (p.line, p.column);
    within(&o.path, Path::new(path))
        && match column {
            None => (start.line..=end.line).contains(&line),
            Some(column) => {
                at(start) == (line, column) || (at(start) <= (line, column) && (line, column) < at(end))
            }
        }
}

/// Whether a file is the one named, or lies in the folder named.
pub(super) fn within(file: &str, named: &Path) -> bool {
    let absolute = |p: &Path| kanwu_disk::files::absolute(p).ok();
    match (absolute(Path::new(file)), absolute(named)) {
        (Some(file), Some(named)) => file.starts_with(named),
        _ => false,
    }
}
