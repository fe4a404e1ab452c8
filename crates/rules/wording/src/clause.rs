//! The stretch between two points, round a place in a paragraph.

use kanwu_plugin::Paragraph;
use kanwu_plugin::context::{head, tail};

/// What ends a stretch. 顿号 and quotation marks do not.
const ENDS: [char; 16] =
    ['，', '。', '；', '：', '！', '？', '（', '）', '】', '〕', '\n', ',', ';', ':', '(', ')'];

/// No stretch is followed further than so many characters, so that time stays linear.
const REACH: usize = 60;

/// The stretch up to byte `at`.
pub(crate) fn part_before<'a>(cx: &Paragraph<'a>, at: u32) -> &'a str {
    let near = tail(cx.before(at), REACH);
    let from = near.char_indices().rev().find(|(_, c)| ENDS.contains(c)).map_or(0, |(n, c)| n + c.len_utf8());
    near.get(from..).unwrap_or_default().trim_start()
}

/// The stretch from byte `at` on.
pub(crate) fn part_after<'a>(cx: &Paragraph<'a>, at: u32) -> &'a str {
    let near = head(cx.after(at), REACH);
    near.get(..near.find(ENDS).unwrap_or(near.len())).unwrap_or_default()
}

/// The mark that ends the stretch from byte `at` on; none where it goes on beyond what is looked at.
pub(crate) fn mark_after(cx: &Paragraph<'_>, at: u32) -> Option<char> {
    let rest = part_after(cx, at);
    cx.char_after(at + rest.len() as u32).filter(|c| ENDS.contains(c))
}

/// Whether the stretch from byte `at` on is empty: a mark or the end of the paragraph follows.
pub(crate) fn ends_at(cx: &Paragraph<'_>, at: u32) -> bool {
    part_after(cx, at).is_empty()
}
