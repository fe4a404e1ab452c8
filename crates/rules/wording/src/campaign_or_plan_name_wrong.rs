//! “三严三实”主题教育, “十三五”计划: the name of a campaign, a strategy or a five-year plan in other words.

use kanwu_plugin::context::{has_any, sentence_before, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::campaign_or_plan_name_wrong::{NAME, args, variants};
use crate::formula_context::worded;
use crate::han_ordinal::numeral_before;
use crate::table::campaigns::{CAMPAIGN, PLAN_AFTER, PLAN_ENDS, PLAN_OTHER};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize = CAMPAIGN.len() + PLAN_ENDS.len();

/// The stems of the names, then the ends of names of plans.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < CAMPAIGN.len() { CAMPAIGN[i].stem } else { PLAN_ENDS[i - CAMPAIGN.len()] };
        i += 1;
    }
    terms
};

/// The first plan that is called 规划, and the last one known.
const FIRST_GUIHUA: i64 = 11;
const LAST: i64 = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Term(i, span) if i < CAMPAIGN.len() => campaign(cx, i, span),
        Trigger::Term(_, span) => plan(cx, span),
        _ => {}
    }
}

fn campaign(cx: &mut LocalContext<'_>, i: usize, stem: Span) {
    let row = &CAMPAIGN[i];
    let after = cx.after(stem.end);
    let (rest, closed) = after.strip_prefix('”').map_or((after, 0), |rest| (rest, '”'.len_utf8()));
    let Some(wrong) = row.wrong.iter().find(|w| rest.starts_with(**w)) else { return };
    // Where the name begins with a quotation mark, the mark before it belongs to it.
    let quoted = row.want.starts_with('“') && cx.before(stem.start).ends_with('“');
    let start = stem.start - if quoted { '“'.len_utf8() as u32 } else { 0 };
    let span = Span::new(start, stem.end + (closed + wrong.len()) as u32);
    let finding = if row.sure { Finding::certain(span) } else { Finding::likely(span) };
    report(cx, finding, span, row.want, row.since, row.source);
}

fn plan(cx: &mut LocalContext<'_>, end: Span) {
    let found = cx.of(end);
    let word_at = end.end - "规划".len() as u32;
    let word = cx.of(Span::new(word_at, end.end));
    let Some((before, number)) = numeral_before(cx.before(end.start)) else { return };
    let want = if number >= FIRST_GUIHUA { "规划" } else { "计划" };
    let preceding = sentence_before(cx.paragraph(), end.start);
    // “七五”普法规划 and what else is numbered so.
    let other = has_any(preceding, PLAN_OTHER);
    // Without quotation marks or 十 the characters may be any others.
    let sure = found.starts_with(han::PIECE) || found.contains('”') || number >= 9;
    // 下一个五年规划 counts no plans.
    let counts = !found.starts_with(han::PIECE) || before.ends_with(han::ORDINAL);
    if number > LAST
        || !counts
        || word == want
        || other
        || !sure
        || !starts_any(cx.after(end.end), PLAN_AFTER)
    {
        return;
    }
    let ordinal = if before.ends_with(han::ORDINAL) { han::ORDINAL.len_utf8() } else { 0 };
    let opened = if found.contains('”') && before.ends_with('“') { '“'.len_utf8() } else { 0 };
    let span = Span::new((before.len() - ordinal - opened) as u32, end.end);
    let name = cx.of(Span::new(span.start, word_at));
    let want = format!("{name}{want}");
    report(cx, Finding::certain(span), span, &want, "", crate::table::campaigns::PLAN_SOURCE[0]);
}

fn report(cx: &mut LocalContext<'_>, finding: Finding, found: Span, want: &str, since: &str, source: &str) {
    let source = if since.is_empty() { source.to_owned() } else { format!("{since}，{source}") };
    let finding = finding.arg(args::FOUND, cx.of(found)).arg(args::WANT, want).arg(args::SOURCE, source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
