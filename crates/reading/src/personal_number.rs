//! Numbers of persons in any spelling: of mobile telephones, identity cards and accounts, and plates of cars. Width is
//! folded, blanks and hyphens between are passed over, and so is +86: one step for the rules that find such numbers and
//! for the reports that mask them.

use std::borrow::Cow;

use kanwu_text::ReadingSpan;

use crate::table::personal_numbers::{BEFORE_ACCOUNT, GAP, PROVINCE};

/// A telephone number is the shortest of them.
const FEWEST: usize = 11;

/// No number has more groups.
const GROUPS: usize = 6;

/// What sort of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 手机号.
    Mobile,
    /// 公民身份号码.
    Identity,
    /// 银行账号, 卡号.
    Account,
    /// 机动车号牌.
    Plate,
}

/// A number of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalNumber {
    /// Where it stands, with `+86` before it.
    pub span: ReadingSpan,
    /// What sort.
    pub kind: Kind,
    /// Whether it is written in a way of its own: full-width, in groups, with `86` before it. The plain spelling is
    /// read as an item of the text.
    pub apart: bool,
    /// Whether blanks part it: in a table a row of figures may look the same.
    pub by_blanks: bool,
}

/// The numbers of persons in a text, in order.
pub fn numbers(text: &str) -> Vec<PersonalNumber> {
    let mut out = Vec::new();
    let runs = runs(text);
    if runs.iter().map(|run| run.digits.len()).sum::<usize>() >= FEWEST {
        let mut i = 0;
        while i < runs.len() {
            let count = group(&runs[i..]);
            out.extend(runs.get(i..i + count).and_then(|group| number(text, group)));
            i += count.max(1);
        }
    }
    out.extend(plates(text));
    out.sort_by_key(|number| number.span.start);
    out
}

/// The text with every number of a person masked but for its first three and last two characters. The mask keeps the
/// length in bytes and in characters, so that spans still hold.
pub fn masked(text: &str) -> Cow<'_, str> {
    let numbers = numbers(text);
    if numbers.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for number in numbers {
        let Some(at) = text.get(number.span.range()) else { continue };
        out.push_str(text.get(done..number.span.start as usize).unwrap_or_default());
        out.push_str(&mask(at));
        done = number.span.end as usize;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// A number with what is not its first three and last two signs hidden.
pub fn mask(number: &str) -> String {
    let is_sign = |c: &char| fold(*c).is_ascii_alphanumeric();
    let count = number.chars().filter(is_sign).count();
    let mut seen = 0;
    let hidden = number.chars().map(|c| {
        if !is_sign(&c) {
            return c;
        }
        seen += 1;
        match c {
            c if seen <= 3 || seen + 2 > count => c,
            c if c.is_ascii() => '*',
            _ => '＊',
        }
    });
    hidden.collect()
}

/// The last `count` characters of a text.
fn tail(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Digits that stand together.
struct Run {
    start: usize,
    end: usize,
    /// In half width.
    digits: String,
    /// Whether some are full-width.
    wide: bool,
    /// The character between this run and the next, where one gap parts them.
    gap: Option<char>,
}

/// The character in half width, where it has one.
fn fold(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c)
        }
        _ => c,
    }
}

/// Whether the character may part the digits of one number. A table of characters holds no blanks.
fn is_gap(c: char) -> bool {
    GAP.contains(&c) || matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

fn runs(text: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut gap = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let folded = fold(c);
        let last = out.last_mut();
        // The check character of an identity card.
        let check = matches!(folded, 'X' | 'x') && last.as_ref().is_some_and(|run| run.end == at);
        if folded.is_ascii_digit() || check {
            match last {
                Some(run) if run.end == at => {
                    run.end = end;
                    run.digits.push(folded.to_ascii_uppercase());
                    run.wide |= folded != c;
                }
                last => {
                    let joined =
                        last.filter(|run| gap.is_some_and(|(from, to, _)| run.end == from && to == at));
                    if let (Some(run), Some((_, _, mark))) = (joined, gap) {
                        run.gap = Some(mark);
                    }
                    out.push(Run {
                        start: at,
                        end,
                        digits: folded.to_string(),
                        wide: folded != c,
                        gap: None,
                    });
                }
            }
            gap = None;
        } else {
            gap = is_gap(c).then_some((at, end, c));
        }
    }
    out
}

/// How many runs are joined from the first on.
fn group(runs: &[Run]) -> usize {
    runs.iter().position(|run| run.gap.is_none()).map_or(runs.len(), |last| last + 1)
}

