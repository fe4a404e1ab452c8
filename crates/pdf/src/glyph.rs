//! The glyphs of a page, in the way they are read.
//!
//! Text may be turned or set downwards. Each glyph gets coordinates of its own reading direction: `u` grows along the
//! line, `v` falls from line to line. So all that follows knows only upright text.

use kanwu_text::Turn;
use pdfboss_text::TextSpan;

use crate::character;

/// A printed character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub c: char,
    /// Where it begins along the line.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Its baseline.
    pub base: f32,
    /// The size of its font.
    pub size: f32,
    pub bold: bool,
    /// A blank that stands for a gap: it is printed nowhere.
    pub made: bool,
}

impl Glyph {
    /// Where its ink begins and ends: half of a full-width bracket or stop is blank.
    pub fn ink(&self) -> (f32, f32) {
        let half = 0.5 * self.size;
        if "（《〈“‘【〔［「『".contains(self.c) && self.to - self.from > half {
            (self.to - half, self.to)
        } else if "）》〉”’】〕］」』，。、；：".contains(self.c) && self.to - self.from > half
        {
            (self.from, self.from + half)
        } else {
            (self.from, self.to)
        }
    }

    /// Whether it shows nothing.
    pub fn is_blank(&self) -> bool {
        self.c.is_whitespace()
    }
}

/// Text that was shown in one go: glyphs on one baseline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub turn: Turn,
    pub glyphs: Vec<Glyph>,
}

/// The glyphs of what a page shows; what has no place on it is left out.
pub(crate) fn run(span: &TextSpan) -> Option<Run> {
    let turn = turn(span);
    let (from, base, to) = match (turn, span.vertical) {
        // The origin of text that is set downwards stands in the middle of its line.
        (Turn::Down, true) => (-span.y, span.x - span.size / 2.0, -span.end_y),
        (Turn::Down, false) => (-span.y, span.x, -span.end_y),
        (Turn::Up, _) => (span.y, -span.x, span.end_y),
        (Turn::Over, _) => (-span.x, -span.y, -span.end_x),
        (Turn::Upright, _) => (span.x, span.y, span.end_x),
    };
    let size = span.size.abs();
    if ![from, base, to, size].iter().all(|n| n.is_finite() && n.abs() < 1e6) || size < 0.5 {
        return None;
    }
    let chars: Vec<char> = span.text.chars().collect();
    let exact = turn == Turn::Upright && span.glyph_x.len() == chars.len();
    let edges = if exact { exact_edges(span, to) } else { even_edges(&chars, from, to) };
    let glyph = |(c, pair): (&char, &[f32])| Glyph {
        c: character::shown(*c),
        from: pair[0],
        to: natural_end(*c, pair[0], pair[1], size),
        base,
        size,
        bold: span.bold,
        made: false,
    };
    let shown = |g: &Glyph| (!g.c.is_control() || g.c.is_whitespace()) && g.from.is_finite();
    let glyphs = chars.iter().zip(edges.windows(2)).map(glyph).filter(shown).collect();
    Some(Run { turn, glyphs })
}

fn turn(span: &TextSpan) -> Turn {
    match (span.vertical, span.rotate.rem_euclid(360)) {
        (true, _) | (false, 270) => Turn::Down,
        (false, 90) => Turn::Up,
        (false, 180) => Turn::Over,
        _ => Turn::Upright,
    }
}

fn exact_edges(span: &TextSpan, end: f32) -> Vec<f32> {
    span.glyph_x.iter().copied().chain([end]).collect()
}

/// Where the characters begin if wide ones are twice as wide as the others.
fn even_edges(chars: &[char], from: f32, to: f32) -> Vec<f32> {
    let weight = |c: &char| if is_wide(*c) { 2.0 } else { 1.0 };
    let all: f32 = chars.iter().map(weight).sum();
    let unit = if all > 0.0 { (to - from) / all } else { 0.0 };
    let mut at = from;
    let mut edges = vec![at];
    for c in chars {
        at += weight(c) * unit;
        edges.push(at);
    }
    edges
}

/// The advance of a glyph holds the blank that letter-spacing puts behind it: Han characters are as wide as high. A file
/// that places each by itself may leave its advance out.
fn natural_end(c: char, from: f32, next: f32, size: f32) -> f32 {
    match (is_wide(c), next > from) {
        (true, true) => next.min(from + size * 1.02),
        (true, false) => from + size,
        (false, _) => next.max(from),
    }
}

/// Han characters, kana and full-width marks.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}'
        | '“' | '”' | '‘' | '’' | '…' | '—')
}
