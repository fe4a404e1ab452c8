//! Whether every pattern and concept of a card has examples of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Card, Example, Pattern, Problem, mark};

/// A list of more literals than this may be shown by a sample.
const LONG_LIST: usize = 12;

/// So many literals of a long list have examples at least.
const SAMPLE: usize = 3;

/// A right example near to the fault shares so many characters with a literal.
const SHARED: usize = 2;

/// The family of cards that a house brings along.
const HOUSE: &str = "HSE";

/// What a pattern or a concept lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unproven {
    /// Where it stands in its card, counted from 1: `pattern 3`, `concept 1`, or `replace`.
    pub place: String,
    /// Literals that no faulty example holds.
    pub literals: Vec<String>,
    /// Whether a right example is lacking.
    pub good: bool,
    /// What must and must not stand round the literal, as the card writes it.
    pub conditions: String,
}

impl std::fmt::Display for Unproven {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.literals.first() {
            Some(literal) => write!(f, "{}: no `bad` that holds `{literal}`", self.place),
            None => write!(f, "{}: no `good`", self.place),
        }
    }
}

/// The patterns and concepts of a card that have not all the examples they need. The build refuses a card with any.
pub fn unproven(card: &Card) -> Vec<Unproven> {
    let mut out = Vec::new();
    let plain = card.plain_forms().into_iter().map(|form| form.literal).collect();
    let in_marks: Vec<String> = card.bad.iter().flat_map(|bad| marked(&bad.text)).collect();
    let lacking = enough(plain, |literal| in_marks.iter().any(|m| m == literal), true);
    if !lacking.is_empty() {
        let place = "replace".to_owned();
        out.push(Unproven { place, literals: lacking, good: false, conditions: String::new() });
    }
    for (i, pattern) in card.pattern.iter().enumerate() {
        let literals = enough(pattern.all_literals(), |l| is_shown(pattern, l), pattern.sample);
        let good = pattern.good.is_empty();
        if good || !literals.is_empty() {
            let place = format!("pattern {}", i + 1);
            out.push(Unproven { place, literals, good, conditions: conditions(pattern) });
        }
    }
    for (i, concept) in card.concept.iter().enumerate().filter(|(_, c)| !c.derive.is_empty()) {
        let shown = concept.bad.iter().any(|bad| !marked(&bad.text).is_empty());
        if !shown || concept.good.is_empty() {
            let forms = concept.list.as_ref().or(concept.right.first());
            let literals = forms.filter(|_| !shown).cloned().into_iter().collect();
            let place = format!("concept {}", i + 1);
            let good = concept.good.is_empty();
            out.push(Unproven { place, literals, good, conditions: String::new() });
        }
    }
    out
}

/// The literals that are not shown; none where a sample is enough.
fn enough(literals: Vec<String>, shown: impl Fn(&str) -> bool, sample: bool) -> Vec<String> {
    let lacking: Vec<String> = literals.iter().filter(|l| !shown(l)).cloned().collect();
    let sampled = sample && literals.len() > LONG_LIST && literals.len() - lacking.len() >= SAMPLE;
    if sampled { Vec::new() } else { lacking }
}

fn is_shown(pattern: &Pattern, literal: &str) -> bool {
    pattern.bad.iter().any(|bad| match pattern.has_partner() {
        true => mark(&bad.text).text.contains(literal),
        false => marked(&bad.text).iter().any(|m| m == literal),
    })
}

/// What stands in the marks of an example.
fn marked(text: &str) -> Vec<String> {
    let marked = mark(text);
    let of = |(start, end): &(usize, usize)| marked.text.get(*start..*end).map(str::to_owned);
    marked.main.iter().filter_map(of).collect()
}

fn conditions(pattern: &Pattern) -> String {
    let words = |words: &[String]| (!words.is_empty()).then(|| words.join(" "));
    let all = [
        ("from", words(&pattern.from)),
        ("to", words(&pattern.to)),
        ("between", pattern.between.clone()),
        ("not-between", pattern.not_between.clone()),
        ("before", pattern.before.clone()),
        ("after", pattern.after.clone()),
        ("not-before", pattern.not_before.clone()),
        ("not-after", pattern.not_after.clone()),
        ("replace", pattern.replace.clone()),
    ];
    let said: Vec<String> =
        all.into_iter().filter_map(|(name, value)| Some(format!("{name} = '{}'", value?))).collect();
    said.join(" ")
}

