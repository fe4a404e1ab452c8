//! The check digit of an ISBN 国际标准书号.

use kanwu_plugin::{Finding, LocalContext, ReadingSpan, Rule, Trigger, Triggers};

use crate::card::isbn_check_digit as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["ISBN"]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, term) = trigger else { return };
    let rest = cx.after(term.end);
    let lead = rest.len() - rest.trim_start_matches([' ', '\u{3000}', ':', '：']).len();
    let body = &rest[lead..];
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '－' | ' ' | '·' | 'X' | 'x');
    let len = body.find(|c: char| !is_part(c)).unwrap_or(body.len());
    // Behind the number the price may follow after a blank.
    let mut digits: Vec<u32> = Vec::new();
    let mut end = 0;
    for (at, c) in body[..len].char_indices() {
        match c.to_digit(10) {
            Some(digit) if digits.len() < 13 => digits.push(digit),
            None if matches!(c, 'X' | 'x') && digits.len() == 9 => digits.push(10),
            Some(_) | None if c.is_alphanumeric() => return,
            _ => continue,
        }
        end = at + c.len_utf8();
        if digits.len() == 13 || digits.len() == 10 && !is_new(&digits) {
            break;
        }
    }
    let Some(want) = check_digit(&digits) else { return };
    if digits.last() == Some(&want) {
        return;
    }
    let from = term.end + ReadingSpan::of(0..lead).end;
    let span = ReadingSpan::of(0..end).shift(from);
    let found = body[..end].to_owned();
    let want = if want == 10 { "X".to_owned() } else { want.to_string() };
    cx.push(Finding::certain(span).arg(card::args::FOUND, found).arg(card::args::WANT, want));
}

/// Whether a number is one of 13 digits.
fn is_new(digits: &[u32]) -> bool {
    matches!(digits, [9, 7, 8 | 9, ..])
}

/// What the last digit has to be; `None` of what is no ISBN.
fn check_digit(digits: &[u32]) -> Option<u32> {
    let own = digits.get(..digits.len().checked_sub(1)?)?;
    match digits.len() {
        13 if is_new(digits) => {
            let sum: u32 = own.iter().enumerate().map(|(i, d)| if i % 2 == 0 { *d } else { 3 * d }).sum();
            Some((10 - sum % 10) % 10)
        }
        10 => {
            let sum: u32 = own.iter().zip((2..=10).rev()).map(|(d, weight)| d * weight).sum();
            Some((11 - sum % 11) % 11)
        }
        _ => None,
    }
}
