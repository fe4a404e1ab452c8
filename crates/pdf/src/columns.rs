//! Reading order: columns 栏 from the geometry of a page, never from the order in which a program drew it.

use kanwu_text::Turn;

use crate::block::has_leaders;
use crate::glyph::{Glyph, is_wide};
use crate::page::Frame;
use crate::row::{Row, Segment};
use crate::table::{self, Table};

/// What comes next in reading order.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Line(Line),
    Table(Rows),
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// From 1; 0 over all columns of a page that has several.
    pub column: u32,
    /// From 1 in the column.
    pub line: u32,
    /// The edges of the column.
    pub left: f32,
    pub right: f32,
}

/// A line of a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub glyphs: Vec<Glyph>,
    pub place: Place,
    pub base: f32,
    pub size: f32,
    /// Its last segment is a number at the right edge: a line of the contents.
    pub numbered: bool,
    /// Under the rule that parts footnotes from the text.
    pub note: bool,
    /// Part of a paragraph that is set larger than the text.
    pub running: bool,
}

impl Line {
    pub fn from(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |g| g.from)
    }

    pub fn to(&self) -> f32 {
        self.glyphs.iter().fold(f32::MIN, |to, g| to.max(g.to))
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.c).collect()
    }

    /// Whether it reaches the right edge of its column but for `short` characters of its size, which is taken for no
    /// less than most of `body`.
    pub fn is_full(&self, body: f32, short: f32) -> bool {
        self.place.right - self.to() < short * self.size.max(0.7 * body)
    }

    /// Whether what opens the next line had no room on it: a character with the marks behind it, or a whole foreign
    /// word or number.
    pub fn had_no_room_for(&self, next: &Line) -> bool {
        let Some(first) = next.glyphs.first() else { return false };
        let one = |g: &&Glyph| !g.is_blank() && (is_wide(first.c) == is_wide(g.c));
        let word = next.glyphs.iter().take_while(one).skip(usize::from(is_wide(first.c)));
        let end = if is_wide(first.c) { first.to } else { word.fold(first.to, |to, g| to.max(g.to)) };
        self.place.right - self.to() < end - first.from + 0.6 * self.size
    }

    pub fn is_centred(&self, body: f32) -> bool {
        let (before, behind) = (self.from() - self.place.left, self.place.right - self.to());
        before > 2.6 * body && behind > 1.5 * body && (before - behind).abs() < 1.2 * body
    }
}

/// A table in its column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub rows: Vec<Vec<Vec<Segment>>>,
    pub place: Place,
}

/// The columns that a page has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub left: f32,
    pub right: f32,
    pub gutters: Vec<(f32, f32)>,
}

/// The columns that the lines of a page show by themselves.
pub(crate) fn grid(frame: &Frame, body: f32) -> Grid {
    let (left, right) = edges(&frame.rows, &[]);
    Grid { left, right, gutters: gutters(&frame.rows, body) }
}

/// The columns of a page that shows none, by those of another: a last page may fill only one of them.
fn by_others(frame: &Frame, others: &[Grid], body: f32) -> Option<Grid> {
    let lines = || frame.rows.iter().flat_map(|row| &row.segments).filter(|s| s.size() < 1.07 * body);
    let suits = |grid: &&Grid| {
        let crosses =
            |s: &Segment| grid.gutters.iter().any(|(from, to)| s.from() < from - body && s.to() > to + body);
        let inside = |s: &Segment| s.from() > grid.left - body && s.to() < grid.right + 1.5 * body;
        let full = |s: &&Segment| grid.gutters.iter().any(|(from, _)| (from - s.to()).abs() < body);
        let behind = || lines().filter(|s| grid.gutters.first().is_some_and(|(_, to)| s.from() > to - body));
        let pages = behind().filter(|s| is_page_number(&s.text())).count();
        (pages == 0 || pages * 4 < behind().count() * 3)
            && lines().all(|s| !crosses(s) && inside(s))
            && lines().filter(full).count() >= 2
    };
    others.iter().find(suits).cloned()
}

