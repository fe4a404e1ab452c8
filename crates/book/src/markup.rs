//! Markup taken out of a line: what is left is what the reader of the page sees.

use std::borrow::Cow;
use std::ops::Range;

/// The stretches of `line` (bytes) that are text, in order: without emphasis marks, tags, comments, heading
/// marks and bullets. Blanks at either end of the whole are left out too.
pub(crate) fn kept(line: &str, out: &mut Vec<Range<usize>>) {
    out.clear();
    let start = opening(line);
    let bytes = line.as_bytes();
    let slanted = slanted(line, start);
    let mut from = start;
    let mut at = start;
    // Where no comment ends any more, none is looked for again: time stays linear.
    let mut ends = true;
    while let Some(hit) = memchr::memchr2(b'*', b'<', &bytes[at..]).map(|i| i + at) {
        let cut = match bytes[hit] {
            b'*' if slanted.is_some_and(|end| hit == start || hit == end) => 1,
            b'*' => stars(bytes, hit),
            _ => tag(line, hit, &mut ends),
        };
        if cut == 0 {
            at = hit + 1;
            continue;
        }
        if hit > from {
            out.push(from..hit);
        }
        from = hit + cut;
        at = from;
    }
    if from < line.len() {
        out.push(from..line.len());
    }
    trim(line, out);
}

/// Bytes of a heading mark or bullet at the start of a line.
fn opening(line: &str) -> usize {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) {
        let rest = &line[marks..];
        if marks >= 2 || rest.starts_with([' ', '\t']) {
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

/// Length of a run of emphasis marks: two or more, or a single one that is no multiplication sign.
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

fn trim(line: &str, out: &mut Vec<Range<usize>>) {
    let blank = |range: &Range<usize>| line[range.clone()].trim_start().is_empty();
    let blanks = out.iter().take_while(|range| blank(range)).count();
    out.drain(..blanks);
    if let Some(first) = out.first_mut() {
        let text = &line[first.clone()];
        first.start += text.len() - text.trim_start().len();
    }
    while let Some(last) = out.last_mut() {
        last.end = last.start + line[last.clone()].trim_end().len();
        if last.start < last.end {
            break;
        }
        out.pop();
    }
}

/// The text of a line without markup.
pub(crate) fn plain(line: &str) -> Cow<'_, str> {
    let bare = opening(line) == 0 && memchr::memchr2(b'*', b'<', line.as_bytes()).is_none();
    if bare {
        return Cow::Borrowed(line.trim());
    }
    let mut ranges = Vec::new();
    kept(line, &mut ranges);
    match ranges.as_slice() {
        [one] => Cow::Borrowed(&line[one.clone()]),
        _ => ranges.into_iter().map(|r| &line[r]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_goes() {
        assert_eq!(plain("**【概况】** 2022年，清河区"), "【概况】 2022年，清河区");
        assert_eq!(plain("### 3 月"), "3 月");
        assert_eq!(plain("- 主任：甲"), "主任：甲");
        assert_eq!(plain("<b>组织工作</b> .....	32"), "组织工作 .....	32");
        assert_eq!(plain("甲<!-- page: 3 -->乙"), "甲乙");
        assert_eq!(plain("增长<3%，>2%"), "增长<3%，>2%");
        assert_eq!(plain("2*3"), "2*3");
        assert_eq!(plain("****"), "");
    }
}
