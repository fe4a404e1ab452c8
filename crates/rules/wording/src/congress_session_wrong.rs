//! 党的第二十次代表大会, 二十次三中全会: a congress, plenum or session in a wrong form, or before its year.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers, Variant};

use crate::card::congress_session_wrong::{NAME, args, variants};
use crate::formula_context::{date_at, date_before, report, year_before};
use crate::han_ordinal::{numeral_after, numeral_before};
use crate::table::sessions::{
    ACTS, AWAITED, BODIES, CONGRESS, FORM, FULL_ASSEMBLY, FULL_ENDS, FULL_PLENUM, HOLDERS, JOINS, MEETS,
    NATIONAL, NOT_OPENS, OPENS, PARTY, PARTY_PLACES, PLENUM, PREPARED, SHORT_ENDS,
};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize =
    FORM.len() + SHORT_ENDS.len() + BODIES.len() + CONGRESS.len() + FULL_PLENUM.len() + FULL_ASSEMBLY.len();

/// The wrong tails, then the ends of short names, then the national bodies, then the Party congresses, then what
/// stands in the middle of the full name of a plenum, and of a session of a national body.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < FORM.len() {
            FORM[i].tail
        } else if i < FORM.len() + SHORT_ENDS.len() {
            SHORT_ENDS[i - FORM.len()]
        } else if i < FORM.len() + SHORT_ENDS.len() + BODIES.len() {
            BODIES[i - FORM.len() - SHORT_ENDS.len()]
        } else if i < FORM.len() + SHORT_ENDS.len() + BODIES.len() + CONGRESS.len() {
            CONGRESS[i - FORM.len() - SHORT_ENDS.len() - BODIES.len()].name
        } else {
            let rest = i - FORM.len() - SHORT_ENDS.len() - BODIES.len() - CONGRESS.len();
            if rest < FULL_PLENUM.len() { FULL_PLENUM[rest] } else { FULL_ASSEMBLY[rest - FULL_PLENUM.len()] }
        };
        i += 1;
    }
    terms
};

/// Of a finding's words: the constitution of the Party and the laws on assemblies.
const LAW: &str = crate::table::sessions::LAW[0];

/// What follows the number of a session.
const SESSION: &str = "次会议";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    if i < FORM.len() {
        form(cx, span);
    } else if let Some(end) = SHORT_ENDS.get(i - FORM.len()) {
        if *end == SHORT_ENDS[0] { plenum(cx, span) } else { short(cx, span) }
    } else if i < FORM.len() + SHORT_ENDS.len() + BODIES.len() {
        national(cx, span);
    } else if i < FORM.len() + SHORT_ENDS.len() + BODIES.len() + CONGRESS.len() {
        congress(cx, span);
    } else if i < COUNT - FULL_ASSEMBLY.len() {
        full_plenum(cx, span);
    } else {
        full_assembly(cx, span, i + FULL_ASSEMBLY.len() - COUNT);
    }
}

fn form(cx: &mut LocalContext<'_>, tail: Span) {
    let Some((before, number)) = numeral_before(cx.before(tail.start)) else { return };
    let (found, after) = (cx.of(tail), cx.after(tail.end));
    // One wrong tail has several rows where what stands before it decides.
    let row = FORM.iter().find(|row| {
        let placed = row.places && before.strip_suffix(han::ORDINAL).is_some_and(of_a_place);
        let held = ends_any(before, row.before) && !ends_any(before, row.not_before);
        row.tail == found
            && (held || placed)
            && (row.least..=row.most).contains(&number)
            && !starts_any(after, row.not_after)
    });
    let Some(row) = row else { return };
    let from =
        if before.ends_with(han::ORDINAL) { before.len() - han::ORDINAL.len_utf8() } else { before.len() };
    let span = Span::new(from as u32, tail.end);
    let numeral = cx.of(Span::new(from as u32, tail.start));
    push(cx, Finding::certain(span), span, &format!("{numeral}{}", row.want), row.source, None);
}

/// Whether the text ends with the Party and one place: 中国共产党清河区.
fn of_a_place(text: &str) -> bool {
    let short = kanwu_plugin::context::tail(text, 14);
    ends_any(text, PARTY_PLACES)
        && PARTY.iter().any(|p| short.contains(p))
        && !short.contains(['、', '，', '。'])
}

