//! The Gregorian calendar.

use super::Weekday;

/// Days in a month; February has 29 where the year is not known, and an impossible month none.
pub fn days_in_month(year: Option<i32>, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The weekday of a date, by Zeller's congruence.
pub(super) fn weekday(year: i32, month: u8, day: u8) -> Option<Weekday> {
    let month = i32::from(month);
    let (year, month) = if month < 3 { (year.checked_sub(1)?, month + 12) } else { (year, month) };
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let sum = i32::from(day) + (13 * (month + 1)) / 5 + rest + rest / 4 + century.div_euclid(4) + 5 * century;
    let from_saturday = sum.rem_euclid(7);
    Weekday::ALL.get(usize::try_from((from_saturday + 5).rem_euclid(7)).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months() {
        assert_eq!(days_in_month(Some(2023), 2), 28);
        assert_eq!(days_in_month(Some(2024), 2), 29);
        assert_eq!(days_in_month(Some(1900), 2), 28);
        assert_eq!(days_in_month(Some(2000), 2), 29);
        assert_eq!(days_in_month(None, 2), 29);
        assert_eq!(days_in_month(None, 13), 0);
    }

    #[test]
    fn weekdays() {
        assert_eq!(weekday(2024, 5, 1), Some(Weekday::Wednesday));
        assert_eq!(weekday(2023, 1, 1), Some(Weekday::Sunday));
        assert_eq!(weekday(2024, 2, 29), Some(Weekday::Thursday));
        assert_eq!(weekday(1949, 10, 1), Some(Weekday::Saturday));
    }
}
