//! Dates of use: a house may write them as a card does, or as it would print them.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

/// What a date of use looks like, for the message on one that does not.
pub const EXPECTED_DATE: &str = "a date of use, such as 2024, 2024-03 or 2024年3月";

/// Reads a date of use: a year, a month or a day.
pub(super) fn date_of_use<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let Some(said) = Option::<String>::deserialize(from)? else { return Ok(None) };
    match plain(&said) {
        Some(date) => Ok(Some(date)),
        None => Err(D::Error::invalid_value(Unexpected::Str(&said), &EXPECTED_DATE)),
    }
}

/// `2024年3月18日` and `2024-3-18` as `2024-03-18`; nothing of what is no date.
fn plain(said: &str) -> Option<String> {
    let said: String = said.trim().replace(['年', '月'], "-");
    let said = said.trim_end_matches('日').trim_end_matches('-');
    let parts: Option<Vec<u16>> = said.split('-').map(number).collect();
    match parts?.as_slice() {
        [year @ 1800..=2199] => Some(format!("{year}")),
        [year @ 1800..=2199, month @ 1..=12] => Some(format!("{year}-{month:02}")),
        [year @ 1800..=2199, month @ 1..=12, day @ 1..=31] => Some(format!("{year}-{month:02}-{day:02}")),
        _ => None,
    }
}

fn number(digits: &str) -> Option<u16> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_date_is_read_in_either_form() {
        for said in ["2024-03", "2024-3", "2024年3月", " 2024年03月"] {
            assert_eq!(plain(said).as_deref(), Some("2024-03"), "{said}");
        }
        assert_eq!(plain("2024年").as_deref(), Some("2024"));
        assert_eq!(plain("2024年3月18日").as_deref(), Some("2024-03-18"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for said in ["", "2024年13月", "2024.3", "二〇二四年", "24-03", "2024年3月起", "+2024"] {
            assert_eq!(plain(said), None, "{said}");
        }
    }
}
