//! Numbers of persons in a spelling of their own: full-width digits, blanks or hyphens between, +86 before; and plates
//! of cars. The plain spelling is found by the rules of numbers.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers, Variant, Zone};

use crate::card::personal_number_spelt_apart::{NAME, args, variants};
use crate::table::personal_numbers::{BEFORE_ACCOUNT, GAP, PROVINCE};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::paragraph(), check);

/// A telephone number is the shortest of them.
const FEWEST: usize = 11;

/// No number has more groups.
const GROUPS: usize = 6;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.text;
    let runs = runs(text);
    if runs.iter().map(|run| run.digits.len()).sum::<usize>() >= FEWEST {
        let mut i = 0;
        while i < runs.len() {
            let count = group(&runs[i..]);
            if let Some(found) = runs.get(i..i + count).and_then(|group| number(text, group)) {
                push(cx, found);
            }
            i += count.max(1);
        }
    }
    for found in plates(text) {
        push(cx, found);
    }
}

struct Found {
    span: Span,
    variant: Variant,
    /// In a table a row of figures may look the same.
    by_blanks: bool,
}

fn push(cx: &mut LocalContext<'_>, found: Found) {
    let doubtful = found.by_blanks && cx.zone() == Zone::Table;
    let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
    let masked = masked(cx.of(found.span));
    cx.push(
        Finding::new(Place::Here(found.span), confidence).variant(found.variant).arg(args::MASKED, masked),
    );
}

/// The first three and the last two characters stay.
fn masked(text: &str) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < 3 || i + 2 >= count { c } else { '*' }).collect()
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
fn number(text: &str, group: &[Run]) -> Option<Found> {
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
    let variant = if is_mobile(bare.unwrap_or(&all)) && mobile_sizes(&sizes) {
        start -= head.chars().next_back().filter(|c| matches!(c, '+' | '＋')).map_or(0, char::len_utf8);
        variants::MOBILE
    } else if is_identity(&all) && sizes.iter().all(|n| matches!(n, 4 | 6 | 8 | 10 | 12 | 14 | 18)) {
        variants::IDENTITY
    } else if is_account(&all, head) && sizes.iter().all(|n| *n >= 2) {
        variants::ACCOUNT
    } else {
        return None;
    };
    let by_blanks = group.iter().any(|run| run.gap.is_some_and(char::is_whitespace));
    apart.then_some(Found { span: Span::of(start..last.end), variant, by_blanks })
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

fn is_account(digits: &str, head: &str) -> bool {
    (12..=21).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && has_any(tail(head, 10), BEFORE_ACCOUNT)
}

/// 辽A·12B45: a province, a letter, five or six characters with two digits at least.
fn plates(text: &str) -> Vec<Found> {
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
            let span = Span::of(at..at + c.len_utf8() + end);
            out.push(Found { span, variant: variants::PLATE, by_blanks: false });
        }
    }
    out
}
