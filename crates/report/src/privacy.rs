//! Numbers of people are never printed whole: identity cards, mobile phones, bank cards, plates of cars, in any spelling.
//!
//! Masks keep the length in bytes and in characters, so that spans still hold.

use std::borrow::Cow;
use std::ops::Range;

use kanwu_card::{Card, Words};
use kanwu_plugin::reading::personal_number::{
    all_masked, digit_groups, masked, may_be_identity, may_have_digits,
};

/// Rules that find such numbers.
const GUARDED: [&str; 4] =
    ["identity-card-number", "mobile-number", "bank-card-number", "personal-number-spelt-apart"];

/// The argument of messages that holds such a number masked.
const MASKED: &str = "{masked}";

/// Digits of the shortest number of a person, or of what is left of one.
const FEWEST: usize = 7;

/// The first byte of characters of full width.
const FULL_WIDTH: u8 = 0xEF;

/// Digits that a plate has at least.
const OF_PLATE: usize = 2;

/// Digits of an identity card without its check character.
const IDENTITY_UNCHECKED: usize = 17;

/// Whether findings of this rule show such numbers.
pub(crate) fn guards(card: &Card) -> bool {
    let told = |words: &Words| {
        words.what.contains(MASKED) || words.variants.values().any(|variant| variant.what.contains(MASKED))
    };
    GUARDED.contains(&card.name.as_str()) || told(&card.zh)
}

/// What a report may print of `text`, the text at a place that a finding names: numbers of people masked, and
/// where the rule finds such numbers all digits but a few; all else as it stands.
pub fn excerpt<'t>(card: &Card, text: &'t str) -> Cow<'t, str> {
    if !guards(card) {
        return personal(text);
    }
    let known = personal(text);
    // Shorter runs of digits are years, counts, the length that the message tells.
    let long = digit_groups(&known).into_iter().filter(|group| group.digits().len() >= FEWEST);
    let long: Vec<_> = long.map(|group| (group.bytes(), group.digits().len())).collect();
    masked_too(known, long)
}

/// `text` with the numbers of people in it masked.
pub(crate) fn personal(text: &str) -> Cow<'_, str> {
    let digits = text.bytes().filter(|b| b.is_ascii_digit() || *b == FULL_WIDTH);
    // Most texts have neither the digits of a number nor what a plate has.
    if digits.take(FEWEST).count() < FEWEST && !may_have_plate(text) {
        return Cow::Borrowed(text);
    }
    let known = all_masked(text);
    if !may_have_digits(&known, IDENTITY_UNCHECKED) {
        return known;
    }
    let groups = digit_groups(&known).into_iter().filter(|group| may_be_identity(group.digits()));
    let parts: Vec<_> = groups.map(|group| (group.bytes(), group.digits().len())).collect();
    masked_too(known, parts)
}

/// Whether there are a letter and digits enough for the plate of a car, in half width: others count as digits.
fn may_have_plate(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphabetic())
        && text.bytes().filter(u8::is_ascii_digit).take(OF_PLATE).count() == OF_PLATE
}

/// What a report may print of `text` round a place: numbers of people are masked, and numbers as long as those
/// of cards, but the latter not where they are what a finding is about (`keep`, bytes).
pub(crate) fn surroundings<'t>(text: &'t str, keep: &[Range<usize>]) -> Cow<'t, str> {
    let known = personal(text);
    let is_kept = |at: &Range<usize>| keep.iter().any(|k| at.start < k.end && k.start < at.end);
    let runs = digit_groups(text).into_iter().flat_map(|group| group.runs());
    let long: Vec<_> = runs.filter(|(at, digits)| (15..=19).contains(digits) && !is_kept(at)).collect();
    // Masks keep places.
    masked_too(known, long)
}

/// The text with the numbers at these places masked as well; each with how many digits it has.
fn masked_too(mut text: Cow<'_, str>, numbers: Vec<(Range<usize>, usize)>) -> Cow<'_, str> {
    for (at, digits) in numbers {
        let Some(number) = text.get(at.clone()) else { continue };
        let number = masked(number, digits);
        text.to_mut().replace_range(at, &number);
    }
    text
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
        assert_eq!(excerpt(&sample::card("NUM013"), "１３９ 0000-1234"), "１３９ ****-**34");
        assert_eq!(excerpt(&sample::card("NUM013"), "13900001234元"), "13900001234元");
    }

    #[test]
    fn plates_are_masked_without_other_numbers() {
        let card = sample::card("NUM013");
        assert_eq!(excerpt(&card, "冀F23K61肇事逃逸"), "冀F2**61肇事逃逸");
        assert_eq!(excerpt(&card, "冀F·23K61"), "冀F·***61");
        assert_eq!(surroundings("驾驶晋B7Q852轿车", &[]), "驾驶晋B7**52轿车");
        assert_eq!(excerpt(&card, "产品A12合格"), "产品A12合格");
    }

    #[test]
    fn an_identity_card_without_its_last_character_is_masked() {
        let card = sample::card("NUM013");
        assert_eq!(
            excerpt(&card, "１１０１０５１９９００３０７００３"),
            "１１０＊＊＊＊＊＊＊＊＊＊＊＊０３"
        );
        assert_eq!(excerpt(&card, "改为“11010519900307003”"), "改为“110************03”");
    }

    #[test]
    fn plates_of_cars_are_masked() {
        let card = sample::card("TYP101");
        assert_eq!(excerpt(&card, "辽A·12D45"), "辽A·***45");
        assert_eq!(excerpt(&card, "辽A12345"), "辽A1**45");
        assert_eq!(excerpt(&sample::card("NUM013"), "车牌号为辽A·12345"), "车牌号为辽A·***45");
        assert_eq!(excerpt(&sample::card("NUM013"), "建成A座12层"), "建成A座12层");
        assert_eq!(surroundings("牌号辽A·12345。", &[]), "牌号辽A·***45。");
    }

    #[test]
    fn surroundings_keep_figures() {
        assert_eq!(
            surroundings("电话13900001234，产值12345678901元", &[]),
            "电话139******34，产值12345678901元"
        );
        assert_eq!(surroundings("2021 2022 2023 2024", &[]), "2021 2022 2023 2024");
        let card = "622202120201234";
        assert_eq!(surroundings(card, std::slice::from_ref(&(0..3))), card);
        assert_eq!(surroundings(card, &[]), "622**********34");
        assert_eq!(surroundings("电话+86 139-0000-1234", &[]), "电话+86 139-****-**34");
    }
}
