//! Entry markers whose form differs from the book's majority.

use std::ops::Range;

use kanwu_plugin::book::{Entry, EntryForm};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::entry_marker_form as card;
use crate::table::book_forms::ENTRY_MARKER;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many entries must share a form before it is the book's.
const ENOUGH: usize = 5;

fn check(cx: &mut BookContext<'_>) {
    let marked: Vec<&Entry> = cx.book.entries.iter().filter(|e| e.form != EntryForm::Bare).collect();
    let Some((form, count)) = majority(&marked) else { return };
    if count < ENOUGH || count * 3 < marked.len() * 2 {
        return;
    }
    for entry in marked.into_iter().filter(|e| e.form != form) {
        let Some(block) = cx.book.block(entry.block) else { continue };
        let line = cx.book.text(block.at);
        let Some(lens) = line.find('【') else { continue };
        let at = block.at.part(0..lens + '【'.len_utf8());
        let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::FOUND, shown(entry.form))
            .arg(card::args::WANT, shown(form));
        if let Some((range, content)) = rewrite(line, entry.form, form) {
            let place = block.at.part(range);
            finding = finding.fix_at(Place::Source(place), content);
        }
        cx.push(finding);
    }
}

fn majority(entries: &[&Entry]) -> Option<(EntryForm, usize)> {
    let forms = [EntryForm::Bold, EntryForm::Plain, EntryForm::Heading];
    forms.into_iter().map(|f| (f, entries.iter().filter(|e| e.form == f).count())).max_by_key(|(_, n)| *n)
}

/// A form as messages show it.
fn shown(form: EntryForm) -> &'static str {
    let name = match form {
        EntryForm::Bold => "bold",
        EntryForm::Plain => "plain",
        EntryForm::Heading => "heading",
        EntryForm::WideBold => "wide-bold",
        EntryForm::BrokenBold => "broken-bold",
        EntryForm::Bare => "bare",
    };
    ENTRY_MARKER.iter().find(|row| row.form == name).map_or("", |row| row.shown)
}

/// The line's head in the wanted form, where that is only a matter of marks.
fn rewrite(line: &str, from: EntryForm, to: EntryForm) -> Option<(Range<usize>, String)> {
    if from != EntryForm::Plain || to != EntryForm::Bold || !line.starts_with('【') {
        return None;
    }
    let end = line.find('】')? + '】'.len_utf8();
    let blank = line[end..].len() - line[end..].trim_start_matches([' ', '　']).len();
    let gap = if line[end + blank..].is_empty() { "" } else { " " };
    Some((0..end + blank, format!("**{}**{gap}", &line[..end])))
}
