//! 东经118°75′: minutes and seconds of arc end at 59; latitudes end at 90 degrees, longitudes at 180.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::arc_minutes_past_sixty as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Degree]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let sign = paragraph.tokens[i].span;
    let number = |i: usize| paragraph.token_text(i).parse::<i64>().ok();
    let degrees = i.checked_sub(1).and_then(number);
    let start = i.checked_sub(1).map_or(sign.start, |p| paragraph.tokens[p].span.start);
    let in_number = |c: char| c.is_ascii_digit() || c == '.' || c == ' ';
    let named = paragraph.before(sign.start).trim_end_matches(in_number);
    let arc = words::ARC.iter().find(|row| named.ends_with(row.word));
    let past = arc.filter(|row| degrees.is_some_and(|d| d > row.most));
    if let Some(row) = past.filter(|_| paragraph.kind_before(i) == Some(K::Digit)) {
        let span = Span::new(start, sign.end);
        let finding = Finding::certain(span).variant(card::variants::DEGREES);
        let finding = finding.arg(card::args::FOUND, cx.of(span));
        cx.push(finding.arg(card::args::LIMIT, row.most));
        return;
    }
    // 118°75′ and, with an apostrophe for the mark, 118°75'
    let prime = matches!(paragraph.kind(i + 2), Some(K::Prime | K::Apostrophe | K::RightSingle));
    if prime && number(i + 1).is_some_and(|m| m > 59) {
        let span = Span::new(start, paragraph.tokens[i + 2].span.end);
        cx.push(Finding::certain(span).arg(card::args::FOUND, cx.of(span)));
    }
}
