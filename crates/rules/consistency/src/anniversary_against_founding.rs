//! 创建于1952年 … 2022年 … 建校60周年.

use kanwu_plugin::context::{ends_any, has_any, sentence_start};
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::anniversary_against_founding as card;
use crate::table::counting::{ANNIVERSARY, FOUNDED, FOUNDING, NOT_THIS_FOUNDING};
use crate::whole_number::at_end;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(ANNIVERSARY), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let text = cx.before(word.start);
    let Some((at, stated)) = at_end(text) else { return };
    let before = &text[..at];
    if !ends_any(before, FOUNDING) || ends_any(before, NOT_THIS_FOUNDING) {
        return;
    }
    let mut founded = FOUNDED.iter().flat_map(|f| text.match_indices(f).map(|(i, f)| i + f.len()));
    let (Some(from), None) = (founded.next(), founded.next()) else { return };
    let Some(first) = year_at(text.get(from..).unwrap_or_default()) else { return };
    // The year of the jubilee is the last one named before it.
    let rest = text.get(from + 7..).unwrap_or_default();
    let own = text.get(sentence_start(cx.paragraph(), from as u32) as usize..from).unwrap_or_default();
    let Some((now, place)) = last_year(rest)
        .map(|(y, i)| (y, i + from + 7))
        .or_else(|| last_year(own).map(|(y, i)| (y, i + from - own.len())))
    else {
        return;
    };
    if now < first || now - first == stated || has_any(rest, FOUNDED) {
        return;
    }
    let span = Span::new(at as u32, word.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::FIRST, first)
        .arg(card::args::YEAR, now)
        .arg(card::args::WANT, now - first)
        .labelled(Place::Here(Span::of(from..from + 7)), card::labels::FOUNDED)
        .labelled(Place::Here(Span::of(place..place + 7)), card::labels::YEAR);
    cx.push(finding);
}

/// The year that a text begins with.
fn year_at(text: &str) -> Option<u32> {
    let figure = text.get(..4).filter(|f| f.bytes().all(|b| b.is_ascii_digit()))?;
    text.get(4..)?.starts_with('年').then(|| figure.parse().ok()).flatten()
}

/// The last year in a text, and where it stands.
fn last_year(text: &str) -> Option<(u32, usize)> {
    text.rmatch_indices('年').find_map(|(at, _)| {
        let from = at.checked_sub(4)?;
        Some((year_at(text.get(from..)?)?, from))
    })
}
