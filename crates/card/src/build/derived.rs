//! The wrong forms that cards make of right ones are checked: none is a word, and none is right by another card.

use std::collections::BTreeSet;

use crate::{Card, Pattern, WrongForm, wrong};

/// Says which card of a family makes a form that is right. `is_word` knows the lexicon. Forms that need something
/// before or after them may be words elsewhere: their examples prove them.
pub(super) fn check(cards: &[Card], is_word: &dyn Fn(&str) -> bool) -> Result<(), String> {
    let rights: BTreeSet<String> = cards.iter().flat_map(right_forms).collect();
    for card in cards {
        let plain = wrong::confused(&card.confused);
        let alone = card.pattern.iter().filter(|pattern| needs_nothing(card, pattern));
        for form in plain.into_iter().chain(alone.flat_map(Pattern::made_forms)) {
            let literal = form.literal.as_str();
            if is_word(literal) {
                return Err(format!("{}: `{literal}` is made as a wrong form, and is a word", card.code));
            }
            if rights.contains(literal) {
                return Err(format!("{}: `{literal}` is made as a wrong form, and is right", card.code));
            }
        }
    }
    Ok(())
}

/// Whether a card makes wrong forms at all.
pub(super) fn makes_forms(card: &Card) -> bool {
    !card.confused.is_empty() || card.pattern.iter().any(|pattern| !pattern.made_forms().is_empty())
}

fn needs_nothing(card: &Card, pattern: &Pattern) -> bool {
    let defaults = &card.pattern_defaults;
    let own = [&pattern.before, &pattern.after, &pattern.not_before, &pattern.not_after];
    let shared = [&defaults.before, &defaults.after, &defaults.not_before, &defaults.not_after];
    !pattern.has_partner() && own.into_iter().chain(shared).all(Option::is_none)
}

/// The forms that a card states as right.
fn right_forms(card: &Card) -> BTreeSet<String> {
    let made = card.pattern.iter().flat_map(Pattern::made_forms).chain(card.plain_forms());
    let of_concepts = card.concept.iter().flat_map(|concept| concept.right.iter().chain(&concept.also));
    let of_concepts = of_concepts.map(|form| form.replace('|', ""));
    made.filter_map(|form: WrongForm| form.right).chain(of_concepts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::CARD;

    #[test]
    fn a_form_that_is_a_word_or_right_is_refused() {
        let refused = |body: &str| {
            let card = Card::parse(&format!("{CARD}{body}"), "card").unwrap();
            check(&[card], &|word| word == "接连不断").unwrap_err()
        };
        let said = refused("[[pattern]]\nsynonyms = [\"接连 不断\"]\n");
        assert_eq!(said, "WRD999: `接连不断` is made as a wrong form, and is a word");
        let said = refused("[confused]\n\"一网统管\" = \"统通\"\n\"一网通管\" = \"管办\"\n");
        assert_eq!(said, "WRD999: `一网通管` is made as a wrong form, and is right");
    }
}
