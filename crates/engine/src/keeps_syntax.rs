//! Whether an edit of a Markdown source leaves its syntax as it is.
//!
//! A writer parses again and drops what changes the tree. An edit that would be dropped is shown only, so that a report
//! offers what can be made.

use kanwu_book::Book;
use kanwu_text::{Edit, Format, Location, MarkupKind, SourceSpan};

/// Signs that make syntax of Markdown.
const SYNTAX: [char; 12] = ['*', '_', '`', '#', '[', ']', '<', '>', '\\', '|', '$', '\n'];

/// Digits of the number of a list item at most.
const NUMBER: usize = 9;

/// Blanks at the head of a line at most.
const INDENT: usize = 64;

/// So far back the opening sign of a tag is looked for, in bytes.
const TAG: usize = 256;

/// Whether an edit of a Markdown source stays in the prose, makes no syntax, and leaves the blanks beside syntax, which
/// decide what it is. In other formats marks are text like any other.
pub(crate) fn keeps_syntax(book: &Book<'_>, edit: &Edit<Location>) -> bool {
    let Some(source) = book.manuscript.source(edit.at.source) else { return true };
    if source.format != Format::Markdown {
        return true;
    }
    let (span, layout) = (edit.at.span, source.layout());
    let was = span.of_text(&source.text);
    let blank = was.trim().is_empty() && edit.content.trim().is_empty();
    let around = SourceSpan::new(span.start.saturating_sub(1), span.end + 1);
    let makes_syntax = was.contains('\n') || edit.content.contains(SYNTAX);
    let beside_syntax = blank && layout.within(around).iter().any(|s| s.kind == MarkupKind::Syntax);
    let (before, after) = (source.text.get(..span.range().start), source.text.get(span.range().end..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    layout.is_prose(span)
        && !makes_syntax
        && !beside_syntax
        && !opens_block(before, was, &edit.content, after)
        && !closes_tag(before, &edit.content, after)
}

/// Whether a line begins a block of its own where `was` before `after` is replaced, and did not before: what hid a
/// heading or the sign of a list from Markdown is taken away.
fn opens_block(before: &str, was: &str, content: &str, after: &str) -> bool {
    let blank = |c: &char| matches!(c, ' ' | '\t');
    let opens_line = before.chars().rev().take(INDENT).find(|c| !blank(c)).is_none_or(|c| c == '\n');
    let begins = |first: &str| {
        let mut rest = first.chars().chain(after.chars()).take(INDENT).skip_while(blank);
        match rest.next() {
            Some('#' | '>' | '-' | '+' | '*' | '=' | '~' | '`' | '|' | ':' | '<' | '$' | '\n') | None => true,
            Some('0'..='9') => {
                let sign = rest.take(NUMBER).find(|c| !c.is_ascii_digit());
                matches!(sign, Some('.' | ')'))
            }
            _ => false,
        }
    };
    opens_line && begins(content) && !begins(was)
}

/// Whether all that is left between `<` and `>` is ASCII, so that it may be a tag.
fn closes_tag(before: &str, content: &str, after: &str) -> bool {
    let open = before.bytes().rev().take(TAG).take_while(|b| b.is_ascii() && *b != b'>').any(|b| b == b'<');
    let close = || after.bytes().take(TAG).take_while(|b| b.is_ascii() && *b != b'<').any(|b| b == b'>');
    content.is_ascii() && open && close()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_a_block_stays() {
        for (before, was, after) in [
            ("甲\n", "\u{200e}", "# 乙"),
            ("", "\u{200e}", "- 乙"),
            ("甲\n ", "\u{200e}", "12. 乙"),
            ("甲\n", "\u{200e}", "\n乙"),
            ("甲\n", "第", "1) 乙"),
        ] {
            assert!(opens_block(before, was, "", after), "{before:?} {was:?} {after:?}");
        }
        for (before, was, content, after) in [
            ("甲\n", "\u{200e}", "", "乙"),
            ("甲\n", "\u{200e}", "", "2023年"),
            ("甲", "\u{200e}", "", "# 乙"),
            ("", "-", "- ", "乙"),
            ("甲\n", ",", "，", "# 乙"),
        ] {
            assert!(!opens_block(before, was, content, after), "{before:?} {was:?} {after:?}");
        }
    }

    #[test]
    fn what_parts_a_tag_stays() {
        assert!(closes_tag("甲<tabl\n", "", "e>乙"));
        assert!(!closes_tag("甲<乙", "", ">丙"));
        assert!(!closes_tag("1<2 a", "", "3乙"));
        assert!(!closes_tag("甲<td", "，", ">"));
        assert!(!closes_tag("甲<td>", "", "b>"));
    }
}
