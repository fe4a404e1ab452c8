//! Items on lines of their own that end in different marks.

use kanwu_plugin::book::{BlockKind, Book, ItemForm, Run, RunItem, item};
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::list_end_mark_differs as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many items make a list.
const ENOUGH: usize = 3;
/// A longer item is a paragraph of its own.
const LONGEST: usize = 100;

/// Stands for the mark of an item that has none.
const NONE: char = '无';

/// The mark at the end of an item, and where it stands.
struct End {
    item: RunItem,
    mark: char,
    span: Span,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for run in book.runs.iter().filter(|run| run.items.len() >= ENOUGH) {
        // Numbers with 、 and the like head parts of a text.
        if matches!(run.form, ItemForm::Han) && run.lead.is_none() {
            continue;
        }
        let Some(ends) = run.items.iter().map(|item| end(book, *item)).collect::<Option<Vec<End>>>() else {
            continue;
        };
        if let Some(finding) = judge(book, run, &ends) {
            cx.push(finding);
        }
    }
}

/// How an item ends; `None` where it is no short item that stands alone.
fn end(book: &Book<'_>, item: RunItem) -> Option<End> {
    let text = &*book.reading(item.reading)?.text;
    let bare = text.trim_end();
    let mark = bare.chars().next_back()?;
    let from = bare.len() - mark.len_utf8();
    let inner = &bare[item.ordinal.end as usize..from.max(item.ordinal.end as usize)];
    let short = bare.chars().count() <= LONGEST && !inner.contains(['。', '！', '？']) && !inner.is_empty();
    let last = Span::of(from..bare.len());
    // What ends in a word has no mark.
    let mark = if mark.is_alphanumeric() { NONE } else { mark };
    (item.alone && short).then_some(End { item, mark, span: last })
}

fn judge(book: &Book<'_>, run: &Run, ends: &[End]) -> Option<Finding> {
    let (last, earlier) = ends.split_last()?;
    let marked = |c: char| "；。，、,;".contains(c) || c == NONE;
    if !earlier.iter().all(|end| marked(end.mark)) {
        return None;
    }
    let (want, count) = most(earlier.iter().map(|end| end.mark))?;
    let odd: Vec<&End> = earlier.iter().filter(|end| end.mark != want).collect();
    if let [one] = odd.as_slice() {
        // Of two, the one that cannot end a paragraph is wrong.
        let (one, want) = match (count, one.mark, want) {
            (1, '；', '，' | '、' | NONE) => (earlier.iter().find(|end| end.mark == want)?, '；'),
            (1, '，' | '、' | NONE, '；') => (*one, want),
            // ……；……。……。: the list goes on behind the stop.
            (1, '。', '；') | (1, '；', '。') if last.mark == '。' => {
                let stop = earlier.iter().find(|end| end.mark == '。')?;
                // A first item may stand apart, unless a colon leads to the list.
                let first = earlier.first().is_some_and(|end| end.mark == '。');
                if first && run.lead.is_none() { return None } else { (stop, '；') }
            }
            (1, ..) => return None,
            _ => (*one, want),
        };
        let other = earlier.iter().find(|end| end.mark == want)?;
        if want == NONE {
            return None;
        }
        let fixed = if one.mark == NONE { Span::empty(one.span.end) } else { one.span };
        return Some(
            Finding::new(Place::Reading(one.item.reading, one.span), Confidence::Likely)
                .arg(card::args::FOUND, one.mark.to_string())
                .arg(card::args::WANT, want.to_string())
                .labelled(Place::Reading(other.item.reading, other.span), card::labels::SIBLING)
                .fix_at(Place::Reading(one.item.reading, fixed), want.to_string()),
        );
    }
    // （1）……；（2）……；（3）……； and then something else.
    let open = odd.is_empty() && want == '；' && matches!(last.mark, '；' | '，');
    (open && ends_here(book, run)).then(|| {
        Finding::new(Place::Reading(last.item.reading, last.span), Confidence::Likely)
            .variant(card::variants::LAST)
            .arg(card::args::FOUND, last.mark.to_string())
            .arg(card::args::WANT, "。")
            .fix_at(Place::Reading(last.item.reading, last.span), "。")
    })
}

/// Whether what stands after the run is no further item: the part of the book ends, or an entry or heading follows.
fn ends_here(book: &Book<'_>, run: &Run) -> bool {
    let next = run.items.last().and_then(|item| book.readings.get(item.reading.index() + 1));
    // A paragraph of its own behind a list that a colon led to.
    let led = || {
        let lead = run.lead.and_then(|lead| book.reading(lead));
        lead.is_some_and(|lead| lead.text.trim_end().ends_with(['：', ':']))
    };
    let goes_on = |text: &str| text.trim_end().ends_with('。') && item(text).is_none();
    next.is_none_or(|next| match next.kind {
        BlockKind::EntryHead | BlockKind::Heading { .. } => true,
        BlockKind::Paragraph => led() && goes_on(&next.text),
        _ => false,
    })
}
