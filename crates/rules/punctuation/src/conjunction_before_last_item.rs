//! 甲认证和乙认证、丙认证: 和 before an item that is not the last of its list.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::han::{AND, OF};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Token, TokenKind as K, Trigger, Triggers};

use crate::card::conjunction_before_last_item as card;
use crate::clause::ends_part;
use crate::table::list_words::{ITEM_ENDS, NO_COUNTRIES, TWO_PARTIES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EnumerationComma]), check);

/// Bytes of a Han character.
const HAN: usize = 3;

/// Items of so many bytes in common at their ends are of one kind.
const ALIKE: usize = 2 * HAN;

/// A longer item is no item.
const LONGEST: usize = 90;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    let limit = |t: &&Token| ends_part(t.kind) || t.kind == K::EnumerationComma;
    let start = cx.tokens[..i].iter().rfind(limit).map_or(0, |t| t.span.end);
    let pair = cx.of(Span::new(start, mark.start));
    if pair.len() > LONGEST {
        return;
    }
    let Some((first, second)) = pair.split_once(AND) else { return };
    let end = cx.tokens[i + 1..].iter().find(limit).map_or(cx.text.len() as u32, |t| t.span.start);
    let third = cx.of(Span::new(mark.end, end));
    let third = third.split(ITEM_ENDS).next().unwrap_or_default();
    // 促进甲和乙、丙融合: what goes on has two parties. 甲产业和具有特征的乙产业、丙产业: a phrase is no item of a list.
    let rest = cx.of(Span::new(mark.end, end));
    // 香港、澳门和新加坡、马来西亚: two groups.
    let grouped = ends_any(first, NO_COUNTRIES);
    let phrase = second.contains(OF) && !third.contains(OF);
    if second.contains(AND)
        || phrase
        || has_any(rest, TWO_PARTIES)
        || first.is_empty()
        || !(alike(first, second, third) || !grouped && all_places(first, second, third))
    {
        return;
    }
    let at = start + first.len() as u32;
    let span = Span::new(at, at + AND.len_utf8() as u32);
    let found = Span::new(span.start, mark.end);
    let finding = Finding::likely(span).arg(card::args::FOUND, cx.of(found));
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
fn all_places(first: &str, second: &str, third: &str) -> bool {
    let place = |text: &str| matches!(segment(text).as_slice(), [word] if word.class == WordClass::Place);
    place(first) && place(second) && place(third)
}
