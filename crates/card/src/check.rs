//! What a card must hold to, beyond its form.

use std::path::Path;

use crate::{Card, Problem, mark, proof, wrong};

/// What is wrong with a card that stands at `path` (`<CODE>-<name>.toml`); empty when all is well.
pub fn problems(card: &Card, path: &Path) -> Vec<Problem> {
    let mut out = Vec::new();
    of_head(card, path, &mut out);
    out.extend(unfilled(card).map(|text| Problem::Unfilled(text.to_owned())));
    for bad in &card.bad {
        let text = || bad.text.clone();
        out.extend(mark(&bad.text).main.is_empty().then(|| Problem::NoMarks(text())));
        out.extend(bad.guards.is_some().then(|| Problem::BadGuards(text())));
    }
    for good in card.good.iter().filter(|good| good.fixed.is_some() || !good.needs.is_empty()) {
        out.push(Problem::GoodFixed(good.text.clone()));
    }
    of_patterns(card, &mut out);
    out.extend(wrong::confusion_problem(&card.confused));
    of_concepts(card, &mut out);
    of_messages(card, &mut out);
    out.extend(proof::problems(card));
    out.extend((!clause_depth_ok(&card.clause)).then(|| Problem::Clause(card.clause.clone())));
    out
}

fn of_head(card: &Card, path: &Path, out: &mut Vec<Problem>) {
    let code = card.code.as_bytes();
    let code_ok = code.len() == 6
        && code[..3].iter().all(u8::is_ascii_uppercase)
        && code[3..].iter().all(u8::is_ascii_digit);
    out.extend((!code_ok).then(|| Problem::Code(card.code.clone())));
    let kebab = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    out.extend((!kebab(&card.name)).then(|| Problem::Name(card.name.clone())));
    let want = format!("{}-{}", card.code, card.name);
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    out.extend((stem != want).then_some(Problem::FileName(want)));
    out.extend(card.bad.is_empty().then_some(Problem::NoBad));
    out.extend(card.zones.is_empty().then_some(Problem::NoZone));
    out.extend((card.clue && card.weight != "0").then_some(Problem::ClueWeight));
    out.extend((!is_decimal(&card.weight)).then(|| Problem::Weight(card.weight.clone())));
}

/// Messages and examples that are still those of a card just laid out.
fn unfilled(card: &Card) -> impl Iterator<Item = &str> {
    let messages = [&card.zh, &card.en].map(|words| [&words.title, &words.why, &words.what, &words.advice]);
    let patterns = card.pattern.iter().flat_map(|pattern| pattern.bad.iter().chain(&pattern.good));
    let examples = card.bad.iter().chain(&card.good).chain(patterns).map(|example| &example.text);
    messages
        .into_iter()
        .flatten()
        .chain(examples)
        .map(String::as_str)
        .filter(|text| text.starts_with("TODO "))
}

fn of_patterns(card: &Card, out: &mut Vec<Problem>) {
    for pattern in &card.pattern {
        let both = !pattern.literal.is_empty() && !pattern.literals.is_empty();
        out.extend(both.then_some(Problem::LiteralTwice));
        out.extend(pattern.all_literals().is_empty().then_some(Problem::NoLiteral));
        out.extend(wrong::problem(pattern));
        for name in pattern.parted_by.iter().flatten() {
            let known = card.parting_words.contains_key(name);
            out.extend((!known).then(|| Problem::NoPartingWords(name.clone())));
            out.extend((!pattern.has_partner()).then(|| Problem::PartsNothing(name.clone())));
        }
        out.extend(pattern.literals.contains(&String::new()).then_some(Problem::EmptyLiteral));
        if !pattern.change.is_empty() {
            out.extend(pattern.replace.is_some().then_some(Problem::ReplaceAndChange));
            let idle = pattern.wrong_forms().into_iter().filter(|form| form.right.is_none());
            out.extend(idle.map(|form| Problem::NoChange(form.literal)));
        }
    }
    for pattern in card.patterns() {
        let literal = || pattern.literal.clone();
        out.extend(pattern.unknown_condition().map(|name| Problem::NoCondition(name.to_owned())));
        let one = pattern.from.is_empty() || pattern.to.is_empty();
        out.extend((!one).then(|| Problem::TwoPartners(literal())));
        let partnered = !(pattern.from.is_empty() && pattern.to.is_empty());
        let plain = pattern.between.is_none() && pattern.not_between.is_none();
        out.extend((!partnered && !plain).then(|| Problem::NoPartner(literal())));
        let variant = pattern.variant.as_deref().unwrap_or_default();
        let known = variant.is_empty() || card.zh.variants.contains_key(variant);
        out.extend((!known).then(|| Problem::NoVariant(variant.to_owned())));
        let (what, advice) = card.zh.message(variant);
        let asks = what.contains(WANT) || advice.contains(WANT);
        out.extend((asks && pattern.replace.is_none()).then(|| Problem::NoRightForm(literal())));
    }
}

fn of_concepts(card: &Card, out: &mut Vec<Problem>) {
    for concept in &card.concept {
        let listed = concept.table.is_some() == concept.list.is_some();
        out.extend((!listed).then_some(Problem::TableWithoutList));
        let any = !concept.right.is_empty() || concept.table.is_some() || !concept.also.is_empty();
        out.extend((!any).then_some(Problem::NoForms));
        let short = concept.right.iter().find(|form| form.chars().count() < 2);
        out.extend(short.map(|form| Problem::ShortForm(form.clone())));
    }
}

fn of_messages(card: &Card, out: &mut Vec<Problem>) {
    let variants = card.zh.variants.keys().eq(card.en.variants.keys());
    out.extend((!variants).then_some(Problem::VariantsDiffer));
    let labels = card.zh.labels.keys().eq(card.en.labels.keys());
    out.extend((!labels).then_some(Problem::LabelsDiffer));
    let arguments = card.arguments();
    let idle = card.args.keys().filter(|name| !arguments.contains(name.as_str()));
    out.extend(idle.map(|name| Problem::IdleArgument(name.clone())));
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
    fn told(patterns: &str) -> Vec<String> {
        let told = CARD.replacen("advice = \"\"", "advice = \"改为“{want}”。\"", 1);
        let card = Card::parse(&format!("{told}{patterns}"), "card").unwrap();
        problems(&card, Path::new("WRD999-word-wrong.toml")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_was_laid_out_is_filled_in() {
        let laid = CARD.replacen("advice = \"\"", "advice = \"TODO 改法\"", 1);
        let card = Card::parse(&laid, "card").unwrap();
        let told = problems(&card, Path::new("WRD999-word-wrong.toml"));
        assert!(told.contains(&Problem::Unfilled("TODO 改法".into())), "{told:?}");
    }

    #[test]
    fn a_pattern_has_the_right_form_that_its_message_names() {
        let lacking = told("[[pattern]]\nliterals = [\"二件\", \"二台\"]\n");
        assert_eq!(lacking.len(), 2);
        assert!(lacking[0].contains("`二件` has no right form"));
        let changed = "[[pattern]]\nliterals = [\"二件\", \"二台\"]\nchange = { \"二\" = \"两\" }\n";
        assert_eq!(told(changed), [""; 0]);
        let idle = told("[[pattern]]\nliterals = [\"三件\"]\nchange = { \"二\" = \"两\" }\n");
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
