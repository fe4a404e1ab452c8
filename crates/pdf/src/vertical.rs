//! 直排 set with upright glyphs: some programs place every character by itself, one under the other, and nothing in the
//! file says that the text runs downwards.

use kanwu_text::Turn;

use crate::glyph::{Glyph, Run, is_wide};

/// So many characters that follow one another downwards make a page of vertical text.
const LEAST: usize = 20;
/// And so many times more than follow one another along a row.
const TIMES: usize = 3;
/// How far characters that follow one another stand apart, in sizes.
const STEP: std::ops::Range<f32> = 0.8..1.7;

/// So many columns are looked at for a figure that may stand in one.
const NEAR: usize = 64;

/// A character with the run and the place in it that it has.
#[derive(Clone, Copy)]
struct Cell {
    run: usize,
    at: usize,
    middle: f32,
    base: f32,
    size: f32,
}

/// Turns the text of a page that is set so. Folios and running heads, which may stand in rows, are left as they are.
pub(crate) fn turn(runs: &mut Vec<Run>) {
    let upright = || runs.iter().enumerate().filter(|(_, run)| run.turn == Turn::Upright);
    let mut cells: Vec<Cell> = upright()
        .flat_map(|(run, own)| own.glyphs.iter().enumerate().map(move |(at, g)| (run, at, g)))
        .filter(|(.., g)| is_wide(g.c) && !g.is_blank())
        .map(|(run, at, g)| cell(run, at, g))
        .collect();
    if cells.len() < LEAST {
        return;
    }
    let rows = {
        cells.sort_by(|a, b| b.base.total_cmp(&a.base));
        followers(&mut cells, |a, b| a.base - b.base < 0.2 * a.size, |cell| cell.middle).len()
    };
    cells.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let mut taken = followers(&mut cells, |a, b| b.middle - a.middle < 0.2 * a.size, |cell| -cell.base);
    if taken.len() < LEAST || taken.len() < TIMES * rows && !drawn_downwards(runs) {
        return;
    }
    taken.extend(within_columns(runs, &taken));
    taken.sort_unstable_by_key(|cell| (cell.run, cell.at));
    taken.dedup_by_key(|cell| (cell.run, cell.at));
    let glyphs: Vec<Glyph> = taken.iter().map(|cell| turned(&runs[cell.run].glyphs[cell.at], cell)).collect();
    let mut gone = taken.iter().map(|cell| (cell.run, cell.at)).peekable();
    for (run, own) in runs.iter_mut().enumerate() {
        let mut at = 0;
        own.glyphs.retain(|_| {
            at += 1;
            gone.next_if_eq(&(run, at - 1)).is_none()
        });
    }
    runs.retain(|run| !run.glyphs.is_empty());
    runs.push(Run { turn: Turn::Down, glyphs });
}

/// Whether one character after the other was drawn below the one before it. Where characters stand in a grid, as far
/// apart across as along, their places alone do not tell which way they are read.
fn drawn_downwards(runs: &[Run]) -> bool {
    let upright = runs.iter().filter(|run| run.turn == Turn::Upright).flat_map(|run| &run.glyphs);
    let glyphs: Vec<&Glyph> = upright.filter(|g| is_wide(g.c) && !g.is_blank()).collect();
    let (mut down, mut along) = (0, 0);
    for pair in glyphs.windows(2) {
        let (across, fall) = (pair[1].from - pair[0].from, pair[0].base - pair[1].base);
        let (size, near) = (pair[0].size, 0.2 * pair[0].size);
        down += usize::from(across.abs() < near && STEP.contains(&(fall / size)));
        along += usize::from(fall.abs() < near && STEP.contains(&(across / size)));
    }
    down >= LEAST && down >= TIMES * along
}

fn cell(run: usize, at: usize, g: &Glyph) -> Cell {
    Cell { run, at, middle: (g.from + g.to) / 2.0, base: g.base, size: g.size }
}

/// Those that stand one step before or behind another in their group. `same` holds of neighbours in the order of the
/// cells that belong to one group; `along` is where a cell stands in it.
fn followers(
    cells: &mut [Cell],
    same: impl Fn(&Cell, &Cell) -> bool,
    along: impl Fn(&Cell) -> f32,
) -> Vec<Cell> {
    let mut out = Vec::new();
    for group in cells.chunk_by_mut(same) {
        group.sort_by(|a, b| along(a).total_cmp(&along(b)));
        let step = |a: &Cell, b: &Cell| STEP.contains(&((along(b) - along(a)) / a.size.max(b.size)));
        for i in 0..group.len() {
            let before = i > 0 && step(&group[i - 1], &group[i]);
            let behind = i + 1 < group.len() && step(&group[i], &group[i + 1]);
            if before || behind {
                out.push(group[i]);
            }
        }
    }
    out
}

/// What else stands in the columns: figures side by side in the width of one character, and characters apart.
fn within_columns(runs: &[Run], taken: &[Cell]) -> Vec<Cell> {
    // By column: its middle, and how far down and up it reaches.
    let mut columns: Vec<(f32, f32, f32, f32)> = Vec::new();
    let mut sorted: Vec<&Cell> = taken.iter().collect();
    sorted.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    for cell in sorted {
        match columns.last_mut() {
            Some((middle, low, high, size)) if cell.middle - *middle < 0.3 * *size => {
                (*low, *high) = (low.min(cell.base), high.max(cell.base));
            }
            _ => columns.push((cell.middle, cell.base, cell.base, cell.size)),
        }
    }
    let inside = |mut cell: Cell| {
        let from = columns.partition_point(|(middle, ..)| *middle < cell.middle - cell.size);
        let near =
            columns[from..].iter().take(NEAR).take_while(|(middle, ..)| *middle < cell.middle + cell.size);
        let mut own = near.filter(|(middle, low, high, size)| {
            (cell.middle - middle).abs() < 0.6 * size
                && cell.base > low - 2.0 * size
                && cell.base < high + 2.0 * size
        });
        cell.middle = own.next()?.0;
        Some(cell)
    };
    let all = runs.iter().enumerate().filter(|(_, run)| run.turn == Turn::Upright);
    all.flat_map(|(run, own)| own.glyphs.iter().enumerate().map(move |(at, g)| cell(run, at, g)))
        .filter_map(inside)
        .collect()
}

/// A glyph in the coordinates of text that runs downwards.
fn turned(glyph: &Glyph, cell: &Cell) -> Glyph {
    let top = -(cell.base + 0.86 * cell.size);
    let wide = is_wide(glyph.c);
    // Figures in one cell stand side by side, which along the column is no distance.
    let from = if wide { top } else { top + 0.1 * (glyph.from - cell.middle + cell.size) };
    Glyph { from, to: top + cell.size, base: cell.middle - 0.35 * cell.size, ..*glyph }
}
