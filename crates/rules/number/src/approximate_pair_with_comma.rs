//! 三、五天, 3、4个月: 顿号 between two numerals that mean “about”.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::numeral::{parse_number, to_han};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::approximate_pair_with_comma as card;
use crate::table::approximation as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::PAIR), check);

/// How far back the pair may be said to be ordinal, in characters.
const BACK: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let paragraph = cx.paragraph();
    let pair = paragraph.of(span).split_once(['、', '，']);
    let Some((Some(first), Some(second))) = pair.map(|(a, b)| (digit(a), digit(b))) else { return };
    let (before, after) = (paragraph.before(span.start), paragraph.after(span.end));
    let mut counted = after;
    while let Some(rest) = words::PLACE_AFTER_PAIR.iter().find_map(|place| counted.strip_prefix(*place)) {
        counted = rest;
    }
    let counts = starts_any(after, words::AFTER_PAIR)
        || counted.starts_with(words::COUNTED_AFTER_PAIR) && !starts_any(counted, words::NO_COUNT_AFTER_PAIR);
    let (tens, before) = tens_before(before, first);
    let span = Span::new(span.start - tens.len() as u32, span.end);
    let alone = !before.chars().next_back().is_some_and(|c| {
        digit(c.encode_utf8(&mut [0; 4])).is_some() || words::BEFORE_OTHER_PAIR.contains(&c)
    });
    let ordinal = has_any(tail(before, BACK), words::ORDINAL_BEFORE_PAIR);
    if !alone || ordinal || !counts || first + 1 != second && (first, second) != (3, 5) {
        return;
    }
    let tens = match tens {
        "十" => "十".to_owned(),
        digits => digit(digits).map_or(String::new(), |n| to_han(n * 10)),
    };
    let want = tens + &to_han(first) + &to_han(second);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}

/// The tens of the pair, and what stands before them: 十 of 十四、五, 1 of 15、6.
fn tens_before(before: &str, first: u64) -> (&str, &str) {
    let last = before.chars().next_back().filter(|_| first > 0);
    let Some(c) = last.filter(|c| words::TEN.contains(c) || matches!(c, '1'..='9')) else {
        return ("", before);
    };
    let (rest, tens) = before.split_at(before.len() - c.len_utf8());
    let goes_on = rest.ends_with(|c: char| c.is_ascii_digit() || c == '.' || words::HAN_DIGIT.contains(&c));
    if goes_on { ("", before) } else { (tens, rest) }
}

/// The value of a text that is one numeral from one to nine, of either kind.
fn digit(text: &str) -> Option<u64> {
    let value = parse_number(text)?.value;
    u64::try_from(value).ok().filter(|value| (1..=9).contains(value))
}
