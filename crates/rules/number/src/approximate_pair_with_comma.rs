//! 三、五天, 3、4个月: 顿号 between two numerals that mean “about”.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::numeral::{parse_number, to_han};
use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::approximate_pair_with_comma as card;
use crate::table::approximation as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::PAIR), check);

/// How far back the pair may be said to be ordinal, in characters.
const BACK: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let paragraph = cx.paragraph();
    let pair = paragraph.of(span).split_once('、');
    let Some((Some(first), Some(second))) = pair.map(|(a, b)| (digit(a), digit(b))) else { return };
    let (before, after) = (paragraph.before(span.start), paragraph.after(span.end));
    let alone = !before.chars().next_back().is_some_and(|c| {
        digit(c.encode_utf8(&mut [0; 4])).is_some() || words::BEFORE_OTHER_PAIR.contains(&c)
    });
    let ordinal = has_any(tail(before, BACK), words::ORDINAL_BEFORE_PAIR);
    if !alone || ordinal || !starts_any(after, words::AFTER_PAIR) {
        return;
    }
    let want = to_han(first) + &to_han(second);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}

/// The value of a text that is one numeral from one to nine, of either kind.
fn digit(text: &str) -> Option<u64> {
    let value = parse_number(text)?.value;
    u64::try_from(value).ok().filter(|value| (1..=9).contains(value))
}
