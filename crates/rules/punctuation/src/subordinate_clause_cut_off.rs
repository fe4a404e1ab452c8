//! 由于连年丰收。粮库仓容不足: a stop or a semicolon between a subordinate clause and its main clause.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::subordinate_clause_cut_off as card;
use crate::table::subordinate_words::{CLOSERS, FRAMED, MAINS, OPENERS, PLACES};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullStop, K::FullSemicolon]), check);

/// A subordinate clause has so many characters.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=36;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    if cx.kind_after(i).is_none_or(|k| !matches!(k, K::Han | K::LeftDouble | K::LeftTitle | K::Digit)) {
        return;
    }
    let start = sentence_start(cx, mark.start).max(cx.reading.head.end);
    let clause = cx.of(Span::new(start.min(mark.start), mark.start)).trim_start();
    if !LENGTH.contains(&clause.chars().count())
        || clause.contains(['，', '：', '“', '（', '《'])
        || clause.contains('、') && !ends_any(clause, CLOSERS)
        || !starts_any(clause, OPENERS)
        || has_any(clause.get(3..).unwrap_or_default(), MAINS)
    {
        return;
    }
    let framed = starts_any(clause, FRAMED);
    let closes = ends_any(clause, CLOSERS)
        || clause.ends_with(PLACES) && (clause.starts_with('在') || clause.starts_with('自'));
    // 因病去世。 is a sentence; items of a list may all begin alike.
    let rest = cx.after(mark.end);
    let alike = clause.chars().next() == rest.chars().next();
    // 由于历史原因形成的欠账较多。 has a main clause of its own.
    let attribute = clause.starts_with(['由', '因']) && clause.contains(han::OF);
    let because = clause.starts_with('因') && !clause.starts_with("因为");
    if framed && !closes
        || attribute
        || alike
        || because && (cx.kind(i) == Some(K::FullStop) || clause.contains(|c: char| c.is_ascii_digit()))
    {
        return;
    }
    let next = rest.chars().next().map_or(0, char::len_utf8) as u32;
    let found = Span::new(mark.start, mark.end + next);
    let finding = Finding::likely(mark)
        .arg(card::args::FOUND, cx.of(mark))
        .arg(card::args::WANT, format!("，{}", cx.of(Span::new(mark.end, found.end))))
        .fix(mark, "，");
    cx.push(finding);
}
