//! A paragraph walked without tables: each rule in turn is asked at everything that its card and its triggers let
//! it see. Slow and plain, to hold the tables of [`crate::dispatch`] to their word.

use kanwu_plugin::{Paragraph, Sink, Trigger, Triggers, item_flags};
use kanwu_text::ReadingSpan;

use crate::concept::Concepts;
use crate::dispatch::triggers;
use crate::registry::{Literals, Registered, Runner};
use crate::select::Chosen;
use crate::walk::{NAME, call};
use crate::{Registry, RuleId};

/// Asks every chosen rule.
pub(crate) fn reference_walk(
    registry: &Registry,
    chosen: &Chosen,
    paragraph: &Paragraph<'_>,
    sink: &mut Sink,
) {
    for (id, rule) in registry.iter() {
        let on = chosen.on.get(id.index()).copied().unwrap_or(false);
        if on && rule.zones.has(paragraph.zone()) {
            visit_rule(id, rule, paragraph, sink);
        }
    }
    for concepts in Concepts::of(registry, chosen) {
        concepts.find(paragraph.text, true, |miss| {
            let Some(rule) = registry.get(miss.rule) else { return };
            if rule.zones.has(paragraph.zone()) && open(rule, paragraph, miss.span) {
                sink.findings.push((miss.rule.0, miss.finding(&rule.card, paragraph.text)));
            }
        });
    }
}

fn visit_rule(id: RuleId, rule: &Registered, paragraph: &Paragraph<'_>, sink: &mut Sink) {
    let none = Triggers::terms(&[]);
    let (triggers, terms): (&Triggers, Vec<(usize, &str)>) = match &rule.runner {
        Runner::Code(kind) => match triggers(kind) {
            Some(triggers) => (triggers, triggers.terms.iter().copied().enumerate().collect()),
            None => return,
        },
        Runner::Data(Literals { body, card }) => {
            let own = body.literals().filter(|(_, _, of)| of == card);
            (&none, own.map(|(number, word, _)| (number as usize, word)).collect())
        }
    };
    if triggers.paragraph {
        call(id, rule, paragraph, Trigger::Paragraph, sink);
    }
    for (i, token) in paragraph.tokens.iter().enumerate() {
        if triggers.kinds & token.kind.bit() != 0 && open(rule, paragraph, token.span) {
            call(id, rule, paragraph, Trigger::Token(i), sink);
        }
    }
    for (i, item) in paragraph.items.iter().enumerate() {
        if triggers.items & item_flags(item) != 0 && open(rule, paragraph, item.span()) {
            call(id, rule, paragraph, Trigger::Item(i), sink);
        }
    }
    for (index, span) in places(&terms, paragraph.text) {
        if open(rule, paragraph, span) {
            call(id, rule, paragraph, Trigger::Term(index, span), sink);
        }
    }
}

/// Whether the card lets the rule look at `span`: quoted text and protected stretches.
fn open(rule: &Registered, paragraph: &Paragraph<'_>, span: ReadingSpan) -> bool {
    let quoted = paragraph.tokens.iter().any(|t| t.span.has(span.start) && t.depth > 0);
    let closed =
        paragraph.protected.iter().any(|p| p.span.overlaps(span) && rule.reads & (1 << p.kind as u8) == 0);
    let named = paragraph.names.iter().any(|name| name.overlaps(span)) && rule.reads & NAME == 0;
    (rule.card.head.quoted || !quoted) && !closed && !named
}

/// Every place of every term, in the order in which they begin, shorter ones first: index of the term, and bytes.
fn places(terms: &[(usize, &str)], text: &str) -> Vec<(usize, ReadingSpan)> {
    let mut out: Vec<(usize, ReadingSpan)> = Vec::new();
    for (index, term) in terms.iter().copied().filter(|(_, t)| !t.is_empty() && text.contains(*t)) {
        let at =
            |(start, _)| text[start..].starts_with(term).then(|| ReadingSpan::of(start..start + term.len()));
        out.extend(text.char_indices().filter_map(at).map(|span| (index, span)));
    }
    out.sort_by_key(|(_, span)| (span.start, span.end));
    out
}
