//! What a card must hold to, beyond its form.

use std::path::Path;

use crate::{Card, mark, proof, wrong};

/// What is wrong with a card that stands at `path` (`<CODE>-<name>.toml`); empty when all is well.
pub fn problems(card: &Card, path: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut must = |ok: bool, what: String| {
        if !ok {
            out.push(what);
        }
    };
    let code = card.code.as_bytes();
    let code_ok = code.len() == 6
        && code[..3].iter().all(u8::is_ascii_uppercase)
        && code[3..].iter().all(u8::is_ascii_digit);
    must(code_ok, format!("code `{}` is not three letters and three digits", card.code));
    let kebab = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    must(kebab(&card.name), format!("name `{}` is not kebab-case", card.name));
    let want = format!("{}-{}", card.code, card.name);
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    must(stem == want, format!("the file should be named `{want}.toml`"));
    must(!card.bad.is_empty(), "at least one `[[bad]]` example is needed".to_owned());
    must(!card.zones.is_empty(), "`zones` names no zone".to_owned());
    must(!card.clue || card.weight == "0", "a clue weighs `0`".to_owned());
    must(is_decimal(&card.weight), format!("weight `{}` is not a decimal", card.weight));
    for bad in &card.bad {
        must(!mark(&bad.text).main.is_empty(), format!("no ⟦ ⟧ in the example `{}`", bad.text));
        must(bad.guards.is_none(), format!("a faulty example guards nothing: `{}`", bad.text));
    }
    for good in &card.good {
        let right = good.fixed.is_none() && good.needs.is_empty();
        must(right, format!("a right example has no `fixed` and no `needs`: `{}`", good.text));
    }
    for pattern in &card.pattern {
        let both = !pattern.literal.is_empty() && !pattern.literals.is_empty();
        must(!both, "a pattern has a `literal` or `literals`, not both".to_owned());
        let triggers = !pattern.all_literals().is_empty();
        must(triggers, "a pattern needs a `literal`, or several, or forms of which they are made".to_owned());
        let problem = wrong::problem(pattern);
        must(problem.is_none(), problem.unwrap_or_default());
        for name in pattern.parted_by.iter().flatten() {
            must(
                card.parting_words.contains_key(name),
                format!("there are no `parting-words` named `{name}`"),
            );
            must(pattern.has_partner(), format!("`{name}` parts no collocation"));
        }
        must(!pattern.literals.contains(&String::new()), "one of the `literals` is empty".to_owned());
    }
    for pattern in card.pattern.iter().filter(|pattern| !pattern.change.is_empty()) {
        must(pattern.replace.is_none(), "a pattern has `replace` or `change`, not both".to_owned());
        for form in pattern.wrong_forms().into_iter().filter(|form| form.right.is_none()) {
            must(false, format!("`change` makes no right form of `{}`", form.literal));
        }
    }
    let confusion = wrong::confusion_problem(&card.confused);
    must(confusion.is_none(), confusion.unwrap_or_default());
    for concept in &card.concept {
        let listed = concept.table.is_some() == concept.list.is_some();
        must(listed, "a concept of a `table` needs its `list`, and no other has one".to_owned());
        let any = !concept.right.is_empty() || concept.table.is_some() || !concept.also.is_empty();
        must(any, "a concept needs `right` forms, or a `table` that has them".to_owned());
        let short = concept.right.iter().find(|form| form.chars().count() < 2);
        must(short.is_none(), format!("`{}` is too short for a right form", short.map_or("", |s| s)));
    }
    for pattern in card.patterns() {
        let unknown = pattern.unknown_condition();
        must(unknown.is_none(), format!("there is no condition named `{}`", unknown.unwrap_or_default()));
        let one = pattern.from.is_empty() || pattern.to.is_empty();
        must(one, format!("`{}` has a partner on both sides", pattern.literal));
        let partnered = !(pattern.from.is_empty() && pattern.to.is_empty());
        let plain = pattern.between.is_none() && pattern.not_between.is_none();
        must(partnered || plain, format!("`{}` is no collocation without `from` or `to`", pattern.literal));
        let variant = pattern.variant.as_deref().unwrap_or_default();
        let known = variant.is_empty() || card.zh.variants.contains_key(variant);
        must(known, format!("no message for variant `{variant}`"));
        let (what, advice) = card.zh.message(variant);
        let asks = what.contains(WANT) || advice.contains(WANT);
        must(
            !asks || pattern.replace.is_some(),
            format!(
                "`{}` has no right form (`replace` or `change`), and its message tells one; name a variant that does not",
                pattern.literal
            ),
        );
    }
    let same = card.zh.variants.keys().eq(card.en.variants.keys());
    must(same, "the two languages have different variants".to_owned());
    let same = card.zh.labels.keys().eq(card.en.labels.keys());
    must(same, "the two languages have different labels".to_owned());
    for name in card.args.keys() {
        must(card.arguments().contains(name.as_str()), format!("no message has the argument `{name}`"));
    }
    for problem in proof::problems(card) {
        must(false, problem);
    }
    must(clause_depth_ok(&card.clause), format!("clause `{}` is cited deeper than its source", card.clause));
    out
}

