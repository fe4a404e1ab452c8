//! Paragraphs without any sign of inline markup need no parser: in a book most are such. Each run of them is one
//! letter to the parser, so that lists and code between them stand apart as they do in the text.

use std::borrow::Cow;

/// A stretch of the condensed text.
#[derive(Clone, Copy, Debug)]
struct Segment {
    /// Where it begins in the condensed text.
    at: usize,
    /// Where it begins in the text.
    from: usize,
    /// Where it ends in the text.
    to: usize,
    /// Whether it stands there as one letter.
    is_short: bool,
}

/// A text with its plain paragraphs condensed.
pub(super) struct Condensed<'t> {
    pub text: Cow<'t, str>,
    segments: Vec<Segment>,
}

/// What stands for plain paragraphs.
const SHORT: &str = "x\n\n";

impl<'t> Condensed<'t> {
    /// The text as it stands.
    pub fn whole(text: &'t str) -> Condensed<'t> {
        Condensed { text: Cow::Borrowed(text), segments: Vec::new() }
    }

    /// The text with its plain paragraphs condensed.
    pub fn of(text: &'t str) -> Condensed<'t> {
        let mut out = String::new();
        let mut segments: Vec<Segment> = Vec::new();
        let mut start = 0;
        let mut add = |from: usize, to: usize, is_short: bool| {
            match segments.last_mut() {
                Some(last) if last.is_short == is_short => last.to = to,
                _ => segments.push(Segment { at: out.len(), from, to, is_short }),
            }
            match is_short {
                false => out.push_str(text.get(from..to).unwrap_or_default()),
                true if !out.ends_with(SHORT) || segments.last().is_some_and(|s| s.from == from) => {
                    out.push_str(SHORT);
                }
                true => {}
            }
        };
        let (mut is_plain, mut is_ended) = (true, false);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let blank = is_blank_line(line);
            if is_ended && !blank {
                add(start, at, is_plain);
                (start, is_plain) = (at, true);
            }
            is_ended = blank;
            is_plain &= is_plain_line(line);
            at += line.len();
        }
        add(start, at, is_plain);
        Condensed { text: Cow::Owned(out), segments }
    }

    /// Where a place of the condensed text, the first of something, stands in the text.
    pub fn start(&self, at: usize) -> usize {
        match self.segment(at) {
            None => at,
            Some(s) if s.is_short => s.from,
            Some(s) => (s.from + at - s.at).min(s.to),
        }
    }

    /// The same of the place where something ends.
    pub fn end(&self, at: usize) -> usize {
        let Some(last) = at.checked_sub(1) else { return self.start(at) };
        match self.segment(last) {
            None => at,
            Some(s) if s.is_short => s.to,
            Some(s) => (s.from + at - s.at).min(s.to),
        }
    }

    fn segment(&self, at: usize) -> Option<Segment> {
        let next = self.segments.partition_point(|s| s.at <= at);
        next.checked_sub(1).and_then(|i| self.segments.get(i)).copied()
    }
}

/// Whether a line ends a paragraph.
pub(crate) fn is_blank_line(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n'))
}

/// Whether no inline markup can stand in a line but what [`kanwu_text::layout::line_marks`] finds, and no list, code
/// or quotation begins with it.
pub(crate) fn is_plain_line(line: &str) -> bool {
    let bytes = line.as_bytes();
    let marks = bytes.iter().take_while(|b| **b == b'#').count();
    let rest = &bytes[marks..];
    let begins = match rest.first() {
        Some(b' ' | b'\t') => marks == 0 && !line.trim_ascii().is_empty(),
        Some(b'-' | b'+' | b'=' | b'>') => true,
        Some(b'0'..=b'9') => {
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            matches!(rest.get(digits), Some(b'.' | b')'))
        }
        _ => false,
    };
    if begins || rest.iter().any(|b| SIGNS[*b as usize]) {
        return false;
    }
    let mut at = 0;
    while let Some(star) = memchr::memchr(b'*', &rest[at..]).map(|i| at + i) {
        let run = rest[star..].iter().take_while(|b| **b == b'*').count();
        if run != 2 {
            return false;
        }
        at = star + run;
    }
    true
}

/// Signs of inline markup, by byte.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let all = b"`~$<[]&\\_^|{#";
    let mut i = 0;
    while i < all.len() {
        signs[all[i] as usize] = true;
        i += 1;
    }
    signs
};
