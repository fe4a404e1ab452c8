//! How a text is laid out: what each line looks like, and which bytes are markup and not prose.
//!
//! The reader of a format fills it in. A text without a reader of its own is laid out by [`Layout::by_lines`], which
//! looks at one line at a time.

use crate::SourceSpan;

/// What a line looks like, before anything is known about its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineShape {
    /// `#` to `######` and a title.
    Heading(u8),
    /// `---`, `***`, `___`.
    Break,
    /// A whole-line comment.
    Comment,
    /// `![…](…)` or `<img …>`.
    Image,
    /// Cells parted by tabs or pipes.
    Row,
    /// `- `, `* `, `+ `.
    Item,
    /// Nothing to read: front matter, code, formulas, targets of links.
    Literal,
    /// All else.
    Text,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaidLine {
    /// The line without blanks at either end.
    pub span: SourceSpan,
    /// What it looks like.
    pub shape: LineShape,
    /// How many blank lines stand before it.
    pub blanks: u32,
}

/// What bytes that are not prose are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkupKind {
    /// Marks of emphasis, headings, lists, quotations, links.
    Syntax,
    /// What a page does not show: targets of links, attributes, tags, comments, labels of footnotes.
    Hidden,
    /// What a page shows as it stands: code, formulas, entities.
    Literal,
    /// Text between the tags of an HTML block: it is read, and never edited.
    Raw,
    /// The backslash of an escape. An edit takes it along with the character that it stands before.
    Escape,
}

impl MarkupKind {
    /// Whether a reading leaves it out.
    pub const fn is_cut(self) -> bool {
        matches!(self, MarkupKind::Syntax | MarkupKind::Hidden | MarkupKind::Escape)
    }
}

/// Bytes that are not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where.
    pub span: SourceSpan,
    /// What they are.
    pub kind: MarkupKind,
}

/// The lines of a text and its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its lines, blank ones left out.
    pub lines: Vec<LaidLine>,
    /// Its markup: in order, without overlap.
    pub stretches: Vec<Stretch>,
}

impl Layout {
    /// Looks at one line at a time.
    pub fn by_lines(text: &str) -> Layout {
        let mut layout = Layout::default();
        for_lines(text, |span, blanks| {
            let line = span.of_text(text);
            layout.lines.push(LaidLine { span, shape: LineShape::of(line), blanks });
            line_marks(line, span.start, true, &mut layout.stretches);
        });
        layout
    }

    /// The stretches that share a byte with `span`.
    pub fn within(&self, span: SourceSpan) -> &[Stretch] {
        let from = self.stretches.partition_point(|s| s.span.end <= span.start);
        let rest = self.stretches.get(from..).unwrap_or_default();
        &rest[..rest.partition_point(|s| s.span.start < span.end)]
    }

    /// Whether all of `span`, which is not empty, is literal or syntax, with nothing in it that can be read.
    pub fn is_markup(&self, span: SourceSpan) -> bool {
        let covered = |to: u32, s: &Stretch| {
            if s.kind != MarkupKind::Raw && s.span.start <= to { s.span.end.max(to) } else { to }
        };
        !span.is_empty() && self.within(span).iter().fold(span.start, covered) >= span.end
    }

    /// Whether an edit of `span` stays in the prose. An escape may go with the character that it stands before.
    pub fn is_prose(&self, span: SourceSpan) -> bool {
        if span.is_empty() {
            let next = self.stretches.partition_point(|s| s.span.end <= span.start);
            return self.stretches.get(next).is_none_or(|s| s.span.start >= span.start)
                && !self.stands_escaped(span.start);
        }
        !self.stands_escaped(span.start)
            && self
                .within(span)
                .iter()
                .all(|s| s.kind == MarkupKind::Escape && s.span.start >= span.start && s.span.end < span.end)
    }

    /// `span`, and the escape before it.
    pub fn with_escape(&self, span: SourceSpan) -> SourceSpan {
        if self.stands_escaped(span.start) { SourceSpan::new(span.start - 1, span.end) } else { span }
    }

    /// Whether the character at byte `at` is escaped.
    fn stands_escaped(&self, at: u32) -> bool {
        let after = self.stretches.partition_point(|s| s.span.end <= at);
        let before = after.checked_sub(1).and_then(|i| self.stretches.get(i));
        before.is_some_and(|s| s.kind == MarkupKind::Escape && s.span.end == at)
    }
}

