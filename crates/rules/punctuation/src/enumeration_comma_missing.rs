//! 水稻、油菜棉花等: two items of a list with nothing between.

use std::sync::LazyLock;

use kanwu_plugin::context::{before_any, head, tail};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use rustc_hash::FxHashMap;

use crate::card::enumeration_comma_missing as card;
use crate::table::coordinate_words as words;
use crate::table::list_words::ITEM_ENDS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EnumerationComma]), check);

/// Words of one kind each.
const KINDS: &[&[&str]] = &[
    words::CROPS,
    words::VEGETABLES,
    words::FRUITS,
    words::ANIMALS,
    words::FURNITURE,
    words::APPLIANCES,
    words::STATIONERY,
    words::RELIEF,
    words::TOOLS,
    words::MACHINES,
    words::VEHICLES,
    words::SPORTS,
    words::SUBJECTS,
    words::DISEASES,
    words::PEOPLES,
    words::MEDIA,
    words::MATERIALS,
    words::ORES,
    words::TREES,
    words::FISH,
    words::INSTRUMENTS,
];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    // The item before the first mark of a list, and the one after each mark.
    if i > 0 && !(i > 1 && cx.kind(i - 2) == Some(K::EnumerationComma)) {
        item(cx, i - 1, false);
    }
    item(cx, i + 1, true);
}

fn item(cx: &mut LocalContext<'_>, i: usize, opens: bool) {
    if cx.kind(i) != Some(K::Han) {
        return;
    }
    let text = cx.token_text(i);
    let found = match opens {
        _ if text.len() < FEWEST => None,
        true => parted(text),
        false => parted_at_end(text),
    };
    let Some(pair) = found.or_else(|| peoples(cx, i)) else { return };
    let token = cx.tokens[i].span.start;
    let span = Span::new(token + pair.start as u32, token + pair.end as u32);
    let (first, second) = cx.of(span).split_at(pair.at);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("{first}、{second}"))
        .fix(Span::empty(span.start + pair.at as u32), "、");
    cx.push(finding);
}

/// Two words of one kind: their bytes in a token, and where the second begins, counted from the first.
struct Pair {
    start: usize,
    at: usize,
    end: usize,
}

/// The numbers of the kinds of each word.
static KINDS_OF: LazyLock<FxHashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (kind, words) in KINDS.iter().enumerate() {
        words.iter().for_each(|word| all.entry(word).or_default().push(kind));
    }
    all
});

/// So many characters the words have.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;

/// No two words have fewer bytes.
const FEWEST: usize = 2 * *LENGTHS.start() * 3;

/// The kinds of a word.
fn kinds_of(word: &str) -> impl Iterator<Item = usize> + '_ {
    KINDS_OF.get(word).into_iter().flatten().copied()
}

/// Two words of one kind at the head of `text`, with nothing but 等 or 和 behind them.
fn parted(text: &str) -> Option<Pair> {
    let firsts = LENGTHS.map(|n| head(text, n)).flat_map(|word| kinds_of(word).map(move |kind| (word, kind)));
    firsts.into_iter().find_map(|(first, kind)| {
        let rest = text.get(first.len()..)?;
        let second = LENGTHS.rev().map(|n| head(rest, n)).find(|word| kinds_of(word).any(|k| k == kind))?;
        let after = rest.get(second.len()..)?;
        let ends = after.is_empty() || after.starts_with(ITEM_ENDS);
        ends.then_some(Pair { start: 0, at: first.len(), end: first.len() + second.len() })
    })
}

/// Two words of one kind at the end of `text`: 种植油菜棉花.
fn parted_at_end(text: &str) -> Option<Pair> {
    let seconds =
        LENGTHS.map(|n| tail(text, n)).flat_map(|word| kinds_of(word).map(move |kind| (word, kind)));
    seconds.into_iter().find_map(|(second, kind)| {
        let rest = text.get(..text.len() - second.len())?;
        let first = LENGTHS.map(|n| tail(rest, n)).find(|word| kinds_of(word).any(|k| k == kind))?;
        Some(Pair { start: rest.len() - first.len(), at: first.len(), end: text.len() })
    })
}

/// 汉、回满、蒙古等民族: two short names of peoples.
fn peoples(cx: &LocalContext<'_>, i: usize) -> Option<Pair> {
    let text = cx.token_text(i);
    let mut names = text.chars();
    let short = |c: Option<char>| c.is_some_and(|c| words::PEOPLES_SHORT.contains(&c));
    let both = short(names.next()) && short(names.next()) && names.next().is_none();
    let listed = || before_any(cx.after(cx.tokens[i].span.end), &['。', '，', '；']).contains("民族");
    (both && listed()).then_some(Pair { start: 0, at: 3, end: 6 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_shorter_or_longer_than_is_looked_for() {
        assert!(KINDS_OF.keys().all(|word| LENGTHS.contains(&word.chars().count())));
    }
}