/// What is wrong with the examples of a card's patterns.
pub(crate) fn problems(card: &Card) -> Vec<Problem> {
    let mut out = Vec::new();
    for (i, pattern) in card.pattern.iter().enumerate() {
        let place = format!(
            "pattern {} (`{}`)",
            i + 1,
            pattern.all_literals().into_iter().next().unwrap_or_default()
        );
        if pattern.sample && pattern.all_literals().len() <= LONG_LIST {
            out.push(Problem::ShortSample { place: place.clone(), least: LONG_LIST });
        }
        for bad in &pattern.bad {
            let marks = mark(&bad.text).main.len();
            if marks == 0 {
                out.push(Problem::NoMarks(bad.text.clone()));
            }
            if bad.fixed.is_some() && pattern.wrong_forms().iter().any(|form| form.right.is_some()) {
                out.push(Problem::FixedTwice { place: place.clone(), text: bad.text.clone() });
            }
        }
        for good in pattern.good.iter().filter(|good| !is_near(pattern, &good.text)) {
            out.push(Problem::FarGood { place: place.clone(), text: good.text.clone() });
        }
    }
    for (i, concept) in card.concept.iter().enumerate() {
        let marked = concept.bad.iter().flat_map(|bad| marked(&bad.text));
        let stated = concept.right.iter().chain(&concept.also).map(|form| form.replace('|', ""));
        let forms: Vec<String> = stated.chain(marked).collect();
        let far = |good: &&Example| !forms.iter().any(|form| shares_enough(form.chars(), &good.text));
        for good in concept.good.iter().filter(far) {
            out.push(Problem::FarGood { place: format!("concept {}", i + 1), text: good.text.clone() });
        }
    }
    // The plainest example of a house's own card is the fault and the same text put right.
    if !card.code.starts_with(HOUSE) {
        out.extend(same_frames(card));
    }
    out
}

/// Whether a right example holds a literal, or enough of its characters (those of its partners count too).
fn is_near(pattern: &Pattern, text: &str) -> bool {
    let partners = || pattern.from.iter().chain(&pattern.to).flat_map(|w| w.chars());
    pattern.all_literals().iter().any(|literal| {
        text.contains(literal.as_str()) || shares_enough(literal.chars().chain(partners()), text)
    })
}

/// Whether a text has so many of the characters that it is near to what they make up.
fn shares_enough(chars: impl Iterator<Item = char>, text: &str) -> bool {
    chars.collect::<BTreeSet<char>>().into_iter().filter(|c| text.contains(*c)).count() >= SHARED
}

/// Two examples that are alike but for the words in question prove no more than one.
fn same_frames(card: &Card) -> Vec<Problem> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut out = Vec::new();
    let of_card = card.bad.iter().chain(&card.good).filter(|e| !e.manuscript);
    let of_card = of_card.map(|e| (frame(&e.text, Vec::new()), e.text.as_str()));
    let of_patterns = card.pattern.iter().flat_map(|p| {
        let all = p.bad.iter().chain(&p.good);
        all.map(|e| (frame(&e.text, p.all_literals()), e.text.as_str()))
    });
    let of_concepts = card.concept.iter().flat_map(|c| {
        let forms = || c.right.iter().chain(&c.also).map(|form| form.replace('|', "")).collect();
        c.bad.iter().chain(&c.good).map(move |e| (frame(&e.text, forms()), e.text.as_str()))
    });
    let framed = |(frame, _): &(String, &str)| frame.chars().nth(1).is_some();
    for (frame, text) in of_card.chain(of_patterns).chain(of_concepts).filter(framed) {
        match seen.insert(frame, text) {
            Some(other) if other != text => {
                out.push(Problem::SameFrame(other.to_owned(), text.to_owned()));
            }
            _ => {}
        }
    }
    out
}