/// Calls `line` with each line of `text` that is not blank and with how many blank ones stand before it.
pub fn for_lines(text: &str, mut line: impl FnMut(SourceSpan, u32)) {
    let mut start = 0;
    let mut blanks = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())) {
        let raw = &text[start..end];
        // A tab at the start of a table row is an empty first cell.
        let held = raw.trim_end_matches(is_edge);
        let lead = held.trim_start_matches(|c| is_edge(c) && c != '\t');
        let lead = match memchr::memrchr(b'\t', lead.as_bytes()) {
            Some(tab) if !lead[..tab].trim_start().is_empty() => lead,
            _ => lead.trim_start_matches(is_edge),
        };
        if lead.is_empty() {
            blanks += 1;
        } else {
            let from = start + (held.len() - lead.len());
            line(SourceSpan::of(from..from + lead.len()), blanks);
            blanks = 0;
        }
        start = end + 1;
    }
}

/// Blanks and control characters that may stand at either end of a line.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{c}'
}

impl LineShape {
    /// What `line`, without blanks at either end, looks like by itself.
    pub fn of(line: &str) -> LineShape {
        let bytes = line.as_bytes();
        match bytes.first().copied().unwrap_or_default() {
            b'#' => {
                let marks = bytes.iter().take_while(|b| **b == b'#').count();
                let spaced = bytes.get(marks).is_none_or(|b| *b == b' ' || *b == b'\t');
                if marks <= 6 && (spaced || marks >= 2) {
                    return LineShape::Heading(marks as u8);
                }
            }
            first @ (b'-' | b'*' | b'_' | b'+') => {
                let bare = first != b'+' && bytes.iter().all(|b| *b == first || *b == b' ');
                if bare && bytes.iter().filter(|b| **b == first).count() >= 3 {
                    return LineShape::Break;
                }
                if bytes.get(1) == Some(&b' ') && first != b'_' {
                    return LineShape::Item;
                }
            }
            b'<' if line.starts_with("<!--") && line.ends_with("-->") => return LineShape::Comment,
            b'<' if line.starts_with("<img") => return LineShape::Image,
            b'!' if line.starts_with("![") => return LineShape::Image,
            b'|' if line.len() > 1 => return LineShape::Row,
            _ => {}
        }
        if memchr::memchr(b'\t', bytes).is_some() { LineShape::Row } else { LineShape::Text }
    }
}

/// Adds the marks of a line that stands at byte `at`: of a heading or bullet, of emphasis, and, with `tags`, of HTML.
pub fn line_marks(line: &str, at: u32, tags: bool, out: &mut Vec<Stretch>) {
    let mut push = |from: usize, to: usize, kind| {
        let stretch = Stretch { span: SourceSpan::of(from..to).shift(at), kind };
        match out.last_mut() {
            Some(last) if last.kind == kind && last.span.end == stretch.span.start => {
                last.span.end = stretch.span.end;
            }
            _ => out.push(stretch),
        }
    };
    let mut from = opening_mark(line);
    if from > 0 {
        push(0, from, MarkupKind::Syntax);
    }
    let bytes = line.as_bytes();
    let slanted = slanted(line, from);
    let opening = from;
    // Where no comment ends any more, none is looked for again: time stays linear.
    let mut ends = true;
    while let Some(hit) = memchr::memchr2(b'*', b'<', &bytes[from..]).map(|i| i + from) {
        let (cut, kind) = match bytes[hit] {
            b'*' if slanted.is_some_and(|end| hit == opening || hit == end) => (1, MarkupKind::Syntax),
            b'*' => (stars(bytes, hit), MarkupKind::Syntax),
            _ if !tags => (0, MarkupKind::Hidden),
            _ => (tag(line, hit, &mut ends), MarkupKind::Hidden),
        };
        if cut > 0 {
            push(hit, hit + cut, kind);
        }
        from = hit + cut.max(1);
    }
}

