//! What a card without Rust must hold to beyond what every card does.

use std::collections::BTreeSet;

use crate::{Card, Condition, Origin, Problem, Way};

/// What the findings of patterns fill, and those of concepts.
const OF_PATTERNS: [&str; 4] = ["found", "want", "collocation", "clause"];
const OF_CONCEPTS: [&str; 5] = ["found", "right", "want", "source", "clause"];

/// What is wrong with a card of a house pack: messages that name what no finding has, conditions that can't be read, a
/// card that looks for nothing. [`crate::problems`] tells the rest.
pub fn pack_problems(card: &Card) -> Vec<Problem> {
    if !card.has_body() {
        return vec![Problem::NoBody];
    }
    let patterned = !(card.pattern.is_empty()
        && card.replace.is_empty()
        && card.confused.is_empty()
        && card.wrong.is_empty());
    let mut known: BTreeSet<&'static str> = BTreeSet::new();
    known.extend(OF_PATTERNS.iter().filter(|_| patterned));
    known.extend(OF_CONCEPTS.iter().filter(|_| !card.concept.is_empty()));
    let unknown = card.arguments().into_iter().filter(|name| !known.contains(name));
    let mut out: Vec<Problem> = unknown
        .map(|name| Problem::Placeholder { name: name.to_owned(), known: known.iter().copied().collect() })
        .collect();
    for pattern in card.patterns() {
        let sources = [
            &pattern.before,
            &pattern.after,
            &pattern.not_before,
            &pattern.not_after,
            &pattern.between,
            &pattern.not_between,
        ];
        for source in sources.into_iter().flatten() {
            let ways = [Way::On, Way::Back];
            if let Some(why) = ways.into_iter().find_map(|way| Condition::of(source, way, Origin::Pack).err())
            {
                out.push(Problem::Expression { source_text: source.clone(), why });
            }
        }
    }
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::CARD;

    fn problems(more: &str, advice: &str) -> Vec<Problem> {
        let text = CARD.replacen("advice = \"\"", &format!("advice = \"{advice}\""), 1);
        pack_problems(&Card::parse(&format!("{text}{more}"), "card").unwrap())
    }

    #[test]
    fn a_card_of_a_pack_may_do_without_examples_of_its_patterns() {
        assert_eq!(problems("[[pattern]]\nliteral = \"坐阵\"\n", "见“{found}”。"), []);
    }

    #[test]
    fn what_no_finding_has_is_no_placeholder() {
        let told = problems("[[pattern]]\nliteral = \"坐阵\"\n", "应为“{rihgt}”。");
        assert!(matches!(&told[..], [Problem::Placeholder { name, .. }] if name == "rihgt"), "{told:?}");
        // Of a pattern there is no source.
        assert_eq!(problems("[[pattern]]\nliteral = \"坐阵\"\n", "{source}").len(), 1);
    }

    #[test]
    fn a_condition_is_a_regular_expression() {
        let told = problems("[[pattern]]\nliteral = \"坐阵\"\nafter = \"(指挥\"\n", "");
        assert!(
            matches!(&told[..], [Problem::Expression { source_text, .. }] if source_text == "(指挥"),
            "{told:?}"
        );
        assert_eq!(problems("", ""), [Problem::NoBody]);
    }
}
