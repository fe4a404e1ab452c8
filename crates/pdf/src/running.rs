//! Text that is set larger than the rest of the book: a foreword or a speech is no row of headings.

use std::collections::HashMap;

use crate::block::PageItems;
use crate::columns::{Item, Line};

/// So many lines of paragraphs make a size one of text.
const OFTEN: usize = 8;

/// Marks the lines of paragraphs among those that are larger than the text.
pub(crate) fn mark(pages: &mut [PageItems], body: f32) {
    let mut often: HashMap<i32, usize> = HashMap::new();
    for page in &mut *pages {
        for run in page.items.chunk_by_mut(follow) {
            let mut lines: Vec<&mut Line> = run.iter_mut().filter_map(line).collect();
            if !lines.first().is_some_and(|line| line.size > 1.07 * body) || !are_paragraphs(&lines) {
                continue;
            }
            for line in lines.iter_mut().filter(|line| !line.is_centred(line.size) || line.is_full(body, 2.6))
            {
                line.running = true;
                *often.entry(quarters(line.size)).or_default() += 1;
            }
        }
    }
    let mut all: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter_mut().flat_map(|page| page.items.iter_mut()).filter_map(line) {
        *all.entry(quarters(line.size)).or_default() += 1;
    }
    // Titles that take two lines are few beside those that take one.
    often.retain(|size, count| *count >= OFTEN && all.get(size).is_some_and(|all| *count * 2 >= *all));
    // The last line of a paragraph may stand alone at the head of a page, and a short one between two headings.
    let lines = pages.iter_mut().flat_map(|page| page.items.iter_mut()).filter_map(line);
    for line in lines.filter(|line| often.contains_key(&quarters(line.size))) {
        let ended = line.glyphs.last().is_some_and(|g| "。；：".contains(g.c));
        line.running |= !line.is_centred(line.size) && (ended || line.is_full(body, 1.6));
    }
}

fn line(item: &mut Item) -> Option<&mut Line> {
    match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

/// In quarters of a point.
fn quarters(size: f32) -> i32 {
    (size * 4.0).round() as i32
}

/// Whether the second of two items is the next line of one text.
fn follow(a: &Item, b: &Item) -> bool {
    match (a, b) {
        (Item::Line(a), Item::Line(b)) => {
            a.place.column == b.place.column
                && (a.size - b.size).abs() < 0.07 * a.size
                && a.base - b.base < 2.6 * a.size
        }
        _ => false,
    }
}

/// Whether lines go on from one to the next as those of paragraphs do. A long title does so once.
fn are_paragraphs(lines: &[&mut Line]) -> bool {
    let goes_on = |pair: &&[&mut Line]| {
        pair[0].is_full(pair[0].size, 2.6) && pair[1].from() - pair[1].place.left < 1.2 * pair[1].size
    };
    let count = lines.windows(2).filter(goes_on).count();
    let ended = lines.last().and_then(|line| line.glyphs.last()).is_some_and(|g| g.c == '。');
    count >= 2 || count == 1 && ended
}
