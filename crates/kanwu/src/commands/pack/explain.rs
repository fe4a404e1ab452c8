//! Why an example of a card does not hold.

use kanwu_book::{Zone, ZoneSet};
use kanwu_card::{Card, Condition, Example, Origin, Pattern, Way, mark};
use kanwu_engine::{ExampleFault, Failure};
use kanwu_text::Lang;

use crate::messages::pack as said;

/// So many characters round a literal are shown.
const NEAR: usize = 8;

/// What is wrong with an example.
pub(super) fn what(fault: &ExampleFault, lang: Lang) -> String {
    match fault {
        ExampleFault::NoRule => said::NO_RULE.text(lang).to_owned(),
        ExampleFault::Found { found, marked } => match (found.is_empty(), marked.is_empty()) {
            (true, _) => said::Missed { marked }.text(lang),
            (false, true) => said::FoundUnmarked { found }.text(lang),
            (false, false) => said::FoundElsewhere { found, marked }.text(lang),
        },
        ExampleFault::Accused(found) => said::Accused { found }.text(lang),
        ExampleFault::NoValue(name) => said::NoValue { name }.text(lang),
        ExampleFault::Fixed { got, want } => said::Fixed { got, want }.text(lang),
        ExampleFault::FoundAgain(fixed) => said::FoundAgain { fixed }.text(lang),
        ExampleFault::NoRelated => said::NO_RELATED.text(lang).to_owned(),
        ExampleFault::Registry(error) => error.clone(),
    }
}

/// Why nothing was found where an example marks something, as far as the card says it; empty else.
pub(super) fn why(card: &Card, failure: &Failure, lang: Lang) -> String {
    let ExampleFault::Found { found, .. } = &failure.fault else { return String::new() };
    if !found.is_empty() {
        return String::new();
    }
    let text = mark(&failure.text).text;
    let Some(example) = example(card, &failure.text) else { return String::new() };
    if let Some(zone) = outside(card, example) {
        return said::Outside { zone, zones: &card.zones }.text(lang);
    }
    let patterns: Vec<Pattern> = card.patterns().collect();
    let held: Vec<&Pattern> = patterns.iter().filter(|p| text.contains(&p.literal)).collect();
    match held.as_slice() {
        [] if !patterns.is_empty() && card.concept.is_empty() => {
            let some: Vec<&str> = patterns.iter().take(3).map(|p| p.literal.as_str()).collect();
            said::NoLiteral { literals: &some }.text(lang)
        }
        [] => of_concepts(card, &failure.text, lang),
        held => held.iter().find_map(|pattern| unmet(pattern, &text, lang)).unwrap_or_else(|| {
            let quoted = !card.quoted && ['“', '《'].iter().any(|open| text.contains(*open));
            if quoted { said::QUOTED.text(lang).to_owned() } else { String::new() }
        }),
    }
}

fn example<'c>(card: &'c Card, text: &str) -> Option<&'c Example> {
    let of_patterns = card.pattern.iter().flat_map(|p| &p.bad);
    let of_concepts = card.concept.iter().flat_map(|c| &c.bad);
    card.bad.iter().chain(of_patterns).chain(of_concepts).find(|example| example.text == text)
}

/// The zone of an example, where its card does not look there.
fn outside<'e>(card: &Card, example: &'e Example) -> Option<&'e str> {
    let zone = example.zone.as_deref().and_then(Zone::named).unwrap_or(Zone::Prose);
    let looks = ZoneSet::named(card.zones.iter().map(String::as_str)).ok()?;
    (!looks.has(zone)).then(|| example.zone.as_deref().unwrap_or("prose"))
}

/// The first condition of a pattern that the text round its literal does not meet.
fn unmet(pattern: &Pattern, text: &str, lang: Lang) -> Option<String> {
    let at = text.find(&pattern.literal)?;
    let (before, after) = (text.get(..at)?, text.get(at + pattern.literal.len()..)?);
    let holds = |source: &Option<String>, way, text: &str| {
        let condition = Condition::of(source.as_deref()?, way, Origin::Pack).ok()?;
        Some(condition.holds(way, text))
    };
    let literal = pattern.literal.as_str();
    let (behind, ahead) = (start_of(after), end_of(before));
    let sides = [
        ("before", &pattern.before, Way::Back, before, &ahead, true),
        ("after", &pattern.after, Way::On, after, &behind, true),
        ("not-before", &pattern.not_before, Way::Back, before, &ahead, false),
        ("not-after", &pattern.not_after, Way::On, after, &behind, false),
    ];
    let (key, source, .., near, _) =
        sides.into_iter().find(|(_, source, way, text, _, must)| holds(source, *way, text) == Some(!must))?;
    let condition = source.as_deref().unwrap_or_default();
    Some(match key {
        "before" | "not-before" => said::Before { literal, near, key, condition }.text(lang),
        _ => said::After { literal, near, key, condition }.text(lang),
    })
}

fn start_of(text: &str) -> String {
    text.chars().take(NEAR).collect()
}

fn end_of(text: &str) -> String {
    let from = text.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default().to_owned()
}

/// Why a concept does not find what is marked: it is right, or no slip makes it of a right form.
fn of_concepts(card: &Card, text: &str, lang: Lang) -> String {
    let marked = mark(text);
    let Some((from, to)) = marked.main.first() else { return String::new() };
    let form = marked.text.get(*from..*to).unwrap_or_default();
    let rights =
        || card.concept.iter().flat_map(|c| c.right.iter().chain(&c.also)).map(|r| r.replace('|', ""));
    if rights().any(|right| right == form) {
        return said::IsRight { form }.text(lang);
    }
    let near = rights().min_by_key(|right| strsim::damerau_levenshtein(right, form)).unwrap_or_default();
    match strsim::damerau_levenshtein(&near, form) {
        0 | 1 => said::NoSlip { form, near }.text(lang),
        slips => said::TooFar { form, near, slips }.text(lang),
    }
}
