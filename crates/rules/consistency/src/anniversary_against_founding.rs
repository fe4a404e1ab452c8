//! 创建于1952年 … 2022年 … 建校60周年.

use kanwu_plugin::context::{before_any, ends_any, has_any, head};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::anniversary_against_founding as card;
use crate::table::counting::{ANNIVERSARY, FOUNDED_IN, NOT_THIS_FOUNDING};
use crate::table::reckoning::{FEASTS, FOUNDED};
use crate::whole_number::at_end;

/// So near a year it is said that something began in it, in characters.
const NEAR: usize = 14;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(ANNIVERSARY), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let text = cx.before(word.start);
    let Some((at, stated)) = at_end(text) else { return };
    let before = &text[..at];
    if !ends_any(before, FEASTS) || ends_any(before, NOT_THIS_FOUNDING) {
        return;
    }
    let mut years = Vec::new();
    for item in paragraph.items {
        let Item::Date(date) = item else { continue };
        if let Some(year) = date.full_year() {
            years.push((year, date.span));
        }
    }
    // The founding may stand before its year (成立于1952年) or behind it (1952年成立).
    let begins = |span: Span| {
        let after = head(paragraph.after(span.end), NEAR);
        let clause = after.split(['。', '；', '，']).next().unwrap_or_default();
        let behind = has_any(clause, FOUNDED) && !clause.contains(ANNIVERSARY[0])
            || after.starts_with('，') && starts_founding(paragraph.after(span.end));
        ends_any(paragraph.before(span.start), FOUNDED_IN) || behind && !clause.contains('庆')
    };
    let (foundings, others): (Vec<_>, Vec<_>) = years.into_iter().partition(|(_, span)| begins(*span));
    let [(first, founded)] = foundings.as_slice() else { return };
    // The year of the jubilee is the last one named before it, else the one recorded.
    let own = others.iter().rfind(|(_, span)| (span.end as usize) <= at && span.start != founded.start);
    // Where the book tells no year of its own, the only year behind.
    let in_head = (at as u32) < paragraph.reading.head.end || before.rfind('【') > before.rfind('】');
    let later = || match others.as_slice() {
        [(year, _)] if !in_head => Some(*year),
        _ => None,
    };
    let Some(now) = own.map(|(year, _)| *year).or_else(|| paragraph.settings.record_year()).or_else(later)
    else {
        return;
    };
    if now <= *first || i64::from(now - first) == i64::from(stated) {
        return;
    }
    let span = Span::new(at as u32, word.end);
    let mut finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::FIRST, *first)
        .arg(card::args::YEAR, now)
        .arg(card::args::WANT, now - first)
        .labelled(Place::Here(*founded), card::labels::FOUNDED);
    if let Some((_, place)) = own {
        finding = finding.labelled(Place::Here(*place), card::labels::YEAR);
    }
    cx.push(finding);
}

/// 1989年11月，撤县设市: whether the clause behind a date and a comma tells of a founding.
fn starts_founding(after: &str) -> bool {
    let clause = before_any(after.trim_start_matches('，'), &['。', '；', '，', '\n']);
    has_any(clause, FOUNDED) && !has_any(clause, FOUNDED_IN) && !clause.contains(ANNIVERSARY[0])
}
