//! 以下5项：, and four numbered paragraphs below.

use kanwu_plugin::book::{Book, ItemForm, Run};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::list_count_wrong as card;
use crate::ordinal::value;
use crate::table::han_figures::ORDINAL;
use crate::table::section_words::{ITEM_MEASURES, LIST_LEADS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

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
        if !whole || stated == counted || run.form == ItemForm::Han {
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

/// The number of items that the paragraph before a run states in its last clause: 以下5项措施：
fn stated(book: &Book<'_>, run: &Run) -> Option<(usize, Span)> {
    let text = book.reading(run.lead?)?.text.trim_end();
    let clause = text.strip_suffix(['：', ':'])?;
    let from = clause.rfind(['。', '；', '，']).map_or(0, |at| at + '。'.len_utf8());
    let clause = &clause[from..];
    let at = LIST_LEADS.iter().filter_map(|w| Some(clause.find(w)? + w.len())).max()?;
    let rest = &clause[at..];
    let figure = |c: char| c.is_ascii_digit() || ORDINAL.contains(&c);
    let len = rest.len() - rest.trim_start_matches(figure).len();
    let counted = ITEM_MEASURES.iter().any(|w| rest[len..].starts_with(w));
    let count = value(&rest[..len]).filter(|_| counted)? as usize;
    Some((count, Span::of(from + at..from + at + len)))
}
