//! How a text says that a figure changed: the verb, the base and the result.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::text::han;
use kanwu_plugin::{Paragraph, Span};

use crate::table::change_words as words;

/// So many characters at the most stand between base and result.
const LONGEST_LINK: usize = 6;

/// Whether a verb of change is one of a rise; `None` where it is no such verb.
pub(crate) fn rises(text: &str) -> Option<bool> {
    let text = text.trim_end_matches(words::AFTER_VERB).trim();
    let verb = words::BEFORE_CHANGE.iter().fold(text, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    if words::RISE.contains(&verb) { Some(true) } else { words::FALL.contains(&verb).then_some(false) }
}

/// Whether `from` and `to` are base and result of one change: 由…增至….
pub(crate) fn is_change(paragraph: &Paragraph<'_>, from: &Quantity, to: &Quantity) -> bool {
    let link = paragraph.of(Span::new(from.span.end, to.span.start)).trim();
    // 增加到2022年的300万株: the result may carry its year.
    let link = without_year(link);
    let by_verb = starts_any(link, words::LINK_START)
        && ends_any(link, words::LINK_END)
        && link.chars().count() <= LONGEST_LINK;
    // 由2021年的100亿元: the base may carry its year.
    let opens = paragraph.of(Span::new(sentence_start(paragraph, from.span.start), from.span.start));
    let clause = opens.rsplit('，').next().unwrap_or_default();
    // 120例增至150例: the verb tells by itself that a base stands before it, unless that is the amount of a change.
    let told = by_verb && !ends_any(clause.trim_end_matches(words::AFTER_VERB), words::AMOUNT_OF_CHANGE);
    told || words::BARE_LINK.contains(&link) && has_any(clause, words::BEFORE_BASE)
}

/// What follows a figure, without the mark before it.
pub(crate) fn after_mark(text: &str) -> &str {
    text.trim().trim_start_matches(['，', '（', '、', ' '])
}

/// `text` without 2022年的 or 2022年 at its end.
fn without_year(text: &str) -> &str {
    let Some(rest) = text.strip_suffix(han::OF).unwrap_or(text).strip_suffix(han::YEAR) else { return text };
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if rest.len() == digits.len() + 4 { digits } else { text }
}