/// Left and right edge of the text of pages with one column: those that at least two pages share.
pub(crate) fn usual_edges<'f>(frames: impl Iterator<Item = &'f Frame>, body: f32) -> Vec<(f32, f32)> {
    let mut found: Vec<(f32, f32, usize)> = Vec::new();
    for frame in frames {
        let Some(own) = flush(&frame.rows, &[], body).filter(|_| gutters(&frame.rows, body).is_empty())
        else {
            continue;
        };
        // Stops at the end of a line may hang over the edge.
        let same = |(left, right, _): &&mut (f32, f32, usize)| {
            (*left - own.0).abs() < 3.0 && (*right - own.1).abs() < 0.6 * body
        };
        match found.iter_mut().find(same) {
            Some((_, right, count)) => {
                *right = right.max(own.1);
                *count += 1;
            }
            None => found.push((own.0, own.1, 1)),
        }
    }
    found.retain(|(.., count)| *count >= 2);
    // The most usual ones first.
    found.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    found.into_iter().map(|(left, right, _)| (left, right)).take(MOST_USUAL).collect()
}

/// Books have no more layouts of pages than this.
const MOST_USUAL: usize = 12;

/// The usual edges that fit a page: those at which most of its lines begin or end, else those that hold all of it.
fn fitting(rows: &[Row], usual: &[(f32, f32)], (left, right): (f32, f32), body: f32) -> Option<(f32, f32)> {
    let text = || rows.iter().flat_map(|row| &row.segments).filter(|s| (s.size() - body).abs() < 0.1 * body);
    let votes = |(from, to): &(f32, f32)| {
        let at = |s: &Segment| {
            usize::from((s.from() - from).abs() < 3.0) + usize::from((s.to() - to).abs() < 0.7 * body)
        };
        text().map(at).sum::<usize>()
    };
    let best = usual.iter().map(|edges| (votes(edges), edges)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    let by_lines = best.filter(|(votes, _)| *votes >= 2).map(|(_, edges)| *edges);
    let holds = |(from, to): &&(f32, f32)| left > *from - 3.0 && right < *to + 0.6 * body;
    by_lines.or_else(|| usual.iter().find(holds).copied())
}

/// The items of a frame in reading order, and how many columns it has. `others` are the columns of other pages, `usual`
/// the edges of those with one column: where all lines of a page are short, it shows none of its own.
pub(crate) fn items(frame: &mut Frame, others: &[Grid], usual: &[(f32, f32)], body: f32) -> (Vec<Item>, u32) {
    let tables = table::between_rules(frame);
    let (mut left, mut right) = edges(&frame.rows, &tables);
    let mut gutters = gutters(&frame.rows, body);
    let found = if gutters.is_empty() { by_others(frame, others, body) } else { None };
    if let Some(found) = found {
        (left, right, gutters) = (left.min(found.left), right.max(found.right), found.gutters);
    }
    if let Some(flush) = flush(&frame.rows, &gutters, body) {
        (left, right) = flush;
    } else if gutters.is_empty()
        && let Some(found) = fitting(&frame.rows, usual, (left, right), body)
    {
        (left, right) = found;
    }
    let columns = gutters.len() + 1;
    let mut bounds: Vec<(f32, f32)> = Vec::new();
    let mut from = left;
    for (a, b) in &gutters {
        bounds.push((from, *a));
        from = *b;
    }
    bounds.push((from, right));
    let mut flow = Flow {
        bounds,
        columns: vec![Vec::new(); columns],
        next: vec![0; columns + 1],
        // Characters that are set downwards stand in rows across their lines, too, and make no table.
        aligns: frame.turn != Turn::Down,
        out: Vec::new(),
    };
    let mut tables = tables.into_iter().peekable();
    let rules = frame.level.clone();
    for row in std::mem::take(&mut frame.rows) {
        while let Some(table) = tables.next_if(|table| table.top > row.base) {
            flow.table(table, &gutters);
        }
        flow.row(row, &gutters, body);
    }
    for table in tables {
        flow.table(table, &gutters);
    }
    flow.end_band(body);
    let mut items = flow.out;
    mark_notes(&mut items, &rules, body);
    (items, u32::try_from(columns).unwrap_or(1))
}

/// Left and right edge of the text.
fn edges(rows: &[Row], tables: &[Table]) -> (f32, f32) {
    let segments = || rows.iter().flat_map(|row| &row.segments);
    let left = segments().map(Segment::from).chain(tables.iter().map(|t| t.from)).fold(f32::MAX, f32::min);
    let right = segments().map(Segment::to).chain(tables.iter().map(|t| t.to)).fold(f32::MIN, f32::max);
    (left, right)
}

/// Left and right edge of the text where its lines stand flush: labels of figures and folios may reach further out.
fn flush(rows: &[Row], gutters: &[(f32, f32)], body: f32) -> Option<(f32, f32)> {
    let text: Vec<&Segment> = rows
        .iter()
        .flat_map(|row| &row.segments)
        .filter(|s| (s.size() - body).abs() < 0.1 * body && s.glyphs.len() > 4)
        .collect();
    let (first, last) = (gutters.first().map_or(f32::MAX, |g| g.0), gutters.last().map_or(f32::MIN, |g| g.1));
    let of = |of: &dyn Fn(&Segment) -> bool, end: &dyn Fn(&Segment) -> f32| -> Vec<f32> {
        let mut all: Vec<f32> = text.iter().filter(|s| of(s)).map(|s| end(s)).collect();
        all.sort_by(f32::total_cmp);
        all
    };
    let starts = of(&|s| s.to() <= first, &|s| -s.from());
    let ends = of(&|s| s.from() >= last, &|s| s.to());
    let (left, right) = (-outermost(&starts, body)?, outermost(&ends, body)?);
    (right - left > 14.0 * body).then_some((left, right))
}

/// The greatest of many numbers that are about the same, beyond which hardly any other lies.
fn outermost(sorted: &[f32], body: f32) -> Option<f32> {
    let most = sorted.len();
    let mut to = most;
    while to > 0 {
        let end = sorted[to - 1];
        let same = sorted[..to].iter().rev().take_while(|n| end - **n < 0.7 * body).count();
        if same >= 5 && same * 4 >= most {
            return Some(end);
        }
        // So few may lie further out.
        if (most - to + 1) * 10 > most {
            return None;
        }
        to -= 1;
    }
    None
}

/// The stretches that part columns: free of text in most rows, with lines on both sides that reach up to them.
fn gutters(rows: &[Row], body: f32) -> Vec<(f32, f32)> {
    let (left, right) = edges(rows, &[]);
    let width = right - left;
    if !(width > 16.0 * body && rows.len() >= 4) {
        return Vec::new();
    }
    const STEP: f32 = 1.0;
    let cells = ((width / STEP) as usize).min(5_000) + 1;
    let cell = |u: f32| (((u - left) / STEP).max(0.0) as usize).min(cells - 1);
    let mut covered = vec![0_usize; cells];
    for row in rows {
        for segment in &row.segments {
            for count in &mut covered[cell(segment.from())..=cell(segment.to() - 0.5)] {
                *count += 1;
            }
        }
    }
    let most = covered.iter().copied().max().unwrap_or_default();
    let open = |n: usize| n * 4 <= most;
    let mut out: Vec<(f32, f32)> = Vec::new();
    let mut at = 0;
    while at < cells {
        let free = covered[at..].iter().take_while(|n| open(**n)).count();
        if free > 0 {
            let from = left + at as f32 * STEP;
            let to = first_edge(rows, from + 0.7 * body, left + (at + free) as f32 * STEP);
            let inner = from - left > 7.0 * body && right - to > 7.0 * body;
            // Lines of the contents end where their page numbers do, each in another place.
            let widest = if lists_pages(rows, to) { 25.0 } else { 6.0 };
            let wide = to - from >= 0.7 * body && to - from < widest * body;
            if inner && wide && is_gutter(rows, (from, to), body) {
                out.push((from, to));
            }
        }
        at += free.max(1);
    }
    // Columns of text are about equally wide; those of a list are not.
    let mut widths: Vec<f32> = Vec::new();
    let mut from = left;
    for (a, b) in &out {
        widths.push(a - from);
        from = *b;
    }
    widths.push(right - from);
    let (least, widest) = widths.iter().fold((f32::MAX, 0.0_f32), |(a, b), w| (a.min(*w), b.max(*w)));
    if out.len() > 3 || least * 1.8 < widest { Vec::new() } else { out }
}

/// Where in a stretch with few rows lines begin flush: a column may be short, and few rows are not none.
fn first_edge(rows: &[Row], from: f32, to: f32) -> f32 {
    let mut starts: Vec<f32> = rows
        .iter()
        .flat_map(|row| &row.segments)
        .map(Segment::from)
        .filter(|start| (from..to).contains(start))
        .collect();
    starts.sort_by(f32::total_cmp);
    let flush = starts.windows(2).find(|pair| pair[1] - pair[0] < 1.0);
    flush.map_or(to, |pair| pair[0])
}

/// Whether what stands left of `to` are lines of the contents, each with its leaders and its page.
fn lists_pages(rows: &[Row], to: f32) -> bool {
    let lefts = || rows.iter().filter_map(|row| row.segments.iter().rfind(|s| s.to() <= to));
    let listed = lefts().filter(|s| has_leaders(&s.text())).count();
    listed >= 4 && listed * 2 >= lefts().count()
}

/// Whether lines end and begin at a free stretch, as those of justified columns do.
fn is_gutter(rows: &[Row], (from, to): (f32, f32), body: f32) -> bool {
    let (mut ends, mut begins, mut lefts, mut rights, mut pages) = (0, 0, 0, 0, 0);
    for row in rows {
        if row.segments.iter().any(|s| s.from() < from && s.to() > to) {
            continue;
        }
        if let Some(before) = row.segments.iter().rfind(|s| s.to() <= to) {
            lefts += 1;
            ends += usize::from(from - before.to() < 1.6 * body || has_leaders(&before.text()));
        }
        if let Some(behind) = row.segments.iter().find(|s| s.from() >= from) {
            rights += 1;
            begins += usize::from(behind.from() - to < 2.6 * body);
            pages += usize::from(is_page_number(&behind.text()));
        }
    }
    // The pages of the contents stand apart from their titles and are no column.
    let text = pages * 4 < rights * 3;
    text && lefts >= 3 && rights >= 2 && ends * 3 >= lefts && begins * 2 >= rights
}

/// 125, in an index with the column 125b, in front of the text iv.
fn is_page_number(text: &str) -> bool {
    let text = text.trim_matches(|c: char| "()（）[]〔〕".contains(c));
    let page = text.strip_suffix(['a', 'b', 'c', 'd']).unwrap_or(text);
    let number = (1..=4).contains(&page.len()) && page.bytes().all(|b| b.is_ascii_digit());
    let roman = (1..=6).contains(&text.len())
        && (text.bytes().all(|b| b"ivxl".contains(&b)) || text.bytes().all(|b| b"IVXL".contains(&b)));
    number || roman
}

/// Rows on their way into reading order.
struct Flow {
    bounds: Vec<(f32, f32)>,
    /// What each column of the band holds so far.
    columns: Vec<Vec<Piece>>,
    /// Lines so far in each column, and last in those over all columns.
    next: Vec<u32>,
    /// Whether lines whose parts stand one above the other are a table.
    aligns: bool,
    out: Vec<Item>,
}

#[derive(Clone, Debug)]
enum Piece {
    Row(Row),
    Table(Table),
}

impl Flow {
    fn row(&mut self, row: Row, gutters: &[(f32, f32)], body: f32) {
        let crosses = |s: &Segment| {
            gutters.iter().any(|(from, to)| s.from() < from - 0.2 * body && s.to() > to + 0.2 * body)
        };
        if row.segments.iter().any(crosses) {
            self.end_band(body);
            self.whole(vec![Piece::Row(row)], body);
            return;
        }
        let mut parts: Vec<Vec<Segment>> = vec![Vec::new(); self.columns.len()];
        for segment in row.segments {
            let middle = (segment.from() + segment.to()) / 2.0;
            let column = gutters.iter().take_while(|(from, to)| (from + to) / 2.0 < middle).count();
            if let Some(part) = parts.get_mut(column) {
                part.push(segment);
            }
        }
        for (column, segments) in parts.into_iter().enumerate() {
            if !segments.is_empty() {
                let base = segments.first().map_or(row.base, Segment::base);
                self.columns[column].push(Piece::Row(Row { base, segments }));
            }
        }
    }

    fn table(&mut self, table: Table, gutters: &[(f32, f32)]) {
        let crosses = gutters.iter().any(|(from, to)| table.from < *from && table.to > *to);
        if crosses {
            self.end_band(1.0);
            self.whole(vec![Piece::Table(table)], 1.0);
            return;
        }
        let middle = (table.from + table.to) / 2.0;
        let column = gutters.iter().take_while(|(from, to)| (from + to) / 2.0 < middle).count();
        if let Some(pieces) = self.columns.get_mut(column) {
            pieces.push(Piece::Table(table));
        }
    }

    /// What runs over all columns.
    fn whole(&mut self, pieces: Vec<Piece>, body: f32) {
        let (left, right) = (self.bounds[0].0, self.bounds[self.bounds.len() - 1].1);
        let counter = self.next.len() - 1;
        self.lay(pieces, Place { column: 0, line: 0, left, right }, counter, body);
    }

    /// Reads the columns one after the other.
    fn end_band(&mut self, body: f32) {
        for column in 0..self.columns.len() {
            let pieces = std::mem::take(&mut self.columns[column]);
            let (left, right) = self.bounds[column];
            let number = u32::try_from(column + 1).unwrap_or(1);
            self.lay(pieces, Place { column: number, line: 0, left, right }, column, body);
        }
    }

    fn lay(&mut self, pieces: Vec<Piece>, place: Place, counter: usize, body: f32) {
        let mut rows: Vec<Row> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Row(row) => rows.push(row),
                Piece::Table(table) => {
                    self.lines(std::mem::take(&mut rows), place, counter, body);
                    self.grid(table.rows, Place { left: table.from, right: table.to, ..place }, counter);
                }
            }
        }
        self.lines(rows, place, counter, body);
    }

    fn lines(&mut self, rows: Vec<Row>, place: Place, counter: usize, body: f32) {
        let grids = if self.aligns { table::by_alignment(&rows) } else { Vec::new() };
        let mut from = 0;
        for grid in grids {
            for row in &rows[from..grid.start] {
                self.line(row, place, counter, body);
            }
            self.grid(table::aligned(&rows[grid.clone()]), place, counter);
            from = grid.end;
        }
        for row in &rows[from..] {
            self.line(row, place, counter, body);
        }
    }

    fn grid(&mut self, rows: Vec<Vec<Vec<Segment>>>, place: Place, counter: usize) {
        let line = self.next[counter] + 1;
        self.next[counter] += u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.out.push(Item::Table(Rows { rows, place: Place { line, ..place } }));
    }

    fn line(&mut self, row: &Row, place: Place, counter: usize, body: f32) {
        self.next[counter] += 1;
        let place = Place { line: self.next[counter], ..place };
        let wide = |s: &Segment| s.to() - s.from();
        let longest = row.segments.iter().max_by(|a, b| wide(a).total_cmp(&wide(b)));
        let size = longest.map_or(0.0, Segment::size);
        let last = row.segments.last().filter(|_| row.segments.len() > 1);
        let numbered = last.is_some_and(|s| is_page_number(&s.text()) && place.right - s.to() < 1.5 * body);
        let glyphs = joined(&row.segments);
        let line = Line { glyphs, place, base: row.base, size, numbered, note: false, running: false };
        self.out.push(Item::Line(line));
    }
}

