//! Pages of the contents against where the titles stand: exactly where the source has page marks, else by
//! an estimate from the text.

use kanwu_plugin::book::Book;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::estimate::Estimate;
use crate::marks::{by_marks, is_marked};
use crate::missing_entry::place;
use crate::page_order::with_page;
use crate::standing::Standing;

pub(crate) const WRONG: Rule = Rule::book("contents-page-wrong", wrong);
pub(crate) const DOUBTFUL: Rule = Rule::book("contents-page-doubtful", doubtful);

/// What is known of each entry of the contents, in their order.
pub fn standings(book: &Book<'_>) -> Vec<Standing> {
    if is_marked(book) { by_marks(book) } else { Estimate::of(book).standings }
}

fn wrong(cx: &mut BookContext<'_>) {
    if !is_marked(cx.book) {
        return;
    }
    report(cx, &by_marks(cx.book), |_, standing, finding| match standing {
        Standing::Found(found) => Some(finding(Confidence::Certain).arg("found", found.to_string())),
        _ => None,
    });
}

fn doubtful(cx: &mut BookContext<'_>) {
    if is_marked(cx.book) {
        return;
    }
    let estimate = Estimate::of(cx.book);
    let rate = estimate.rate.unwrap_or(0).to_string();
    let entries = &cx.book.contents.entries;
    report(cx, &estimate.standings, |i, standing, finding| match standing {
        Standing::Between(low, high) => {
            let finding =
                finding(Confidence::Likely).arg("low", low.to_string()).arg("high", high.to_string());
            let Some(crowd) = estimate.crowds.iter().find(|c| c.entry == i) else {
                return Some(finding.arg("rate", rate.as_str()));
            };
            let other = entries.get(crowd.from)?;
            let finding = finding
                .variant("crowded")
                .arg("rate", crowd.full.to_string())
                .arg("other", other.title.as_str())
                .arg("text", crowd.text.to_string());
            let mut finding = with_page(finding, other, other.page?, false);
            // Those that share the page stand further off still: one fault.
            let page = entries.get(i)?.page?;
            for next in entries[i + 1..].iter().take_while(|e| e.page == Some(page)) {
                finding = with_page(finding, next, page, true);
            }
            Some(finding)
        }
        _ => None,
    });
}

fn report(
    cx: &mut BookContext<'_>,
    standings: &[Standing],
    judge: impl Fn(usize, Standing, &dyn Fn(Confidence) -> Finding) -> Option<Finding>,
) {
    let book = cx.book;
    for (i, (entry, standing)) in book.contents.entries.iter().zip(standings).enumerate() {
        let Some(page) = entry.page.filter(|p| standing.agrees(*p) == Some(false)) else { continue };
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        let begin = |confidence| {
            let finding = Finding::new(Place::Source(at), confidence)
                .arg("title", entry.title.as_str())
                .arg("page", page.to_string());
            match place(book, entry.body) {
                Some(body) => finding.related(Place::Source(body), "正文在这里", "the body has it here"),
                None => finding,
            }
        };
        if let Some(finding) = judge(i, *standing, &begin) {
            cx.push(finding);
        }
    }
}
