//! One document under two numbers (发文字号).

use kanwu_plugin::text::han;
use std::collections::BTreeMap;

use kanwu_plugin::context::{head, near_end};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::card::document_number_variant as card;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::RightTitle]), collect, judge);

/// A title has at least so many characters: shorter ones are shared by many documents.
const TITLE: usize = 8;

/// A number is shorter than so many bytes.
const NUMBER: usize = 60;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(close) = cx.tokens.get(i).map(|t| t.span) else { return };
    let before = near_end(cx.before(close.start));
    let Some(open) = before.rfind('《') else { return };
    let open = close.start as usize - before.len() + open;
    let title = cx.before(close.start).get(open + '《'.len_utf8()..).unwrap_or_default();
    let after = cx.after(close.end);
    let Some(inner) = after.strip_prefix(['（', '(']) else { return };
    let Some(end) = head(inner, NUMBER).find(['）', ')']) else { return };
    let number = &inner[..end];
    let plain = number.ends_with(han::NUMBER)
        && number.contains('〔')
        && number.contains('〕')
        && number.len() < NUMBER;
    if !plain || number.contains(['、', '，', '《']) || title.chars().count() < TITLE || title.contains('《')
    {
        return;
    }
    let from = close.end + (after.len() - inner.len()) as u32;
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    cx.fact("", title.to_owned(), number, Span::new(from, from + end as u32));
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::grouped(facts, |fact| fact.key.as_str()).into_values() {
        let mut numbers: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in &facts {
            numbers.entry(fact.value.as_str()).or_default().push(fact);
        }
        let (Some(first), true) = (facts.first(), numbers.len() == 2) else { continue };
        // The number that stands less often, or later, is the one to ask about.
        let Some((_, odd)) =
            numbers.iter().min_by_key(|(number, places)| (places.len(), **number == first.value.as_str()))
        else {
            continue;
        };
        let others: Vec<&Fact> = facts.iter().copied().filter(|f| f.value != odd[0].value).take(3).collect();
        let Some(other) = others.first() else { continue };
        let finding = Finding::new(odd[0].place(), Confidence::Likely)
            .arg(card::args::TITLE, odd[0].key.as_str())
            .arg(card::args::FOUND, odd[0].value.as_str())
            .arg(card::args::OTHER, other.value.as_str())
            .labelled_facts(&others, card::labels::OTHER);
        cx.push(finding);
    }
}