/// What is left of a text without what stands in its marks, without the given words and marks of punctuation, and
/// with one figure like another.
fn frame(text: &str, mut words: Vec<String>) -> String {
    let marked = mark(text);
    let mut out = String::new();
    let mut from = 0;
    for (start, end) in &marked.main {
        out += marked.text.get(from..*start).unwrap_or_default();
        from = from.max(*end);
    }
    out += marked.text.get(from..).unwrap_or_default();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        out = out.replace(&word, "");
    }
    let mut digits = false;
    out.retain(|c| {
        let again = digits && (c.is_ascii_digit() || matches!(c, '.' | ','));
        digits = c.is_ascii_digit() || again;
        c.is_alphanumeric() && !again
    });
    out.replace(|c: char| c.is_ascii_digit(), "0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::CARD;

    fn card(patterns: &str) -> Card {
        Card::parse(&format!("{CARD}{patterns}"), "card").unwrap()
    }

    #[test]
    fn examples_are_a_text_a_table_or_a_list() {
        let card = card(
            "[[pattern]]\nliteral = \"座落\"\nbad = \"⟦座落⟧在河边\"\ngood = [\"就座，落实\", { text = \"满座落泪\", zone = \"caption\" }]\n",
        );
        assert_eq!(card.pattern[0].bad.len(), 1);
        assert_eq!(card.pattern[0].good[1].zone.as_deref(), Some("caption"));
        assert_eq!(unproven(&card), []);
        assert_eq!(problems(&card), []);
    }

    #[test]
    fn what_a_pattern_lacks_is_told() {
        let card =
            card("[[pattern]]\nliterals = [\"座落\", \"坐阵\"]\nafter = '于'\nbad = \"⟦座落⟧于河边\"\n");
        let told = unproven(&card);
        assert_eq!(told[0].to_string(), "pattern 1: no `bad` that holds `坐阵`");
        assert_eq!(told[0].literals, ["坐阵"]);
        assert!(told[0].good);
        assert_eq!(told[0].conditions, "after = '于'");
    }

    #[test]
    fn a_long_list_is_shown_by_a_sample() {
        let literals: Vec<String> = ('一'..).take(13).map(|c| format!("{c}字")).collect();
        let bad: Vec<String> = literals.iter().take(3).map(|l| format!("{l}的框⟦{l}⟧")).collect();
        let text = format!(
            "[[pattern]]\nsample = true\nliterals = {literals:?}\nbad = {bad:?}\ngood = \"一个字\"\n"
        );
        assert_eq!(unproven(&card(&text)), []);
        assert_eq!(unproven(&card(&text.replace("sample = true", "")))[0].literals.len(), 10);
    }

    #[test]
    fn the_same_frame_twice_and_a_far_example_are_refused() {
        let same = "[[pattern]]\nliterals = [\"座落\", \"坐阵\"]\nbad = [\"他⟦座落⟧了\", \"他⟦坐阵⟧了\"]\n";
        assert_eq!(problems(&card(same)).len(), 1);
        let far = "[[pattern]]\nliteral = \"座落\"\ngood = \"河边有座桥\"\n";
        assert!(problems(&card(far))[0].to_string().contains("not near"));
        let far = "[[concept]]\nright = [\"清河自治州\"]\nderive = [\"lost\"]\ngood = \"河边有座桥\"\n";
        assert!(problems(&card(far))[0].to_string().contains("concept 1"));
    }

    #[test]
    fn a_frame_is_neither_marks_nor_figures() {
        let same = "[[pattern]]\nliteral = \"座落\"\nbad = \"校舍⟦座落⟧在河边，占地12亩。\"\ngood = \"校舍在河边占地9.6亩\"\n";
        assert!(problems(&card(same)).iter().any(|said| said.to_string().contains("same frame")));
        let concept = "[[concept]]\nright = [\"清河自治州\"]\nderive = [\"lost\"]\nbad = \"赴⟦清河自州⟧考察。\"\ngood = \"赴清河自治州考察。\"\n";
        assert!(problems(&card(concept)).iter().any(|said| said.to_string().contains("same frame")));
    }

    #[test]
    fn a_pattern_may_leave_out_a_default() {
        let text = "[pattern-defaults]\nafter = '于'\nconfidence = \"likely\"\n\
                    [[pattern]]\nliteral = \"座落\"\n[[pattern]]\nliteral = \"坐阵\"\nafter = ''\n";
        let after: Vec<Option<String>> = card(text).patterns().map(|p| p.after).collect();
        assert_eq!(after, [Some("于".to_owned()), None]);
        assert!(card(text).patterns().all(|p| p.confidence.is_some()));
    }
}
