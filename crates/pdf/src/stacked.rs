//! Upright characters one under the other, as on a spine 书脊: text that is set downwards without saying so.

use crate::glyph::{Glyph, is_wide};
use crate::row::{Row, Segment};

/// A page with more pieces of text is no cover, and what stands one under the other there is a column of a table.
const MOST: usize = 40;
/// So many characters make a text.
const LEAST: usize = 3;
/// So far apart, in sizes, may they stand.
const PITCH: f32 = 2.4;
/// So far below or above them, in sizes, may figures stand that belong to them.
const NEAR: f32 = 6.0;

/// A piece of a row.
#[derive(Clone, Copy)]
struct Piece {
    row: usize,
    segment: usize,
    middle: f32,
    base: f32,
    size: f32,
}

/// Takes such characters out of the rows of a page: glyphs in the coordinates of text that runs downwards.
pub(crate) fn take(rows: &mut Vec<Row>) -> Vec<Glyph> {
    if rows.iter().map(|row| row.segments.len()).sum::<usize>() > MOST {
        return Vec::new();
    }
    let mut singles: Vec<Piece> = pieces(rows, |s| s.glyphs.len() == 1 && is_wide(s.glyphs[0].c)).collect();
    singles.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let mut taken: Vec<Piece> = Vec::new();
    for column in singles.chunk_by(|a, b| b.middle - a.middle < 0.3 * a.size) {
        let mut column = column.to_vec();
        column.sort_by(|a, b| b.base.total_cmp(&a.base));
        let chains = column
            .chunk_by(|a, b| a.base - b.base < PITCH * a.size && (a.size - b.size).abs() < 0.1 * a.size);
        for chain in chains.filter(|chain| chain.len() >= LEAST) {
            let alone = chain.iter().filter(|piece| rows[piece.row].segments.len() == 1).count();
            if alone * 2 >= chain.len() {
                taken.extend(chain);
            }
        }
    }
    let beside = |piece: &Piece| {
        taken.iter().any(|own| {
            (own.middle - piece.middle).abs() < 0.4 * own.size
                && (own.base - piece.base).abs() < NEAR * own.size
        })
    };
    let is_figure = |s: &Segment| s.glyphs.len() <= 4 && s.glyphs.iter().all(|g| g.c.is_ascii_digit());
    let figures: Vec<Piece> = pieces(rows, is_figure).filter(beside).collect();
    taken.extend(figures);
    let out = downwards(rows, &taken);
    for piece in &taken {
        rows[piece.row].segments[piece.segment].glyphs.clear();
    }
    rows.iter_mut().for_each(|row| row.segments.retain(|segment| !segment.glyphs.is_empty()));
    rows.retain(|row| !row.segments.is_empty());
    out
}

fn pieces(rows: &[Row], of: impl Fn(&Segment) -> bool) -> impl Iterator<Item = Piece> {
    let all = rows
        .iter()
        .enumerate()
        .flat_map(|(row, own)| own.segments.iter().enumerate().map(move |(segment, s)| (row, segment, s)));
    all.filter(move |(.., s)| of(s)).map(|(row, segment, s)| Piece {
        row,
        segment,
        middle: (s.from() + s.to()) / 2.0,
        base: s.base(),
        size: s.size(),
    })
}

/// The glyphs of the pieces as they are read downwards. Those that follow one another closely have no gap between them.
fn downwards(rows: &[Row], taken: &[Piece]) -> Vec<Glyph> {
    let mut out = Vec::new();
    for piece in taken {
        let glyphs = &rows[piece.row].segments[piece.segment].glyphs;
        let top = -(piece.base + 0.86 * piece.size);
        let below = taken
            .iter()
            .filter(|other| (other.middle - piece.middle).abs() < 0.4 * piece.size && other.base < piece.base)
            .map(|other| -(other.base + 0.86 * other.size))
            .fold(f32::MAX, f32::min);
        let end =
            if below - top < PITCH * piece.size && glyphs.len() == 1 { below } else { top + piece.size };
        let wide = (end - top) / glyphs.len() as f32;
        out.extend(glyphs.iter().enumerate().map(|(i, glyph)| Glyph {
            from: top + i as f32 * wide,
            to: top + (i + 1) as f32 * wide,
            base: piece.middle - 0.35 * piece.size,
            ..*glyph
        }));
    }
    out
}
