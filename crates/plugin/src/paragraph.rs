//! What a rule may look at.

use std::ops::Deref;

use kanwu_book::{Book, Reading, ReadingId, Zone};
use kanwu_index::facts::{Passage, month_in};
use kanwu_index::names::Mentions;
use kanwu_index::{BookIndex, Words};
use kanwu_reading::quantity::Quantity;
use kanwu_reading::{Item, Protected};
use kanwu_text::{Pairing, ReadingSpan, Token, TokenKind};

use crate::{Fact, FactKey, FactValue, Finding, Settings};

/// One paragraph and all that was read from it.
pub struct Paragraph<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, with quotation depth.
    pub tokens: &'a [Token],
    /// The kinds of its tokens, as bits: [`TokenKind::bit`].
    pub kinds: u128,
    /// Its quantities, dates and other numeric items, in order.
    pub items: &'a [Item],
    /// Its protected ranges, in order.
    pub protected: &'a [Protected],
    /// Names of firms and persons in it, in order, as far as they are seen here.
    pub names: &'a [ReadingSpan],
    /// All names that were read from it.
    pub mentions: &'a Mentions,
    /// Its pairs of marks; indexes are those of `tokens`.
    pub pairing: &'a Pairing,
    /// The reading it is.
    pub reading: &'a Reading<'a>,
    /// Id of the reading.
    pub id: ReadingId,
    /// Title of the 类目 it stands in.
    pub category: Option<&'a str>,
    /// Title of the 分目.
    pub section: Option<&'a str>,
    /// Title of the 条目.
    pub entry: Option<&'a str>,
    /// What config and editorial spec say.
    pub settings: &'a Settings,
}

impl<'a> Paragraph<'a> {
    /// Zone of the paragraph.
    pub fn zone(&self) -> Zone {
        self.reading.zone
    }

    /// What facts are read from.
    pub fn passage(&self) -> Passage<'a> {
        let titles = [self.entry, self.section, self.category];
        let chronicle = self.zone() == Zone::Chronicle;
        let month = titles.into_iter().flatten().filter(|_| chronicle).find_map(month_in);
        Passage {
            id: self.id,
            text: self.text,
            items: self.items,
            zone: self.zone(),
            head_end: self.reading.head.end,
            recorded: self.settings.record_year(),
            month,
        }
    }

    /// Text of a range.
    #[inline]
    pub fn of(&self, span: ReadingSpan) -> &'a str {
        span.of_text(self.text)
    }

    /// Text of a token; empty past either end.
    #[inline]
    pub fn token_text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of_text(self.text))
    }

    /// Kind of a token.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// Whether any token is of one of these kinds, given as bits.
    pub fn has(&self, kinds: u128) -> bool {
        self.kinds & kinds != 0
    }

    /// Kind of the token before `i`.
    pub fn kind_before(&self, i: usize) -> Option<TokenKind> {
        i.checked_sub(1).and_then(|i| self.kind(i))
    }

    /// Kind of the token after `i`.
    pub fn kind_after(&self, i: usize) -> Option<TokenKind> {
        self.kind(i + 1)
    }

    /// The text before byte `at`.
    #[inline]
    pub fn before(&self, at: u32) -> &'a str {
        self.text.get(..at as usize).unwrap_or_default()
    }

    /// The text from byte `at` on.
    #[inline]
    pub fn after(&self, at: u32) -> &'a str {
        self.text.get(at as usize..).unwrap_or_default()
    }

    /// The character that ends at byte `at`.
    #[inline]
    pub fn char_before(&self, at: u32) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// The character that begins at byte `at`.
    #[inline]
    pub fn char_after(&self, at: u32) -> Option<char> {
        self.after(at).chars().next()
    }

    /// Item `i`, where it is a quantity.
    pub fn quantity(&self, i: usize) -> Option<&'a Quantity> {
        match self.items.get(i) {
            Some(Item::Quantity(quantity)) => Some(quantity),
            _ => None,
        }
    }

    /// The items that overlap `span`, or touch it at its start.
    pub fn items_at(&self, span: ReadingSpan) -> &'a [Item] {
        let from = self.items.partition_point(|item| item.span().end < span.start);
        let to = from + self.items[from..].partition_point(|item| item.span().start < span.end);
        &self.items[from..to]
    }

    /// The item before item `i`, past dates and ordinals, of which a few may stand between.
    pub fn item_before(&self, i: usize) -> Option<usize> {
        let passed = |item: &Item| matches!(item, Item::Date(_) | Item::DateRange(_) | Item::Ordinal(_));
        (i.saturating_sub(3)..i).rev().find(|at| !self.items.get(*at).is_some_and(passed))
    }

    /// Text between two items.
    pub fn between(&self, from: usize, to: usize) -> &'a str {
        match (self.items.get(from), self.items.get(to)) {
            (Some(a), Some(b)) => self.of(ReadingSpan::new(a.span().end, b.span().start)),
            _ => "",
        }
    }

    /// The token that holds byte `at`.
    #[inline]
    pub fn token_at(&self, at: u32) -> Option<usize> {
        let i = self.tokens.partition_point(|t| t.span.end <= at);
        (i < self.tokens.len()).then_some(i)
    }

    /// Quotation depth at byte `at`.
    #[inline]
    pub fn depth_at(&self, at: u32) -> u8 {
        self.token_at(at).map_or(0, |i| self.tokens[i].depth)
    }

    /// Whether any protected range overlaps `span`.
    pub fn is_protected(&self, span: ReadingSpan) -> bool {
        let from = self.protected.partition_point(|p| p.span.end <= span.start);
        self.protected[from..].iter().take_while(|p| p.span.start < span.end).any(|p| p.span.overlaps(span))
    }

    /// Whether the name of a firm or a person overlaps `span`.
    pub fn is_named(&self, span: ReadingSpan) -> bool {
        let from = self.names.partition_point(|name| name.end <= span.start);
        self.names.get(from).is_some_and(|name| name.overlaps(span))
    }

    /// The protected range that holds byte `at`.
    pub fn protected_at(&self, at: u32) -> Option<&'a Protected> {
        let i = self.protected.partition_point(|p| p.span.end <= at);
        self.protected.get(i).filter(|p| p.span.has(at))
    }
}

