//! The size of the running text and the distance of its lines: what most of a proof is set in.

use std::collections::HashMap;

use crate::block::{Measure, PageItems};
use crate::columns::{Item, Line};
use crate::glyph::is_wide;
use crate::page::Page;

/// The size that most Han characters have; where they are few, most glyphs. The distance of lines is not known yet.
///
/// Figures of tables and foreign words, of which a page holds many more than characters, are set in other sizes.
pub(crate) fn of(pages: &[Page]) -> Measure {
    let mut han: HashMap<i32, usize> = HashMap::new();
    let mut all: HashMap<i32, usize> = HashMap::new();
    let rows = pages.iter().flat_map(|page| &page.frames).flat_map(|frame| &frame.rows);
    for glyph in rows.flat_map(|row| &row.segments).flat_map(|segment| &segment.glyphs) {
        // In quarters of a point, so that sizes that differ by rounding are one.
        let size = (glyph.size * 4.0).round() as i32;
        *all.entry(size).or_default() += 1;
        if is_wide(glyph.c) {
            *han.entry(size).or_default() += 1;
        }
    }
    let count = |of: &HashMap<i32, usize>| of.values().sum::<usize>();
    let counts = if count(&han) * 6 > count(&all) { han } else { all };
    let body = counts
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size))
        .map_or(10.0, |(size, _)| size as f32 / 4.0);
    let body = body.max(1.0);
    Measure { body, leading: 1.6 * body }
}

impl Measure {
    /// The same, with the distance that most lines of the text keep.
    pub fn with_leading(self, pages: &[PageItems]) -> Measure {
        let is_text = |line: &Line| (line.size - self.body).abs() < 0.05 * self.body;
        let mut counts: HashMap<i32, usize> = HashMap::new();
        for pair in pages.iter().flat_map(|page| page.items.windows(2)) {
            if let [Item::Line(a), Item::Line(b)] = pair
                && is_text(a)
                && is_text(b)
                && a.place.column == b.place.column
                && (a.base - b.base) > 0.8 * self.body
            {
                *counts.entry(((a.base - b.base) * 4.0).round() as i32).or_default() += 1;
            }
        }
        let leading =
            counts.into_iter().max_by_key(|(gap, count)| (*count, -gap)).map(|(gap, _)| gap as f32 / 4.0);
        Measure { leading: leading.unwrap_or(self.leading), ..self }
    }
}