/// The segments of a line as one. A gap in it is a blank, but for a title that is spaced out evenly.
fn joined(segments: &[Segment]) -> Vec<Glyph> {
    let single = |s: &Segment| s.glyphs.len() == 1 && s.glyphs[0].c.is_alphabetic() && is_wide(s.glyphs[0].c);
    let gaps: Vec<f32> = segments.windows(2).map(|pair| pair[1].from() - pair[0].to()).collect();
    let (least, most) = gaps.iter().fold((f32::MAX, 0.0_f32), |(a, b), gap| (a.min(*gap), b.max(*gap)));
    let spaced =
        segments.len() >= 3 && segments.iter().all(single) && most - least < 0.5 * segments[0].size();
    let mut out: Vec<Glyph> = Vec::new();
    for segment in segments {
        if let (Some(last), Some(first)) = (out.last().copied(), segment.glyphs.first())
            && !spaced
        {
            out.push(Glyph { c: '\u{3000}', from: last.to, to: first.from, made: true, ..last });
        }
        out.extend(&segment.glyphs);
    }
    out
}

/// A short rule with nothing but smaller text under it parts the footnotes of a column.
fn mark_notes(items: &mut [Item], rules: &[crate::page::Rule], body: f32) {
    for rule in rules {
        let width = rule.to - rule.from;
        let under = |line: &Line| {
            line.base < rule.at
                && rule.from > line.place.left - body
                && rule.to < line.place.right - 2.0 * body
        };
        let mut lines: Vec<&mut Line> = items
            .iter_mut()
            .filter_map(|item| match item {
                Item::Line(line) if under(line) => Some(line),
                _ => None,
            })
            .collect();
        let short = lines.first().is_some_and(|l| {
            width > 2.0 * body
                && width < 0.6 * (l.place.right - l.place.left)
                && rule.from - l.place.left < body
        });
        if short && lines.iter().all(|line| line.size < 0.95 * body) {
            lines.iter_mut().for_each(|line| line.note = true);
        }
    }
}
