//! Numbers of people are never printed whole: identity cards, mobile phones, bank cards.
//!
//! Masks keep the length in bytes and in characters, so that spans still hold.

use std::borrow::Cow;
use std::ops::Range;

use kanwu_card::Card;

/// Rules that find such numbers.
const GUARDED: [&str; 4] =
    ["identity-card-number", "mobile-number", "bank-card-number", "personal-number-spelt-apart"];

/// Whether findings of this rule show such numbers.
pub(crate) fn guards(card: &Card) -> bool {
    GUARDED.contains(&card.name.as_str())
}

/// What a report may print of `text`, the text at a place that a finding names: digits masked where the
/// rule finds numbers of people, all else as it stands.
pub fn excerpt<'t>(card: &Card, text: &'t str) -> Cow<'t, str> {
    if !guards(card) {
        return Cow::Borrowed(text);
    }
    // Shorter runs of digits are years, counts, the length that the message tells.
    masked(text, true, |run| run.digits >= 7)
}

/// What a report may print of `text` round a place: numbers shaped like those of people are masked, but
/// not where they are what a finding is about (`keep`, bytes).
pub(crate) fn surroundings<'t>(text: &'t str, keep: &[Range<usize>]) -> Cow<'t, str> {
    let is_kept = |run: &Run| keep.iter().any(|k| run.range.start < k.end && k.start < run.range.end);
    masked(text, false, |run| !is_kept(run) && run.looks_personal())
}

struct Run {
    range: Range<usize>,
    digits: usize,
    mobile: bool,
}

impl Run {
    fn looks_personal(&self) -> bool {
        (self.digits == 11 && self.mobile) || (15..=19).contains(&self.digits)
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        c => c.to_digit(10),
    }
}

fn masked(text: &str, spaced: bool, personal: impl Fn(&Run) -> bool) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    for run in runs(text, spaced).filter(personal) {
        let whole = out.get_or_insert_with(|| text.to_owned());
        let mut seen = 0;
        let hidden: String = text[run.range.clone()]
            .chars()
            .map(|c| {
                if digit(c).is_none() && !c.eq_ignore_ascii_case(&'x') {
                    return c;
                }
                seen += 1;
                // The first three tell the kind of number, the last two which of several it is.
                let kept = seen <= 3 || seen + 2 > run.digits;
                match c {
                    c if kept => c,
                    '０'..='９' => '＊',
                    _ => '*',
                }
            })
            .collect();
        whole.replace_range(run.range, &hidden);
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Runs of digits, an `X` at the end included; `spaced` runs go on over single blanks and hyphens.
fn runs(text: &str, spaced: bool) -> impl Iterator<Item = Run> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.by_ref().find(|(_, c)| digit(*c).is_some())?;
        let mut run = Run { range: start..start + first.len_utf8(), digits: 1, mobile: false };
        let mut second = None;
        while let Some(&(at, c)) = rest.peek() {
            let separates = || spaced && matches!(c, ' ' | '-') && at == run.range.end;
            if let Some(d) = digit(c) {
                second.get_or_insert(d);
                run.digits += 1;
                run.range.end = at + c.len_utf8();
            } else if c.eq_ignore_ascii_case(&'x') && run.digits == 17 {
                run.digits += 1;
                run.range.end = at + 1;
                rest.next();
                break;
            } else if !separates() {
                break;
            }
            rest.next();
        }
        run.mobile = digit(first) == Some(1) && second.is_some_and(|d| d >= 3);
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn numbers_of_people_are_masked() {
        let card = sample::card("TYP101");
        assert_eq!(excerpt(&card, "11010119900307003X"), "110*************3X");
        assert_eq!(excerpt(&card, "6222 0212-3456 7890"), "622* ****-**** **90");
        assert_eq!(excerpt(&card, "１３９００００１２３４"), "１３９＊＊＊＊＊＊３４");
        assert_eq!(excerpt(&card, "共18位"), "共18位");
        assert_eq!(excerpt(&sample::card("NUM013"), "13900001234"), "13900001234");
    }

    #[test]
    fn surroundings_keep_figures() {
        assert_eq!(
            surroundings("电话13900001234，产值12345678901元", &[]),
            "电话139******34，产值12345678901元"
        );
        assert_eq!(surroundings("2021 2022 2023 2024", &[]), "2021 2022 2023 2024");
        assert_eq!(surroundings("13900001234", std::slice::from_ref(&(0..3))), "13900001234");
    }
}
