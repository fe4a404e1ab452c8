//! Where the Markdown of scanned and pasted books is read otherwise than CommonMark reads it.
//!
//! Each function is one departure; `docs/markdown.md` lists them in the same order, `tests` has a case for each.

use std::ops::Range;

/// A line indented by four blanks or a tab is code in CommonMark. Typists indent paragraphs so, and rows of a
/// contents page begin with tabs: Han text that does not end as a line of a program is prose.
pub(super) fn is_indented_prose(block: &str) -> bool {
    let (mut han, mut others) = (0, 0);
    for c in block.chars().filter(|c| !c.is_whitespace()) {
        let is_han = ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
        *(if is_han { &mut han } else { &mut others }) += 1;
    }
    let row = |line: &str| {
        let held = line.trim();
        held.contains('\t') || line.starts_with('\t') && held.ends_with(|c: char| c.is_ascii_digit())
    };
    let program = |line: &str| line.trim_end().ends_with([';', '{', '}']) && !line.contains('。');
    han > 0 && (han >= others || block.lines().any(row)) && !block.lines().any(program)
}

/// A fence or comment that nothing closes makes code or a comment of the whole rest of the text. It is a stray sign:
/// whether a fenced block of these bytes is closed.
pub(super) fn is_closed_fence(block: &str) -> bool {
    let mut lines = block.lines();
    let opening = lines.next().unwrap_or_default().trim_start();
    let mark = opening.chars().next().unwrap_or('`');
    let width = opening.chars().take_while(|c| *c == mark).count();
    let closing = lines.next_back().unwrap_or_default().trim_start_matches([' ', '\t', '>']).trim_end();
    closing.chars().count() >= width && !closing.is_empty() && closing.chars().all(|c| c == mark)
}

/// `2*3*4`: stars between figures multiply.
pub(super) fn is_multiplication(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.start + 1..).and_then(|t| t.chars().next());
    before.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')' || c == '）')
        && after.is_some_and(|c| c.is_ascii_digit())
}

/// The longest index, in bytes.
const LONGEST_INDEX: usize = 4;

/// `CO~2~`, `m^2^`: one sign on each side sets a short index raised or lowered. `10~20万元，30~40万元` is prose, and no
/// text struck out.
pub(super) fn indices(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr2_iter(b'~', b'^', bytes) {
        let based = text.get(..at).and_then(|t| t.chars().next_back());
        if !based.is_some_and(|c| c.is_ascii_alphabetic() || c == ')' || c == '）') {
            continue;
        }
        let index = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'+' || **b == b'-';
        let length = bytes[at + 1..].iter().take(LONGEST_INDEX + 1).take_while(index).count();
        let end = at + 1 + length;
        let closed = bytes.get(end) == Some(&bytes[at]) && bytes.get(end + 1) != Some(&bytes[at]);
        if (1..=LONGEST_INDEX).contains(&length) && closed {
            out.push(at..end + 1);
        }
    }
    out
}

/// `$41^{\circ}$`: a formula with commands of TeX is what an OCR program left in place of a sign. `$5至$6` are prices.
pub(super) fn is_formula(text: &str, span: &Range<usize>) -> bool {
    let inside = text.get(span.clone()).unwrap_or_default();
    let priced = text.as_bytes().get(span.end).is_some_and(u8::is_ascii_digit);
    !inside.contains('\\') && !priced
}

/// How far the signs of what is left of TeX may stand apart, in bytes.
const LONGEST_REMAINS: usize = 240;

/// Stretches of a line between two `$` with a backslash in them: the backslashes there are commands, not escapes.
pub(super) fn formula_remains(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for at in memchr::memchr_iter(b'$', text.as_bytes()) {
        let inside = open.and_then(|from| text.get(from..at).map(|inside| (from, inside)));
        match inside {
            Some((from, inside))
                if inside.len() <= LONGEST_REMAINS && inside.contains('\\') && !inside.contains('\n') =>
            {
                out.push(from..at + 1);
                open = None;
            }
            _ => open = Some(at),
        }
    }
    out
}

/// `<sup>2</sup>`, `<sub>2</sub>`: an OCR program writes raised and lowered signs so. They stay in the text, for the
/// rule on markup that a conversion left.
pub(super) fn is_script_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_start_matches('/').trim_end_matches('>');
    name.eq_ignore_ascii_case("sup") || name.eq_ignore_ascii_case("sub")
}

/// `[记者]: 你好` defines a link in CommonMark. What has nothing of an address is prose.
pub(super) fn is_link_definition(definition: &str) -> bool {
    let target = definition.split_once("]:").map_or("", |(_, target)| target.trim_start());
    let target = target.split_whitespace().next().unwrap_or_default();
    target.contains(['/', '.', '#', ':', '<', '@'])
}

/// `>60岁`: a sign that a figure stands behind is no mark of a quotation.
pub(super) fn is_quotation_mark(after: &str) -> bool {
    !after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
}

/// `{#intro .unnumbered}`, `{width=50%}`: attributes of a heading, picture or link. `{甲}` is prose.
pub(super) fn is_attributes(braced: &str) -> bool {
    let inside = braced.trim_start_matches('{').trim_end_matches('}').trim_start();
    inside.starts_with(['#', '.']) || inside.contains('=')
}
