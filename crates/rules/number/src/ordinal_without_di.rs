//! 二产业, 五十六中学, 推荐十四届全国人大代表: an ordinal without 第.

use kanwu_plugin::context::{ends_any, joined};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::ordinal_without_di as card;
use crate::table::named_by_number as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

const TERMS: [&str; words::SECTOR.len() + words::SCHOOL.len() + words::DEPUTY.len()] =
    joined(&[words::SECTOR, words::SCHOOL, words::DEPUTY]);

/// What the ordinal counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Sector,
    School,
    Deputy,
}

fn counted(term: usize) -> Counted {
    match term.checked_sub(words::SECTOR.len()) {
        None => Counted::Sector,
        Some(rest) if rest < words::SCHOOL.len() => Counted::School,
        Some(_) => Counted::Deputy,
    }
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(term, span) = trigger else { return };
    let counted = counted(term);
    // The words for sectors and schools begin with the last numeral.
    let own = if counted == Counted::Deputy { None } else { cx.char_after(span.start) };
    let end = span.start + own.map_or(0, char::len_utf8) as u32;
    let numerals = |c: &char| words::ORDINAL_NUMERAL.contains(c);
    let run = cx.before(end).chars().rev().take_while(numerals).count();
    let bytes: usize = cx.before(end).chars().rev().take_while(numerals).map(char::len_utf8).sum();
    let start = end - bytes as u32;
    let lead = cx.before(start);
    // 一二三产业 and 二三产业 are fixed as they stand; 二中学 is part of a school's name.
    let (fits, confidence) = match counted {
        Counted::Sector => (run == 1, Confidence::Likely),
        Counted::School => {
            let day = words::SCHOOL_NAMED_FOR_DAY.contains(&cx.of(Span::new(start, end)));
            (run >= 2 && !day, Confidence::Likely)
        }
        Counted::Deputy => (run >= 1, Confidence::Guess),
    };
    // 这一产业: one of them, not the first.
    let pointed = term == 0 && ends_any(lead, words::BEFORE_ONE_OF);
    if !fits || pointed || ends_any(lead, words::BEFORE_ORDINAL) {
        return;
    }
    let span = Span::new(start, span.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("第{}", cx.of(span)))
        .fix(Span::empty(start), "第");
    cx.push(finding);
}
