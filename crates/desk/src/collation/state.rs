//! A state of a book: its paragraphs as they are compared, and where each stands.

use kanwu_book::{Block, BlockId, BlockKind, Book, ReadingId};
use kanwu_collate::{Kind, Paragraph, Place};
use kanwu_text::{Format, Location, ReadingSpan, SourceSpan};

/// What a paragraph is taken from.
#[derive(Clone, Copy)]
enum Owner {
    Reading(ReadingId),
    /// The words of a divider page 篇章页, which rules do not read.
    Divider(BlockId),
}

/// A state of a book.
pub(crate) struct State<'b> {
    pub book: &'b Book<'b>,
    pub paragraphs: Vec<Paragraph<'b>>,
    owners: Vec<Owner>,
    /// By reading: its paragraph.
    by_reading: Vec<Option<usize>>,
}

/// How two states are read so that they can be compared.
#[derive(Clone, Copy)]
pub(crate) struct Basis {
    /// Whether running heads are compared: only where both states have them.
    pub heads: bool,
    /// Whether tables go with the pages, as on proofs.
    pub tables_float: bool,
}

impl Basis {
    /// What two states have in common.
    pub fn of(old: &Book<'_>, new: &Book<'_>) -> Basis {
        let heads = |book: &Book<'_>| book.blocks.iter().any(|block| block.kind == BlockKind::RunningHead);
        Basis { heads: heads(old) && heads(new), tables_float: is_proof(old) || is_proof(new) }
    }
}

/// Whether a state is a proof, whose paragraphs are inferred from its pages.
pub(super) fn is_proof(book: &Book<'_>) -> bool {
    book.manuscript.sources.iter().any(|source| source.format == Format::Pdf)
}

impl<'b> State<'b> {
    pub fn new(book: &'b Book<'b>, basis: Basis) -> State<'b> {
        let mut state = State {
            book,
            paragraphs: Vec::with_capacity(book.readings.len()),
            owners: Vec::with_capacity(book.readings.len()),
            by_reading: vec![None; book.readings.len()],
        };
        for (id, block) in book.blocks() {
            if block.kind == BlockKind::RunningHead && !basis.heads {
                continue;
            }
            let (text, owner) =
                match block.reading.and_then(|reading| Some((reading, book.reading(reading)?))) {
                    Some((reading, own)) if own.block == id => {
                        if let Some(known) = state.by_reading.get_mut(reading.index()) {
                            *known = Some(state.paragraphs.len());
                        }
                        (own.text.as_ref(), Owner::Reading(reading))
                    }
                    None if block.kind == BlockKind::Divider => (book.text(block.at), Owner::Divider(id)),
                    _ => continue,
                };
            state.paragraphs.push(Paragraph { text, kind: kind(block, basis) });
            state.owners.push(owner);
        }
        state
    }

    /// Whether a paragraph is a line of the contents.
    pub fn is_contents(&self, paragraph: usize) -> bool {
        self.paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.kind == Kind::Contents)
    }

    /// What stands at a place.
    pub fn text(&self, place: &Place) -> &'b str {
        let text = self.paragraphs.get(place.paragraph).map_or("", |paragraph| paragraph.text);
        text.get(place.span.start..place.span.end.min(text.len())).unwrap_or_default()
    }

    /// Where a place begins, as far as it stands in one piece of its source.
    pub fn locate(&self, place: &Place) -> Location {
        match self.owners.get(place.paragraph) {
            Some(Owner::Reading(reading)) => {
                let span = ReadingSpan::of(place.span.clone());
                let all = self.book.reading(*reading).map(|reading| reading.locate(span)).unwrap_or_default();
                all.first().copied().unwrap_or_default()
            }
            Some(Owner::Divider(block)) => {
                let at = self.book.block(*block).map(|block| block.at).unwrap_or_default();
                Location::new(at.source, SourceSpan::of(place.span.clone()).shift(at.span.start))
            }
            None => Location::default(),
        }
    }

    /// The paragraph that holds a place of a source, and its bytes there; of a place that runs over several, what
    /// stands in the first.
    pub fn place(&self, at: Location) -> Option<Place> {
        let (id, block) = self.book.block_at(at)?;
        let Some(reading) = block.reading else {
            let is = |owner: &Owner| matches!(owner, Owner::Divider(own) if *own == id);
            let paragraph = self.owners.iter().position(is)?;
            let byte = |at: u32| (at.saturating_sub(block.at.span.start).min(block.at.span.len())) as usize;
            return Some(Place { paragraph, span: byte(at.span.start)..byte(at.span.end) });
        };
        let paragraph = (*self.by_reading.get(reading.index())?)?;
        let own = self.book.reading(reading)?;
        // Between two pieces, in markup, the text that comes next is meant.
        let byte = |at: u32, source| {
            let mut pieces = own.pieces.iter().filter(|piece| piece.source == source);
            let piece = pieces.find(|piece| at <= piece.start + piece.len);
            piece.map_or(own.text.len(), |piece| (piece.at + at.saturating_sub(piece.start)) as usize)
        };
        let start = byte(at.span.start, at.source);
        let end = byte(at.span.end.min(block.at.span.end.max(at.span.start)), at.source);
        Some(Place { paragraph, span: start..end.max(start) })
    }
}

fn kind(block: &Block, basis: Basis) -> Kind {
    match block.kind {
        BlockKind::ContentsLine => Kind::Contents,
        BlockKind::Footnote | BlockKind::Caption | BlockKind::RunningHead => Kind::Floating,
        BlockKind::TableRow | BlockKind::TableTitle | BlockKind::TableNote | BlockKind::TableContinued
            if basis.tables_float =>
        {
            Kind::Floating
        }
        _ => Kind::Text,
    }
}
