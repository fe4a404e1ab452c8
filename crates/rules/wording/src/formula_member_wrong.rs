//! 政治意识、大局意识、看齐意识: a list that a formula fixes lacks a member, has one twice, out of order, or another.

use kanwu_plugin::context::{has_any, sentence_after, sentence_before};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::formula_member_wrong::{NAME, args, variants};
use crate::formula_context::{joiner, without_joiner, worded};
use crate::table::formulas::{ALSO, LISTED, ListedRow};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&MEMBERS), check);

/// How many members all rows have.
const COUNT: usize = {
    let mut count = 0;
    let mut row = 0;
    while row < LISTED.len() {
        count += LISTED[row].members.len();
        row += 1;
    }
    count
};

/// Every member, so that the table says what triggers the rule.
const MEMBERS: [&str; COUNT] = {
    let mut members = [""; COUNT];
    let (mut row, mut at) = (0, 0);
    while row < LISTED.len() {
        let mut i = 0;
        while i < LISTED[row].members.len() {
            members[at] = LISTED[row].members[i];
            at += 1;
            i += 1;
        }
        row += 1;
    }
    members
};

/// An item of a list: a member by its number, or something else.
struct Item {
    member: Option<usize>,
    span: Span,
}

/// No item that is no member is longer than this, in characters.
const LONGEST: usize = 14;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, first) = trigger else { return };
    let mut passed = 0;
    for row in LISTED {
        passed += row.members.len();
        if i < passed {
            return judge(cx, row, first);
        }
    }
}

