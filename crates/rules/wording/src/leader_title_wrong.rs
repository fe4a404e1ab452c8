//! 国家主席、中共中央总书记习近平: titles of central leaders in wrong words or order, or of another time.

use kanwu_plugin::context::{ends_any, has_any, sentence_before, starts_any};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers, Variant};

use crate::card::leader_title_wrong::{NAME, args, variants};
use crate::formula_context::{date_after, date_before, report, year_before};
use crate::table::leaders::{
    CHAIN, FORMER, GUEST, HELD, HELD_TITLES, HeldRow, PARTY_TITLES, RANK, SOLE_TITLES, STATE_TITLES, TITLE,
};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize = TITLE.len() + CHAIN.len() + PARTY_TITLES.len() + HELD_TITLES.len();

/// The wrong forms, then the leaders with several titles, then Party titles, then those that were held from one year to another.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < TITLE.len() {
            TITLE[i].found
        } else if i < TITLE.len() + CHAIN.len() {
            CHAIN[i - TITLE.len()].name
        } else if i < TITLE.len() + CHAIN.len() + PARTY_TITLES.len() {
            PARTY_TITLES[i - TITLE.len() - CHAIN.len()]
        } else {
            HELD_TITLES[i - TITLE.len() - CHAIN.len() - PARTY_TITLES.len()]
        };
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    if let Some(row) = TITLE.get(i) {
        let before = cx.before(span.start);
        let passed = starts_any(cx.after(span.end), row.not_after) || ends_any(before, row.not_before);
        // A guest of a brother party speaks so, and his words are told.
        let guest = has_any(sentence_before(cx.paragraph(), span.start), GUEST);
        if !passed && !guest && !ends_any(before, FORMER) {
            push(cx, Finding::certain(span), span, row.want, row.source, None);
        }
    } else if let Some(row) = CHAIN.get(i - TITLE.len()) {
        order(cx, span, row.source);
    } else if i < TITLE.len() + CHAIN.len() + PARTY_TITLES.len() {
        party_after_state(cx, span);
    } else {
        held(cx, span);
    }
}

/// The titles in a row before a name.
fn order(cx: &mut LocalContext<'_>, name: Span, source: &str) {
    let mut before = cx.before(name.start);
    let mut ranks = Vec::new();
    loop {
        let longest =
            RANK.iter().filter(|rank| before.ends_with(rank.found)).max_by_key(|rank| rank.found.len());
        let Some((rank, rest)) = longest.and_then(|rank| Some((rank, before.strip_suffix(rank.found)?)))
        else {
            break;
        };
        before = rest;
        ranks.insert(0, rank);
        let Some(rest) = before.strip_suffix('、') else { break };
        before = rest;
    }
    if ranks.len() < 2 || cx.of(Span::new(before.len() as u32, name.start)).starts_with('、') {
        return;
    }
    let span = Span::new(before.len() as u32, name.end);
    let mut want = ranks.clone();
    want.sort_by_key(|rank| rank.place);
    want.dedup_by_key(|rank| rank.place);
    let want = want.iter().map(|rank| rank.want).collect::<Vec<_>>().join("、");
    let found = ranks.iter().map(|rank| rank.found).collect::<Vec<_>>().join("、");
    if want != found {
        let want = format!("{want}{}", cx.of(name));
        push(cx, Finding::certain(span), span, &want, source, None);
    }
}

/// 国务院副总理、中共中央政治局委员: the post in the Party comes first.
fn party_after_state(cx: &mut LocalContext<'_>, party: Span) {
    let Some(before) = cx.before(party.start).strip_suffix('、') else { return };
    let Some(state) = STATE_TITLES.iter().filter(|t| before.ends_with(**t)).max_by_key(|t| t.len()) else {
        return;
    };
    let span = Span::new((before.len() - state.len()) as u32, party.end);
    let want = format!("{}、{state}", cx.of(party));
    push(cx, Finding::certain(span), span, &want, CHAIN[0].source, None);
}

