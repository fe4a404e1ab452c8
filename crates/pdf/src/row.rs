//! From glyphs to segments: stretches of a line without a wide gap.

use kanwu_text::Turn;

use crate::glyph::{Glyph, Run, is_wide};

/// Glyphs on one line with no gap between them that is wider than a character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segment {
    pub glyphs: Vec<Glyph>,
}

impl Segment {
    pub fn from(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |g| g.from)
    }

    pub fn to(&self) -> f32 {
        self.glyphs.iter().fold(f32::MIN, |to, g| to.max(g.to))
    }

    /// The baseline that most of it stands on: raised characters are the few.
    pub fn base(&self) -> f32 {
        self.usual().map_or(0.0, |g| g.base)
    }

    /// The size that most of it has: figures and foreign words may come from another font, a little larger.
    pub fn size(&self) -> f32 {
        self.usual().map_or(0.0, |g| g.size)
    }

    /// A glyph of the size that takes most room; of two that take as much, of the larger.
    fn usual(&self) -> Option<&Glyph> {
        let mut sizes: Vec<(&Glyph, f32)> = Vec::new();
        for glyph in &self.glyphs {
            let wide = glyph.to - glyph.from;
            match sizes.iter().position(|(other, _)| (other.size - glyph.size).abs() < 0.1) {
                Some(at) => sizes[at].1 += wide,
                None if sizes.len() < MOST_SIZES => sizes.push((glyph, wide)),
                None => {}
            }
        }
        let most = sizes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.size.total_cmp(&b.0.size)));
        most.map(|(glyph, _)| glyph)
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.c).collect()
    }
}

/// A line over the whole width of the page, its segments from left to right.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub base: f32,
    pub segments: Vec<Segment>,
}

/// No line of text is set in more sizes.
const MOST_SIZES: usize = 8;
/// How far apart, in sizes of the font, baselines of one line may stand.
const ONE_LINE: f32 = 0.22;
/// A glyph smaller than this, in sizes of its neighbour, may be raised or lowered.
const RAISED: f32 = 0.8;
/// More glyphs side by side are a line of their own.
const LONGEST_RAISED: usize = 12;
/// A gap wider than this, in sizes, parts two segments.
const GAP: f32 = 0.85;

/// The rows of all text that runs in one way, from the top.
pub(crate) fn rows(runs: &[Run], turn: Turn) -> Vec<Row> {
    let mut glyphs: Vec<Glyph> =
        runs.iter().filter(|run| run.turn == turn).flat_map(|run| run.glyphs.iter().copied()).collect();
    drop_doubles(&mut glyphs);
    glyphs.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut().and_then(|line| line.first().copied().map(|first| (line, first))) {
            Some((line, first)) if first.base - glyph.base <= ONE_LINE * first.size.min(glyph.size) => {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
    }
    raise(&mut lines);
    lines.iter_mut().for_each(drop_unknown_signs);
    lines.into_iter().filter_map(row).collect()
}

/// A glyph of which the file does not say what it is: between two Han characters it is one that was lost, anywhere else a
/// bullet or a sign of a formula, which is no fault of the page.
fn drop_unknown_signs(line: &mut Vec<Glyph>) {
    let touches = |a: &Glyph, b: &Glyph| is_wide(a.c) && is_wide(b.c) && b.from - a.to < 1.3 * a.size;
    let lost = |i: usize| {
        let (before, behind) = (i.checked_sub(1).and_then(|i| line.get(i)), line.get(i + 1));
        before.zip(behind).is_some_and(|(a, b)| touches(a, b))
    };
    let kept: Vec<bool> = (0..line.len()).map(|i| line[i].c != '\u{fffd}' || lost(i)).collect();
    let mut kept = kept.into_iter();
    line.retain(|_| kept.next().unwrap_or(true));
}

/// Bold that is printed by showing each glyph twice, a hair apart, is one glyph.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    glyphs.sort_by_key(|glyph| (glyph.c, glyph.from.round() as i32));
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.drain(..) {
        let near = |other: &Glyph| {
            (other.from - glyph.from).abs() < 0.12 * glyph.size
                && (other.base - glyph.base).abs() < 0.12 * glyph.size
        };
        // Those that share character and place stand close together in this order.
        let doubled = !glyph.is_blank()
            && kept
                .iter()
                .rev()
                .take_while(|other| other.c == glyph.c && glyph.from - other.from < 3.0)
                .take(64)
                .any(near);
        if !doubled {
            kept.push(glyph);
        }
    }
    *glyphs = kept;
}

