//! 第三十三十一次会议, 第十二会议, 十八届中全会: the number of a session that is none, or has lost its measure word.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::session_number_malformed::{NAME, args, variants};
use crate::table::session_units::{BARE, COUNTED, GAP, PLENUMS, ROOMS};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// What follows a number, then what needs a measure word before it, then what has lost its number.
const TERMS: [&str; COUNTED.len() + BARE.len() + GAP.len()] = {
    let mut terms = [""; COUNTED.len() + BARE.len() + GAP.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < COUNTED.len() {
            COUNTED[i]
        } else if i < COUNTED.len() + BARE.len() {
            BARE[i - COUNTED.len()]
        } else {
            GAP[i - COUNTED.len() - BARE.len()]
        };
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, term) = trigger else { return };
    let before = cx.before(term.start);
    let lead = before.trim_end_matches(han::is_figure);
    let number = before.get(lead.len()..).unwrap_or_default();
    let from = |start: usize| Span::new(start as u32, term.end);
    if number.is_empty() {
        return;
    }
    // 十八届中全会: which one?
    if i >= COUNTED.len() + BARE.len() {
        let span = from(lead.len());
        cx.push(Finding::likely(span).variant(variants::LOST).arg(args::FOUND, cx.of(span)));
        return;
    }
    let ordinal = lead.strip_suffix(han::ORDINAL);
    let measured = ordinal.is_some_and(|rest| !rest.ends_with(turns));
    if i >= COUNTED.len() {
        // 第十二会议: 次 is lost. 第二次十常务会议: it stands within the number.
        let within = lead.ends_with(han::TIME) && lead.trim_end_matches(han::TIME).ends_with(han::is_figure);
        let lost = measured && han::below_hundred(number).is_some() && !starts_any(cx.after(term.end), ROOMS);
        let start = if lost { lead.len() - han::ORDINAL.len_utf8() } else { lead.len() };
        if lost || within {
            let span = from(start);
            cx.push(Finding::likely(span).variant(variants::LOST).arg(args::FOUND, cx.of(span)));
        }
        return;
    }
    // Years (一九八三届) and estimates (三四十次会议) are none of these.
    let of_session = ordinal.is_some() || cx.of(term) == PLENUM;
    let tens = number.chars().any(|c| han::digit(c).is_none());
    let malformed = of_session && tens && han::below_hundred(number).is_none();
    // 二第十次: the ordinal stands within the number.
    let turned = ordinal.filter(|rest| rest.ends_with(turns));
    if malformed || turned.is_some() {
        let span = from(turned.map_or(lead, |rest| rest.trim_end_matches(turns)).len());
        cx.push(Finding::likely(span).arg(args::FOUND, cx.of(span)));
    }
}

/// What needs no 第 before its number.
const PLENUM: &str = PLENUMS[0];

/// Whether a figure before 第 is one of the number that goes on after it: 一 ends words (统一第二次分配).
fn turns(c: char) -> bool {
    han::is_figure(c) && han::digit(c) != Some(1)
}