/// A title with a name beside it, in a sentence that tells the year.
fn held(cx: &mut LocalContext<'_>, title: Span) {
    let (before, after) = (cx.before(title.start), cx.after(title.end));
    let word = cx.of(title);
    // The short title stands within the long one, and 总理 within 副总理.
    let inside = HELD_TITLES
        .iter()
        .any(|t| t.strip_suffix(word).is_some_and(|h| !h.is_empty() && before.ends_with(h)));
    if inside {
        return;
    }
    let rows = || HELD.iter().filter(|row| row.title == word || row.short == word);
    let follows = rows().find(|row| after.starts_with(row.name));
    let Some(row) = follows.or_else(|| rows().find(|row| before.ends_with(row.name))) else {
        never(cx, title);
        return;
    };
    let span = if follows.is_some() {
        Span::new(title.start, title.end + row.name.len() as u32)
    } else {
        Span::new(title.start - row.name.len() as u32, title.end)
    };
    if ends_any(cx.before(span.start), FORMER) {
        return;
    }
    let Some(year) = year_before(cx.paragraph(), span.start) else { return };
    let month =
        date_before(cx.paragraph(), span.start).filter(|told| told.year == year).and_then(|t| t.month);
    // One leader may have held a title twice.
    let held_in = |year, month| rows().any(|other| other.name == row.name && holds(other, year, month));
    // 2005年，馆藏有国家主席江泽民1997年的题词: the date after the name is that of the title.
    let after = date_after(cx.paragraph(), span.end);
    if !held_in(year, month) && !after.is_some_and(|(year, month)| held_in(year, month)) {
        let want = terms(row);
        // 2000年，习近平总书记在福建工作期间: what was before is told with the address of today.
        let told_today = row.until == 9999 && before_term(row, year, month) && follows.is_none();
        let confidence = if told_today { Confidence::Guess } else { Confidence::Likely };
        let finding = Finding::new(Place::Here(span), confidence);
        push(cx, finding, span, &want, row.source, Some(variants::DATE));
    }
}

/// Whether the leader held the title in the month told, or in the year where none is told.
fn holds(row: &HeldRow, year: i64, month: Option<i64>) -> bool {
    let after = year > row.until
        || (year == row.until && row.until_month > 0 && month.is_some_and(|m| m > row.until_month));
    !before_term(row, year, month) && !after
}

fn before_term(row: &HeldRow, year: i64, month: Option<i64>) -> bool {
    year < row.from || (year == row.from && month.is_some_and(|m| m < row.from_month))
}

/// From when to when, as `2013年3月—2023年3月`.
fn terms(row: &HeldRow) -> String {
    let date = |year: i64, month: i64| match (year, month) {
        (9999, _) => String::new(),
        (_, 0) => format!("{year}年"),
        _ => format!("{year}年{month}月"),
    };
    format!("{}—{}", date(row.from, row.from_month), date(row.until, row.until_month))
}

/// A title that one person at a time holds, before the name of a leader who never held it.
fn never(cx: &mut LocalContext<'_>, title: Span) {
    let word = cx.of(title);
    let (before, after) = (cx.before(title.start), cx.after(title.end));
    if !SOLE_TITLES.contains(&word) || ends_any(before, FORMER) {
        return;
    }
    if let Some(row) = HELD.iter().find(|row| after.starts_with(row.name)) {
        let span = Span::new(title.start, title.end + row.name.len() as u32);
        push(cx, Finding::likely(span), span, "", row.source, Some(variants::NEVER));
    }
}

fn push(
    cx: &mut LocalContext<'_>,
    finding: Finding,
    found: Span,
    want: &str,
    source: &str,
    variant: Option<Variant>,
) {
    let finding = finding.arg(args::FOUND, cx.of(found)).arg(args::WANT, want).arg(args::SOURCE, source);
    report(cx, finding, variant, variants::ORIGINAL);
}
