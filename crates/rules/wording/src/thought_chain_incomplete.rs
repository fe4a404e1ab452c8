//! 马克思列宁主义、毛泽东思想、邓小平理论、科学发展观: the chain of doctrine lacks a member, has one twice, out of
//! order, or in other words.

use kanwu_plugin::context::{ends_any, has_any, sentence_after};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers, Variant};

use crate::card::thought_chain_incomplete::{NAME, args, variants};
use crate::formula_context::{joiner, without_joiner, worded, year_before};
use crate::table::formulas::{DOCTRINE, GUIDING, LEADING_DOCTRINE, SHORT_FORMS};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&NAMES), check);

/// How many names the members have, right and wrong.
const COUNT: usize = {
    let mut count = DOCTRINE.len();
    let mut row = 0;
    while row < DOCTRINE.len() {
        count += DOCTRINE[row].wrong.len();
        row += 1;
    }
    count
};

/// All names of the members, right and wrong, so that the table says what triggers the rule.
const NAMES: [&str; COUNT] = {
    let mut names = [""; COUNT];
    let (mut row, mut at) = (0, 0);
    while row < DOCTRINE.len() {
        names[at] = DOCTRINE[row].name;
        at += 1;
        let mut i = 0;
        while i < DOCTRINE[row].wrong.len() {
            names[at] = DOCTRINE[row].wrong[i];
            at += 1;
            i += 1;
        }
        row += 1;
    }
    names
};

/// One item of a chain: which member, and whether in its right words.
struct Item {
    member: usize,
    right: bool,
    span: Span,
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, first) = trigger else { return };
    // A name within a longer one, and one that another item stands before, is looked at from the first.
    if without_joiner(cx.before(first.start)).is_some_and(ends_with_name) {
        return;
    }
    let length = first.len() as usize;
    if NAMES.iter().any(|name| name.len() > length && within(cx, first, name)) {
        return;
    }
    let chain = chain(cx, first.start);
    let Some((start, last)) = chain.first().zip(chain.last()) else { return };
    if start.span != first || chain.len() < 2 {
        return;
    }
    let span = Span::new(start.span.start, last.span.end);
    let long = chain.len() >= 3;
    let mut wrong = false;
    for item in chain.iter().filter(|item| !item.right) {
        // Before a single other member, the short form of the first is in use.
        if long || item.member > 0 {
            wrong = true;
            // 马列主义 is what documents of before say.
            let short = SHORT_FORMS.contains(&cx.of(item.span));
            let sure = if short { Confidence::Likely } else { Confidence::Certain };
            let finding = Finding::new(Place::Here(item.span), sure);
            push(cx, finding, item.span, DOCTRINE[item.member].name, None);
        }
    }
    let rises = chain.windows(2).all(|w| w[0].member < w[1].member);
    let twice = chain.iter().enumerate().find(|(i, a)| chain[..*i].iter().any(|b| b.member == a.member));
    if let Some((_, again)) = twice {
        return push(cx, Finding::certain(again.span), again.span, "", Some(variants::TWICE));
    }
    let full =
        |from: usize, to: usize| DOCTRINE[from..=to].iter().map(|d| d.name).collect::<Vec<_>>().join("、");
    // 马克思主义 beside one other name is seldom the first member of the chain.
    if !long && chain.iter().any(|item| !item.right && item.member == 0) {
        return;
    }
    if !rises {
        let low = chain.iter().map(|i| i.member).min().unwrap_or(0);
        let high = chain.iter().map(|i| i.member).max().unwrap_or(0);
        return push(cx, Finding::certain(span), span, &full(low, high), None);
    }
    if wrong || !long {
        return;
    }
    let gap = chain.windows(2).any(|w| w[0].member + 1 < w[1].member);
    if gap {
        return push(cx, Finding::certain(span), span, &full(start.member, last.member), None);
    }
    if start.member == 1 {
        // What is taught or printed may begin anywhere; what guides begins with the first.
        if ends_any(cx.before(span.start), GUIDING) {
            push(cx, Finding::likely(span), span, &full(0, last.member), None);
        }
        return;
    }
    let told = year_before(cx.paragraph(), span.start);
    let year = told.or_else(|| cx.settings.record_year().map(i64::from));
    let latest = DOCTRINE.iter().rposition(|d| year.is_some_and(|y| d.since < y)).unwrap_or(0);
    let then = sentence_after(cx.paragraph(), span.end);
    if start.member == 0 && latest > last.member && !has_any(then, LEADING_DOCTRINE) {
        push(cx, Finding::likely(span), span, &full(0, latest), None);
    }
}

/// Whether the place is within a longer name.
fn within(cx: &LocalContext<'_>, place: Span, name: &str) -> bool {
    let found = cx.of(place);
    let inside = name.char_indices().map(|(at, _)| at).find(|at| name[*at..].starts_with(found));
    let inside = inside.filter(|at| *at > 0);
    inside.is_some_and(|at| name.get(..at).is_some_and(|head| cx.before(place.start).ends_with(head)))
}

/// Whether the text ends with the name of a member.
fn ends_with_name(text: &str) -> bool {
    NAMES.iter().any(|name| text.ends_with(name))
}

/// The items from byte `at` on.
fn chain(cx: &LocalContext<'_>, at: u32) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = at;
    loop {
        let rest = cx.after(at);
        let names = DOCTRINE.iter().enumerate().flat_map(|(member, row)| {
            let wrong = row.wrong.iter().map(move |w| (member, *w, false));
            std::iter::once((member, row.name, true)).chain(wrong)
        });
        let found = names.filter(|(_, name, _)| rest.starts_with(name)).max_by_key(|(_, name, _)| name.len());
        let Some((member, name, right)) = found else { break };
        let end = at + name.len() as u32;
        items.push(Item { member, right, span: Span::new(at, end) });
        let Some(join) = joiner(cx.after(end)) else { break };
        at = end + join.len() as u32;
    }
    items
}

fn push(cx: &mut LocalContext<'_>, finding: Finding, found: Span, want: &str, variant: Option<Variant>) {
    let finding = finding.arg(args::FOUND, cx.of(found)).arg(args::WANT, want);
    let finding = match variant {
        Some(variant) => finding.variant(variant),
        None => worded(cx.paragraph(), finding, variants::ORIGINAL),
    };
    cx.push(finding);
}
