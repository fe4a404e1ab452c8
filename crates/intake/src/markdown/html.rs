//! HTML in Markdown: tags and comments are hidden, the text between them is read.

use std::ops::Range;

use kanwu_text::MarkupKind;

use super::departure;

/// Elements whose content is no text.
const OPAQUE: [&str; 4] = ["script", "style", "pre", "textarea"];

/// What closes a block of HTML that begins like `block`; `None` where a blank line does.
pub(super) fn closing(block: &str) -> Option<String> {
    let block = block.trim_start();
    let rest = block.strip_prefix('<')?;
    let end = if rest.starts_with("!--") {
        "-->"
    } else if rest.starts_with('?') {
        "?>"
    } else if rest.starts_with("![CDATA[") {
        "]]>"
    } else if rest.starts_with('!') {
        ">"
    } else {
        return opaque(rest).map(|name| format!("</{name}"));
    };
    Some(end.to_owned())
}

fn opaque(rest: &str) -> Option<&'static str> {
    OPAQUE.into_iter().find(|name| {
        rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    })
}

/// Whether such a block is closed.
pub(super) fn is_closed(block: &str) -> bool {
    closing(block).is_none_or(|end| block.to_ascii_lowercase().contains(&end))
}

/// Whether nothing in a block is text.
pub(super) fn is_opaque(block: &str) -> bool {
    block.trim_start().strip_prefix('<').is_some_and(|rest| opaque(rest).is_some())
}

/// Calls `piece` with each tag, comment and text of a block that stands at byte `at`.
pub(super) fn pieces(block: &str, at: usize, mut piece: impl FnMut(Range<usize>, MarkupKind)) {
    let mut from = 0;
    let mut text = 0;
    let comments = block.rfind("-->").unwrap_or_default();
    while let Some(hit) = memchr::memchr(b'<', &block.as_bytes()[from..]).map(|i| i + from) {
        let length = if hit >= comments && block[hit..].starts_with("<!--") { 0 } else { tag(&block[hit..]) };
        let tag = &block[hit..hit + length];
        if length == 0 || departure::is_script_tag(tag) {
            from = hit + length.max(1);
            continue;
        }
        if hit > text {
            piece(at + text..at + hit, MarkupKind::Raw);
        }
        piece(at + hit..at + hit + length, MarkupKind::Hidden);
        from = hit + length;
        text = from;
    }
    if text < block.len() {
        piece(at + text..at + block.len(), MarkupKind::Raw);
    }
}

/// Length of the tag or comment that `text` begins with; 0 where it is neither.
fn tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(0, |end| end + 3);
    }
    let bytes = text.as_bytes();
    if !bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
        return 0;
    }
    let mut quote = None;
    for (i, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return i + 1,
            (None, b'<') => return 0,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    0
}
