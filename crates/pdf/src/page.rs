//! What one page shows: its text by direction, its rules and pictures, or why it can't be read.

use std::collections::HashMap;

use kanwu_text::{Refusal, Turn};
use pdfboss_core::Document;
use pdfboss_text::{FontCache, ReadingOrder, SkippedTextKind, TextSpan};

use crate::bounds;
use crate::character;
use crate::glyph::{self, Run};
use crate::row::{Row, rows};
use crate::stacked;
use crate::vertical;

/// More glyphs than this stand on no printed page.
const MOST_GLYPHS: usize = 60_000;
/// More rules than this are a drawing and no tables.
const MOST_RULES: usize = 4_000;

/// A straight rule, in the coordinates of the text's direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    /// Its ends along the line, or, of an upright one, across.
    pub from: f32,
    pub to: f32,
    /// Where it stands the other way.
    pub at: f32,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

impl Area {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.top - self.bottom
    }
}

fn area(rect: pdfboss_core::Rect) -> Area {
    Area {
        left: rect.x0.min(rect.x1),
        bottom: rect.y0.min(rect.y1),
        right: rect.x0.max(rect.x1),
        top: rect.y0.max(rect.y1),
    }
}

/// Text that runs one way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub turn: Turn,
    pub rows: Vec<Row>,
    pub level: Vec<Rule>,
    pub upright: Vec<Rule>,
}

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The frame with most text first.
    pub frames: Vec<Frame>,
    pub pictures: u32,
    /// Their boxes, in the coordinates of upright text.
    pub boxes: Vec<Area>,
    pub refused: Option<Refusal>,
    /// Which frame running heads and folios stand in: upright text where there is any, though a table may lie on its side.
    pub outer: usize,
    /// Lower and upper edge, in the direction of that frame.
    pub edges: (f32, f32),
}

/// Reads page `index`.
pub(crate) fn read(document: &Document, index: usize, fonts: &FontCache) -> Page {
    let damaged = || Page { refused: Some(Refusal::Damaged), ..Page::default() };
    let Ok(page) = document.page(index) else { return damaged() };
    if bounds::outgrown(document, &page) {
        return Page { refused: Some(Refusal::TooMuch), ..Page::default() };
    }
    let found = pdfboss_text::extract_spans_and_rulings_reporting_cached(
        document,
        &page,
        fonts,
        ReadingOrder::Content,
    );
    let Ok((spans, rulings, report)) = found else { return damaged() };
    let boxes: Vec<Area> = pdfboss_text::placed_images_reporting_cached(document, &page, fonts)
        .map(|(images, _)| {
            images.iter().map(|i| area(i.bbox)).filter(|a| a.width() > 36.0 && a.height() > 36.0).collect()
        })
        .unwrap_or_default();
    let pictures = u32::try_from(boxes.len()).unwrap_or(u32::MAX);
    let refuse = |why| Page { refused: Some(why), pictures, ..Page::default() };
    if report.skipped.iter().any(|skipped| skipped.kind == SkippedTextKind::PageContents) {
        return refuse(Refusal::Damaged);
    }
    if let Some(why) = refusal(&spans, pictures) {
        return refuse(why);
    }
    let shown = area(page.crop_box);
    let on_page = |span: &&TextSpan| !span.invisible && stands_on(span, &shown);
    let mut runs: Vec<Run> = spans.iter().filter(on_page).filter_map(glyph::run).collect();
    vertical::turn(&mut runs);
    let mut upright = rows(&runs, Turn::Upright);
    let stacked = stacked::take(&mut upright);
    if !stacked.is_empty() {
        runs.push(Run { turn: Turn::Down, glyphs: stacked });
    }
    let mut upright = Some(upright);
    let mut turns: Vec<(usize, Turn)> = [Turn::Upright, Turn::Down, Turn::Up, Turn::Over]
        .into_iter()
        .map(|turn| (runs.iter().filter(|run| run.turn == turn).map(|run| run.glyphs.len()).sum(), turn))
        .filter(|(count, _)| *count > 0)
        .collect();
    turns.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rulings = if rulings.len() > MOST_RULES { &[] } else { rulings.as_slice() };
    let frames: Vec<Frame> = turns
        .into_iter()
        .map(|(_, turn)| {
            let known = if turn == Turn::Upright { upright.take() } else { None };
            frame(known.unwrap_or_else(|| rows(&runs, turn)), rulings, turn)
        })
        .collect();
    let whole = area(page.media_box);
    let outer = frames.iter().position(|frame| frame.turn == Turn::Upright).unwrap_or_default();
    let edges = match frames.get(outer).map_or(Turn::Upright, |frame| frame.turn) {
        Turn::Upright => (whole.bottom, whole.top),
        Turn::Down => (whole.left, whole.right),
        Turn::Up => (-whole.right, -whole.left),
        Turn::Over => (-whole.top, -whole.bottom),
    };
    // What fills most of a page is its ground.
    let boxes =
        boxes.into_iter().filter(|own| own.width() * own.height() < 0.6 * whole.width() * whole.height());
    Page { frames, pictures, boxes: boxes.collect(), refused: None, outer, edges }
}