/// The right form in a message.
const WANT: &str = "{want}";

fn is_decimal(s: &str) -> bool {
    let mut parts = s.split('.');
    let whole = parts.next().unwrap_or_default();
    let digits = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && parts.next().is_none_or(digits) && parts.next().is_none()
}

/// Clauses of the two standards whose third level was seen in a source.
const SEEN: [&str; 3] = ["4.13.3", "A.13.1", "4.1.1"];

/// The third level of a clause is only cited where a source has it: see [`SEEN`].
fn clause_depth_ok(clause: &str) -> bool {
    clause
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .filter(|word| word.contains('.') && word.chars().any(|c| c.is_ascii_digit()))
        .all(|word| word.split('.').count() <= 2 || SEEN.iter().any(|seen| word.starts_with(seen)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pattern;
    use crate::sample::CARD;

    /// What is wrong with the patterns of a card whose message names a right form.
    fn of_patterns(patterns: &str) -> Vec<String> {
        let told = CARD.replacen("advice = \"\"", "advice = \"改为“{want}”。\"", 1);
        let card = Card::parse(&format!("{told}{patterns}"), "card").unwrap();
        problems(&card, Path::new("WRD999-word-wrong.toml"))
    }

    #[test]
    fn a_pattern_has_the_right_form_that_its_message_names() {
        let lacking = of_patterns("[[pattern]]\nliterals = [\"二件\", \"二台\"]\n");
        assert_eq!(lacking.len(), 2);
        assert!(lacking[0].contains("`二件` has no right form"));
        let changed = "[[pattern]]\nliterals = [\"二件\", \"二台\"]\nchange = { \"二\" = \"两\" }\n";
        assert_eq!(of_patterns(changed), [""; 0]);
        let idle = of_patterns("[[pattern]]\nliterals = [\"三件\"]\nchange = { \"二\" = \"两\" }\n");
        assert_eq!(idle[0], "`change` makes no right form of `三件`");
    }

    #[test]
    fn of_two_parts_at_one_place_the_longer_changes() {
        let pattern = Pattern {
            change: [("民", "族群众"), ("维民", "维吾尔族群众")].map(|(a, b)| (a.into(), b.into())).into(),
            ..Pattern::default()
        };
        assert_eq!(pattern.right_form("藏民").as_deref(), Some("藏族群众"));
        assert_eq!(pattern.right_form("维民").as_deref(), Some("维吾尔族群众"));
        assert_eq!(pattern.right_form("居委会"), None);
    }

    #[test]
    fn third_level_only_where_seen() {
        assert!(clause_depth_ok("GB/T 15834—2011 4.5"));
        assert!(clause_depth_ok("GB/T 15834—2011 4.13.3"));
        assert!(!clause_depth_ok("GB/T 15834—2011 4.5.3.5"));
    }
}
