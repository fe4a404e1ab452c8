//! One statement with two figures: the same words, at the same date, before numbers that are not the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kanwu_plugin::context::{ends_any, has_any, head, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers,
};

use crate::card::same_words_two_figures as card;
use crate::same_figures::same_figures;
use crate::table::counting::{ABOUT_DATES, RANKED, RANKS, VAGUE};

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Quantity, ItemFlag::Ordinal]), collect, judge);

/// So many Han characters make a statement that is told apart from others.
const ENOUGH: usize = 8;

/// Where a date stands before it, so many do.
const ENOUGH_DATED: usize = 6;

/// And so many at most are compared.
const MOST: usize = 40;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(item) = cx.items.get(i) else { return };
    let span = item.span();
    let told = match item {
        Item::Quantity(q) => q.range.is_none() && q.unit.is_some(),
        Item::Ordinal(_) => ends_any(cx.of(span), RANKS),
        _ => false,
    };
    if !told {
        return;
    }
    let start = sentence_start(cx.paragraph(), span.start) as usize;
    let start = start.max(cx.reading.head.end as usize);
    let Some(sentence) = cx.text.get(start..span.start as usize) else { return };
    let (mut words, mut dates, mut count) = (Vec::new(), Vec::new(), 0);
    for clause in sentence.rsplit(['，', '　', '：']) {
        let digits = clause.bytes().any(|b| b.is_ascii_digit());
        let clause = clause.trim();
        if digits && clause.chars().all(is_date) {
            dates.push(clause);
        } else if count >= ENOUGH {
            break;
        } else if digits {
            // Most statements hold another figure, and are told apart by it.
            return;
        } else {
            words.push(clause);
            count += clause.chars().count();
        }
    }
    let ordinal = matches!(item, Item::Ordinal(_));
    let enough = if dates.is_empty() { ENOUGH } else { ENOUGH_DATED };
    if !(enough..=MOST).contains(&count) {
        return;
    }
    let together = |parts: &[&str]| parts.iter().rev().copied().collect::<String>();
    let (words, dates) = (together(&words), together(&dates));
    // 第三届 does not make a statement vague.
    if has_any(&without_session(&words), VAGUE) || (ordinal && !has_any(&words, RANKED)) {
        return;
    }
    let value = match item {
        Item::Quantity(q) => q.number.value.normalize().to_string(),
        _ => cx.of(span).to_owned(),
    };
    let unit = match item {
        Item::Quantity(q) => cx.of(q.span).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        _ => "",
    };
    let key = format!("{dates}|{words}|{unit}");
    cx.fact(if ordinal { "rank" } else { "" }, key, FactValue::Words(value), span);
}

/// The words without the 第 of 第三届.
fn without_session(words: &str) -> Cow<'_, str> {
    if words.contains('届') { words.replacen('第', "", 1).into() } else { words.into() }
}

fn is_date(c: char) -> bool {
    c.is_ascii_digit() || ABOUT_DATES.contains(&c) || c.is_whitespace()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let groups: BTreeMap<&str, Vec<&Fact>> = Fact::grouped(facts, |fact| fact.key.as_str());
    for (key, facts) in groups {
        let Some((first, second)) = facts.first().zip(facts.iter().find(|f| f.value != facts[0].value))
        else {
            continue;
        };
        let pair = (first.value.parse(), second.value.parse());
        let slipped = matches!(pair, (Ok(a), Ok(b)) if same_figures(a, b));
        let ranked = first.group == "rank";
        if facts.len() > 4 || !(slipped || ranked) {
            continue;
        }
        let words = key.split('|').nth(1).unwrap_or_default();
        let text = |fact: &Fact| {
            let reading = cx.book.reading(fact.reading);
            reading.map_or(String::new(), |r| fact.span.of_text(&r.text).to_owned())
        };
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::WORDS, head(words, MOST))
            .arg(card::args::FOUND, text(second))
            .arg(card::args::OTHER, text(first))
            .labelled_facts(&[first], card::labels::OTHER);
        cx.push(finding);
    }
}
