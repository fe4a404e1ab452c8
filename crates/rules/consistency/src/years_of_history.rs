//! 1958年建厂，至2018年已有50年历史: years that something has gone on, against its first and last.

use kanwu_plugin::context::{has_any, head, sentence_start, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::years_of_history as card;
use crate::table::counting::BEFORE_UNCOUNTED;
use crate::table::reckoning::{BEGINS, HISTORIES};
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(HISTORIES), check);

/// How near its year a word may say that something began, in characters.
const NEAR: usize = 8;

/// Both ends may be counted or one.
const ROOM: i64 = 1;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let text = paragraph.before(word.start);
    let Some((at, stated)) = at_end(text).filter(|(_, years)| *years >= 5) else { return };
    let lead = text.get(..at).unwrap_or_default();
    // 近50年历史, 第50年 are no exact spans.
    if BEFORE_UNCOUNTED.iter().any(|word| lead.ends_with(word)) {
        return;
    }
    let start = sentence_start(paragraph, word.start);
    let years: Vec<(i64, Span)> = paragraph
        .items
        .iter()
        .filter(|item| item.span().start >= start && item.span().end as usize <= at)
        .filter_map(|item| match item {
            Item::Date(date) => date.full_year().map(|year| (i64::from(year), date.span)),
            _ => None,
        })
        .collect();
    // 始建于1958年 or 1958年建厂, in one clause.
    let near = |span: Span| {
        let before = tail(paragraph.before(span.start), NEAR).rsplit('，').next().unwrap_or_default();
        let after = head(paragraph.after(span.end), NEAR).split('，').next().unwrap_or_default();
        has_any(before, BEGINS) || has_any(after, BEGINS)
    };
    let (first, now) = match years.as_slice() {
        [first, now] if near(first.1) => (*first, now.0),
        [now, first] if near(first.1) => (*first, now.0),
        [first] if near(first.1) => match paragraph.settings.record_year() {
            Some(year) => (*first, i64::from(year)),
            None => return,
        },
        _ => return,
    };
    let want = now - first.0;
    let off = (want - i64::from(stated)).abs();
    if want <= 0 || off <= ROOM {
        return;
    }
    let span = Span::of(at..word.start as usize + han::YEAR.len_utf8());
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FIRST, first.0)
        .arg(card::args::YEAR, now)
        .arg(card::args::WANT, want)
        .labelled(Place::Here(first.1), card::labels::FIRST);
    cx.push(finding);
}
