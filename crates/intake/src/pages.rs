//! Page marks: form feeds, as programs that turn books into text write them, and comments that carry the
//! printed number, `<!-- page: 123 -->`.
//!
//! - A form feed ends a page. So a source with a form feed has a first page, from offset 0 on, and each
//!   form feed begins the next.
//! - A comment begins a page with that label, and the label holds from the end of the comment. What stands
//!   before the first comment is on no known page, unless a form feed gives the source a first page.
//! - A comment that comes first on a page without a label (only white space before it) does not begin
//!   another page: it says what is printed on that one.
//!
//! The marks stay in the text.

use kanwu_text::{PageMark, SourceSpan};

const FORM_FEED: u8 = 0x0C;

/// The page marks of `text`, in order.
pub fn page_marks(text: &str) -> Vec<PageMark> {
    let mut pages = Vec::new();
    if memchr::memchr(FORM_FEED, text.as_bytes()).is_some() {
        push(&mut pages, 0, None);
    }
    for at in memchr::memchr2_iter(FORM_FEED, b'<', text.as_bytes()) {
        let here = text.get(at..).unwrap_or_default();
        if here.as_bytes().first() == Some(&FORM_FEED) {
            push(&mut pages, at + 1, None);
        } else if let Some((label, len)) = comment(here) {
            match pages.last_mut() {
                Some(page) if page.label.is_none() && is_blank(text, page.at, at) => page.label = Some(label),
                _ => push(&mut pages, at + len, Some(label)),
            }
        }
    }
    pages
}

fn push(pages: &mut Vec<PageMark>, at: usize, label: Option<u32>) {
    let ordinal = SourceSpan::of(0..pages.len() + 1).end;
    pages.push(PageMark { at: SourceSpan::of(0..at).end, ordinal, label });
}

fn is_blank(text: &str, from: u32, to: usize) -> bool {
    text.get(from as usize..to).is_some_and(|between| between.trim().is_empty())
}

/// The label and the length in bytes of the page comment that `text` begins with.
fn comment(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix("<!--")?.trim_start().strip_prefix("page")?.trim_start();
    let number = inside.strip_prefix(':')?.trim_start();
    let (digits, rest) = number.split_at(number.find(|c: char| !c.is_ascii_digit())?);
    let after = rest.trim_start().strip_prefix("-->")?;
    Some((digits.parse().ok()?, text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marks(text: &str) -> Vec<(u32, u32, Option<u32>)> {
        page_marks(text).into_iter().map(|page| (page.at, page.ordinal, page.label)).collect()
    }

    #[test]
    fn no_marks_no_pages() {
        assert_eq!(marks("清河区概况\n<!-- 待核 -->\n<table>"), []);
    }

    #[test]
    fn form_feeds_end_pages() {
        assert_eq!(marks("甲\u{c}乙\n\u{c}"), [(0, 1, None), (4, 2, None), (9, 3, None)]);
    }

    #[test]
    fn comments_label_pages_from_there() {
        assert_eq!(marks("甲<!-- page: 12 -->乙<!--page:13-->"), [(20, 1, Some(12)), (37, 2, Some(13))]);
    }

    #[test]
    fn a_comment_first_on_a_page_labels_that_page() {
        assert_eq!(
            marks("<!-- page: 4 -->甲\u{c}\n<!-- page: 5 -->乙\u{c}丙<!-- page: 7 -->"),
            [(0, 1, Some(4)), (20, 2, Some(5)), (41, 3, None), (60, 4, Some(7))]
        );
    }

    #[test]
    fn two_comments_in_a_row_are_two_pages() {
        assert_eq!(marks("<!-- page: 4 --><!-- page: 5 -->"), [(16, 1, Some(4)), (32, 2, Some(5))]);
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "<!-- page: -->",
            "<!-- page 4 -->",
            "<!-- page: 4",
            "<!-- pages: 4 -->",
            "<!-- page: 99999999999 -->",
        ] {
            assert_eq!(marks(text), []);
        }
    }

    proptest! {
        #[test]
        fn marks_are_counted_and_in_order(text in "(甲|\u{c}|\n|<!-- page: [0-9]{1,3} -->|<){0,20}") {
            let pages = page_marks(&text);
            for (i, page) in pages.iter().enumerate() {
                prop_assert_eq!(page.ordinal as usize, i + 1);
                prop_assert!(text.is_char_boundary(page.at as usize));
            }
            prop_assert!(pages.windows(2).all(|pair| pair[0].at < pair[1].at));
        }
    }
}