/// Whether the middle of a piece of text stands on the page: beside it, programs leave what they did not print.
fn stands_on(span: &TextSpan, page: &Area) -> bool {
    let (x, y) = ((span.x + span.end_x) / 2.0, (span.y + span.end_y) / 2.0);
    page.width() <= 0.0 || (page.left..=page.right).contains(&x) && (page.bottom..=page.top).contains(&y)
}

/// Why the text of a page is no text.
fn refusal(spans: &[TextSpan], pictures: u32) -> Option<Refusal> {
    let (mut shown, mut hidden, mut unmapped) = (0, 0, 0);
    for span in spans {
        let count = span.text.chars().filter(|c| !c.is_whitespace()).count();
        unmapped += span.text.chars().filter(|c| is_unmapped(*c)).count();
        *(if span.invisible { &mut hidden } else { &mut shown }) += count;
    }
    if shown > MOST_GLYPHS {
        return Some(Refusal::TooMuch);
    }
    // A stamp or a folio may be laid over a scan.
    if hidden > 4 * shown || (shown == 0 && pictures > 0) {
        return Some(Refusal::Scan);
    }
    // Characters set downwards by fonts that do not say how far each takes the line: all would stand in one place.
    let placeless =
        spans.iter().filter(|span| is_placeless(span)).map(|span| span.text.chars().count()).sum::<usize>();
    if placeless * 4 > shown || piled(spans) * 4 > shown {
        return Some(Refusal::Unmapped);
    }
    // A few signs of a symbol font don't make a page unreadable.
    (unmapped > 4 && unmapped * 50 > shown).then_some(Refusal::Unmapped)
}

/// Whether several Han characters together take no room in any direction. One alone may be placed by itself.
fn is_placeless(span: &TextSpan) -> bool {
    let moved = (span.end_x - span.x).abs() + (span.end_y - span.y).abs();
    let chars = span.text.chars();
    moved < 0.1 * span.size.abs() && chars.clone().count() > 1 && chars.clone().any(glyph::is_wide)
}

/// How many Han characters stand where another one stands: fonts for text set downwards whose steps were not read.
fn piled(spans: &[TextSpan]) -> usize {
    let mut places: HashMap<(i32, i32), (&str, usize)> = HashMap::new();
    for span in spans.iter().filter(|span| !span.invisible && span.text.chars().all(glyph::is_wide)) {
        let step = 0.6 * span.size.abs().max(1.0);
        let place = ((span.x / step).round() as i32, (span.y / step).round() as i32);
        let (first, more) = places.entry(place).or_insert((&span.text, 0));
        // Bold may be printed by showing a character twice.
        *more += usize::from(*first != span.text);
    }
    places.values().map(|(_, more)| more).sum()
}

fn is_unmapped(c: char) -> bool {
    character::shown(c) == c
        && matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

fn frame(rows: Vec<Row>, rulings: &[pdfboss_text::Ruling], turn: Turn) -> Frame {
    let turned = |x: f32, y: f32| match turn {
        Turn::Upright => (x, y),
        Turn::Down => (-y, x),
        Turn::Up => (y, -x),
        Turn::Over => (-x, -y),
    };
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for ruling in rulings {
        let (a, b) = (turned(ruling.start.x, ruling.start.y), turned(ruling.end.x, ruling.end.y));
        if ![a.0, a.1, b.0, b.1].iter().all(|n| n.is_finite() && n.abs() < 1e6) {
            continue;
        }
        if (a.1 - b.1).abs() <= (a.0 - b.0).abs() {
            level.push(Rule { from: a.0.min(b.0), to: a.0.max(b.0), at: (a.1 + b.1) / 2.0 });
        } else {
            upright.push(Rule { from: a.1.min(b.1), to: a.1.max(b.1), at: (a.0 + b.0) / 2.0 });
        }
    }
    Frame { turn, rows, level: joined(level), upright: joined(upright) }
}

/// Rules that are drawn cell by cell, as one.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        // What stands at one height, and from left to right.
        let count = rest.iter().take_while(|rule| rule.at - first.at < 1.5).count();
        let (same, behind) = rest.split_at_mut(count);
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begun = out.len();
        for rule in same {
            match out.get_mut(begun..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from - last.to < 2.5 => last.to = last.to.max(rule.to),
                _ => out.push(*rule),
            }
        }
        rest = behind;
    }
    out
}
