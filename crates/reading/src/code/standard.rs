//! Standard numbers: GB/T 15834—2011, DB11/T 1234—2020, ISO 9001.

use crate::view::View;

/// Prefixes that are certain.
const CERTAIN: &[&str] = &["GB", "GBZ", "GBJ", "CJJ", "JGJ", "ISO", "IEC", "IATF", "TSG", "CECS", "OHSAS"];
/// Prefixes that are letters of much else, too: a standard only with /T, or with a year.
const LIKELY: &[&str] = &[
    "HJ", "WS", "CY", "GA", "JT", "SN", "NY", "YY", "QB", "YD", "LY", "MZ", "HG", "SY", "DL", "SL", "TB",
    "AQ", "XF", "LB", "WH", "GY", "RB", "YC", "JB", "YB", "JC", "SB", "JR", "CJ", "JG", "SC", "MT", "DZ",
    "CB", "HB", "QX", "TD", "TY", "JY", "EN", "DIN", "ASTM", "AS", "T", "Q", "JTG", "DB", "DBJ", "SZDB",
    "GM", "WB", "NB", "BB", "FZ", "EJ", "XB", "YS",
];

/// Where the standard number that begins at `at` ends.
pub(crate) fn standard(view: View, at: usize) -> Option<usize> {
    let letters = |from: usize| view.rest(from).bytes().take_while(u8::is_ascii_uppercase).count();
    let prefix = view.text.get(at..at + letters(at))?;
    let certain = CERTAIN.contains(&prefix);
    if !certain && !LIKELY.contains(&prefix) {
        return None;
    }
    let mut end = at + prefix.len();
    if prefix.starts_with("DB") {
        end = view.digits_end(end);
    }
    let mut marked = false;
    if matches!(view.byte(end), b'/') {
        let suffix = letters(end + 1);
        if !(1..=8).contains(&suffix) {
            return None;
        }
        end += 1 + suffix;
        marked = true;
    }
    let number_at = view.skip_blank(end);
    end = view.digits_end(number_at);
    if end == number_at || end - number_at > 6 {
        return None;
    }
    loop {
        let mark = view.at(end);
        let next = end + mark.map_or(0, char::len_utf8);
        let goes_on =
            mark.is_some_and(|c| matches!(c, '.' | '-' | '—' | '–' | '－' | ':' | '：' | '～' | '~'));
        let stop = view.digits_end(next);
        if !goes_on || stop == next {
            break;
        }
        marked |= stop - next == 4;
        end = stop;
    }
    (certain || marked).then_some(end)
}
