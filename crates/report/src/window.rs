//! A paragraph is one line of up to thousands of characters: what is shown of it is a window.
//!
//! Where the line goes on, the window ends in `◂` or `▸`. An ellipsis would not do: … and ⋯ are marks that
//! the text itself may hold, and look alike in Chinese typefaces; the two arrows are no marks of Chinese
//! print and one column wide on every terminal.

use codespan_reporting::files::{Error, Files};
use kanwu_plugin::reading::personal_number::may_stand_in;
use kanwu_text::{AmbiguousWidth, SourceSpan, kind_of};

use crate::place::File;
use crate::privacy;
use crate::visible::{self, StandIns, Visible};

pub(crate) const CUT_LEFT: &str = "◂";
pub(crate) const CUT_RIGHT: &str = "▸";

/// The narrowest window: narrower terminals wrap.
const NARROWEST: usize = 16;

/// A stretch of one line of a source, as it is drawn.
pub(crate) struct Window<'c> {
    path: &'c str,
    shown: Visible,
    /// Bytes of the source.
    stretch: SourceSpan,
    /// 1-based; the paragraph's number in a document.
    pub line: u32,
    /// 1-based column of the first character of the stretch.
    column: u32,
}

impl<'c> Window<'c> {
    /// A window round `at`, `columns` wide. A place that runs over several lines is shown on its first.
    pub fn new(
        file: &File<'c>,
        at: SourceSpan,
        columns: usize,
        guarded: bool,
        stand: &mut StandIns,
        ambiguous: AmbiguousWidth,
    ) -> Window<'c> {
        let text = file.source.text.as_str();
        let line = file.lines().line_span(file.lines().line_of(at.start));
        let stretch = cut(text, line, at, columns, ambiguous);
        let start = file.columns.position(stretch.start);
        let concealed = conceal(text, line, stretch, at, guarded);
        let lead = if stretch.start > line.start { CUT_LEFT } else { "" };
        let mut shown = Visible::new(&concealed, stretch.start, lead, false, stand);
        if stretch.end < line.end {
            shown.text.push_str(CUT_RIGHT);
        }
        Window { path: &file.source.path, shown, stretch, line: start.line, column: start.column }
    }

    /// Whether all of a place is in the window.
    pub fn holds(&self, path: &str, at: SourceSpan) -> bool {
        self.path == path && self.stretch.contains(at)
    }

    /// Bytes of the drawn text for a place.
    pub fn range(&self, at: SourceSpan) -> std::ops::Range<usize> {
        self.shown.range(at)
    }
}

/// A place with a little text on both sides, in three parts.
#[derive(Debug)]
pub(crate) struct Context {
    pub before: String,
    pub at: String,
    pub after: String,
}

impl Context {
    /// About `columns` wide, the cuts marked as in a window. Of a place that runs over several lines, what
    /// stands on its first.
    pub fn new(file: &File<'_>, at: SourceSpan, columns: usize, guarded: bool) -> Context {
        let text = file.source.text.as_str();
        let line = file.lines().line_span(file.lines().line_of(at.start));
        let stretch = cut(text, line, at, columns, AmbiguousWidth::Two);
        let concealed = conceal(text, line, stretch, at, guarded);
        let within = |p: u32| p.clamp(stretch.start, stretch.end) - stretch.start;
        let place = SourceSpan::new(within(at.start), within(at.end));
        let part = |from, to| SourceSpan::new(from, to).of_text(&concealed).to_owned();
        let mut context = Context {
            before: part(0, place.start),
            at: part(place.start, place.end),
            after: part(place.end, stretch.len()),
        };
        if stretch.start > line.start {
            context.before.insert_str(0, CUT_LEFT);
        }
        if stretch.end < line.end {
            context.after.push_str(CUT_RIGHT);
        }
        context
    }
}

/// The text of `stretch` with numbers of people masked, those included that the window cuts.
fn conceal(text: &str, line: SourceSpan, stretch: SourceSpan, at: SourceSpan, guarded: bool) -> String {
    let before = digits(SourceSpan::new(line.start, stretch.start).of_text(text).chars().rev());
    let after = digits(SourceSpan::new(stretch.end, line.end).of_text(text).chars());
    let wide = SourceSpan::new(stretch.start - before, stretch.end + after);
    let relative = |p: u32| p.saturating_sub(wide.start) as usize;
    let about = relative(at.start)..relative(at.end);
    let keep = if guarded { &[] } else { std::slice::from_ref(&about) };
    let masked = privacy::surroundings(wide.of_text(text), keep);
    let inner = SourceSpan::new(before, before + stretch.len());
    inner.of_text(&masked).to_owned()
}

