//! 清河城投公司（以下简称城投公司） in one place, 清河城投公司（以下简称清河城投） in another: one name shortened twice.

use std::collections::BTreeMap;

use kanwu_plugin::context::tail;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, Trigger, Triggers,
};

use crate::card::short_name_in_two_forms as card;
use crate::table::name_forms::SHORTENED;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(SHORTENED), collect, judge);

/// Names are compared by so many characters at their end.
const END: usize = 6;

/// No name is longer, in characters.
const LONGEST: usize = 40;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let after = cx.after(word.end);
    let inner = after.trim_start_matches(['：', '“', '“', ':']);
    let from = word.end + (after.len() - inner.len()) as u32;
    let Some(len) = inner.find(['”', '）', ')', '，', '、']) else { return };
    let short = inner.get(..len).unwrap_or_default();
    let before = tail(cx.before(word.start), LONGEST);
    let name_from = before.rfind(|c: char| "，。；、：“”《》】\n".contains(c));
    let name =
        before.get(name_from.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))..);
    let Some(name) = name.map(|name| name.trim_start_matches(['*', ' '])) else { return };
    if name.chars().count() < END || short.is_empty() {
        return;
    }
    let value = FactValue::Words(format!("{name}|{short}"));
    cx.fact("", tail(name, END), value, Span::new(from, from + len as u32));
}

/// The name in full and the short one.
fn read(fact: &Fact) -> (&str, &str) {
    fact.value.as_str().split_once('|').unwrap_or_default()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let by_end: BTreeMap<&str, Vec<&Fact>> = Fact::by_key(facts);
    for facts in by_end.into_values() {
        let Some(first) = facts.first() else { continue };
        let (name, short) = read(first);
        let second = facts.iter().find(|fact| {
            let (other, other_short) = read(fact);
            (other.ends_with(name) || name.ends_with(other)) && other_short != short
        });
        let Some(second) = second else { continue };
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::NAME, name)
            .arg(card::args::FOUND, read(second).1)
            .arg(card::args::OTHER, short)
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
}