fn judge(cx: &mut LocalContext<'_>, row: &ListedRow, first: Span) {
    let n = row.members.len();
    let before = without_joiner(cx.before(first.start));
    if before.is_some_and(|b| row.members.iter().any(|m| b.ends_with(m))) {
        return;
    }
    let mut items = run(cx, row, first.start);
    if items.len() < 2 {
        return;
    }
    let preceding = sentence_before(cx.paragraph(), first.start);
    let end = items.last().map_or(first.end, |item| item.span.end);
    let then = sentence_after(cx.paragraph(), end);
    if row.alone && (before.is_some() || joiner(then).is_some_and(|j| j != "，")) {
        return;
    }
    // What begins after a 逗号 is another list: 和谐，自由.
    if row.alone
        && items
            .last()
            .is_some_and(|item| item.member.is_none() && cx.before(item.span.start).ends_with('，'))
    {
        items.pop();
    }
    let end = items.last().map_or(first.end, |item| item.span.end);
    let then = sentence_after(cx.paragraph(), end);
    let near = row.near.is_empty() || has_any(preceding, row.near) || has_any(then, row.near);
    let mut counts = vec![0_usize; n];
    for item in &items {
        if let Some(count) = item.member.and_then(|m| counts.get_mut(m)) {
            *count += 1;
        }
    }
    let known = counts.iter().filter(|c| **c > 0).count();
    if known + 1 < n || known < 3.min(n) {
        return;
    }
    let missing = counts.iter().position(|c| *c == 0).and_then(|m| row.members.get(m)).copied();
    // 推进伟大工程，要结合伟大斗争、伟大事业、伟大梦想的实践: the sentence names it apart.
    let elsewhere = |m: &str| preceding.contains(m) || then.contains(m);
    if missing.is_some_and(|m| elsewhere(m) || other_wording(cx, &items)) {
        return;
    }
    // The item before the first may be what stands for the missing one.
    if let (Some(missing), Some(before)) = (missing, before) {
        let start = before.rfind(|c: char| !is_han(c)).map_or(0, |at| at + mark_len(before, at));
        let item = before.get(start..).unwrap_or_default();
        let first = row.members.first() == Some(&missing) && !row.near.is_empty();
        if like(item, missing) || (first && item.chars().count() == missing.chars().count()) {
            let length = missing.chars().count();
            let cut = item.char_indices().rev().nth(length.saturating_sub(1)).map_or(0, |(at, _)| at);
            let span = Span::new((start + cut) as u32, before.len() as u32);
            items.insert(0, Item { member: None, span });
        }
    }
    let span = Span::new(items.first().map_or(first.start, |i| i.span.start), end);
    let named = preceding.contains(row.name) || then.contains(row.name) || (near && !row.near.is_empty());
    let order: Vec<usize> = items.iter().filter_map(|i| i.member).collect();
    let foreign: Vec<Span> = items.iter().filter(|i| i.member.is_none()).map(|i| i.span).collect();
    if let Some(twice) = counts.iter().position(|c| *c > 1).filter(|_| near) {
        let again = items.iter().filter(|i| i.member == Some(twice)).nth(1).map_or(span, |i| i.span);
        return push(cx, Finding::certain(again), again, row);
    }
    let in_order = order.windows(2).all(|w| w[0] < w[1]);
    // 爱国、敬业、诚实、友善: without a word that names it, a formula is known by its two ends and its length.
    let framed = order.first() == Some(&0) && order.last() == Some(&(n - 1)) && items.len() == n && n >= 4;
    let unlike = foreign.iter().any(|f| missing.is_none_or(|missing| !like(cx.of(*f), missing)));
    if !near && (!framed || unlike || joiner(then).is_some_and(|j| j != "，") || before.is_some()) {
        return;
    }
    match missing {
        None if foreign.is_empty() && row.ordered && !in_order => {
            push(cx, if near { Finding::certain(span) } else { Finding::likely(span) }, span, row);
        }
        Some(missing) if n >= 4 => {
            let alone = foreign.len() == 1 && items.len() == n && in_order;
            // 党史、新中国史、改革开放史、社会主义建设史、中华民族发展史: a longer list is somebody's own.
            let longer = !named && joiner(then).is_some_and(|j| j != "，");
            let alike = foreign.iter().find(|f| !longer && (alone || like(cx.of(**f), missing)));
            if let Some(wrong) = alike {
                let sure = (near && named) || shared(cx.of(*wrong), missing) * 2 > missing.chars().count();
                let finding = if sure { Finding::certain(*wrong) } else { Finding::likely(*wrong) };
                return push(cx, finding, *wrong, row);
            }
            let goes_on = then.starts_with(han::AND_SO_ON) || joiner(then).is_some_and(|j| j != "，");
            // Who leaves out the first or the last often quotes a part on purpose.
            let framed = order.first() == Some(&0) && order.last() == Some(&(n - 1));
            if foreign.is_empty() && in_order && (named || (framed && !goes_on)) {
                push(cx, if named { Finding::certain(span) } else { Finding::likely(span) }, span, row);
            } else if foreign.is_empty() && !in_order && row.ordered && named {
                push(cx, Finding::certain(span), span, row);
            }
        }
        _ => {}
    }
}

/// Whether the items are those of a formula of another time or field.
fn other_wording(cx: &LocalContext<'_>, items: &[Item]) -> bool {
    let items: Vec<&str> = items.iter().map(|i| cx.of(i.span)).collect();
    ALSO.iter()
        .any(|also| items.len() >= also.members.len() && also.members.iter().all(|m| items.contains(m)))
}

