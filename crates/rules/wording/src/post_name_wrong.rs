//! 区人大主任, 县委宣传部主任: a post in a form that its body does not have, or the post of another body.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::post_name_wrong::{NAME, args, variants};
use crate::formula_context::worded;
use crate::table::posts::{BODY, BodyRow, DEPUTIES, GOES_ON, POST, PostRow};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize = {
    let mut count = POST.len();
    let mut row = 0;
    while row < BODY.len() {
        count += BODY[row].bodies.len();
        row += 1;
    }
    count
};

/// The wrong forms, then the bodies, so that the table says what triggers the rule.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut at = 0;
    while at < POST.len() {
        terms[at] = POST[at].found;
        at += 1;
    }
    let mut row = 0;
    while row < BODY.len() {
        let mut i = 0;
        while i < BODY[row].bodies.len() {
            terms[at] = BODY[row].bodies[i];
            at += 1;
            i += 1;
        }
        row += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    if i < POST.len() {
        return form(cx, span);
    }
    let mut first = POST.len();
    for row in BODY {
        first += row.bodies.len();
        if i < first {
            return of_other_body(cx, row, span);
        }
    }
}

/// A post in a form that is listed as wrong.
fn form(cx: &mut LocalContext<'_>, span: Span) {
    let found = cx.of(span);
    let (before, after) = (cx.before(span.start), cx.after(span.end));
    if let Some(row) = listed(found, before, after) {
        push(
            cx,
            if row.sure { Finding::certain(span) } else { Finding::likely(span) },
            span,
            row.want,
            row.source,
        );
    }
}

/// One wrong form has several rows where the level of the body decides.
fn listed(found: &str, before: &str, after: &str) -> Option<&'static PostRow> {
    POST.iter().find(|row| {
        row.found == found
            && (row.before.is_empty() || ends_any(before, row.before))
            && !ends_any(before, row.not_before)
            && !starts_any(after, row.not_after)
    })
}

/// 县委宣传部主任: behind the name of a body, the post that another kind of body has.
fn of_other_body(cx: &mut LocalContext<'_>, row: &BodyRow, body: Span) {
    let (before, after) = (cx.before(body.start), cx.after(body.end));
    let deputy = DEPUTIES.iter().find(|deputy| after.starts_with(**deputy)).copied().unwrap_or_default();
    let rest = after.get(deputy.len()..).unwrap_or_default();
    let Some(wrong) = row.wrong.iter().find(|wrong| rest.starts_with(**wrong)) else { return };
    let then = rest.get(wrong.len()..).unwrap_or_default();
    let other_word =
        starts_any(rest, row.posts) || starts_any(then, GOES_ON) || starts_any(rest, row.not_after);
    let within = row.alone && before.ends_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    if other_word || within || ends_any(before, row.not_before) {
        return;
    }
    let span = Span::new(body.start, body.end + (deputy.len() + wrong.len()) as u32);
    // A longer body ends so, and has its own row: 国家发展改革委 and 发展改革委.
    let longer = BODY.iter().flat_map(|row| row.bodies).any(|other| {
        other.strip_suffix(cx.of(body)).is_some_and(|head| !head.is_empty() && before.ends_with(head))
    });
    // 残联主任 is listed as a wrong form of its own.
    let listed = POST.iter().any(|post| {
        let head = cx.of(span).strip_suffix(post.found);
        head.is_some_and(|head| {
            listed(post.found, cx.before(span.start + head.len() as u32), cx.after(span.end)).is_some()
        })
    });
    if longer || listed {
        return;
    }
    let want = format!("{}{deputy}{}", cx.of(body), row.posts.first().copied().unwrap_or_default());
    push(cx, Finding::likely(span), span, &want, row.source);
}

fn push(cx: &mut LocalContext<'_>, finding: Finding, span: Span, want: &str, source: &str) {
    let finding = finding.arg(args::FOUND, cx.of(span)).arg(args::WANT, want).arg(args::SOURCE, source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
