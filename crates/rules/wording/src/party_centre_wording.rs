//! 以习近平为核心的党中央: the Party centre and its core in other words than the fixed ones, or at another time.

use kanwu_plugin::context::{starts_any, tail};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers, Variant};

use crate::card::party_centre_wording::{NAME, args, variants};
use crate::formula_context::{worded, year_before};
use crate::table::formulas::{
    CENTRE, CENTRE_ADDRESSES, CENTRE_NO_BODIES, CENTRE_RANKS, CENTRE_WRONG_BODIES, CENTRE_WRONG_RANKS,
    CLAUSE_ENDS, LEADERS,
};

/// What opens 以……为核心.
const WITH: char = '以';

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The ranks that are right for somebody, then those that are never right.
const TERMS: [&str; CENTRE_RANKS.len() + CENTRE_WRONG_RANKS.len()] = {
    let mut terms = [""; CENTRE_RANKS.len() + CENTRE_WRONG_RANKS.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] =
            if i < CENTRE_RANKS.len() { CENTRE_RANKS[i] } else { CENTRE_WRONG_RANKS[i - CENTRE_RANKS.len()] };
        i += 1;
    }
    terms
};

/// So many characters stand between 以 and 为 at the most.
const HOLDER: usize = 16;

/// Leader and form of address have so many characters at the most.
const LONGEST_NAME: usize = 10;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, rank) = trigger else { return };
    let clause = tail(cx.before(rank.start), HOLDER);
    let clause = clause.rfind(|c| CLAUSE_ENDS.contains(&c)).map_or(clause, |at| {
        clause.get(at..).map(|t| t.trim_start_matches(|c| CLAUSE_ENDS.contains(&c))).unwrap_or_default()
    });
    let with = clause.rfind(WITH);
    let holder = with.and_then(|at| clause.get(at + WITH.len_utf8()..)).unwrap_or(clause);
    let Some(leader) = LEADERS.iter().find(|l| holder.contains(**l)) else {
        return;
    };
    let rows = || CENTRE.iter().filter(|row| row.name.starts_with(leader));
    let Some(row) = rows().find(|row| rank_is(TERMS[i], row.word)).or_else(|| rows().next()) else { return };
    let after = cx.after(rank.end);
    let body = CENTRE_WRONG_BODIES.iter().find(|b| after.starts_with(**b));
    let start = rank.start - (holder.len() + if with.is_some() { WITH.len_utf8() } else { 0 }) as u32;
    let start = if with.is_some() { start } else { rank.start - from_leader(holder, leader) as u32 };
    let end = rank.end + body.map_or(0, |b| b.len()) as u32;
    let span = Span::new(start, end);
    let right_rank = i < CENTRE_RANKS.len() && rank_is(TERMS[i], row.word);
    let whole = TERMS[i].ends_with("党中央");
    if !(right_rank || whole || i >= CENTRE_RANKS.len() || starts_any(after, &["的", "党"])) {
        return;
    }
    if holder != row.name || with.is_none() || !right_rank || body.is_some() {
        // 习近平总书记……为核心 further off is no form of the fixed one.
        let name = tail(holder, LONGEST_NAME);
        let address = name.rsplit(*leader).next().unwrap_or_default();
        let near = name.contains(leader) && (with.is_some() || CENTRE_ADDRESSES.contains(&address));
        // What guests from abroad say is their own wording.
        let near = near && !(body.is_none() && right_rank && starts_any(after, CENTRE_NO_BODIES));
        if near {
            push(cx, Finding::certain(span), span, row, None);
        }
        return;
    }
    let Some(year) = year_before(cx.paragraph(), span.start) else { return };
    if year < row.from || year > row.until {
        let span = Span::new(start, rank.end);
        push(cx, Finding::likely(span), span, row, Some(variants::DATE));
    }
}

/// Whether the term gives this rank: 为核心 gives 核心.
fn rank_is(term: &str, word: &str) -> bool {
    term.strip_prefix(han::BE).is_some_and(|t| t.starts_with(word))
}

/// How many bytes the text has from the leader's name on.
fn from_leader(text: &str, leader: &str) -> usize {
    text.rfind(leader).map_or(text.len(), |at| text.len() - at)
}

fn push(
    cx: &mut LocalContext<'_>,
    finding: Finding,
    found: Span,
    row: &crate::table::formulas::CentreRow,
    variant: Option<Variant>,
) {
    let finding = finding
        .arg(args::FOUND, cx.of(found))
        .arg(args::WANT, format!("{}{}{}", row.prefix, row.name, row.rest))
        .arg(args::SINCE, row.from)
        .arg(args::SOURCE, row.source);
    let finding = match variant {
        Some(variant) => finding.variant(variant),
        None => worded(cx.paragraph(), finding, variants::ORIGINAL),
    };
    cx.push(finding);
}
