//! 区人大主任: a post in a form that its body does not have.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::post_name_wrong::{NAME, args, variants};
use crate::formula_context::worded;
use crate::table::posts::POST;

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The wrong forms, so that the table says what triggers the rule.
const TERMS: [&str; POST.len()] = {
    let mut terms = [""; POST.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = POST[i].found;
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let found = cx.of(span);
    let (before, after) = (cx.before(span.start), cx.after(span.end));
    // One wrong form has several rows where the level of the body decides.
    let row = POST.iter().find(|row| {
        row.found == found
            && (row.before.is_empty() || ends_any(before, row.before))
            && !ends_any(before, row.not_before)
            && !starts_any(after, row.not_after)
    });
    let Some(row) = row else { return };
    let finding = if row.sure { Finding::certain(span) } else { Finding::likely(span) };
    let finding = finding.arg(args::FOUND, found).arg(args::WANT, row.want).arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
