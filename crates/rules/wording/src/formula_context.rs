//! What the rules on set formulas share: the year that a sentence tells, and lists of members in a row.

use kanwu_plugin::context::{before_any, sentence_before, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Variant, Zone};

use crate::table::formulas::{DAYS, JOINERS, YEAR_OF_OTHER_AFTER, YEAR_OF_OTHER_BEFORE};

/// What a clause ends in.
const CLAUSE_ENDS: &[char] = &['，', '。', '；', '！', '？', '\n'];

/// The last year that the sentence tells before byte `at`, as `2009年`. A year from or up to which something
/// lasts is not the year of the event, and of such a sentence the event's year is not known.
pub(crate) fn year_before(paragraph: &Paragraph<'_>, at: u32) -> Option<i64> {
    let before = sentence_before(paragraph, at);
    let (end, (start, year)) =
        before.rmatch_indices(han::YEAR).find_map(|(i, _)| Some((i, year_at(before, i)?)))?;
    let after = before.get(end + han::YEAR.len_utf8()..)?;
    let lasts = before.get(..start)?.ends_with(|c: char| YEAR_OF_OTHER_BEFORE.contains(&c));
    (!lasts && !starts_any(after, YEAR_OF_OTHER_AFTER)).then_some(year)
}

/// A date that a sentence tells before a place.
pub(crate) struct Told<'t> {
    pub year: i64,
    pub month: Option<i64>,
    /// What stands between the date and the place.
    pub between: &'t str,
}

/// The last date that the sentence tells before byte `at`, with its month where it has one.
pub(crate) fn date_before<'t>(paragraph: &Paragraph<'t>, at: u32) -> Option<Told<'t>> {
    let before = sentence_before(paragraph, at);
    let (end, (_, year)) =
        before.rmatch_indices(han::YEAR).find_map(|(i, _)| Some((i, year_at(before, i)?)))?;
    let rest = before.get(end + han::YEAR.len_utf8()..)?;
    let (month, rest) = match month_at(rest) {
        Some((month, rest)) => (Some(month), rest),
        None => (None, rest),
    };
    let between = rest.trim_start_matches(|c: char| c.is_ascii_digit() || DAYS.contains(&c));
    Some(Told { year, month, between })
}

/// The first date of the clause that goes on at byte `at`: 1997年 in 题词1997年赠送.
pub(crate) fn date_after(paragraph: &Paragraph<'_>, at: u32) -> Option<(i64, Option<i64>)> {
    let clause = before_any(paragraph.after(at), CLAUSE_ENDS);
    let (start, year) = clause.match_indices(han::YEAR).find_map(|(i, _)| year_at(clause, i))?;
    date_at(clause.get(start..)?).or(Some((year, None)))
}

/// The year and the month that the text begins with.
pub(crate) fn date_at(text: &str) -> Option<(i64, Option<i64>)> {
    let end = text.find(han::YEAR).filter(|end| *end <= 4 * han::YEAR.len_utf8())?;
    let (start, year) = year_at(text, end)?;
    let rest = text.get(end + han::YEAR.len_utf8()..)?;
    (start == 0).then_some((year, month_at(rest).map(|(month, _)| month)))
}

/// The month that the text begins with, and the rest.
fn month_at(text: &str) -> Option<(i64, &str)> {
    let (digits, rest) = text.split_once(han::MONTH)?;
    let month = digits.parse::<i64>().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, rest))
}

/// The year whose four digits, ASCII or Han, end at `end`, and where they begin.
fn year_at(text: &str, end: usize) -> Option<(usize, i64)> {
    let before = text.get(..end)?;
    let start = before.char_indices().rev().nth(3)?.0;
    let digits = before.get(start..)?;
    let alone = !before.get(..start)?.ends_with(|c: char| digit(c).is_some());
    let year = digits.chars().try_fold(0, |year, c| digit(c).map(|d| year * 10 + d))?;
    (alone && (1900..2100).contains(&year)).then_some((start, year))
}

fn digit(c: char) -> Option<i64> {
    let han = || "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|d| i64::try_from(d).ok());
    c.to_digit(10).map(i64::from).or_else(han)
}

/// Reports with the message named, or with the main one as [`worded`] has it.
pub(crate) fn report(
    cx: &mut LocalContext<'_>,
    finding: Finding,
    variant: Option<Variant>,
    original: Variant,
) {
    let finding = match variant {
        Some(variant) => finding.variant(variant),
        None => worded(cx.paragraph(), finding, original),
    };
    cx.push(finding);
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
