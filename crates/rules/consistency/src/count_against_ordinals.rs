//! 抓好三项工作：一是……二是……三是……四是……: an announced number against the ordinals that follow.

use kanwu_plugin::context::{ends_any, has_any, head, near_end};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::count_against_ordinals as card;
use crate::table::enumerations::{ANNOUNCED, FIRST, LAST_OF_ALL, NO_COUNT, SERIES};
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(FIRST), check);

/// Characters between the number and the first ordinal.
const NEAR: usize = 14;

/// The last of a list in words stands within so many characters.
const REACH: usize = 200;

/// No series is longer.
const MOST: u32 = 15;

/// Series of fewer items are other things.
const LEAST: u32 = 2;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, first) = trigger else { return };
    // 1.5万吨 is a figure.
    if cx.after(first.end).starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let Some((count, stated)) = announced(cx, first.start) else { return };
    let Some((listed, last)) = listed(cx, first) else { return };
    // 首先, 其次 and 最后 are words, of which the last may be any.
    if cx.of(first) == FIRST[0] && has_any(head(cx.after(last.end), REACH), LAST_OF_ALL) {
        return;
    }
    if listed < LEAST || listed == stated {
        return;
    }
    let finding = Finding::likely(count)
        .arg(card::args::FOUND, cx.of(count))
        .arg(card::args::LISTED, listed)
        .labelled(Place::Here(first), card::labels::FIRST)
        .labelled(Place::Here(last), card::labels::LAST);
    cx.push(finding);
}

/// The number announced right before byte `at`: 三项 of 抓好三项工作：.
fn announced(cx: &LocalContext<'_>, at: u32) -> Option<(Span, u32)> {
    let before = near_end(cx.before(at));
    let opened = before.strip_suffix(['：', '，', '。', '；', ':'])?;
    let clause_at = opened.rfind(['，', '。', '；', '：', '\n']).map_or(0, |mark| mark + '，'.len_utf8());
    let clause = opened.get(clause_at..)?;
    // The number nearest to the ordinals is the one that they have.
    let (word_at, word) = ANNOUNCED
        .iter()
        .filter_map(|word| Some((clause.rfind(word)?, *word)))
        .filter(|(word_at, _)| clause.get(..*word_at).and_then(at_end).is_some())
        .max()?;
    let after = clause.get(word_at + word.len()..)?;
    let (from, stated) = at_end(clause.get(..word_at)?)?;
    let lead = clause.get(..from)?;
    let counted = (LEAST..=MOST).contains(&stated)
        && after.chars().count() <= NEAR
        && !ends_any(lead, NO_COUNT)
        // “两个健康” names something and announces nothing.
        && !lead.ends_with('“')
        && !after.contains(han::AND_SO_ON);
    let base = at as usize - before.len() + clause_at;
    counted.then(|| (Span::of(base + from..base + word_at + word.len()), stated))
}

/// How many ordinals follow in a row, beginning with `first`, and the last of them.
fn listed(cx: &LocalContext<'_>, first: Span) -> Option<(u32, Span)> {
    let form = cx.of(first);
    let (mut last, mut number) = (first, 1);
    while number < MOST {
        let Some(next) = word(form, number + 1) else { break };
        let rest = cx.after(last.end);
        let found = rest.match_indices(next.as_str()).find(|(at, _)| {
            // An ordinal stands behind a mark.
            let before = rest.get(..*at).unwrap_or_default();
            let circled = next.starts_with(['（', '(', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩']);
            before.is_empty()
                || circled
                || before.ends_with(['，', '。', '；', '、', '：', '\n', ' ', ';', ','])
        });
        let Some((at, _)) = found else { break };
        // A list of its own between the two ends the series.
        let between = rest.get(..at).unwrap_or_default();
        if between.contains(form) {
            return None;
        }
        let start = last.end + at as u32;
        last = Span::new(start, start + next.len() as u32);
        number += 1;
    }
    Some((number, last))
}

/// An ordinal in the form of the first of its series: 三是 for 一是.
fn word(first: &str, number: u32) -> Option<String> {
    let series = SERIES.iter().find(|series| first.contains(series.first))?;
    let figure = series.figures.get(number as usize - 1)?;
    Some(first.replacen(series.first, figure, 1))
}
