//! Numbers inside a paragraph, 1.…；2.…；4.…, that skip or repeat, and series that begin with their second item.

use kanwu_plugin::context::joined;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::series_number_gap as card;
use crate::table::sequence_words::{FIRST_ITEMS, FIRST_NUMBERS, SECOND_ITEMS, THIRD_ITEMS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(TERMS), check);

const TERMS: &[&str] =
    &joined::<{ FIRST_NUMBERS.len() + SECOND_ITEMS.len() }>(&[FIRST_NUMBERS, SECOND_ITEMS]);

/// A series inside a paragraph has no more items.
const MOST: usize = 40;

struct Item {
    number: u32,
    span: Span,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, span) = trigger else { return };
    match index.checked_sub(FIRST_NUMBERS.len()) {
        None => numbered(cx, span),
        Some(second) => begins_late(cx, second, span),
    }
}

/// 要点：1.清渠；2.修闸；4.架桥.
fn numbered(cx: &mut LocalContext<'_>, opener: Span) {
    let text = cx.paragraph().text;
    let Some(mark) = cx.of(opener).chars().next_back() else { return };
    // 1.5 is a figure.
    if cx.after(opener.end).starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let from = opener.end as usize - mark.len_utf8() - 1;
    let items = items(text, from, mark);
    let wrong = |pair: &[Item]| pair[1].number != pair[0].number + 1;
    let mut breaks = items.windows(2).enumerate().filter(|(_, pair)| wrong(pair)).map(|(n, _)| n);
    let (Some(n), second) = (breaks.next(), breaks.next()) else { return };
    // 1. 3. 3. 4.: one number for another.
    let replaced = |next: usize| {
        next == n + 1
            && items[n].number + 2 == items[n + 1].number
            && items.get(n + 2).is_some_and(|item| item.number == items[n + 1].number)
    };
    if second.is_some_and(|next| !replaced(next)) || breaks.next().is_some() {
        return;
    }
    let (before, here) = (&items[n], &items[n + 1]);
    let step = here.number == before.number || here.number == before.number + 2;
    if items.len() < 3 || !step {
        return;
    }
    let finding = Finding::likely(here.span)
        .arg(card::args::FOUND, cx.of(here.span))
        .arg(card::args::BEFORE, cx.of(before.span))
        .arg(card::args::WANT, format!("{}{mark}", before.number + 1))
        .labelled(Place::Here(before.span), card::labels::BEFORE);
    cx.push(finding);
}

/// The numbers with one mark that open a clause, from the first on.
fn items(text: &str, from: usize, mark: char) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for (at, _) in text[from..].match_indices(mark).map(|(at, m)| (from + at, m)) {
        let head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let Some(number) = text[head.len()..at].parse::<u32>().ok().filter(|n| *n <= 99) else { continue };
        let end = at + mark.len_utf8();
        let opens = head.ends_with(['：', '；', '。', '，', '、', ' ', '　', ';']);
        let figure = text[end..].starts_with(|c: char| c.is_ascii_digit());
        // A new series begins with 1.
        if number == 1 && !out.is_empty() || out.len() == MOST {
            break;
        }
        if opens && !figure {
            out.push(Item { number, span: Span::of(head.len()..end) });
        }
    }
    out
}

/// 开展普法：二是组建讲师团；三是印发读本.
fn begins_late(cx: &mut LocalContext<'_>, second: usize, span: Span) {
    let text = cx.paragraph().text;
    let (Some(want), Some(next)) = (FIRST_ITEMS.get(second), THIRD_ITEMS.get(second)) else { return };
    let before = cx.before(span.start);
    let opens = |at: usize| text[..at].ends_with(['；', '。', '，', '：']);
    let follows = cx.after(span.end).match_indices(next).any(|(at, _)| opens(span.end as usize + at));
    if !before.ends_with('：') || before.contains(want) || !follows {
        return;
    }
    let found = cx.of(span).trim_end_matches('，');
    let finding = Finding::likely(span)
        .variant(card::variants::FIRST)
        .arg(card::args::FOUND, found)
        .arg(card::args::BEFORE, "")
        .arg(card::args::WANT, want.trim_end_matches('，'));
    cx.push(finding);
}
