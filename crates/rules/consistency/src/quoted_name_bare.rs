//! A name that the title of an entry quotes, “掌心办”, and that stands bare in another entry.

use kanwu_plugin::index::Unmarked;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Reads, Rule, Span, TokenKind,
    Trigger, Triggers,
};

use crate::card::quoted_name_bare as card;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::LeftDouble]), collect, judge).reads(Reads::TEXT);

/// Facts: a name quoted in the title of an entry.
const TITLE: &str = "title";

/// Facts: a name quoted elsewhere.
const TEXT: &str = "text";

/// Characters of a name that is told apart from words.
const NAME: std::ops::RangeInclusive<usize> = 3..=8;

/// So many quoted places for each bare one.
const TIMES: usize = 2;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let (Some(open), Some(word), Some(close)) =
        (cx.tokens.get(i), cx.tokens.get(i + 1), cx.tokens.get(i + 2))
    else {
        return;
    };
    let whole = word.kind == TokenKind::Han && close.kind == TokenKind::RightDouble;
    if whole && NAME.contains(&(word.span.len() as usize / 3)) {
        let title = cx.reading.head.has(open.span.start);
        let span = Span::new(open.span.start, close.span.end);
        cx.fact(if title { TITLE } else { TEXT }, cx.of(word.span), FactValue::None, span);
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let names: Vec<(&str, Vec<&Fact>)> = Fact::by_key(facts)
        .into_iter()
        .filter(|(name, places)| {
            let titled = places.iter().any(|fact| fact.group == TITLE);
            titled && places.iter().any(|fact| fact.group == TEXT) && is_name(name)
        })
        .collect();
    if names.is_empty() {
        return;
    }
    let mut bare: Vec<Vec<Unmarked>> = vec![Vec::new(); names.len()];
    for place in cx.index.unmarked(names.iter().map(|(name, _)| *name)) {
        if let Some(places) = bare.get_mut(place.word) {
            places.push(place);
        }
    }
    for ((name, quoted), bare) in names.into_iter().zip(bare) {
        let (Some(place), Some(first)) = (bare.first(), quoted.first()) else { continue };
        if bare.len() * TIMES > quoted.len() {
            continue;
        }
        let finding = Finding::new(Place::Reading(place.reading, place.span), Confidence::Likely)
            .arg(card::args::FOUND, name)
            .arg(card::args::COUNT, quoted.len())
            .labelled_facts(&[*first], card::labels::QUOTED);
        cx.push(finding);
    }
}

/// Whether quoted words are a name rather than a word of the language or something done (为民办实事).
fn is_name(name: &str) -> bool {
    let words = segment(name);
    let done = words.first().is_some_and(|word| {
        matches!(word.class, WordClass::Preposition | WordClass::Adverb | WordClass::Pronoun)
    });
    words.len() > 1 && !done
}