/// 二十届三中全会.
fn plenum(cx: &mut LocalContext<'_>, end: Span) {
    let Some((before, number)) = numeral_before(cx.before(end.start)) else { return };
    let Some(unit) = before.chars().next_back().filter(|c| matches!(*c, han::TERM | han::TIME | '大'))
    else {
        // 二十三中全会: 届 lost.
        let digits = cx.of(Span::new(before.len() as u32, end.start));
        let split = digits.char_indices().next_back().map_or(0, |(i, _)| i);
        if number > 20 || (number > 11 && number < 20) {
            let want = format!("{}届{}中全会", &digits[..split], &digits[split..]);
            let span = Span::new(before.len() as u32, end.end);
            push(cx, Finding::certain(span), span, &want, LAW, None);
        }
        return;
    };
    let head = before.strip_suffix(unit).unwrap_or_default();
    let Some((holder, term)) = numeral_before(head) else { return };
    // Plenums of a local committee are counted by 次 and are not in the table. Those of early terms are the Party's
    // where it is named.
    let dated = holder.ends_with([han::YEAR, han::MONTH, han::DAY]);
    if holder.ends_with('委') || term < 6 || (term < 11 && !dated && !ends_any(holder, HOLDERS)) {
        return;
    }
    let span = Span::new(holder.len() as u32, end.end);
    let rest = cx.of(Span::new(before.len() as u32, end.end));
    if unit != han::TERM {
        let name = cx.of(Span::new(holder.len() as u32, head.len() as u32));
        return push(cx, Finding::certain(span), span, &format!("{name}届{rest}"), LAW, None);
    }
    let last = PLENUM.iter().map(|p| p.term).max().unwrap_or(0);
    let Some(row) = PLENUM.iter().find(|p| p.term == term && p.number == number) else {
        // One that the table does not know yet cannot have met before the last one that it knows.
        let known = PLENUM.iter().map(|p| p.year).max().unwrap_or(0);
        let stated_year = year_before(cx.paragraph(), span.start);
        if term < last || stated_year.is_some_and(|year| year < known) {
            push(cx, Finding::likely(span), span, "", LAW, Some(variants::UNKNOWN));
        }
        return;
    };
    early(cx, span, (row.year, row.month), row.source);
}

/// 人大十八次三次会议, 人大十八届三届会议.
fn short(cx: &mut LocalContext<'_>, end: Span) {
    let Some((before, _)) = numeral_before(cx.before(end.start)) else { return };
    let Some(first) = before.chars().next_back().filter(|c| matches!(*c, han::TERM | han::TIME)) else {
        return;
    };
    let head = before.strip_suffix(first).unwrap_or_default();
    let Some((holder, _)) = numeral_before(head) else { return };
    if !cx.of(end).starts_with(han::TERM) && first == han::TERM {
        return;
    }
    let span = Span::new(holder.len() as u32, end.end);
    let term = cx.of(Span::new(holder.len() as u32, head.len() as u32));
    let number = cx.of(Span::new(before.len() as u32, end.start));
    let want = format!("{term}届{number}次会议");
    if !holder.ends_with(han::ORDINAL) {
        push(cx, Finding::certain(span), span, &want, LAW, None);
    }
}

/// 十四届全国人大二次会议, 全国人大十四届二次会议.
fn national(cx: &mut LocalContext<'_>, body: Span) {
    let after = cx.after(body.end);
    // 十四次全国人大: the term is counted by 届.
    if let Some((before, _)) = cx.before(body.start).strip_suffix(han::TIME).and_then(numeral_before) {
        if numeral_after(after.strip_prefix(han::ORDINAL).unwrap_or(after)).is_some() {
            let span = Span::new(before.len() as u32, body.end);
            let term = cx.of(Span::new(span.start, body.start)).trim_end_matches(han::TIME);
            let want = format!("{term}届{}", cx.of(body));
            push(cx, Finding::certain(span), span, &want, LAW, None);
        }
        return;
    }
    let (term, number, start, rest) =
        match cx.before(body.start).strip_suffix(han::TERM).and_then(numeral_before) {
            Some((before, term)) => {
                let Some((number, rest)) = numeral_after(after.strip_prefix(han::ORDINAL).unwrap_or(after))
                else {
                    return;
                };
                (term, number, before.len() as u32, rest)
            }
            None => {
                let Some((term, rest)) = numeral_after(after) else { return };
                let Some(rest) = rest.strip_prefix(han::TERM) else { return };
                let Some((number, rest)) = numeral_after(rest) else { return };
                (term, number, body.start, rest)
            }
        };
    if !rest.starts_with(SESSION) {
        return;
    }
    let end = cx.text.len() - rest.len() + SESSION.len();
    let span = Span::new(start, end as u32);
    let found = NATIONAL.iter().find(|n| n.body == cx.of(body) && n.term == term && n.number == number);
    let last = NATIONAL.iter().map(|n| n.term).max().unwrap_or(0);
    match found {
        Some(row) => early(cx, span, (row.year, row.month), row.source),
        None if (1..last).contains(&term) => {
            push(cx, Finding::likely(span), span, "", LAW, Some(variants::UNKNOWN));
        }
        None => {}
    }
}

