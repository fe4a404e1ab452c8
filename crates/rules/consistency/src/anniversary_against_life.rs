//! 1898年生，2018年诞辰130周年; 1951年行医，到2001年从医六十周年: an anniversary against the year in which a life or a work began.

use kanwu_plugin::context::{ends_any, sentence_after, sentence_start, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::anniversary_against_life as card;
use crate::clause_words::words_behind;
use crate::table::counting::ANNIVERSARY;
use crate::table::durations::{LIVES, REACHED};
use crate::table::reckoning::{FEASTS, FOUNDED};
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(ANNIVERSARY), check);

/// The trigger is 周年.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some((at, stated)) = at_end(cx.before(word.start)) else { return };
    let lead = cx.before(at as u32);
    // 建校, 创刊 and their like have a rule of their own.
    if ends_any(lead, FEASTS) {
        return;
    }
    let row = LIVES.iter().find(|row| row.of.split(' ').any(|of| lead.ends_with(of)));
    let begun: Vec<&str> = match row {
        Some(row) => row.begun.split(' ').collect(),
        None if ends_any(lead, REACHED) => FOUNDED.to_vec(),
        None => return,
    };
    let start = sentence_start(paragraph, at as u32);
    let end = word.end + sentence_after(paragraph, word.end).len() as u32;
    let years = |from: u32, to: u32| {
        paragraph
            .items
            .iter()
            .filter(move |item| item.span().start >= from && item.span().end <= to)
            .filter_map(|item| match item {
                Item::Date(date) => Some((date.full_year()?, date.span)),
                _ => None,
            })
    };
    let mut began = years(start, end).filter(|(_, span)| begins(paragraph, *span, &begun));
    let in_sentence = began.next();
    if began.next().is_some() {
        return;
    }
    // A life is told in the sentences before, too; what has only 已满 names nothing to look for there.
    let in_paragraph = || {
        let mut began = years(0, end).filter(|(_, span)| begins(paragraph, *span, &begun));
        began.next().filter(|_| row.is_some() && began.next().is_none())
    };
    let Some((first, first_at)) = in_sentence.or_else(in_paragraph) else { return };
    let told = years(start, at as u32).rfind(|(_, span)| *span != first_at);
    let Some(now) = told.map(|(year, _)| year).or_else(|| paragraph.settings.record_year()) else { return };
    if now <= first || i64::from(now - first) == i64::from(stated) {
        return;
    }
    let span = Span::new(at as u32, word.end);
    let mut finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::FIRST, first)
        .arg(card::args::YEAR, now)
        .arg(card::args::WANT, now - first)
        .labelled(Place::Here(first_at), card::labels::FIRST);
    if let Some((_, place)) = told {
        finding = finding.labelled(Place::Here(place), card::labels::YEAR);
    }
    cx.push(finding);
}

/// Whether a year is the one in which something began: 1898年生, 诞生于1898年.
fn begins(paragraph: &Paragraph<'_>, span: Span, begun: &[&str]) -> bool {
    let after = words_behind(paragraph, span.end);
    let before = paragraph.before(span.start);
    let behind = starts_any(after, begun) && !after.contains(ANNIVERSARY[0]);
    behind || before.strip_suffix('于').is_some_and(|before| ends_any(before, begun))
}