/// Puts raised and lowered small glyphs into the line that they stand beside.
fn raise(lines: &mut Vec<Vec<Glyph>>) {
    for i in 0..lines.len() {
        let Some(size) = largest(&lines[i]) else { continue };
        let base = lines[i].first().map_or(0.0, |g| g.base);
        for j in [i.wrapping_sub(2), i.wrapping_sub(1), i + 1, i + 2] {
            let Some(target) = lines.get(j) else { continue };
            let Some(other) = largest(target) else { continue };
            let rise = base - target.iter().find(|g| g.size == other).map_or(base, |g| g.base);
            if size >= RAISED * other || !(-0.35 * other..0.65 * other).contains(&rise) {
                continue;
            }
            let beside = |small: &Glyph| {
                target.iter().any(|g| {
                    g.size * RAISED > small.size
                        && (small.from - g.to).abs().min((g.from - small.to).abs()) < 0.3 * g.size
                })
            };
            // A chain of small glyphs hangs on any of them: [12] on its bracket, or on what follows it.
            let mut taken: Vec<usize> = Vec::new();
            let mut from = 0;
            for chain in lines[i].chunk_by(|a, b| b.from - a.to < 0.2 * a.size) {
                if chain.len() <= LONGEST_RAISED && chain.iter().any(beside) {
                    taken.extend(from..from + chain.len());
                }
                from += chain.len();
            }
            if taken.is_empty() {
                continue;
            }
            let moved: Vec<Glyph> = taken.iter().filter_map(|k| lines[i].get(*k).copied()).collect();
            let mut k = 0;
            lines[i].retain(|_| {
                k += 1;
                taken.binary_search(&(k - 1)).is_err()
            });
            if let Some(target) = lines.get_mut(j) {
                target.extend(moved.into_iter().map(|g| Glyph { c: script(g.c, rise > 0.1 * other), ..g }));
                target.sort_by(|a, b| a.from.total_cmp(&b.from));
            }
            if lines[i].is_empty() {
                break;
            }
        }
    }
    lines.retain(|line| !line.is_empty());
}

fn largest(line: &[Glyph]) -> Option<f32> {
    line.iter().map(|g| g.size).max_by(f32::total_cmp)
}

/// The raised form of a digit.
fn script(c: char, up: bool) -> char {
    match (c.to_digit(10), up) {
        (Some(1), true) => '¹',
        (Some(2), true) => '²',
        (Some(3), true) => '³',
        (Some(n), true) => char::from_u32(0x2070 + n).unwrap_or(c),
        (Some(n), false) => char::from_u32(0x2080 + n).unwrap_or(c),
        (None, _) => c,
    }
}

/// Cuts a line at its wide gaps. Blanks at either end of a segment are left out.
fn row(line: Vec<Glyph>) -> Option<Row> {
    let mut row = Row::default();
    let mut now = Segment::default();
    let mut end = f32::MIN;
    for glyph in line {
        if glyph.is_blank() {
            // It is text only between two glyphs that stand where it has room.
            now.glyphs.push(glyph);
            continue;
        }
        let gap = glyph.from - end;
        if end > f32::MIN && gap > GAP * glyph.size {
            let blank: f32 =
                now.glyphs.iter().rev().take_while(|g| g.is_blank()).map(|g| g.to - g.from).sum();
            // A typed blank fills its gap; one at the end of a line does not.
            if blank < 0.6 * gap {
                push(&mut row, std::mem::take(&mut now));
            }
        }
        end = end.max(glyph.to);
        now.glyphs.push(glyph);
    }
    push(&mut row, now);
    row.base = row.segments.iter().max_by(|a, b| a.size().total_cmp(&b.size()))?.base();
    Some(row)
}

fn push(row: &mut Row, mut segment: Segment) {
    let end = segment.glyphs.iter().rposition(|g| !g.is_blank()).map_or(0, |i| i + 1);
    segment.glyphs.truncate(end);
    let start = segment.glyphs.iter().take_while(|g| g.is_blank()).count();
    segment.glyphs.drain(..start);
    if !segment.glyphs.is_empty() {
        row.segments.push(segment);
    }
}