/// Bytes of a heading mark or bullet at the start of a line.
fn opening_mark(line: &str) -> usize {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) {
        let rest = &line[marks..];
        if marks >= 2 || rest.is_empty() || rest.starts_with([' ', '\t']) {
            return line.len() - rest.trim_start().len();
        }
    }
    let bullet = ["- ", "* ", "+ "].iter().any(|b| line.starts_with(b));
    if bullet { line.len() - line[2..].trim_start().len() } else { 0 }
}

/// Where the slanted words end that a line opens with: `*题*`. A single `*` elsewhere may be a multiplication sign.
fn slanted(line: &str, start: usize) -> Option<usize> {
    let inner = line.get(start..)?.strip_prefix('*').filter(|t| !t.starts_with(['*', ' ']))?;
    let close = inner.find('*').filter(|n| (1..=90).contains(n) && !inner[n + 1..].starts_with('*'))?;
    Some(start + 1 + close)
}

/// Length of the run of emphasis marks at `at`, where there are two or more; a single star may be a sign of its own.
fn stars(bytes: &[u8], at: usize) -> usize {
    let run = bytes[at..].iter().take_while(|b| **b == b'*').count();
    if run >= 2 { run } else { 0 }
}

/// Tags that the page does not show.
const TAGS: [&str; 16] = [
    "b", "/b", "i", "/i", "u", "/u", "br", "br/", "p", "/p", "strong", "/strong", "em", "/em", "center",
    "/center",
];

/// Length of a tag or comment that begins at `at`; 0 where it is neither.
fn tag(line: &str, at: usize, ends: &mut bool) -> usize {
    let rest = &line[at..];
    if rest.starts_with("<!--") {
        let end = if *ends { rest.find("-->") } else { None };
        *ends = end.is_some();
        return end.map_or(0, |end| end + 3);
    }
    let Some(end) = rest.bytes().take(12).position(|b| b == b'>') else { return 0 };
    let name = rest.get(1..end).unwrap_or_default();
    let known = TAGS.iter().any(|t| t.eq_ignore_ascii_case(name.trim()));
    if known { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without what a reading leaves out.
    fn plain(text: &str) -> String {
        let layout = Layout::by_lines(text);
        let mut out = String::new();
        let mut from = 0;
        for s in layout.stretches.iter().filter(|s| s.kind.is_cut()) {
            out.push_str(&text[from..s.span.start as usize]);
            from = s.span.end as usize;
        }
        out + &text[from..]
    }

    #[test]
    fn shapes_of_lines() {
        use LineShape::*;
        let text = "# 特 载\n\n---\n**【概况】** 甲\n### 【乙】\n- 甲\n1\t2\n\t\t甲\t3\n　　正文。\n***\n![](a.png)\n";
        let shapes: Vec<_> = Layout::by_lines(text).lines.iter().map(|line| line.shape).collect();
        assert_eq!(shapes, [Heading(1), Break, Text, Heading(3), Item, Row, Row, Text, Break, Image]);
    }

    #[test]
    fn markup_is_told_from_text() {
        assert_eq!(plain("**【概况】** 2022年，清河区"), "【概况】 2022年，清河区");
        assert_eq!(plain("### 3 月"), "3 月");
        assert_eq!(plain("- 主任：甲"), "主任：甲");
        assert_eq!(plain("<b>组织工作</b> .....	32"), "组织工作 .....	32");
        assert_eq!(plain("甲<!-- page: 3 -->乙"), "甲乙");
        assert_eq!(plain("增长<3%，>2%"), "增长<3%，>2%");
        assert_eq!(plain("2*3"), "2*3");
        assert_eq!(plain("****"), "");
    }

    #[test]
    fn an_escape_goes_with_its_character() {
        let escape = Stretch { span: SourceSpan::new(3, 4), kind: MarkupKind::Escape };
        let layout = Layout { lines: Vec::new(), stretches: vec![escape] };
        assert_eq!(layout.with_escape(SourceSpan::new(4, 5)), SourceSpan::new(3, 5));
        assert!(layout.is_prose(SourceSpan::new(3, 5)) && layout.is_prose(SourceSpan::new(5, 6)));
        assert!(layout.is_prose(SourceSpan::empty(3)) && layout.is_prose(SourceSpan::empty(5)));
        assert!(!layout.is_prose(SourceSpan::new(4, 5)) && !layout.is_prose(SourceSpan::new(3, 4)));
        assert!(!layout.is_prose(SourceSpan::empty(4)));
    }
}
