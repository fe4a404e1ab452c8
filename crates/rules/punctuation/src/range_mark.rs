//! Between two numbers the book mostly writes one mark; where it writes the other, it is told once for each
//! kind of number. The standard allows both — and ～ (4.13), so only the book's own majority can decide.

use std::collections::BTreeMap;

use kanwu_rule::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, TokenKind as K, Wake, Woken,
};

pub(crate) const RULE: Rule = Rule::survey(
    "range-mark-minority",
    &["kind", "minority", "count", "majority", "most"],
    Wake::kinds(&[K::EmDash, K::WaveDash]),
    collect,
    judge,
);

/// So many ranges of one kind must stand in the book before its habit counts.
const ENOUGH: usize = 5;

fn collect(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Token(i) = woken else { return };
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
    let mut kinds: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        kinds.entry(fact.key.as_str()).or_default().push(fact);
    }
    for (kind, facts) in kinds {
        let dashes = facts.iter().filter(|f| f.value == "—").count();
        let waves = facts.len() - dashes;
        let (majority, most) = if dashes >= waves { ("—", dashes) } else { ("～", waves) };
        let minority: Vec<&Fact> = facts.iter().copied().filter(|f| f.value != majority).collect();
        let Some(first) = minority.first() else { continue };
        if most < ENOUGH || most < minority.len() * 4 {
            continue;
        }
        let mut finding = Finding::new(Place::Reading(first.reading, first.span), Confidence::Likely)
            .arg("kind", kind)
            .arg("minority", first.value.as_str())
            .arg("count", minority.len().to_string())
            .arg("majority", majority)
            .arg("most", most.to_string());
        for fact in &minority {
            finding = finding.occurrence(Place::Reading(fact.reading, fact.span), majority);
        }
        for fact in minority.iter().skip(1).take(4) {
            finding =
                finding.related(Place::Reading(fact.reading, fact.span), "同样写法", "written so here too");
        }
        cx.push(finding);
    }
}