/// The items from byte `at` on, up to the last member. An item that is no member counts where a member follows it,
/// or where it looks like one.
fn run(cx: &LocalContext<'_>, row: &ListedRow, at: u32) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = at;
    loop {
        let rest = cx.after(at);
        let longest = row.members.iter().enumerate().filter(|(_, m)| rest.starts_with(**m));
        let Some((member, text)) = longest.max_by_key(|(_, m)| m.len()) else { break };
        let end = at + text.len() as u32;
        items.push(Item { member: Some(member), span: Span::new(at, end) });
        let Some(join) = joiner(cx.after(end)) else { break };
        at = end + join.len() as u32;
        let next = cx.after(at);
        if row.members.iter().any(|m| next.starts_with(m)) {
            continue;
        }
        // 推进伟大工程，要结合伟大斗争: another clause.
        if join == "，" && !row.alone {
            break;
        }
        let length = next.chars().take_while(|c| is_han(*c)).take(LONGEST + 1).map(char::len_utf8).sum();
        let other = next.get(..length).unwrap_or_default();
        // 和 and 及 are Han too: the item ends before one that a member follows.
        let ends = other.char_indices().map(|(i, _)| i).chain([length]);
        let cut = ends.into_iter().find_map(|i| {
            let join = joiner(next.get(i..)?)?;
            let then = next.get(i + join.len()..)?;
            row.members.iter().any(|m| then.starts_with(m)).then_some((i, join))
        });
        if let Some((length, join)) = cut.filter(|(length, _)| *length > 0) {
            items.push(Item { member: None, span: Span::new(at, at + length as u32) });
            at += (length + join.len()) as u32;
            continue;
        }
        let used: Vec<usize> = items.iter().filter_map(|i| i.member).collect();
        let lacking =
            || row.members.iter().enumerate().filter(|(m, _)| !used.contains(m)).map(|(_, text)| text);
        let instead = lacking().find_map(|member| {
            let length: usize = next.chars().take(member.chars().count()).map(char::len_utf8).sum();
            let text = next.get(..length).filter(|text| text.chars().all(is_han))?;
            (like(text, member) || affixed(row, text)).then_some(text)
        });
        let whole = || Some(other).filter(|text| !row.near.is_empty() && affixed(row, text));
        let elsewhere = || Some(of_other_row(next)).filter(|text| !row.near.is_empty() && !text.is_empty());
        let instead = instead.or_else(|| lacking().find_map(|member| shortened(next, member)));
        if let Some(text) = instead.or_else(whole).or_else(elsewhere) {
            items.push(Item { member: None, span: Span::new(at, at + text.len() as u32) });
        }
        break;
    }
    items
}

/// What stands at the head of the text where it is the member with characters lost from its middle: 生态建设 for
/// 生态文明建设.
fn shortened<'t>(text: &'t str, member: &str) -> Option<&'t str> {
    let all: Vec<char> = member.chars().collect();
    let half = all.len() / 3;
    if half < 2 {
        return None;
    }
    let head: String = all[..half].iter().collect();
    let tail: String = all[all.len() - half..].iter().collect();
    let rest = text.strip_prefix(head.as_str())?;
    rest.starts_with(tail.as_str()).then(|| text.get(..head.len() + tail.len())).flatten()
}

/// The longest member of any formula that the text begins with: 友善 after 富强、民主、文明.
fn of_other_row(text: &str) -> &str {
    let members = LISTED.iter().flat_map(|row| row.members).filter(|member| text.starts_with(**member));
    members.max_by_key(|member| member.len()).and_then(|member| text.get(..member.len())).unwrap_or_default()
}

/// Whether an item stands where the member should: as long, and with half of its characters.
fn like(item: &str, member: &str) -> bool {
    let length = member.chars().count();
    let near = item.chars().count() + 1 >= length;
    near && item != member && shared(item, member) * 2 >= length
}

/// Whether an item begins or ends as all members do: 稳物价 among 稳就业, 稳金融.
fn affixed(row: &ListedRow, item: &str) -> bool {
    let all = |same: fn(&str) -> Option<char>| row.members.iter().all(|m| same(m) == same(item));
    all(|text| text.chars().next()) || all(|text| text.chars().next_back())
}

/// How many characters of the member the end of the item has in the same place, counted from the end.
fn shared(item: &str, member: &str) -> usize {
    item.chars().rev().zip(member.chars().rev()).filter(|(a, b)| a == b).count()
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn mark_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
}

fn push(cx: &mut LocalContext<'_>, finding: Finding, found: Span, row: &ListedRow) {
    let finding = finding
        .arg(args::FOUND, cx.of(found))
        .arg(args::NAME, row.name)
        .arg(args::WANT, row.members.join("、"))
        .arg(args::SINCE, row.since)
        .arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
