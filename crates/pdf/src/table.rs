//! Tables: by the rules round them, or by columns of cells that stand one above the other.

use crate::page::{Frame, Rule};
use crate::row::{Row, Segment};

/// A table on a page. A cell holds its lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub from: f32,
    pub to: f32,
    /// Its upper edge.
    pub top: f32,
    pub rows: Vec<Vec<Vec<Segment>>>,
}

/// Rules whose ends differ by less, in points, belong to one table.
const FLUSH: f32 = 5.0;

/// Takes the tables between rules out of the rows.
pub(crate) fn between_rules(frame: &mut Frame) -> Vec<Table> {
    let mut level = frame.level.clone();
    level.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut out = Vec::new();
    let mut used = vec![false; level.len()];
    for i in 0..level.len() {
        if used[i] {
            continue;
        }
        // Rules of one width, with what stands between each two.
        let flush =
            |rule: &Rule| (rule.from - level[i].from).abs() < FLUSH && (rule.to - level[i].to).abs() < FLUSH;
        // One that reaches further out is of another table.
        let beyond = |rule: &Rule| {
            let overlaps = rule.from < level[i].to && rule.to > level[i].from;
            overlaps && (rule.from < level[i].from - FLUSH || rule.to > level[i].to + FLUSH)
        };
        let mut chain: Vec<usize> = vec![i];
        for j in i + 1..level.len() {
            let last = level[chain[chain.len() - 1]];
            if beyond(&level[j]) {
                break;
            }
            if !used[j] && flush(&level[j]) && last.at - level[j].at >= 3.0 {
                chain.push(j);
            }
        }
        let pairs = || chain.windows(2).map(|pair| (level[pair[0]], level[pair[1]]));
        // Text between two tables stands between rules, too, but not between the walls that the tables have.
        let walls: Vec<usize> = pairs().map(|(above, below)| walls_between(frame, above, below)).collect();
        let walled = walls.iter().any(|count| *count >= 3);
        let bands: Vec<Band> = pairs()
            .zip(&walls)
            .map(
                |((above, below), walls)| {
                    if walled && *walls == 0 { Band::Other } else { band(frame, above, below, *walls) }
                },
            )
            .collect();
        let belongs = |k: usize| match bands.get(k) {
            Some(Band::Cells) => true,
            // A head whose cells stand close together, or a row over all columns.
            Some(Band::Few) => {
                bands.get(k + 1) == Some(&Band::Cells)
                    || k.checked_sub(1).and_then(|k| bands.get(k)) == Some(&Band::Cells)
            }
            _ => false,
        };
        let count = (0..bands.len()).take_while(|k| belongs(*k)).count();
        if count == 0 {
            continue;
        }
        let edges: Vec<Rule> = chain[..=count].iter().map(|k| level[*k]).collect();
        // The last rule may be the first of the next table.
        chain[..count].iter().for_each(|k| used[*k] = true);
        out.extend(take(frame, &edges));
    }
    out
}

/// What stands between two rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Band {
    /// Rows of cells.
    Cells,
    /// One or two rows without a gap.
    Few,
    /// Text, or nothing.
    Other,
}

/// How many upright rules stand between two rules, from one to the other.
fn walls_between(frame: &Frame, above: Rule, below: Rule) -> usize {
    let stands = |rule: &&Rule| {
        rule.at > above.from - FLUSH
            && rule.at < above.to + FLUSH
            && rule.from < below.at + 3.0
            && rule.to > above.at - 3.0
    };
    frame.upright.iter().filter(stands).count()
}

fn band(frame: &Frame, above: Rule, below: Rule, walls: usize) -> Band {
    let inside: Vec<usize> = frame.rows.iter().filter_map(|row| cells_between(row, above, below)).collect();
    let many = inside.iter().filter(|n| **n >= 2).count();
    match inside.len() {
        0 => Band::Other,
        n if walls >= 3 || many * 2 >= n && many > 0 => Band::Cells,
        1 | 2 => Band::Few,
        _ => Band::Other,
    }
}

/// How many segments of a row stand between two rules; `None` where none does.
fn cells_between(row: &Row, above: Rule, below: Rule) -> Option<usize> {
    let n = row.segments.iter().filter(|s| lies_between(s, above, below)).count();
    (n > 0).then_some(n)
}

fn lies_between(segment: &Segment, above: Rule, below: Rule) -> bool {
    let (base, middle) = (segment.base(), (segment.from() + segment.to()) / 2.0);
    base < above.at && base > below.at - 1.0 && middle > above.from - FLUSH && middle < above.to + FLUSH
}

