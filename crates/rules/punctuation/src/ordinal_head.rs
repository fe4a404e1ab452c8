//! 序次语 at the head of a paragraph: 一、 （一） 1. （1） ①, each with its own point or none.

use kanwu_plugin::LocalContext;
use kanwu_plugin::text::han;

/// The first token that is no blank.
pub(crate) fn first_solid(cx: &LocalContext<'_>) -> Option<usize> {
    cx.tokens.iter().take(3).position(|t| !t.kind.is_space())
}

/// Whether a text is a Han number of at most three characters.
pub(crate) fn is_han_number(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 3 && text.chars().all(han::is_figure)
}
