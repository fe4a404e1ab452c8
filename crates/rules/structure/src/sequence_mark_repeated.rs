//! （1）……（1）……（3）, ③……③, 第二，……第四，: numbers in one paragraph, of which one stands twice or lacks.

use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::sequence_mark_repeated as card;
use crate::table::sequence_words::{BRACKETED, CIRCLED, ORDINALS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

struct Item {
    number: usize,
    span: Span,
}

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    for (words, skips) in [(BRACKETED, false), (CIRCLED, true), (ORDINALS, true)] {
        if !words.first().is_some_and(|first| cx.paragraph().text.contains(first)) {
            continue;
        }
        let items = items(cx.paragraph().text, words);
        // One series: it begins with the first number and has no more than one wrong step.
        let steps = |item: &[Item]| item[1].number == item[0].number + 1;
        let wrong: Vec<usize> =
            items.windows(2).enumerate().filter(|(_, w)| !steps(w)).map(|(i, _)| i).collect();
        let first = items.first().is_some_and(|item| item.number == 1);
        if !first || items.len() < 3 || wrong.is_empty() || wrong.len() > 2 {
            continue;
        }
        let Some((before, here)) = wrong.first().and_then(|i| items.get(*i).zip(items.get(*i + 1))) else {
            continue;
        };
        let want = before.number + 1;
        let next = wrong.first().and_then(|i| items.get(*i + 2));
        // A number that stands twice is followed by the one that comes after the right one, or by none.
        let repeated = here.number == before.number && next.is_none_or(|n| n.number == want + 1);
        // ① ③ ③ ④: one number for another.
        let replaced = next.is_some_and(|n| n.number == here.number)
            && wrong.get(1) == wrong.first().map(|n| n + 1).as_ref();
        let skipped = skips && here.number == want + 1 && (wrong.len() == 1 || replaced);
        if !(repeated || skipped) {
            continue;
        }
        let finding = Finding::likely(here.span)
            .arg(card::args::FOUND, shown(cx.of(here.span)))
            .arg(card::args::BEFORE, shown(cx.of(before.span)))
            .arg(card::args::WANT, words.get(want - 1).map_or("", |w| shown(w)))
            .labelled(Place::Here(before.span), card::labels::BEFORE);
        cx.push(finding);
    }
}

fn shown(word: &str) -> &str {
    word.trim_end_matches('，')
}

/// The numbers of one form that open a clause, in order.
fn items(text: &str, words: &[&str]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        for (at, _) in text.match_indices(word) {
            // 学校第一，…；第二，…: the first may follow its subject.
            let first = i == 0 && word.ends_with('，');
            let opens =
                first || text[..at].chars().next_back().is_none_or(|c| "，。；：、！？ 　”".contains(c));
            if opens {
                items.push(Item { number: i + 1, span: Span::of(at..at + shown(word).len()) });
            }
        }
    }
    items.sort_by_key(|item| item.span.start);
    items
}
