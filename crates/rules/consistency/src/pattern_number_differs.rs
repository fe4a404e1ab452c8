//! “一轴三区”格局：一轴为…，两区为…: a pattern told in numbers against what its parts are.

use kanwu_plugin::context::before_any;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::pattern_number_differs as card;
use crate::table::reckoning::{PATTERN_IS, PATTERNS};
use crate::whole_number::{at_end, at_start};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(PATTERNS), check);

/// A pattern has no more characters.
const LONGEST: usize = 12;

/// Bytes of the text behind it in which its parts are told.
const REACH: usize = 600;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let before = cx.before(word.start);
    let Some(open) = before.rfind('“') else { return };
    let start = open + '“'.len_utf8();
    let pattern = before.get(start..).unwrap_or_default();
    if pattern.chars().count() > LONGEST {
        return;
    }
    let parts = parts(pattern);
    if parts.len() < 2 {
        return;
    }
    let after = before_any(cx.after(word.end), &['\n']);
    let limit = (0..=after.len().min(REACH)).rev().find(|n| after.is_char_boundary(*n)).unwrap_or(0);
    let after = after.get(..limit).unwrap_or_default();
    for (number, noun) in parts {
        let told = after.match_indices(noun).find_map(|(at, _)| {
            let (from, told) = at_end(after.get(..at)?)?;
            let rest = after.get(at + noun.len()..)?;
            let alone = after.get(..from)?.ends_with(['，', '。', '；', '：', '“', '、', '—']);
            (alone && PATTERN_IS.iter().any(|word| rest.starts_with(word))).then_some((
                from,
                at + noun.len(),
                told,
            ))
        });
        let Some((from, to, _)) = told.filter(|(.., told)| *told != number) else { continue };
        let base = word.end as usize;
        let span = Span::of(base + from..base + to);
        let whole = Span::of(start..word.start as usize);
        let finding = Finding::likely(span)
            .arg(card::args::FOUND, cx.of(span))
            .arg(card::args::PATTERN, pattern)
            .labelled(Place::Here(whole), card::labels::PATTERN);
        cx.push(finding);
        return;
    }
}

/// The numbers of a pattern, each with what is counted: 一轴三区.
fn parts(pattern: &str) -> Vec<(u32, &str)> {
    let mut out = Vec::new();
    let mut rest = pattern;
    while let Some((number, len)) = at_start(rest) {
        let named = rest.get(len..).unwrap_or_default();
        let end = named
            .char_indices()
            .skip(1)
            .find(|(at, _)| named.get(*at..).is_some_and(|t| at_start(t).is_some()));
        let end = end.map_or(named.len(), |(at, _)| at);
        let noun = named.get(..end).unwrap_or_default();
        if noun.is_empty() {
            return Vec::new();
        }
        out.push((number, noun));
        rest = named.get(end..).unwrap_or_default();
    }
    if rest.is_empty() { out } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_cut_by_its_numbers() {
        assert_eq!(parts("一轴三区"), [(1, "轴"), (3, "区")]);
        assert_eq!(parts("一主两副多点"), [(1, "主"), (2, "副多点")]);
        assert_eq!(parts("最美乡村").len(), 0);
    }
}
