//! One fact in two values: 全区90个社区 in one place, 全区89个社区 in another.

mod fact;
mod growth;
mod scope;
mod stock;

use kanwu_plugin::context::has_any;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactKey, FactValue, Finding, ItemFlag, LocalContext, Rule, Trigger,
    Triggers, Zone,
};

use crate::card::fact_in_two_values as card;
use crate::outliers::outliers;
use crate::table::stocks::BULLETINS;
use fact::Stated;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), collect, judge);

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
    let Some(read) = stock::read(paragraph, i).or_else(|| growth::read(paragraph, i)) else { return };
    let value = FactValue::Figure { name: read.name, figure: read.figure, official: official() };
    cx.fact(read.group, FactKey::Measure(read.measure), value, read.span);
}

/// 统计公报, 统计公告
fn is_bulletin(title: &str) -> bool {
    has_any(title, BULLETINS)
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for ((group, _), facts) in Fact::grouped(facts, |fact| (fact.group, &fact.key)) {
        if facts.len() < 2 {
            continue;
        }
        let stated: Vec<Stated<'_>> =
            facts.into_iter().filter_map(|fact| Stated::of(fact, cx.book)).collect();
        if stated.iter().all(|t| stated.first().is_some_and(|first| first.agrees(t))) {
            continue;
        }
        let stated: Vec<Stated<'_>> = if group == stock::COUNTED {
            stated.into_iter().filter_map(|t| stock::thing(&t.name).map(|thing| t.called(thing))).collect()
        } else {
            stated
        };
        let agree = |a: &Stated<'_>, b: &Stated<'_>| match group {
            stock::COUNTED => a.name != b.name || a.agrees(b) || !a.is_near(b),
            growth::GROWTH => a.agrees(b) || !growth::is_one(a, b),
            _ => a.agrees(b) || !a.is_near(b),
        };
        for (one, against) in outliers(&stated, agree, |t| t.official) {
            report(cx, group, one, &against);
        }
    }
}

fn report(cx: &mut BookContext<'_>, group: &str, one: &Stated<'_>, against: &[&Stated<'_>]) {
    let Some(first) = against.first() else { return };
    let others: Vec<&Fact> = against.iter().take(OTHERS).map(|t| t.fact).collect();
    let finding = Finding::new(one.fact.place(), Confidence::Likely)
        .arg(card::args::FOUND, one.words)
        .arg(card::args::NAME, one.name.as_str())
        .arg(card::args::WANT, first.words)
        .labelled_facts(&others, card::labels::OTHER_PLACE);
    cx.push(if group == growth::GROWTH { finding.variant(card::variants::GROWTH) } else { finding });
}
