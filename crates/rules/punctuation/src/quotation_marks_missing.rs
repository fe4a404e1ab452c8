//! 四个意识 and other short forms with numbers, and any other words, which the book quotes everywhere else.

use kanwu_plugin::index::Unmarked;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Reads, Rule, Span, TokenKind,
    Trigger, Triggers,
};

use crate::card::quotation_marks_missing as card;
use crate::table::quoted_terms::SHORT_FORMS;

/// See the card.
pub const RULE: Rule = Rule::survey(
    card::NAME,
    Triggers::terms(SHORT_FORMS).or(Triggers::kinds(&[TokenKind::LeftDouble])),
    collect,
    judge,
)
.reads(Reads::TEXT);

/// So often must the book quote other words before a bare place is a lapse: its habit is all that is known.
const ENOUGH: usize = 4;

/// And to each bare place there must be so many quoted ones.
const TIMES: usize = 4;

/// Words in quotation marks that may be a term, in characters.
const TERM: std::ops::RangeInclusive<usize> = 3..=10;

/// Facts: a short form in quotation marks.
const QUOTED: &str = "quoted";

/// Facts: a short form without quotation marks.
const BARE: &str = "bare";

/// Facts: other words in quotation marks.
const WORDS: &str = "words";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    match trigger {
        Trigger::Term(n, span) => short_form(cx, n, span),
        Trigger::Token(i) => quotation(cx, i),
        _ => {}
    }
}

fn short_form(cx: &mut LocalContext<'_>, n: usize, span: Span) {
    let Some(term) = SHORT_FORMS.get(n) else { return };
    // 八五折: a discount.
    if cx.after(span.end).starts_with('折') {
        return;
    }
    let open = cx.char_before(span.start);
    let close = cx.char_after(span.end);
    let quoted =
        matches!(open, Some('“' | '‘' | '「' | '『')) || matches!(close, Some('”' | '’' | '」' | '』'));
    // Within a longer quotation or title the outer marks serve.
    if !quoted && cx.depth_at(span.start) > 0 {
        return;
    }
    cx.fact(if quoted { QUOTED } else { BARE }, *term, FactValue::None, span);
}

fn quotation(cx: &mut LocalContext<'_>, i: usize) {
    let (open, word, close) = (cx.tokens.get(i), cx.tokens.get(i + 1), cx.tokens.get(i + 2));
    let (Some(open), Some(word), Some(close)) = (open, word, close) else { return };
    let whole = word.kind == TokenKind::Han && close.kind == TokenKind::RightDouble;
    if whole && TERM.contains(&(word.span.len() as usize / 3)) && !SHORT_FORMS.contains(&cx.of(word.span)) {
        cx.fact(WORDS, cx.of(word.span), FactValue::None, Span::new(open.span.start, close.span.end));
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (term, facts) in Fact::by_key(facts.iter().filter(|f| f.group != WORDS)) {
        let (bare, quoted): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.group == BARE);
        // The short forms are quoted everywhere in print; the book need but do so too.
        if !quoted.is_empty() && quoted.len() >= bare.len() {
            for fact in bare {
                report(cx, term, quoted.len(), fact.place());
            }
        }
    }
    let words: Vec<(&str, usize)> = Fact::by_key(facts.iter().filter(|f| f.group == WORDS))
        .into_iter()
        .map(|(word, quoted)| (word, quoted.len()))
        .filter(|(word, quoted)| *quoted >= ENOUGH && is_name(word))
        .collect();
    let mut bare: Vec<Vec<Unmarked>> = vec![Vec::new(); words.len()];
    for place in cx.index.unmarked(words.iter().map(|(word, _)| *word)) {
        if let Some(places) = bare.get_mut(place.word) {
            places.push(place);
        }
    }
    for ((word, quoted), here) in words.into_iter().zip(bare) {
        if here.len() * TIMES <= quoted {
            for place in here {
                report(cx, word, quoted, Place::Reading(place.reading, place.span));
            }
        }
    }
}

/// Whether quoted words are a name rather than something done (为民办实事), which also stands without marks.
fn is_name(words: &str) -> bool {
    !segment(words).first().is_some_and(|w| {
        matches!(w.class, WordClass::Verb | WordClass::Preposition | WordClass::Adverb | WordClass::Pronoun)
    })
}

fn report(cx: &mut BookContext<'_>, term: &str, quoted: usize, place: Place) {
    let finding = Finding::new(place, Confidence::Likely)
        .arg(card::args::FOUND, term)
        .arg(card::args::COUNT, quoted)
        .fix_at(place, format!("“{term}”"));
    cx.push(finding);
}
