//! 一要…；二要…；四要…, 其一，…；其三，…: items inside a paragraph of which a number lacks or stands twice.

use kanwu_plugin::book::{ItemForm, item};
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::inline_item_gap as card;
use crate::item_form_differs::shown;
use crate::table::sequence_words::INLINE_SECONDS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(INLINE_SECONDS), check);

/// So many items make a list.
const ENOUGH: usize = 3;

/// A list is looked for so many bytes before an item and behind it, so that the work stays linear.
const BEFORE: usize = 600;
const BEHIND: usize = 3000;

struct Item {
    value: u32,
    span: Span,
}

/// The term is the second or third item of a list in one form; the whole list is read where it is met first.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, term) = trigger else { return };
    let text = cx.paragraph().text;
    let Some((form, ..)) = opened(text, term.start as usize) else { return };
    let items = items(text, form, term.start as usize);
    // A list is judged once: at the first of its items that is a term.
    let first_term = items.iter().find(|item| item.value > 1);
    if first_term.is_none_or(|item| item.span.start != term.start) || items.len() < ENOUGH {
        return;
    }
    let steps = items.windows(2).map(|pair| i64::from(pair[1].value) - i64::from(pair[0].value));
    let wrong: Vec<(usize, i64)> = steps.enumerate().filter(|(_, step)| *step != 1).collect();
    let at = match wrong.as_slice() {
        [(at, 2)] => *at,
        // 1 2 2 4; 1 3 3 4
        [(at, 0), (next, 2)] | [(at, 2), (next, 0)] if *next == at + 1 => *at,
        _ => return,
    };
    let (before, here) = (&items[at], &items[at + 1]);
    if items[0].value != 1 {
        return;
    }
    let bare = |text: &str| text.trim_end_matches('，').to_owned();
    let finding = Finding::likely(here.span)
        .arg(card::args::FOUND, bare(cx.of(here.span)))
        .arg(card::args::BEFORE, bare(cx.of(before.span)))
        .arg(card::args::WANT, bare(&shown(form, before.value + 1)))
        .labelled(Place::Here(before.span), card::labels::BEFORE);
    cx.push(finding);
}

/// The ordinal that a clause opens with at byte `at`.
fn opened(text: &str, at: usize) -> Option<(ItemForm, u32, Span)> {
    let before = text[..at].chars().next_back();
    let (form, value, span) = item(&text[at..])?;
    // The first may follow a comma.
    let opens = before.is_none_or(|c| "。；：".contains(c) || c == '，' && value == 1);
    if !opens {
        return None;
    }
    let behind = &text[at + span.end as usize..];
    // Behind a number stand words; 1.5 and 3、4号 are figures.
    let words = behind.trim_start().chars().next().is_some_and(|c| c.is_alphabetic());
    words.then(|| (form, value, Span::of(at..at + span.end as usize)))
}

/// All items of one form that open a clause, near byte `at`.
fn items(text: &str, form: ItemForm, at: usize) -> Vec<Item> {
    let from = boundary(text, at.saturating_sub(BEFORE));
    let to = boundary(text, at + BEHIND);
    let near = text.get(from..to).unwrap_or_default();
    let starts = near.char_indices().filter(|(_, c)| "。；：，".contains(*c));
    let starts = starts.map(|(at, c)| from + at + c.len_utf8());
    let first = (from == 0).then_some(0);
    first
        .into_iter()
        .chain(starts)
        .filter_map(|at| opened(text, at))
        .filter(|(own, ..)| *own == form)
        .map(|(_, value, span)| Item { value, span })
        .collect()
}

/// The first boundary of characters at or behind a byte.
fn boundary(text: &str, at: usize) -> usize {
    (at.min(text.len())..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
