//! 一是甲，乙；二是丙，丁；三是戊、己: one item of a series whose two clauses 顿号 parts, where a comma does in the rest.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::series_mark_differs as card;
use crate::table::list_words::ITEM_HEADS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(FIRST), check);

/// The head of the first item.
const FIRST: &[&str] = ITEM_HEADS.split_at(1).0;

/// So many other items must have the comma.
const ENOUGH: usize = 3;

/// A clause has so many characters at least.
const CLAUSE: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, first) = trigger else { return };
    let mut marks: Vec<(K, Span)> = Vec::new();
    let mut at = first.start;
    for head in ITEM_HEADS {
        if !cx.after(at).starts_with(head) {
            break;
        }
        let start = at + head.len() as u32;
        let from = cx.tokens.partition_point(|t| t.span.start < start);
        let ends = |kind: K| matches!(kind, K::FullSemicolon | K::FullStop);
        let rest = &cx.tokens[from..];
        let Some(n) = rest.iter().position(|t| t.depth == 0 && ends(t.kind)) else { break };
        if let Some(mark) = parted(cx, Span::new(start, rest[n].span.start), &rest[..n]) {
            marks.push(mark);
        }
        at = rest[n].span.end;
    }
    let (odd, even): (Vec<_>, Vec<_>) = marks.into_iter().partition(|(kind, _)| *kind == K::EnumerationComma);
    let ([(_, mark)], true) = (odd.as_slice(), even.len() >= ENOUGH) else { return };
    let next = cx.after(mark.end).chars().next().map_or(0, char::len_utf8) as u32;
    let found = Span::new(mark.start, mark.end + next);
    let mut finding = Finding::likely(*mark)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, cx.of(found).replace('、', "，"))
        .arg(card::args::COUNT, even.len())
        .fix(*mark, "，");
    if let Some((_, other)) = even.first() {
        finding = finding.labelled(Place::Here(*other), card::labels::COMMA);
    }
    cx.push(finding);
}

/// The one mark that parts an item into two clauses, each of which opens with a verb.
fn parted(cx: &LocalContext<'_>, item: Span, tokens: &[kanwu_plugin::Token]) -> Option<(K, Span)> {
    let mut points = tokens.iter().filter(|t| t.depth == 0 && t.kind.is_point());
    let (mark, None) = (points.next()?, points.next()) else { return None };
    let clauses = [Span::new(item.start, mark.span.start), Span::new(mark.span.end, item.end)];
    let verbal = |clause: &Span| {
        let text = cx.of(*clause).trim_start_matches('要');
        text.chars().count() >= CLAUSE && segment(text).first().is_some_and(|w| w.class == WordClass::Verb)
    };
    clauses.iter().all(verbal).then_some((mark.kind, mark.span))
}
