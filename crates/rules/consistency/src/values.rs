//! One fact in two values: 全区90个社区 in one place, 全区89个社区 in another.

mod fact;
mod growth;
mod scope;
mod stock;

use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers, Zone,
};

use crate::outliers::outliers;
use fact::Told;

/// See the card.
pub(crate) const RULE: Rule =
    Rule::survey("fact-in-two-values", Triggers::flags(&[ItemFlag::Quantity]), collect, judge);

/// So many other places are named.
const OTHERS: usize = 4;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let titles = [paragraph.category, paragraph.section, paragraph.entry];
    let official = || titles.into_iter().flatten().any(is_bulletin);
    if paragraph.zone() == Zone::Verbatim && !official() {
        return;
    }
    let Some(told) = stock::read(paragraph, i).or_else(|| growth::read(paragraph, i)) else { return };
    cx.fact(told.group, told.key, fact::value(&told.name, told.figure, official()), told.span);
}

/// 统计公报, 统计公告
fn is_bulletin(title: &str) -> bool {
    title.contains("公报") || title.contains("统计公告")
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for ((group, _), facts) in Fact::grouped(facts, |fact| (fact.group, fact.key.as_str())) {
        if facts.len() < 2 {
            continue;
        }
        let told: Vec<Told<'_>> = facts.into_iter().filter_map(|fact| Told::of(fact, cx.book)).collect();
        if told.iter().all(|t| told.first().is_some_and(|first| first.agrees(t))) {
            continue;
        }
        let told: Vec<Told<'_>> = if group == stock::COUNTED {
            told.into_iter().filter_map(|t| stock::thing(&t.name).map(|thing| t.called(thing))).collect()
        } else {
            told
        };
        let agree = |a: &Told<'_>, b: &Told<'_>| match group {
            stock::COUNTED => a.name != b.name || a.agrees(b) || !a.is_near(b),
            growth::GROWTH => a.agrees(b) || !growth::is_one(a, b),
            _ => a.agrees(b) || !a.is_near(b),
        };
        for (one, against) in outliers(&told, agree, |t| t.official) {
            report(cx, group, one, &against);
        }
    }
}

fn report(cx: &mut BookContext<'_>, group: &str, one: &Told<'_>, against: &[&Told<'_>]) {
    let Some(first) = against.first() else { return };
    let others: Vec<&Fact> = against.iter().take(OTHERS).map(|t| t.fact).collect();
    let finding = Finding::new(one.fact.place(), Confidence::Likely)
        .variant(if group == growth::GROWTH { "growth" } else { "" })
        .arg("found", one.words)
        .arg("name", one.name.as_str())
        .arg("want", first.words)
        .related_facts(&others, "另一处", "the other place");
    cx.push(finding);
}
