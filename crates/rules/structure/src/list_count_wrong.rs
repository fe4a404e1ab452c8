//! 以下5项：, and four numbered paragraphs below.

use kanwu_plugin::book::{Book, ItemForm, Run};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::list_count_wrong as card;
use crate::ordinal::value;
use crate::table::section_words::{BARE_MEASURES, ITEM_MEASURES, LIST_LEADS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A count without 以下 stands so near to the colon, in characters.
const NEAR: usize = 8;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for run in &book.runs {
        let Some((stated, span)) = stated(book, run) else { continue };
        let (Some(lead), Some(first), Some(last)) = (run.lead, run.items.first(), run.items.last()) else {
            continue;
        };
        let counted = run.items.len();
        // A number that is passed over is another rule's, and so is what breaks off.
        let whole = first.value == 1 && last.value as usize == counted;
        // What ends with the manuscript may go on in one that is not at hand, unless its last item closes the list.
        let broken_off =
            counted < stated && last.reading.index() + 1 == book.readings.len() && !is_closed(book, run);
        if !whole || broken_off || stated == counted || run.form == ItemForm::Han {
            continue;
        }
        let found = book.reading(lead).map_or("", |r| span.of_text(&r.text));
        let finding = Finding::new(Place::Reading(lead, span), Confidence::Likely)
            .arg(card::args::FOUND, found)
            .arg(card::args::COUNTED, counted.to_string())
            .labelled(Place::Reading(last.reading, last.ordinal), card::labels::LAST);
        cx.push(finding);
    }
}

/// Whether a 。 stands after the last item alone.
fn is_closed(book: &Book<'_>, run: &Run) -> bool {
    let stops = |reading| book.reading(reading).is_some_and(|r| r.text.trim_end().ends_with('。'));
    let Some((last, earlier)) = run.items.split_last() else { return false };
    stops(last.reading) && earlier.iter().all(|item| !stops(item.reading))
}

/// The number of items that the paragraph before a run states in its last clause: 以下5项措施：
fn stated(book: &Book<'_>, run: &Run) -> Option<(usize, Span)> {
    let text = book.reading(run.lead?)?.text.trim_end();
    let clause = text.strip_suffix(['：', ':'])?;
    let from = clause.rfind(['。', '；', '，']).map_or(0, |at| at + '。'.len_utf8());
    let clause = &clause[from..];
    let figure = |c: char| c.is_ascii_digit() || han::is_figure(c);
    let led = LIST_LEADS.iter().filter_map(|w| Some(clause.find(w)? + w.len())).max();
    // 重点抓好三项工作：
    let bare = || {
        let measure = BARE_MEASURES.iter().filter_map(|w| clause.rfind(w)).max()?;
        let near = clause[measure..].chars().count() <= NEAR;
        let at = clause[..measure].trim_end_matches(figure).len();
        let counts = !clause[..at].ends_with([han::ORDINAL, '.', '、', '—', '～']);
        (near && at < measure && counts).then_some(at)
    };
    let at = led.or_else(bare)?;
    let rest = &clause[at..];
    let len = rest.len() - rest.trim_start_matches(figure).len();
    let counted = ITEM_MEASURES.iter().any(|w| rest[len..].starts_with(w));
    let count = value(&rest[..len]).filter(|_| counted)? as usize;
    Some((count, Span::of(from + at..from + at + len)))
}
