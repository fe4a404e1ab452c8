//! The stretch between two points, round a place in a paragraph.

use kanwu_plugin::Paragraph;

/// What ends a stretch. 顿号 and quotation marks do not.
const ENDS: [char; 16] =
    ['，', '。', '；', '：', '！', '？', '（', '）', '】', '〕', '\n', ',', ';', ':', '(', ')'];

fn ends(c: char) -> bool {
    // Most characters are Han, and no mark.
    !('\u{4e00}'..='\u{9fff}').contains(&c) && ENDS.contains(&c)
}

/// No stretch is followed further than so many characters, so that time stays linear.
const REACH: usize = 60;

/// The stretch up to byte `at`.
pub(crate) fn part_before<'a>(cx: &Paragraph<'a>, at: u32) -> &'a str {
    let before = cx.before(at);
    let part = before.char_indices().rev().take(REACH).take_while(|(_, c)| !ends(*c));
    let from = part.last().map_or(before.len(), |(n, _)| n);
    before.get(from..).unwrap_or_default().trim_start()
}

/// The stretch from byte `at` on.
pub(crate) fn part_after<'a>(cx: &Paragraph<'a>, at: u32) -> &'a str {
    let after = cx.after(at);
    let part = after.char_indices().take(REACH).take_while(|(_, c)| !ends(*c));
    let to = part.last().map_or(0, |(n, c)| n + c.len_utf8());
    after.get(..to).unwrap_or_default()
}

/// The mark that ends the stretch from byte `at` on; none where it goes on beyond what is looked at.
pub(crate) fn mark_after(cx: &Paragraph<'_>, at: u32) -> Option<char> {
    let rest = part_after(cx, at);
    cx.char_after(at + rest.len() as u32).filter(|c| ends(*c))
}

/// Whether the stretch from byte `at` on is empty: a mark or the end of the paragraph follows.
pub(crate) fn ends_at(cx: &Paragraph<'_>, at: u32) -> bool {
    part_after(cx, at).is_empty()
}
