//! Blanks that a line end has left inside a title, told from blanks that are wanted.

use std::collections::BTreeSet;

use kanwu_text::Location;

use super::wrap::is_letter_spaced;
use super::{ContentsEntry, WrapKind};
use crate::normal::normal_chars;

/// Takes the blanks out of the title that come from line ends, and keeps a [`WrapKind::Blank`] for these only.
/// The body's title tells where it has the same characters; elsewhere the form of the title does.
pub(super) fn settle_blanks(entry: &mut ContentsEntry, body: Option<&str>) {
    if !entry.wraps.iter().any(|w| w.kind == WrapKind::Blank) {
        return;
    }
    let body_len = body.map_or(0, |b| normal_chars(b).count());
    let len = normal_chars(&entry.title).count();
    let head = body.map_or(0, |b| same_start(normal_chars(&entry.title), normal_chars(b)));
    let tail = body.map_or(0, |b| same_end(&entry.title, b));
    let wanted = body.map_or_else(BTreeSet::new, blank_places);
    let trusted = body.is_some_and(|b| !is_letter_spaced(b));
    let offsets = blanks_of(entry);
    let mut dropped = Vec::new();
    let whole = entry.title.clone();
    for (wrap, place, from) in offsets {
        let from_line_end = if trusted && place < head {
            !wanted.contains(&place)
        } else if trusted && place + tail > len {
            !wanted.contains(&(place + body_len).saturating_sub(len))
        } else {
            looks_cut(&whole[..from])
        };
        if from_line_end {
            dropped.push((from, wrap));
        }
    }
    entry.wraps.retain(|w| w.kind != WrapKind::Blank || dropped.iter().any(|d| d.1 == w.at));
    for (from, _) in dropped.into_iter().rev() {
        let blanks = entry.title[from..].len() - entry.title[from..].trim_start().len();
        entry.title.replace_range(from..from + blanks, "");
    }
}

/// The noted blanks: place in the source, characters before it in the title, byte in the title.
fn blanks_of(entry: &ContentsEntry) -> Vec<(Location, usize, usize)> {
    let mut noted: Vec<Location> = Vec::new();
    for part in &entry.title_at {
        let inside = |at: &Location| at.source == part.source && part.span.contains(at.span);
        noted.extend(entry.wraps.iter().filter(|w| w.kind == WrapKind::Blank).map(|w| w.at).filter(inside));
    }
    let mut out = Vec::new();
    let mut noted = noted.into_iter();
    let mut chars = 0;
    let mut before = None;
    let mut in_blank = false;
    for (i, c) in entry.title.char_indices() {
        if c.is_whitespace() {
            let next = entry.title[i..].trim_start().chars().next();
            let chinese = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
            if !in_blank && chinese(before) && chinese(next) {
                out.extend(noted.next().map(|at| (at, chars, i)));
            }
            in_blank = true;
        } else {
            chars += 1;
            before = Some(c);
            in_blank = false;
        }
    }
    out
}

/// How many characters both begin with.
fn same_start(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).count()
}

/// How many characters, white space aside, both titles end with.
fn same_end(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (normal_chars(a).collect(), normal_chars(b).collect());
    same_start(a.into_iter().rev(), b.into_iter().rev())
}

/// After how many characters the blanks of a title stand.
fn blank_places(title: &str) -> BTreeSet<usize> {
    let mut chars = 0;
    let mut out = BTreeSet::new();
    for c in title.chars() {
        if c.is_whitespace() {
            out.insert(chars);
        } else {
            chars += 1;
        }
    }
    out
}

/// Whether a blank after `head` can only come from a line end: inside 《》 or “”, or in a subtitle.
fn looks_cut(head: &str) -> bool {
    let open = |l: char, r: char| head.matches(l).count() > head.matches(r).count();
    open('《', '》') || open('“', '”') || head.contains("——") && !head.ends_with("——")
}
