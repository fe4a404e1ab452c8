//! Running heads 书眉 and folios 页码: what stands in the same place on page after page.

use std::collections::{HashMap, HashSet};

use crate::page::Page;
use crate::row::{Row, Segment};

/// What was taken from the head and foot of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Furniture {
    pub folio: Option<u32>,
    pub heads: Vec<Segment>,
    /// The frame of the page that it stands in.
    pub frame: usize,
}

/// How many rows at either end of a page are looked at.
const ROWS: usize = 3;
/// Places closer than this, in points, are one place.
const SAME: f32 = 2.5;

/// A row at the head or foot of a page.
struct Candidate {
    page: usize,
    foot: bool,
    /// How many rows stand further out.
    rank: usize,
    /// Distance from the edge of the page.
    at: f32,
    texts: Vec<String>,
    size: f32,
    /// What reads like a page number.
    numbers: Vec<u32>,
    /// How far it stands from the next row, in its own size.
    apart: f32,
}

/// Takes running heads and folios out of the pages.
pub(crate) fn take(pages: &mut [Page]) -> Vec<Furniture> {
    let mut all: Vec<Candidate> =
        pages.iter().enumerate().flat_map(|(i, page)| candidates(i, page)).collect();
    all.sort_by(|a, b| a.foot.cmp(&b.foot).then(a.at.total_cmp(&b.at)));
    let offset = offset(&all);
    let mut taken: Vec<Vec<(bool, usize)>> = vec![Vec::new(); pages.len()];
    let mut from = 0;
    while from < all.len() {
        let mut to = from + 1;
        while to < all.len() && all[to].foot == all[from].foot && all[to].at - all[from].at < SAME {
            to += 1;
        }
        for candidate in stand_on_many(&all[from..to], offset) {
            taken[candidate.page].push((candidate.foot, candidate.rank));
        }
        from = to;
    }
    let one = |((i, page), mut taken): ((usize, &mut Page), Vec<(bool, usize)>)| {
        taken.sort_unstable();
        cut(page, &taken, offset.map(|offset| i as i64 + 1 + offset))
    };
    pages.iter_mut().enumerate().zip(taken).map(one).collect()
}

fn candidates(index: usize, page: &Page) -> Vec<Candidate> {
    let Some(frame) = page.frames.get(page.outer) else { return Vec::new() };
    let rows = &frame.rows;
    let near = ROWS.min(rows.len());
    let candidate = |foot: bool, rank: usize| {
        let i = if foot { rows.len() - 1 - rank } else { rank };
        let row = &rows[i];
        let size = row.segments.first().map_or(1.0, Segment::size).max(1.0);
        // A folio beside the running head may stand a little higher or lower.
        let below = |other: &&Row| (other.base - row.base).abs() > 0.9 * size;
        let next = if foot { rows[..i].iter().rev().find(below) } else { rows[i + 1..].iter().find(below) };
        Candidate {
            page: index,
            foot,
            rank,
            at: if foot { row.base - page.edges.0 } else { page.edges.1 - row.base },
            texts: row.segments.iter().map(squeezed).collect(),
            size,
            numbers: row.segments.iter().flat_map(numbers).collect(),
            apart: next.map_or(f32::MAX, |next| (next.base - row.base).abs() / size),
        }
    };
    (0..near).map(|rank| candidate(false, rank)).chain((0..near).map(|rank| candidate(true, rank))).collect()
}

/// What most pages' numbers are ahead of their count.
fn offset(all: &[Candidate]) -> Option<i64> {
    let offset = |candidate: &Candidate, number: &u32| i64::from(*number) - candidate.page as i64 - 1;
    // Once a page: a page of the contents has many numbers.
    let of_pages: HashSet<(usize, i64)> =
        all.iter().flat_map(|c| c.numbers.iter().map(|number| (c.page, offset(c, number)))).collect();
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (_, offset) in of_pages {
        *counts.entry(offset).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(offset, count)| (*count, -offset.abs()))?;
    (best.1 >= 2).then_some(best.0)
}

