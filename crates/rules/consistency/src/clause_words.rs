//! What a figure is told of: the words before it in its clause.

use kanwu_plugin::context::before_any;
use kanwu_plugin::{Paragraph, Span};

/// What parts clauses.
const MARKS: [char; 10] = ['，', '、', '；', '。', '：', '】', '（', '）', '\n', '　'];

/// The words between the item before and item `i`, as far as they stand in its clause.
pub(crate) fn clause_words<'a>(paragraph: &Paragraph<'a>, i: usize) -> &'a str {
    let Some(item) = paragraph.items.get(i) else { return "" };
    let from = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
    let text = paragraph.of(Span::new(from.min(item.span().start), item.span().start));
    text.rsplit(MARKS).next().unwrap_or_default()
}

/// The words behind byte `at`, to the end of the clause.
pub(crate) fn words_behind<'a>(paragraph: &Paragraph<'a>, at: u32) -> &'a str {
    before_any(paragraph.after(at), &MARKS)
}
