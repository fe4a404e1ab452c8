//! One paragraph: lexed, read, and walked once, triggering rules.

use kanwu_book::{Book, Reading, ReadingId};
use kanwu_index::names::{self, Mentions};
use kanwu_plugin::{Kind, LocalContext, Paragraph, Settings, Sink, Trigger, item_flags};
use kanwu_reading::{Item, Protected, ProtectedKind};
use kanwu_text::{Pairing, ReadingSpan, Token, lex, pairs};

use crate::dispatch::{Dispatch, Triggered};
use crate::registry::{Registered, Runner};
use crate::timing::Watch;
use crate::{Registry, RuleId};

/// Buffers that a worker keeps from one paragraph to the next.
#[derive(Default)]
pub(crate) struct Scratch {
    tokens: Vec<Token>,
    pairing: Pairing,
    items: Vec<Item>,
    protected: Vec<Protected>,
    mentions: Mentions,
    names: Vec<ReadingSpan>,
}

/// Lexes and reads one paragraph.
pub(crate) fn with_paragraph(
    book: &Book<'_>,
    settings: &Settings,
    id: ReadingId,
    scratch: &mut Scratch,
    go: impl FnOnce(&Paragraph<'_>),
) {
    let Some(reading) = book.reading(id) else { return };
    lex(&reading.text, &mut scratch.tokens);
    pairs::pair(&mut scratch.tokens, &mut scratch.pairing);
    kanwu_reading::protected(&reading.text, &scratch.tokens, &mut scratch.protected);
    kanwu_reading::protect_literal(&mut scratch.protected, &reading.literal);
    kanwu_reading::read_around(&reading.text, &scratch.tokens, &scratch.protected, &mut scratch.items);
    scratch.mentions.clear();
    names::read(id, &reading.text, reading.zone, &scratch.items, &mut scratch.mentions);
    scratch.mentions.protected(&mut scratch.names);
    let place = book.block(reading.block).map_or((None, None, None), |b| book.place(b));
    let paragraph = Paragraph {
        text: &reading.text,
        tokens: &scratch.tokens,
        kinds: scratch.tokens.iter().fold(0, |kinds, token| kinds | token.kind.bit()),
        items: &scratch.items,
        protected: &scratch.protected,
        names: &scratch.names,
        mentions: &scratch.mentions,
        pairing: &scratch.pairing,
        reading,
        id,
        category: place.0,
        section: place.1,
        entry: place.2,
        settings,
    };
    go(&paragraph);
}

/// Walks one paragraph once and triggers the rules that the tables name.
pub(crate) fn walk<W: Watch>(
    registry: &Registry,
    dispatch: &Dispatch<'_>,
    paragraph: &Paragraph<'_>,
    sink: &mut Sink,
    watch: &mut W,
) {
    let zone = paragraph.zone();
    let table = dispatch.zone(zone);
    let mut walker = Walker { registry, paragraph, sink, watch };
    for rule in &table.paragraph {
        walker.call(*rule, Trigger::Paragraph);
    }
    walker.tokens(&table.kinds);
    for (i, item) in paragraph.items.iter().enumerate() {
        let flags = item_flags(item) & table.item_flags;
        if flags == 0 {
            continue;
        }
        let (quoted, kinds) = walker.round(item.span());
        for (rule, triggers) in &table.items {
            if triggers & flags != 0 && (rule.quoted || !quoted) && kinds & !rule.reads == 0 {
                walker.call(rule.id, Trigger::Item(i));
            }
        }
    }
    dispatch.find(paragraph.text, |rule, index, span| {
        let here = registry.get(rule).is_some_and(|r| r.zones.has(zone));
        if here && walker.may_trigger(rule, span) {
            walker.call(rule, Trigger::Term(index as usize, span));
        }
    });
    for concepts in &dispatch.concepts {
        concepts.find(paragraph.text, false, |miss| {
            let rule = registry.get(miss.rule);
            if let Some(rule) = rule.filter(|r| r.zones.has(zone) && walker.may_trigger(miss.rule, miss.span))
            {
                walker.sink.findings.push((miss.rule.0, miss.finding(&rule.card, paragraph.text)));
            }
        });
    }
}

/// The bit of names among the kinds of protected ranges.
pub(crate) const NAME: u64 = 1 << ProtectedKind::Name as u8;

struct Walker<'w, 'a, W> {
    registry: &'a Registry,
    paragraph: &'a Paragraph<'a>,
    sink: &'w mut Sink,
    watch: &'w mut W,
}

impl<W: Watch> Walker<'_, '_, W> {
    fn tokens(&mut self, kinds: &[Vec<Triggered>]) {
        let protected = self.paragraph.protected;
        let mut next = 0;
        let mut names = self.paragraph.names.iter().peekable();
        for (i, token) in self.paragraph.tokens.iter().enumerate() {
            let rules = &kinds[token.kind as usize];
            if rules.is_empty() {
                continue;
            }
            while protected.get(next).is_some_and(|p| p.span.end <= token.span.start) {
                next += 1;
            }
            let within = protected.get(next).filter(|p| p.span.overlaps(token.span)).map(|p| p.kind as u8);
            while names.next_if(|name| name.end <= token.span.start).is_some() {}
            let named = names.peek().is_some_and(|name| name.overlaps(token.span));
            for rule in rules {
                let closed = within.is_some_and(|kind| rule.reads & (1 << kind) == 0)
                    || (named && rule.reads & NAME == 0);
                if closed || (token.depth > 0 && !rule.quoted) {
                    continue;
                }
                self.call(rule.id, Trigger::Token(i));
            }
        }
    }

    fn may_trigger(&self, rule: RuleId, span: ReadingSpan) -> bool {
        let Some(registered) = self.registry.get(rule) else { return false };
        let (quoted, kinds) = self.round(span);
        (registered.card.head.quoted || !quoted) && kinds & !registered.reads == 0
    }

    /// Whether the span begins in a quotation, and the kinds of the protected ranges that it stands in, as bits.
    fn round(&self, span: ReadingSpan) -> (bool, u64) {
        let from = self.paragraph.protected.partition_point(|p| p.span.end <= span.start);
        let here = self.paragraph.protected[from..].iter().take_while(|p| p.span.start < span.end);
        let kinds = here.fold(0, |kinds, p| kinds | 1 << p.kind as u8);
        let kinds = if self.paragraph.is_named(span) { kinds | NAME } else { kinds };
        (self.paragraph.depth_at(span.start) > 0, kinds)
    }

    fn call(&mut self, rule: RuleId, trigger: Trigger) {
        if let Some(registered) = self.registry.get(rule) {
            self.watch.call(rule, || call(rule, registered, self.paragraph, trigger, self.sink));
        }
    }
}

/// Lets one rule look.
pub(crate) fn call(
    id: RuleId,
    rule: &Registered,
    paragraph: &Paragraph<'_>,
    trigger: Trigger,
    sink: &mut Sink,
) {
    let mut cx = LocalContext::new(paragraph, id.0, sink);
    match &rule.runner {
        Runner::Code(Kind::Local { check, .. }) => check(&mut cx, trigger),
        Runner::Code(Kind::Survey { collect, .. }) => collect(&mut cx, trigger),
        Runner::Code(Kind::Book { .. } | Kind::Index { .. } | Kind::Engine) => {}
        Runner::Data(literals) => {
            if let Trigger::Term(number, span) = trigger {
                literals.body.check(&mut cx, number, span);
            }
        }
    }
}

/// The paragraphs of a book, as ids.
pub(crate) fn ids(readings: &[Reading<'_>]) -> Vec<ReadingId> {
    (0..readings.len() as u32).map(ReadingId).collect()
}