/// Those of the rows in one place of their pages that are no text of the book.
fn stand_on_many(rows: &[Candidate], offset: Option<i64>) -> Vec<&Candidate> {
    let counts_on = |row: &&Candidate| {
        offset.is_some_and(|o| row.numbers.iter().any(|n| i64::from(*n) - row.page as i64 - 1 == o))
    };
    let numbered: Vec<&Candidate> = rows.iter().filter(counts_on).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        for text in &row.texts {
            *seen.entry(text).or_default() += 1;
        }
    }
    let least = if rows.len() > 12 { 3 } else { 2 };
    let again =
        |row: &&Candidate| row.texts.iter().any(|text| seen.get(text.as_str()).is_some_and(|n| *n >= least));
    let repeated: Vec<&Candidate> = rows.iter().filter(again).collect();
    let apart = rows.iter().filter(|row| row.apart > 1.7).count() * 2 > rows.len();
    // Where all pages begin at one height, the first lines of their text stand in one place too; what they say differs.
    let sure = (numbered.len() >= 2 && numbered.len() * 3 >= rows.len())
        || (apart && repeated.len() >= 2 && repeated.len() * 5 >= rows.len() * 2);
    if !sure {
        return Vec::new();
    }
    // A row of text may come to stand where others have their folio.
    let sizes: Vec<f32> = numbered.iter().chain(&repeated).map(|row| row.size).collect();
    let like = |row: &Candidate| row.apart > 1.7 && sizes.iter().any(|size| (size - row.size).abs() < 0.3);
    let alone = |row: &Candidate| row.texts.len() == 1 && row.numbers.len() == 1 && row.texts[0].len() <= 12;
    rows.iter().filter(|row| again(row) || counts_on(row) || alone(row) || like(row)).collect()
}

fn squeezed(segment: &Segment) -> String {
    segment.text().split_whitespace().collect()
}

/// What of a segment reads like a page number: all of it, or a part between blanks.
fn numbers(segment: &Segment) -> Vec<u32> {
    match folio(&squeezed(segment)) {
        Some(whole) => vec![whole],
        None => segment.text().split_whitespace().filter_map(folio).collect(),
    }
}

/// Takes the rows out. Only what has nothing but such rows further out is taken.
fn cut(page: &mut Page, taken: &[(bool, usize)], number: Option<i64>) -> Furniture {
    let mut out = Furniture { frame: page.outer, ..Furniture::default() };
    let Some(frame) = page.frames.get_mut(page.outer) else { return out };
    let reach = |foot: bool| {
        let ranks = taken.iter().filter(|(f, _)| *f == foot).map(|(_, rank)| *rank);
        ranks.enumerate().take_while(|(i, rank)| i == rank).count()
    };
    let (head, foot) = (reach(false), reach(true));
    let foot = foot.min(frame.rows.len().saturating_sub(head));
    let at = frame.rows.len() - foot;
    let mut rows: Vec<Row> = frame.rows.drain(at..).collect();
    rows.splice(0..0, frame.rows.drain(..head));
    let single = |s: &Segment| folio(&squeezed(s)).is_some();
    let mut folios = Vec::new();
    for segment in rows.into_iter().flat_map(|row| row.segments) {
        let found = numbers(&segment);
        let awaited = found.iter().find(|n| number == Some(i64::from(**n)));
        match (awaited, found.first()) {
            (Some(n), _) => folios.insert(0, *n),
            (None, Some(n)) if single(&segment) => folios.push(*n),
            _ => {}
        }
        if !single(&segment) {
            out.heads.push(without_folio(segment));
        }
    }
    out.folio = folios.first().copied();
    out.heads.retain(|head| !head.glyphs.is_empty());
    out
}

/// A head with its folio, parted by blanks, left out.
fn without_folio(segment: Segment) -> Segment {
    let text = segment.text();
    let Some((first, last)) = text.split_whitespace().next().zip(text.split_whitespace().last()) else {
        return segment;
    };
    let mut glyphs = segment.glyphs;
    if folio(last).is_some() {
        glyphs.truncate(glyphs.len().saturating_sub(last.chars().count()));
    } else if folio(first).is_some() {
        glyphs.drain(..first.chars().count().min(glyphs.len()));
    }
    while glyphs.last().is_some_and(|g| g.is_blank()) {
        glyphs.pop();
    }
    let blank = glyphs.iter().take_while(|g| g.is_blank()).count();
    glyphs.drain(..blank);
    Segment { glyphs }
}

/// A page number as it is printed: 12, — 12 —, ·12·, 第12页.
pub(crate) fn folio(text: &str) -> Option<u32> {
    // Leaders of the contents.
    if text.contains("..") || text.contains("……") || text.contains("··") {
        return None;
    }
    let bare = text.strip_prefix('第').and_then(|t| t.strip_suffix('页')).unwrap_or(text);
    let bare = bare.trim_matches(|c: char| "—-–－·•.．‧|｜/〔〕（）()[]【】".contains(c));
    (!bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit()))
        .then(|| bare.parse().ok())?
}
