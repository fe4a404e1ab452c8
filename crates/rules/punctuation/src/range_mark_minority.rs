//! Between two numbers the book mostly writes one mark; where it writes the other, it is reported once for each
//! kind of number. The standard allows both — and ～ (4.13), so only the book's own majority can decide.

use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers,
};

use crate::card::range_mark_minority as card;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[K::EmDash, K::WaveDash]), collect, judge);

/// So many ranges of one kind must stand in the book before its habit counts.
const ENOUGH: usize = 5;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    let single = cx.of(mark).chars().count() == 1;
    let numbers = matches!(cx.kind_before(i), Some(K::Digit)) && matches!(cx.kind_after(i), Some(K::Digit));
    if !single || !numbers {
        return;
    }
    let mut after = i + 2;
    if cx.kind(after) == Some(K::Period) && cx.kind(after + 1) == Some(K::Digit) {
        after += 2;
    }
    while cx.kind(after) == Some(K::Space) {
        after += 1;
    }
    let unit: String = match cx.kind(after) {
        Some(K::Han) => cx.token_text(after).chars().take(1).collect(),
        Some(K::Percent | K::Permille | K::Celsius) => cx.token_text(after).to_owned(),
        _ => return,
    };
    let form = cx.of(mark).to_owned();
    cx.fact("number", unit, form, mark);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (kind, facts) in Fact::by_key(facts) {
        let (dashes, waves): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|f| f.value.as_str() == "—");
        let (most, fewer) = if dashes.len() >= waves.len() { (dashes, waves) } else { (waves, dashes) };
        let (Some(usual), Some((first, more))) = (most.first(), fewer.split_first()) else { continue };
        if most.len() < ENOUGH || most.len() < fewer.len() * 4 {
            continue;
        }
        let majority = usual.value.as_str();
        let finding = Finding::new(first.place(), Confidence::Likely)
            .arg(card::args::KIND, kind)
            .arg(card::args::MINORITY, first.value.as_str())
            .arg(card::args::COUNT, fewer.len())
            .arg(card::args::MAJORITY, majority)
            .arg(card::args::MOST, most.len())
            .occurrences(&fewer, majority)
            .labelled_facts(&more[..more.len().min(4)], card::labels::SAME_FORM);
        cx.push(finding);
    }
}
