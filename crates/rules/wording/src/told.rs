//! What the rules on set formulas share: the year that a sentence tells, and lists of members in a row.

use kanwu_plugin::context::{sentence_before, starts_any};
use kanwu_plugin::{Finding, Paragraph, Variant, Zone};

use crate::table::formulas::{JOINERS, YEAR_OF_OTHER_AFTER, YEAR_OF_OTHER_BEFORE};

/// The last year that the sentence tells before byte `at`, as `2009年`. A year from or up to which something
/// lasts is not the year of the event.
pub(crate) fn year_before(paragraph: &Paragraph<'_>, at: u32) -> Option<i64> {
    let before = sentence_before(paragraph, at);
    let (end, _) = before.rmatch_indices('年').find(|(i, _)| year_at(before, *i).is_some())?;
    let after = before.get(end + '年'.len_utf8()..)?;
    if starts_any(after, YEAR_OF_OTHER_AFTER) {
        return None;
    }
    year_at(before, end)
}

/// The four digits that end at `end`.
fn year_at(text: &str, end: usize) -> Option<i64> {
    let digits = text.get(end.checked_sub(4)?..end)?;
    let alone =
        !text.get(..end - 4)?.ends_with(|c: char| c.is_ascii_digit() || YEAR_OF_OTHER_BEFORE.contains(&c));
    let year = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    (alone && (1900..2100).contains(&year)).then_some(year)
}

/// The message for a text printed as it was, where the original is asked first; else the main one.
pub(crate) fn worded(paragraph: &Paragraph<'_>, finding: Finding, original: Variant) -> Finding {
    if paragraph.zone() == Zone::Verbatim { finding.variant(original) } else { finding }
}

/// What joins two members at the head of the text.
pub(crate) fn joiner(text: &str) -> Option<&'static str> {
    JOINERS.iter().copied().find(|j| text.starts_with(j))
}

/// The text without what joins a member to it.
pub(crate) fn without_joiner(text: &str) -> Option<&str> {
    JOINERS.iter().find_map(|j| text.strip_suffix(j))
}
