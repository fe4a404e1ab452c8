//! How the contents are set: levels, leaders, columns.

use kanwu_plugin::book::{ContentsEntry, Leader, Level, TitleStyle};
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const LEVEL: Rule = Rule::book("contents-level-style", level);
pub(crate) const COLUMN: Rule = Rule::book("contents-column-displaced", column);
pub(crate) const LEADER: Rule = Rule::book("contents-leader-mixed", leader);

/// A level whose style most of the book, or most of one 类目, sets otherwise.
fn level(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let mut findings = Vec::new();
    let categories: Vec<&ContentsEntry> = entries.iter().filter(|e| e.level == Level::Category).collect();
    odd(&categories, 2, &mut findings);
    let items: Vec<&ContentsEntry> = entries.iter().filter(|e| e.level == Level::Entry).collect();
    odd(&items, 9, &mut findings);
    for part in entries.split(|e| e.level == Level::Category) {
        let sections: Vec<&ContentsEntry> = part.iter().filter(|e| e.level == Level::Section).collect();
        odd(&sections, 2, &mut findings);
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

/// Those of `entries` that are not set as most are; `times` as many must be.
fn odd(entries: &[&ContentsEntry], times: usize, findings: &mut Vec<Finding>) {
    let Some((want, most)) = most(entries.iter().map(|entry| style(entry.style))) else { return };
    if most < 2 || most < (entries.len() - most) * times {
        return;
    }
    findings.extend(entries.iter().filter(|e| style(e.style) != want).map(|entry| {
        Finding::new(Place::Source(entry.place()), Confidence::Likely)
            .arg("title", entry.title.as_str())
            .arg("found", style(entry.style))
            .arg("want", want)
    }));
}

fn style(style: TitleStyle) -> &'static str {
    match style {
        TitleStyle::Plain => "正文体",
        TitleStyle::Bold => "加粗",
        TitleStyle::Heading(1) => "#",
        TitleStyle::Heading(2) => "##",
        TitleStyle::Heading(3) => "###",
        TitleStyle::Heading(_) => "####",
    }
}

/// Columns that stand before the heading they belong under.
fn column(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let mut findings = Vec::new();
    for run in entries.chunk_by(|a, b| a.displaced == b.displaced).filter(|r| r[0].displaced) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        findings.push(
            Finding::new(Place::Source(first.place()), Confidence::Certain)
                .arg("title", first.title.as_str())
                .arg("last", last.title.as_str())
                .arg("count", run.len().to_string())
                .related(Place::Source(last.place()), "到这里止", "as far as here"),
        );
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

/// Leaders of another kind than nine in ten of the book.
fn leader(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let paged: Vec<&ContentsEntry> = entries.iter().filter(|e| e.page.is_some()).collect();
    let Some((want, most)) = most(paged.iter().map(|entry| leader_name(entry.leader))) else { return };
    let findings: Vec<Finding> = paged
        .iter()
        .filter(|_| most * 10 >= paged.len() * 9 && paged.len() >= 10)
        .filter(|e| leader_name(e.leader) != want)
        .map(|entry| {
            let at = entry.leader_at.or(entry.page_at).unwrap_or_else(|| entry.place());
            Finding::new(Place::Source(at), Confidence::Likely)
                .arg("title", entry.title.as_str())
                .arg("found", leader_name(entry.leader))
                .arg("want", want)
        })
        .collect();
    findings.into_iter().for_each(|f| cx.push(f));
}

fn leader_name(leader: Leader) -> &'static str {
    match leader {
        Leader::None => "空白",
        Leader::MiddleDots => "···",
        Leader::Periods => "...",
        Leader::Ellipsis => "……",
        Leader::Other => "其他",
        Leader::Mixed => "混用",
    }
}
