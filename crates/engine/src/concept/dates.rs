//! A right form in a record of a year in which it was not yet, or no longer, in use.

use kanwu_card::concept::Concept;
use kanwu_plugin::context::has_any;
use kanwu_text::han;

use super::table::near_miss;

/// What ends a sentence.
const ENDS: &[char] = &['。', '！', '？', '\n'];

/// A year, and a month where one is told.
type Month = (i64, Option<i64>);

/// From when to when a form is in use.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    from: Option<Month>,
    to: Option<Month>,
    /// As the card tells it: `2019-02—2024-03`.
    pub told: String,
}

impl Dates {
    /// Of a concept that has any.
    pub(super) fn of(concept: &Concept) -> Option<Dates> {
        let (from, to) = (concept.from.as_deref(), concept.to.as_deref());
        let told = format!("{}—{}", from.unwrap_or_default(), to.unwrap_or_default());
        let dates = Dates { from: from.and_then(month), to: to.and_then(month), told };
        (dates.from.is_some() || dates.to.is_some()).then_some(dates)
    }

    /// Whether the form that stands at byte `at` is out of its time by the year that its sentence tells before it.
    pub(super) fn missed(&self, text: &str, at: u32) -> bool {
        let before = text.get(..at as usize).unwrap_or_default();
        let after = text.get(at as usize..).unwrap_or_default();
        let before = before.rsplit(ENDS).next().unwrap_or_default();
        let after = after.split(ENDS).next().unwrap_or_default();
        // 2019年2月，区政务办更名为区行政审批服务局: the sentence is about the change.
        if has_any(before, near_miss::CHANGED) || has_any(after, near_miss::CHANGED) {
            return false;
        }
        let Some(told) = last_month(before) else { return false };
        self.from.is_some_and(|from| is_before(told, from)) || self.to.is_some_and(|to| is_before(to, told))
    }
}

/// Whether `a` is surely earlier than `b`.
fn is_before(a: Month, b: Month) -> bool {
    a.0 < b.0 || (a.0 == b.0 && a.1.zip(b.1).is_some_and(|(a, b)| a < b))
}

/// Of a date as cards have it: `2024`, `2024-03`, `2024-03-18`.
fn month(date: &str) -> Option<Month> {
    let mut parts = date.split('-').map(str::parse::<i64>);
    let year = parts.next()?.ok()?;
    Some((year, parts.next().and_then(Result::ok)))
}

/// The last year that `text` tells, as 2024年 or 2024年3月; none where something lasts from or up to it.
fn last_month(text: &str) -> Option<Month> {
    text.rmatch_indices(han::YEAR).find_map(|(end, _)| {
        let before = text.get(..end)?;
        let digits = before.get(before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
        let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1900..2100).contains(year))?;
        let rest = text.get(end + han::YEAR.len_utf8()..)?;
        if near_miss::LASTING.iter().any(|word| rest.starts_with(word)) {
            return None;
        }
        let month = rest.split_once(han::MONTH).and_then(|(digits, _)| digits.parse().ok());
        Some((year, month.filter(|month| (1..=12).contains(month))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missed(text: &str) -> bool {
        let concept = Concept {
            from: Some("2019-02".to_owned()),
            to: Some("2024-03-18".to_owned()),
            ..Concept::default()
        };
        let at = text.find('局').unwrap() as u32;
        Dates::of(&concept).unwrap().missed(text, at)
    }

    #[test]
    fn a_form_is_held_against_the_year_of_its_sentence() {
        assert!(missed("2018年，局里办件2万件"));
        assert!(missed("2024年4月，局里办件2万件"));
        assert!(missed("2019年1月，局里办件2万件"));
        assert!(!missed("2019年，局里办件2万件"));
        assert!(!missed("2024年3月，局里办件2万件"));
        assert!(!missed("2018年建成。局里办件2万件"));
        assert!(!missed("2018年以来，局里办件2万件"));
        assert!(!missed("2018年，科室更名，局里办件2万件"));
        assert!(!missed("12018年，局里办件2万件"));
    }

    #[test]
    fn a_concept_without_dates_has_none() {
        assert!(Dates::of(&Concept::default()).is_none());
    }
}
