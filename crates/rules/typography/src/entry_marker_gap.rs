//! The blank after the marker of an entry, `**【题】** 正文`: where most entries of the book have one, those without.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Location, Place, Rule, SourceSpan, Trigger,
    Triggers,
};

use crate::card::entry_marker_gap as card;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::paragraph(), collect, judge);

/// So many entries must have the blank before those without it are reported.
const ENOUGH: usize = 5;

fn collect(cx: &mut LocalContext<'_>, _: Trigger) {
    let head = cx.reading.head;
    if cx.reading.kind != BlockKind::EntryHead || head.is_empty() {
        return;
    }
    match cx.char_after(head.end) {
        None => {}
        Some(c) if c.is_whitespace() => cx.fact("blank", "", "", head),
        Some(_) => cx.fact("none", "", "", head),
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let with = facts.iter().filter(|f| f.group == "blank").count();
    let without: Vec<&Fact> = facts.iter().filter(|f| f.group == "none").collect();
    if with < ENOUGH || with < without.len() * 2 {
        return;
    }
    for fact in &without {
        let Some((marker, after)) = bold_end(cx, fact) else { continue };
        let finding = Finding::new(Place::Source(marker), Confidence::Certain)
            .arg(card::args::MOST, with)
            .arg(card::args::COUNT, without.len())
            .fix_at(Place::Source(after), " ");
        cx.push(finding);
    }
}

/// Places of `】**` and of the end of it, where the marker is set in bold.
fn bold_end(cx: &BookContext<'_>, fact: &Fact) -> Option<(Location, Location)> {
    let reading = cx.book.reading(fact.reading)?;
    let next = reading.pieces.iter().find(|p| p.at == fact.span.end)?;
    let closed = reading.locate_point(fact.span.end);
    let start = closed.span.start.checked_sub('】'.len_utf8() as u32)?;
    let marker = Location::new(next.source, SourceSpan::new(start, next.start));
    let bold = closed.source == next.source && start < next.start && cx.book.text(marker) == "】**";
    bold.then_some((marker, Location::new(next.source, SourceSpan::empty(next.start))))
}