/// Bytes of the number with which `chars` begin; no number of a person is longer than is looked at.
fn digits(chars: impl Iterator<Item = char>) -> u32 {
    chars.take(30).take_while(|c| may_stand_in(*c)).map(|c| c.len_utf8() as u32).sum()
}

/// Which bytes of `line` to show so that `at` is seen: at most `columns` wide with the signs of the cuts,
/// `at` in the middle, the cuts after points where they can be.
fn cut(
    text: &str,
    line: SourceSpan,
    at: SourceSpan,
    columns: usize,
    ambiguous: AmbiguousWidth,
) -> SourceSpan {
    let columns = columns.max(NARROWEST);
    let start = at.start.clamp(line.start, line.end);
    let end = at.end.clamp(start, line.end);
    let width = |c: char| visible::width(c, ambiguous);
    let right = |from: u32, to: u32, room: &mut usize| {
        let mut reached = from;
        for c in SourceSpan::new(from, to).of_text(text).chars() {
            let Some(left) = room.checked_sub(width(c)) else { break };
            *room = left;
            reached += c.len_utf8() as u32;
        }
        reached
    };
    let left = |from: u32, room: &mut usize| {
        let mut reached = from;
        for c in SourceSpan::new(line.start, from).of_text(text).chars().rev() {
            let Some(left) = room.checked_sub(width(c)) else { break };
            *room = left;
            reached -= c.len_utf8() as u32;
        }
        reached
    };
    if right(line.start, line.end, &mut columns.clone()) == line.end {
        return line;
    }
    // One column for the sign of each cut.
    let mut room = columns - 2;
    let seen = right(start, end, &mut room);
    let mut half = room / 2;
    room -= half;
    let mut from = if seen < end { start } else { left(start, &mut half) };
    room += half;
    let to = if seen < end { seen } else { right(seen, line.end, &mut room) };
    if to == line.end {
        from = left(from, &mut room);
    }
    SourceSpan::new(tidy_start(text, line, from, start), tidy_end(text, line, seen, to))
}

/// A start at or after `from` that follows a point or splits no number or word.
fn tidy_start(text: &str, line: SourceSpan, from: u32, start: u32) -> u32 {
    if from == line.start {
        return from;
    }
    let context = SourceSpan::new(from, start).of_text(text);
    let point = context.char_indices().find(|(_, c)| is_point(*c));
    // At least half of the context is kept.
    if let Some((i, c)) = point.filter(|(i, _)| i * 2 < context.len()) {
        return from + (i + c.len_utf8()) as u32;
    }
    let mut previous = SourceSpan::new(line.start, from).of_text(text).chars().next_back();
    let mut at = from;
    for c in context.chars() {
        if !previous.is_some_and(|p| sticks(p) && sticks(c)) {
            return at;
        }
        previous = Some(c);
        at += c.len_utf8() as u32;
    }
    from
}

/// An end at or before `to` that follows a point or splits no number or word.
fn tidy_end(text: &str, line: SourceSpan, seen: u32, to: u32) -> u32 {
    if to == line.end {
        return to;
    }
    let context = SourceSpan::new(seen, to).of_text(text);
    let point = context.char_indices().rev().find(|(_, c)| is_point(*c));
    if let Some((i, c)) = point.filter(|(i, _)| i * 2 >= context.len()) {
        return seen + (i + c.len_utf8()) as u32;
    }
    let mut next = SourceSpan::new(to, line.end).of_text(text).chars().next();
    let mut at = to;
    for c in context.chars().rev() {
        if !next.is_some_and(|n| sticks(n) && sticks(c)) {
            return at;
        }
        next = Some(c);
        at -= c.len_utf8() as u32;
    }
    to
}

fn is_point(c: char) -> bool {
    kind_of(c).is_point()
}

/// Whether a cut beside `c` would leave half a number or word.
fn sticks(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%')
}

/// The windows of one finding. Each is a file of one line to the renderer, which asks for line and column
/// and is told the true ones.
#[derive(Default)]
pub(crate) struct Windows<'c>(pub Vec<Window<'c>>);