/// 第二十届中央委员会第三次全体会议.
fn full_plenum(cx: &mut LocalContext<'_>, middle: Span) {
    let Some((before, term)) = numeral_before(cx.before(middle.start)) else { return };
    let Some((number, rest)) = numeral_after(cx.after(middle.end)) else { return };
    let Some(end) = FULL_ENDS.iter().find(|end| rest.starts_with(**end)) else { return };
    let start = before.strip_suffix(han::ORDINAL).unwrap_or(before).len();
    let span = Span::new(start as u32, (cx.text.len() - rest.len() + end.len()) as u32);
    let row = PLENUM.iter().find(|row| row.term == term && row.number == number);
    if let Some(row) = row {
        early(cx, span, (row.year, row.month), row.source);
    }
}

/// 第十四届全国人民代表大会第一次会议: `body` is the number of the body in the table.
fn full_assembly(cx: &mut LocalContext<'_>, middle: Span, body: usize) {
    let Some(body) = BODIES.get(body) else { return };
    let Some((before, term)) = numeral_before(cx.before(middle.start)) else { return };
    let Some((number, rest)) = numeral_after(cx.after(middle.end)) else { return };
    let end = SESSION;
    if !rest.starts_with(end) {
        return;
    }
    let start = before.strip_suffix(han::ORDINAL).unwrap_or(before).len();
    let span = Span::new(start as u32, (cx.text.len() - rest.len() + end.len()) as u32);
    if let Some(row) = NATIONAL.iter().find(|n| n.body == *body && n.term == term && n.number == number) {
        early(cx, span, (row.year, row.month), row.source);
    }
}

/// Asks about a session that the sentence puts before its year, or that it lets meet at another time.
fn early(cx: &mut LocalContext<'_>, span: Span, (year, month): (i64, i64), source: &str) {
    let after = cx.after(span.end);
    if starts_any(after, PREPARED) {
        return;
    }
    let opens = OPENS.iter().find_map(|w| after.strip_prefix(w));
    let met = opens.is_some_and(|rest| !starts_any(rest, NOT_OPENS));
    let stated_year = year_before(cx.paragraph(), span.start);
    let of_other_year =
        stated_year.is_some_and(|stated_year| stated_year < year || (met && stated_year > year));
    if of_other_year || at_other_time(cx, span, (year, month)) {
        let want = if month == 0 { format!("{year}年") } else { format!("{year}年{month}月") };
        push(cx, Finding::likely(span), span, &want, source, Some(variants::DATE));
    }
}

/// Whether a date right beside the session lets it meet at another time: 2024年7月，党的二十届二中全会通过.
fn at_other_time(cx: &LocalContext<'_>, span: Span, (year, month): (i64, i64)) -> bool {
    let differs = |stated: i64, stated_month: Option<i64>| {
        // A session may last into the next month.
        let apart = |stated: i64| stated != month && stated != month + 1;
        stated != year || (month > 0 && stated_month.is_some_and(apart))
    };
    let after = cx.after(span.end);
    if let Some((stated, stated_month)) =
        after.strip_prefix(han::AT).and_then(|rest| date_at(rest).filter(|_| has_near(rest, MEETS)))
    {
        return differs(stated, stated_month);
    }
    let Some(told) = date_before(cx.paragraph(), span.start) else { return false };
    let rest = told.between.trim_start_matches('，');
    let (rest, joined) = match JOINS.iter().find_map(|join| rest.strip_prefix(join)) {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let acts = ACTS.iter().find_map(|act| after.strip_prefix(act));
    let acted = acts.is_some_and(|rest| !starts_any(rest, NOT_OPENS));
    let held = rest.is_empty() || HOLDERS.contains(&rest);
    held && (joined || acted) && differs(told.year, told.month)
}

/// Whether one of the words stands within the next few characters.
fn has_near(text: &str, words: &[&str]) -> bool {
    let end = text.char_indices().nth(18).map_or(text.len(), |(at, _)| at);
    text.get(..end).is_some_and(|near| words.iter().any(|w| near.contains(w)))
}

/// 党的二十大 with the time it met.
fn congress(cx: &mut LocalContext<'_>, span: Span) {
    let Some(row) = CONGRESS.iter().find(|row| row.name == cx.of(span)) else { return };
    let after = cx.after(span.end);
    let opens = OPENS.iter().find_map(|w| after.strip_prefix(w));
    let stated_year = year_before(cx.paragraph(), span.start);
    let met = opens.is_some_and(|rest| !starts_any(rest, NOT_OPENS));
    let awaited = ends_any(cx.before(span.start), AWAITED);
    let of_other_year = met && stated_year.is_some_and(|stated_year| stated_year != row.year) && !awaited;
    if of_other_year || at_other_time(cx, span, (row.year, row.month)) {
        let want = format!("{}年{}月", row.year, row.month);
        push(cx, Finding::likely(span), span, &want, row.source, Some(variants::DATE));
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
