//! How far lines of the contents are set in: it shows which are 类目, 分目 and 条目.
//!
//! Page numbers stand at the right edge of their column, so that the width of a line alone tells its indent, whatever
//! the column and the page.

use crate::block::{Block, Kind, Placed};

/// Lines of the contents are set in by no more steps than this; more are no indents.
const STEPS: usize = 4;

/// For each block how many characters it is set in: 0 of what is no line of the contents.
pub(crate) fn indents(blocks: &[Block]) -> Vec<usize> {
    // An index at the end of the book has leaders and pages, too.
    let front = blocks.len() / 2;
    let widths: Vec<Option<(f32, f32)>> = blocks.iter().take(front).map(width).collect();
    let widest = widths.iter().flatten().fold(0.0_f32, |most, (width, _)| most.max(*width));
    let step = |(width, size): (f32, f32)| ((widest - width) / size).round() as usize;
    let all: Vec<usize> = widths.iter().map(|width| width.map_or(0, step)).collect();
    let mut found: Vec<usize> = widths.iter().flatten().map(|width| step(*width)).collect();
    found.sort_unstable();
    let often = found.chunk_by(|a, b| a == b).all(|same| same.len() > 1);
    found.dedup();
    if often && (2..=STEPS).contains(&found.len()) { all } else { Vec::new() }
}

/// From the start of a line of the contents to its page, and its size.
fn width(block: &Block) -> Option<(f32, f32)> {
    let Block::Lines(Kind::Contents, lines) = block else { return None };
    let first = lines.first()?;
    let end = |placed: &Placed| placed.line.to();
    Some((lines.iter().map(end).fold(f32::MIN, f32::max) - first.line.from(), first.line.size.max(1.0)))
}