impl<'c> Windows<'c> {
    fn get(&self, id: usize) -> Result<&Window<'c>, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Windows<'a> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(self.get(id)?.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.shown.text)
    }

    fn line_index(&'a self, _: usize, _: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'a self, id: usize, _: usize) -> Result<usize, Error> {
        Ok(self.get(id)?.line as usize)
    }

    fn column_number(&'a self, id: usize, _: usize, shown: usize) -> Result<usize, Error> {
        let window = self.get(id)?;
        Ok(window.column as usize + window.shown.characters_before(shown))
    }

    fn line_range(&'a self, id: usize, _: usize) -> Result<std::ops::Range<usize>, Error> {
        Ok(0..self.get(id)?.shown.text.len())
    }
}

#[cfg(test)]
mod tests {
    use kanwu_text::lines::display_width;
    use kanwu_text::{Columns, Format, Source};
    use proptest::prelude::*;

    use super::*;

    fn draw(text: &str, at: std::ops::Range<usize>, columns: usize) -> String {
        let source = Source::new("a.md", Format::Markdown, text);
        let file = File { source: &source, columns: Columns::new(&source.text, source.lines()) };
        let mut stand = StandIns::new(AmbiguousWidth::One);
        Window::new(&file, SourceSpan::of(at), columns, false, &mut stand, AmbiguousWidth::One).shown.text
    }

    #[test]
    fn cuts_stand_after_points_and_spare_numbers() {
        let text =
            "清河区全年完成造林，面积稳步扩大，产量增长15～30%，比上年提高；农民收入持续增加，生活改善。";
        let at = text.find("15").unwrap();
        assert_eq!(draw(text, at..at + 8, 54), "◂面积稳步扩大，产量增长15～30%，比上年提高；▸");
        let text = "甲甲甲甲甲甲甲甲甲甲12345678.90亿,乙乙乙乙乙乙乙乙乙乙乙";
        let at = text.find(',').unwrap();
        assert_eq!(draw(text, at..at + 1, 24), "◂亿,乙乙乙乙乙▸");
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(draw("甲乙\n丙丁", 7..10, 80), "丙丁");
        assert_eq!(draw("甲\u{3000}乙", 3..6, 80), "甲␣␣乙");
    }

    #[test]
    fn a_cut_number_stays_masked() {
        let text = format!("{}，电话13900001234。{}", "甲".repeat(30), "乙".repeat(30));
        for at in 0..text.len() {
            if text.is_char_boundary(at) && !text[..at].ends_with(|c: char| c.is_ascii_digit()) {
                let drawn = draw(&text, at..at, 20);
                assert!(!drawn.contains("0000") || text[at..].starts_with("139"), "{drawn}");
            }
        }
    }

    proptest! {
        #[test]
        fn windows_are_narrow_and_show_the_place(
            text in "[甲乙，。“12.,a　\u{e5e5}\n𠀀]{0,200}",
            a in 0usize..300,
            b in 0usize..60,
            columns in 10usize..100,
            wide in any::<bool>(),
        ) {
            let ambiguous = if wide { AmbiguousWidth::Two } else { AmbiguousWidth::One };
            let floor = |mut i: usize| {
                i = i.min(text.len());
                while !text.is_char_boundary(i) {
                    i -= 1;
                }
                i
            };
            let at = SourceSpan::of(floor(a)..floor(a + b));
            let source = Source::new("a.md", Format::Markdown, text.as_str());
            let file = File { source: &source, columns: Columns::new(&source.text, source.lines()) };
            let mut stand = StandIns::new(ambiguous);
            let window = Window::new(&file, at, columns, false, &mut stand, ambiguous);
            // Never splits a character, and lies in one line.
            let stretch = text.get(window.stretch.range());
            prop_assert!(stretch.is_some_and(|s| !s.contains('\n')));
            prop_assert!(window.stretch.start <= at.start && at.start <= window.stretch.end);
            let next = text[at.range().start..].chars().next();
            if !at.is_empty() && next != Some('\n') {
                prop_assert!(window.stretch.has(at.start));
            }
            let drawn = stand.restore(&window.shown.text);
            prop_assert!(display_width(&drawn, ambiguous) <= columns.max(NARROWEST));
            // The renderer is told the true place.
            let start = window.range(at).start;
            prop_assert!(window.shown.text.is_char_boundary(start));
            let place = source.lines().position(&text, at.start);
            let windows = Windows(vec![window]);
            prop_assert_eq!(windows.line_number(0, 0).unwrap(), place.line as usize);
            prop_assert_eq!(windows.column_number(0, 0, start).unwrap(), place.column as usize);
        }
    }
}
