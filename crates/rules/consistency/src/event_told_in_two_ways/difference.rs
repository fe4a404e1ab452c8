//! The one thing in which two tellings of one event differ: a number, a post, a name, a grade, a place.

use std::ops::Range;

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::ends_any;
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::text::han;

use crate::table::reckoning::PRIZES;
use crate::table::retelling::{ABOUT, HAN_FIGURES, HELD_AT, NUMBERED, PLACE_ENDS, TITLES};

/// One of two clauses, and where it differs from the other, in characters.
pub(super) struct Side<'c> {
    pub chars: &'c [char],
    pub range: Range<usize>,
}

/// Where the two clauses differ, in characters.
pub(super) type Ranges = (Range<usize>, Range<usize>);

impl Side<'_> {
    fn text(&self, range: &Range<usize>) -> Option<String> {
        Some(self.chars.get(range.clone())?.iter().collect())
    }

    /// The difference and so many characters before and behind it.
    fn wider(&self, before: usize, behind: usize) -> Range<usize> {
        self.range.start - before..self.range.end + behind
    }

    fn before(&self, at: usize) -> Option<char> {
        self.chars.get(at.checked_sub(1)?).copied()
    }

    /// The run of such characters that the difference lies in, if it holds nothing else.
    fn token(&self, is: fn(&char) -> bool) -> Option<Range<usize>> {
        let from = self.chars.get(..self.range.start)?.iter().rposition(|c| !is(c)).map_or(0, |at| at + 1);
        let behind = self.chars.get(self.range.end..)?.iter().take_while(|c| is(c)).count();
        let whole = from..self.range.end + behind;
        let all = self.chars.get(whole.clone()).is_some_and(|t| !t.is_empty() && t.iter().all(is));
        all.then_some(whole)
    }

    /// Whether a word like 约 or 余 stands at the figure.
    fn is_about(&self, figure: &Range<usize>) -> bool {
        let near = |c: Option<char>| c.is_some_and(|c| ABOUT.contains(&c));
        near(self.before(figure.start)) || near(self.chars.get(figure.end).copied())
    }
}

/// The difference with the words that it belongs to, where it is one of a number, a post, a name or a place.
pub(super) fn telling(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    number(x, y)
        .or_else(|| post(x, y))
        .or_else(|| person(x, y))
        .or_else(|| prize(x, y))
        .or_else(|| place(x, y))
        .or_else(|| like(x, y))
}

fn is_figure(c: &char) -> bool {
    c.is_ascii_digit() || *c == '.'
}

fn is_han_figure(c: &char) -> bool {
    HAN_FIGURES.contains(c)
}

/// Figures, or the numbers of sessions, that differ.
fn number(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    for (is, arabic) in [(is_figure as fn(&char) -> bool, true), (is_han_figure, false)] {
        let (Some(a), Some(b)) = (x.token(is), y.token(is)) else { continue };
        let (one, other) = (x.text(&a)?, y.text(&b)?);
        // 12.5 and 12.53 are one value.
        let rounded = (one.contains('.') || other.contains('.'))
            && (one.starts_with(&other) || other.starts_with(&one));
        let next = x.chars.get(a.end)?;
        let ordinal = x.before(a.start) == Some(han::ORDINAL);
        let plain = NUMBERED.contains(next) || arabic && !ordinal;
        let same = Some(next) == y.chars.get(b.end);
        let marked = usize::from(ordinal);
        if plain && same && !rounded && !x.is_about(&a) && !y.is_about(&b) {
            return Some((a.start - marked..a.end + 1, b.start - marked..b.end + 1));
        }
    }
    None
}

/// Posts that differ, of the person named behind them.
fn post(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    for behind in 0..=2 {
        for before in 0..=3_usize.min(x.range.start) {
            let (a, b) = (x.wider(before, behind), y.wider(before, behind));
            let (one, other) = (x.text(&a)?, y.text(&b)?);
            let name: String = x.chars.get(a.end..)?.iter().take(3).collect();
            let (Some(p), Some(q)) = (title_of(&one), title_of(&other)) else { continue };
            if p != q && StructureWords::get().is_name(&name) {
                return Some((a, b));
            }
        }
    }
    None
}

fn title_of(text: &str) -> Option<&'static str> {
    TITLES.iter().copied().filter(|title| text.ends_with(title)).max_by_key(|title| title.len())
}

/// Names of persons that differ, behind one post.
fn person(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    if x.range.len() != 1 || y.range.len() != 1 {
        return None;
    }
    (0..=2.min(x.range.start)).find_map(|back| {
        let from = x.range.start - back;
        if !ends_any(&x.text(&(0..from))?, TITLES) {
            return None;
        }
        let name = |side: &Side<'_>| -> String { side.chars.iter().skip(from).take(3).collect() };
        let formed = [name(x), name(y)].iter().all(|name| StructureWords::get().is_name(name));
        let to = from + 3;
        formed.then_some((from..to.min(x.chars.len()), from..to.min(y.chars.len())))
    })
}

/// Grades of one prize: 亚军, 冠军.
fn prize(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    (0..=2).find_map(|behind| {
        let (a, b) = (x.wider(0, behind), y.wider(0, behind));
        let graded = |text: String| PRIZES.contains(&text.as_str());
        (graded(x.text(&a)?) && graded(y.text(&b)?)).then_some((a, b))
    })
}

/// Places that differ, at which an event took place.
fn place(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    let grown = |side: &Side<'_>| {
        let ends_place = |c: Option<char>| c.is_some_and(|c| PLACE_ENDS.contains(&c));
        let next = ends_place(side.chars.get(side.range.end).copied());
        let is_place = next || ends_place(side.before(side.range.end));
        let whole = side.wider(0, usize::from(next));
        (is_place && (2..=5).contains(&side.range.len())).then_some(whole)
    };
    let (a, b) = (grown(x)?, grown(y)?);
    let held = x.before(a.start).is_some_and(|c| HELD_AT.contains(&c));
    held.then_some((a, b))
}

/// One character for another that is easily taken for it.
fn like(x: &Side<'_>, y: &Side<'_>) -> Option<Ranges> {
    let ([a], [b]) = (x.chars.get(x.range.clone())?, y.chars.get(y.range.clone())?) else { return None };
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let slip = sound_alike(*a, *b) || look_alike(*a, *b);
    (han(a) && han(b) && slip && !is_han_figure(a) && !is_han_figure(b)).then(|| {
        let wide =
            |side: &Side<'_>| side.range.start.saturating_sub(2)..(side.range.end + 2).min(side.chars.len());
        (wide(x), wide(y))
    })
}