/// The number that the whole group is.
fn number(text: &str, group: &[Run]) -> Option<PersonalNumber> {
    let (first, last) = (group.first()?, group.last()?);
    if group.len() > GROUPS {
        return None;
    }
    let all: String = group.iter().map(|run| run.digits.as_str()).collect();
    let bare = all.strip_prefix("86").filter(|rest| rest.len() == FEWEST);
    let apart = group.len() > 1 || group.iter().any(|run| run.wide) || bare.is_some();
    let sizes: Vec<usize> = group.iter().map(|run| run.digits.len()).collect();
    let mut start = first.start;
    let head = text.get(..start).unwrap_or_default();
    let kind = if is_mobile(bare.unwrap_or(&all)) && mobile_sizes(&sizes) {
        start -= head.chars().next_back().filter(|c| matches!(c, '+' | '＋')).map_or(0, char::len_utf8);
        Kind::Mobile
    } else if is_identity(&all) && sizes.iter().all(|n| matches!(n, 4 | 6 | 8 | 10 | 12 | 14 | 18)) {
        Kind::Identity
    } else if (is_account(&all, head) && sizes.iter().all(|n| *n >= 2)) || is_card(&all, &sizes) {
        Kind::Account
    } else {
        return None;
    };
    let by_blanks = group.iter().any(|run| run.gap.is_some_and(char::is_whitespace));
    Some(PersonalNumber { span: ReadingSpan::of(start..last.end), kind, apart, by_blanks })
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == FEWEST && bytes.first() == Some(&b'1') && matches!(bytes.get(1), Some(b'3'..=b'9'))
}

/// 138-0013-8000, 86 138 0013 8000, 1380013-8000
fn mobile_sizes(sizes: &[usize]) -> bool {
    let own = if sizes.first() == Some(&2) { sizes.get(1..).unwrap_or_default() } else { sizes };
    matches!(own, [11] | [13] | [3, 4, 4] | [3, 8] | [7, 4] | [4, 3, 4] | [5, 4, 4])
}

/// Eighteen characters with a day of birth in the middle.
fn is_identity(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let shape = digits.len() == 18 && digits.find('X').is_none_or(|at| at == 17);
    shape && (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// A bank card of China UnionPay, written in groups of four as it is printed on the card.
fn is_card(digits: &str, sizes: &[usize]) -> bool {
    let (last, whole) = sizes.split_last().map_or((0, &[][..]), |(last, whole)| (*last, whole));
    let grouped = whole.len() >= 3 && whole.iter().all(|n| *n == 4) && (1..=4).contains(&last);
    (16..=19).contains(&digits.len()) && digits.starts_with("62") && grouped
}

fn is_account(digits: &str, head: &str) -> bool {
    (12..=21).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && BEFORE_ACCOUNT.iter().any(|word| tail(head, 10).contains(word))
}

/// 辽A·12B45: a province, a letter, five or six characters with two digits at least.
fn plates(text: &str) -> Vec<PersonalNumber> {
    let mut out = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| PROVINCE.contains(c)) {
        let mut rest = text.get(at + c.len_utf8()..).unwrap_or_default().char_indices().peekable();
        let letter = rest.next().is_some_and(|(_, c)| fold(c).is_ascii_uppercase());
        if !letter {
            continue;
        }
        rest.next_if(|(_, c)| is_gap(*c));
        let mut end = 0;
        let (mut count, mut digits) = (0, 0);
        while let Some((i, c)) = rest.next_if(|(_, c)| matches!(fold(*c), '0'..='9' | 'A'..='Z')) {
            end = i + c.len_utf8();
            count += 1;
            digits += usize::from(fold(c).is_ascii_digit());
        }
        if matches!(count, 5 | 6) && digits >= 2 {
            let span = ReadingSpan::of(at..at + c.len_utf8() + end);
            out.push(PersonalNumber { span, kind: Kind::Plate, apart: true, by_blanks: false });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind)> {
        numbers(text).into_iter().map(|number| (number.span.of_text(text), number.kind)).collect()
    }

    #[test]
    fn a_number_is_known_in_any_spelling() {
        for text in
            ["13800138000", "138-0013-8000", "１３８００１３８０００", "+86 138 0013 8000", "8613800138000"]
        {
            assert_eq!(found(text), [(text, Kind::Mobile)], "{text}");
        }
        assert_eq!(
            found("汇入6217 0000 0000 0000 000（建行）"),
            [("6217 0000 0000 0000 000", Kind::Account)]
        );
        assert_eq!(found("辽A·12B45停在门口"), [("辽A·12B45", Kind::Plate)]);
        assert_eq!(found("2019 2020 2021 2022年产量"), []);
    }

    #[test]
    fn a_mask_keeps_the_length() {
        for text in ["电话138-0013-8000。", "１３８００１３８０００", "车牌辽A·12B45"] {
            let masked = masked(text);
            assert_eq!(masked.len(), text.len());
            assert!(masked.contains(['*', '＊']), "{masked}");
        }
        assert_eq!(masked("138-0013-8000"), "138-****-**00");
        assert_eq!(masked("产值2019万元"), "产值2019万元");
    }
}