fn take(frame: &mut Frame, edges: &[Rule]) -> Option<Table> {
    let (above, below) = (*edges.first()?, *edges.last()?);
    let mut rows: Vec<Row> = Vec::new();
    for row in &mut frame.rows {
        let (inside, outside) =
            std::mem::take(&mut row.segments).into_iter().partition(|s| lies_between(s, above, below));
        row.segments = outside;
        let inside: Vec<Segment> = inside;
        if !inside.is_empty() {
            rows.push(Row { base: row.base, segments: inside });
        }
    }
    frame.rows.retain(|row| !row.segments.is_empty());
    let height = above.at - below.at;
    let mut walls: Vec<f32> = frame
        .upright
        .iter()
        .filter(|rule| {
            let covered = rule.to.min(above.at) - rule.from.max(below.at);
            rule.at > above.from + FLUSH && rule.at < above.to - FLUSH && covered > 0.4 * height
        })
        .map(|rule| rule.at)
        .collect();
    walls.sort_by(f32::total_cmp);
    walls.dedup_by(|a, b| (*a - *b).abs() < FLUSH);
    let ruled = !walls.is_empty();
    if walls.is_empty() {
        walls = gaps(&rows);
    }
    let grid = edges.len() > 2 && (ruled || (edges.len() - 1) * 2 > rows.len());
    let wrapped = if grid { Vec::new() } else { wrapped(&rows, &walls) };
    let mut table = Table { from: above.from, to: above.to, top: above.at, rows: Vec::new() };
    let (mut band, mut before) = (usize::MAX, 0);
    for (i, row) in rows.into_iter().enumerate() {
        let here = edges.iter().take_while(|edge| edge.at > row.base).count();
        let count = filled(&row, &walls);
        // The head of a table is one row; where it has two levels, the lower one has more cells.
        let in_head = here == 1 && band == 1 && edges.len() > 2 && count < before;
        let goes_on = in_head || if grid { here == band } else { wrapped.contains(&i) };
        if !goes_on || table.rows.is_empty() {
            table.rows.push(vec![Vec::new(); walls.len() + 1]);
            (band, before) = (here, count);
        }
        if let Some(cells) = table.rows.last_mut() {
            fill(cells, row.segments, &walls);
        }
    }
    Some(table)
}

/// Puts the segments of a row into their cells; one that reaches over a wall is parted where it stands.
fn fill(cells: &mut [Vec<Segment>], segments: Vec<Segment>, walls: &[f32]) {
    for segment in segments {
        let mut parts: Vec<Segment> = vec![Segment::default()];
        let mut end = f32::MIN;
        for glyph in segment.glyphs {
            let (from, to) = glyph.ink();
            let parted = end > f32::MIN && walls.iter().any(|wall| end <= *wall && *wall <= from);
            if parted {
                parts.push(Segment::default());
            }
            end = to;
            if let Some(part) = parts.last_mut() {
                part.glyphs.push(glyph);
            }
        }
        for part in parts {
            let middle = (part.from() + part.to()) / 2.0;
            let column = walls.iter().take_while(|wall| **wall < middle).count();
            if let Some(cell) = cells.get_mut(column) {
                // Text that is spaced out to fill its cell is one text.
                cell.push(part);
            }
        }
    }
}

/// How many cells of a row have text.
fn filled(row: &Row, walls: &[f32]) -> usize {
    let mut cells = vec![Vec::new(); walls.len() + 1];
    fill(&mut cells, row.segments.clone(), walls);
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Which rows go on in the cells of the row above: the lines of one row stand closer than rows do, and not every cell
/// needs the last of them.
fn wrapped(rows: &[Row], walls: &[f32]) -> Vec<usize> {
    let gaps: Vec<f32> = rows.windows(2).map(|pair| pair[0].base - pair[1].base).collect();
    let least = gaps.iter().copied().fold(f32::MAX, f32::min);
    let close = |i: &usize| gaps.get(i - 1).is_some_and(|gap| *gap <= 1.04 * least);
    let filled = |row: &Row| filled(row, walls);
    let mut out = Vec::new();
    let mut first = 0;
    while first < rows.len() {
        let more = (first + 1..rows.len()).take_while(close).count();
        // All cells of a head may take as many lines; a row of figures that stands close to it is no line of it.
        let figures = |row: &Row| row.segments.iter().any(|s| s.glyphs.iter().any(|g| g.c.is_ascii_digit()));
        let head = first == 0 && more > 0 && !rows[1..=more].iter().any(figures);
        if more > 0 && !head && filled(&rows[first + more]) >= filled(&rows[first]) {
            return Vec::new();
        }
        out.extend(first + 1..=first + more);
        first += more + 1;
    }
    out
}

/// Where no glyph of any row stands.
pub(crate) fn gaps(rows: &[Row]) -> Vec<f32> {
    let glyphs = rows.iter().flat_map(|row| &row.segments).flat_map(|s| &s.glyphs).filter(|g| !g.is_blank());
    let mut spans: Vec<(f32, f32, f32)> = glyphs.map(|g| (g.ink().0, g.ink().1, g.size)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut walls = Vec::new();
    let mut end = f32::MAX;
    for (from, to, size) in spans {
        if from > end + 0.4 * size {
            walls.push((from + end) / 2.0);
            end = to;
        } else {
            end = if end == f32::MAX { to } else { end.max(to) };
        }
    }
    walls
}

/// Where in `rows` tables without rules stand: at least three rows of at least three cells each, in the same columns.
pub(crate) fn by_alignment(rows: &[Row]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let count = rows[from..].iter().take_while(|row| row.segments.len() >= 3).count();
        let range = from..from + count;
        if count >= 3 && gaps(&rows[range.clone()]).len() >= 2 {
            out.push(range);
        }
        from += count + 1;
    }
    out
}

/// The cells of rows without rules.
pub(crate) fn aligned(rows: &[Row]) -> Vec<Vec<Vec<Segment>>> {
    let walls = gaps(rows);
    let row = |row: &Row| {
        let mut cells = vec![Vec::new(); walls.len() + 1];
        fill(&mut cells, row.segments.clone(), &walls);
        cells
    };
    rows.iter().map(row).collect()
}
