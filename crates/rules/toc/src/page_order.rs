//! Pages of the contents that fall, and entries without a page.

use kanwu_plugin::book::{ContentsEntry, Level};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const FALLS: Rule = Rule::book("contents-page-falls", falls);
pub(crate) const MISSING: Rule = Rule::book("contents-page-missing", missing);

fn falls(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let paged: Vec<(&ContentsEntry, u32)> = entries.iter().filter_map(|e| Some((e, e.page?))).collect();
    let mut findings = Vec::new();
    let mut i = 1;
    while i < paged.len() {
        let (before, top) = paged[i - 1];
        let (entry, page) = paged[i];
        i += 1;
        if page >= top {
            continue;
        }
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg("title", entry.title.as_str())
            .arg("page", page.to_string())
            .arg("before", before.title.as_str())
            .arg("top", top.to_string());
        finding = with_page(finding, before, top, false);
        // Those that follow stand below the same page: one fault.
        for (next, low) in paged[i..].iter().take_while(|(_, low)| *low < top).take(8) {
            finding = with_page(finding, next, *low, true);
        }
        findings.push(finding);
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

/// Names another entry and its page; `too` where it is in the same case.
pub(crate) fn with_page(finding: Finding, entry: &ContentsEntry, page: u32, too: bool) -> Finding {
    let title = &entry.title;
    let (zh, en) = if too {
        (format!("“{title}”也标第{page}页"), format!("“{title}” has page {page}, too"))
    } else {
        (format!("“{title}”标第{page}页"), format!("“{title}” has page {page}"))
    };
    finding.related(Place::Source(entry.page_at.unwrap_or_else(|| entry.place())), zh, en)
}

/// An entry without a page, where all but a few of its level have one.
fn missing(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let mut findings = Vec::new();
    for level in [Level::Category, Level::Section, Level::Entry] {
        let of = || entries.iter().filter(|e| e.level == level);
        let (all, bare) = (of().count(), of().filter(|e| e.page.is_none()).count());
        if all < 4 || bare * 10 > all {
            continue;
        }
        findings.extend(of().filter(|e| e.page.is_none()).map(|entry| {
            Finding::new(Place::Source(entry.place()), Confidence::Certain).arg("title", entry.title.as_str())
        }));
    }
    findings.into_iter().for_each(|f| cx.push(f));
}
