//! 东线……；中线……，西线……: a comma where the other members of a series are parted by semicolons.

use kanwu_plugin::context::sentence_start;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::semicolon_series_broken as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullStop]), check);

/// The heads of the members have so many characters, of which the last is the same.
const HEAD: std::ops::RangeInclusive<usize> = 2..=4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let stop = cx.tokens[i].span;
    // sentence_start stops at semicolons, which part the members here: without one there is no series.
    let last = sentence_start(cx, stop.start);
    if !cx.before(last).ends_with('；') {
        return;
    }
    let from = cx.before(stop.start).rfind(['。', '：', '！', '？', '】', '\n']);
    let start = from.map_or(0, |at| at + cx.after(at as u32).chars().next().map_or(1, char::len_utf8));
    if last as usize == start {
        return;
    }
    let text = cx.of(Span::of(start..stop.start as usize));
    if text.contains(['“', '（', '《']) {
        return;
    }
    let members: Vec<&str> = text.split('；').map(str::trim_start).collect();
    let Some((last, earlier)) = members.split_last() else { return };
    let commas = |member: &str| member.matches('，').count();
    let Some(count) = earlier.first().map(|m| commas(m)) else { return };
    if count == 0 || earlier.iter().any(|m| commas(m) != count) {
        return;
    }
    // Every member has as many commas; the last has twice as many and one that parts it from another member.
    let all: Vec<&str> = last.split('，').collect();
    if all.len() != 2 * (count + 1) {
        return;
    }
    let Some(second) = all.get(count + 1) else { return };
    let heads: Vec<&str> = earlier.iter().copied().chain([*last, *second]).collect();
    if !alike(&heads) {
        return;
    }
    let at = stop.start as usize - all[count + 1..].join("，").len() - '，'.len_utf8();
    let comma = Span::of(at..at + '，'.len_utf8());
    let next = second.chars().next().map_or(0, char::len_utf8) as u32;
    let found = Span::new(comma.start, comma.end + next);
    let finding = Finding::likely(comma)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, cx.of(found).replace('，', "；"))
        .fix(comma, "；");
    cx.push(finding);
}

/// Whether the members begin with words of one form: 东线, 中线, 西线; 小学部, 初中部.
fn alike(members: &[&str]) -> bool {
    HEAD.into_iter().any(|length| {
        let ends: Vec<Option<char>> = members.iter().map(|m| m.chars().nth(length - 1)).collect();
        let han = ends.first().is_some_and(|c| c.is_some_and(|c| kanwu_plugin::text::kind_of(c) == K::Han));
        let heads: Vec<String> = members.iter().map(|m| m.chars().take(length).collect()).collect();
        let differ = heads.iter().enumerate().all(|(n, head)| !heads[..n].contains(head));
        han && differ && ends.windows(2).all(|w| w[0] == w[1])
    })
}