/// Where findings and facts go, each with the number of the rule that pushed it.
#[derive(Debug, Default)]
pub struct Sink {
    /// Findings.
    pub findings: Vec<(u16, Finding)>,
    /// Facts of surveys.
    pub facts: Vec<(u16, Fact)>,
    /// Words that surveys want counted in the whole book.
    pub words: Words,
}

/// A paragraph, as a local rule sees it, and where it reports.
pub struct LocalContext<'a> {
    paragraph: &'a Paragraph<'a>,
    rule: u16,
    sink: &'a mut Sink,
}

impl<'a> Deref for LocalContext<'a> {
    type Target = Paragraph<'a>;

    fn deref(&self) -> &Paragraph<'a> {
        self.paragraph
    }
}

impl<'a> LocalContext<'a> {
    /// For the engine: rule number `rule` looks at `paragraph`.
    pub fn new(paragraph: &'a Paragraph<'a>, rule: u16, sink: &'a mut Sink) -> Self {
        LocalContext { paragraph, rule, sink }
    }

    /// The paragraph, for helpers that outlive a borrow of the context.
    pub fn paragraph(&self) -> &'a Paragraph<'a> {
        self.paragraph
    }

    /// Reports a finding.
    pub fn push(&mut self, finding: Finding) {
        self.sink.findings.push((self.rule, finding));
    }

    /// Of a survey: notes a fact.
    pub fn fact(
        &mut self,
        group: &'static str,
        key: impl Into<FactKey>,
        value: impl Into<FactValue>,
        span: ReadingSpan,
    ) {
        let fact = Fact { group, key: key.into(), value: value.into(), reading: self.paragraph.id, span };
        self.sink.facts.push((self.rule, fact));
    }

    /// Of a survey: has a word counted in the whole book, for [`BookIndex::times`] when it judges.
    pub fn count(&mut self, word: &str) {
        if !self.sink.words.contains(word) {
            self.sink.words.insert(word.to_owned());
        }
    }
}

/// The book, as survey and book rules see it, and where they report.
pub struct BookContext<'a> {
    /// The book.
    pub book: &'a Book<'a>,
    /// What the whole book says: rules ask it and never search the book.
    pub index: &'a BookIndex<'a>,
    /// What config and editorial spec say.
    pub settings: &'a Settings,
    rule: u16,
    sink: &'a mut Sink,
}

impl<'a> BookContext<'a> {
    /// For the engine: rule number `rule` looks at the book of `index`.
    pub fn new(
        index: &'a BookIndex<'a>,
        settings: &'a Settings,
        rule: u16,
        sink: &'a mut Sink,
    ) -> BookContext<'a> {
        BookContext { book: index.book(), index, settings, rule, sink }
    }

    /// Reports a finding.
    pub fn push(&mut self, finding: Finding) {
        self.sink.findings.push((self.rule, finding));
    }
}
