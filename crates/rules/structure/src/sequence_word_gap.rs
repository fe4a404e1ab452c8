//! 一是 二是 四是, （1）（2）（4）: a sequence within one paragraph that skips or repeats.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::sequence_word_gap as card;
use crate::ordinal::{value, written_in_han};
use crate::sequence_words::{first_word, last_word, opens_clause_after};
use crate::table::sequence_words::WORDS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(WORDS), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, span) = trigger else { return };
    if index > 8 {
        return bracketed(cx, index as u32 - 6, span);
    }
    let here = index as u32 + 2;
    let Some(found) = opener(cx.before(span.start), here) else { return };
    let head = cx.before(found.0);
    let Some((before, at)) = last_word(head, '是').or_else(|| Some((1, first_word(head)?))) else { return };
    let here = found.1;
    if here == before + 1 || here == 1 {
        return;
    }
    // A second series inside the first: 一是…（其中一是…二是…），二是. What is quoted before is a series of its own.
    let earlier = cx.before(at);
    let own = earlier.rsplit('”').next().unwrap_or(earlier);
    let twice = here == before && own.matches(&word(1)).count() == 1;
    if !twice && last_word(earlier, '是').is_some() && earlier.contains(&word(here - 1)) {
        return;
    }
    let place = Span::new(found.0, span.end);
    let finding = Finding::likely(place)
        .arg(card::args::FOUND, cx.of(place))
        .arg(card::args::BEFORE, word(before))
        .arg(card::args::WANT, word(before + 1))
        .labelled(Place::Here(Span::new(at, at + word(before).len() as u32)), card::labels::BEFORE);
    cx.push(finding);
}

/// 一是, 二是 …
fn word(value: u32) -> String {
    format!("{}是", written_in_han(value))
}

/// （1）（2）（4） in one paragraph. A reference such as 第（4）项 opens no clause.
fn bracketed(cx: &mut LocalContext<'_>, value: u32, span: Span) {
    let text = cx.before(span.start);
    let opens = |head: &str| head.chars().next_back().is_none_or(|c| "，。；：、！？ ".contains(c));
    let at = |n: u32| {
        let word = format!("（{n}）");
        text.rmatch_indices(&word).map(|(at, _)| at).find(|at| opens(&text[..*at])).map(|at| (at, word.len()))
    };
    let Some((first, _)) = at(1).filter(|_| opens(text)) else { return };
    if at(value - 1).is_some_and(|(n, _)| n > first) || text.contains(&format!("（{value}）")) {
        return;
    }
    let Some((before, (from, len))) =
        (1..value).rev().find_map(|n| Some((n, at(n)?))).filter(|(n, _)| *n > 1 && n + 2 >= value)
    else {
        return;
    };
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::BEFORE, format!("（{before}）"))
        .arg(card::args::WANT, format!("（{}）", before + 1))
        .labelled(Place::Here(Span::of(from..from + len)), card::labels::BEFORE);
    cx.push(finding);
}

/// Start and value of the ordinal that ends in the figure of a term, where it opens a clause: the term
/// alone is 二是 where the text has 十二是.
fn opener(before: &str, unit: u32) -> Option<(u32, u32)> {
    let head = before.trim_end_matches(han::is_figure);
    let more = &before[head.len()..];
    let figure = format!("{more}{}", written_in_han(unit));
    let opens = head.chars().next_back().is_none_or(opens_clause_after);
    Some((head.len() as u32, value(&figure)?)).filter(|_| opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_opens_a_clause() {
        assert_eq!(opener("坚持，十", 2), Some((9, 12)));
    }
}
