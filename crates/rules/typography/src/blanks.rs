//! What stands round a blank or a character.

use kanwu_plugin::{LocalContext, TokenKind as K};

/// How many characters at the start of a paragraph may be a date head, a name or an ordinal, after which a blank
/// is layout: 23日 某区召开会议.
const HEAD: usize = 12;

/// The nearest token on one side of token `i` that is no blank.
pub(crate) fn beyond(cx: &LocalContext<'_>, i: usize, forward: bool) -> Option<usize> {
    let mut at = i;
    loop {
        at = if forward { at.checked_add(1)? } else { at.checked_sub(1)? };
        if !cx.kind(at)?.is_space() {
            return Some(at);
        }
    }
}

/// Whether byte `at` stands so near the start of its paragraph that a blank there is layout.
pub(crate) fn near_start(cx: &LocalContext<'_>, at: u32) -> bool {
    let head = cx.reading.head.end;
    let from = if head <= at { head } else { 0 };
    cx.before(at).get(from as usize..).is_some_and(|t| {
        t.trim_start().chars().nth(HEAD).is_none() && !t.contains(['，', '。', '；', '、', '：'])
    })
}

/// Whether the paragraph is running text: it has a comma or full stop.
pub(crate) fn is_running(cx: &LocalContext<'_>) -> bool {
    cx.has(K::FullComma.bit() | K::FullStop.bit() | K::Comma.bit())
}

/// Whether token `i` is a blank of the text, not one that parts columns.
pub(crate) fn is_blank(cx: &LocalContext<'_>, i: usize) -> bool {
    cx.kind(i) == Some(K::Space) && !cx.token_text(i).contains('\t') && cx.token_text(i).len() <= 2
}
