//! 甲认证和乙认证、丙认证: 和 before an item that is not the last of its list.

use kanwu_rule::reading::words::{WordClass, segment};
use kanwu_rule::{Finding, LocalContext, Rule, Span, TokenKind as K, Wake, Woken};

use crate::clause::PARTS;

pub(crate) const RULE: Rule =
    Rule::local("conjunction-before-last-item", &["found"], Wake::kinds(&[K::EnumerationComma]), check);

/// Items of so many bytes in common at their ends are of one kind.
const ALIKE: usize = 2 * '会'.len_utf8();

/// A longer item is no item.
const LONGEST: usize = 90;

fn check(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Token(i) = woken else { return };
    let mark = cx.tokens[i].span;
    let limit = |c: char| PARTS.contains(&c) || c == '、';
    let before = cx.before(mark.start);
    let start = before.rfind(limit).map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8));
    let pair = &before[start..];
    if pair.len() > LONGEST {
        return;
    }
    let Some((first, second)) = pair.split_once('和') else { return };
    let rest = cx.after(mark.end);
    let third = &rest[..rest.find(limit).unwrap_or(rest.len())];
    let third = third.split(['和', '等', '与', '及']).next().unwrap_or_default();
    if second.contains('和')
        || first.is_empty()
        || !(alike(first, second, third) || places(first, second, third))
    {
        return;
    }
    let at = (start + first.len()) as u32;
    let span = Span::new(at, at + '和'.len_utf8() as u32);
    let found = Span::new(span.start, mark.end);
    let finding = Finding::likely(span).arg("found", cx.of(found));
    cx.push(finding);
}

/// Whether the three end in the same words.
fn alike(first: &str, second: &str, third: &str) -> bool {
    let common: usize = first
        .chars()
        .rev()
        .zip(second.chars().rev())
        .zip(third.chars().rev())
        .take_while(|((a, b), c)| a == b && b == c)
        .map(|((a, _), _)| a.len_utf8())
        .sum();
    // What they have in common is no item by itself.
    common >= ALIKE && [first, second, third].iter().all(|item| common < item.len())
}

/// Whether all three are names of places.
fn places(first: &str, second: &str, third: &str) -> bool {
    let place = |text: &str| matches!(segment(text).as_slice(), [word] if word.class == WordClass::Place);
    place(first) && place(second) && place(third)
}
