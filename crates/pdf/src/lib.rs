//! Proofs 校样: the text of a PDF as it is printed, and notes written back into it.
//!
//! A PDF draws glyphs; it knows no lines, columns or paragraphs. **What is read**: the glyphs of each page by the way
//! they run (`glyph`), rows of them (`row`), without running heads and folios, which stand in the same place on page
//! after page (`furniture`), in columns, with their tables (`columns`, `table`), joined to paragraphs over columns
//! and pages (`block`) and laid out as the Markdown that books are written in (`lay`).
//!
//! A page that can't be read is refused by its number and with the reason, and the others are read. Nothing is run,
//! followed or fetched.

mod annotate;
mod block;
mod bounds;
mod character;
mod columns;
mod error;
mod furniture;
mod glyph;
mod indent;
mod labels;
mod lay;
mod measure;
mod page;
mod pictures;
mod remarks;
mod row;
mod running;
mod stacked;
mod table;
mod update;
mod vertical;

use kanwu_text::{Format, Origin, ProofPage, Source, Turn};
use pdfboss_core::{Document, Error};
use pdfboss_text::FontCache;

pub use annotate::{Note, Noted, annotate};
pub use error::PdfError;
pub use remarks::{Mark, ReaderRemark, remarks};

use block::{Block, PageItems};
use lay::Layout;

kanwu_text::messages!();

/// Tables of `rules/tables/`.
mod words {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// More pages than this are no book.
pub const MOST_PAGES: usize = 20_000;

/// A source of a proof; `path` is for reports.
pub fn read(bytes: &[u8], path: &str) -> Result<Source, PdfError> {
    let document = open(bytes)?;
    let count = document.page_count();
    if count == 0 {
        return Err(PdfError::NoPages);
    }
    if count > MOST_PAGES {
        return Err(PdfError::TooManyPages(count));
    }
    let fonts = FontCache::default();
    let mut pages: Vec<page::Page> = (0..count).map(|i| page::read(&document, i, &fonts)).collect();
    let furniture = furniture::take(&mut pages);
    let measure = measure::of(&pages);
    let mut told = Vec::new();
    let mut turns: Vec<Vec<Turn>> = Vec::new();
    let mut items = Vec::new();
    let mut grids: Vec<columns::Grid> = Vec::new();
    for page in &pages {
        let grid = page.frames.first().map(|frame| columns::grid(frame, measure.body)).unwrap_or_default();
        let known =
            |g: &columns::Grid| (g.left - grid.left).abs() < 3.0 && g.gutters.len() == grid.gutters.len();
        if !grid.gutters.is_empty() && !grids.iter().any(known) && grids.len() < 8 {
            grids.push(grid);
        }
    }
    let usual = columns::usual_edges(pages.iter().filter_map(|page| page.frames.first()), measure.body);
    for (i, (page, found)) in pages.iter_mut().zip(&furniture).enumerate() {
        let mut columns = 1;
        let groups = pictures::groups(page, measure.body);
        turns.push(page.frames.iter().map(|frame| frame.turn).collect());
        for (k, frame) in page.frames.iter_mut().enumerate() {
            let (own, n) = columns::items(frame, &grids, &usual, measure.body);
            if k == 0 {
                columns = n;
            }
            items.push(PageItems { page: i, frame: k, items: own });
        }
        told.push(ProofPage {
            folio: found.folio,
            label: None,
            heads: found.heads.iter().map(row::Segment::text).collect(),
            columns,
            pictures: page.pictures,
            groups,
            refused: page.refused,
        });
    }
    labels::fill(&mut told, &document);
    let measure = measure.with_leading(&items);
    let blocks = block::blocks(items, measure);
    let mut layout = Layout::new(told, turns, heading_sizes(&blocks));
    let indents = indent::indents(&blocks);
    for (i, block) in blocks.iter().enumerate() {
        layout.block(block, indents.get(i).copied().unwrap_or_default())?;
    }
    layout.finish();
    layout.heads(&furniture);
    let mut source = Source::new(path, Format::Pdf, layout.text);
    source.pages = layout.marks;
    source.origin = Origin::Pdf(layout.proof);
    Ok(source)
}

/// Opens a document that needs no password.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, PdfError> {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(PdfError::NotPdf);
    }
    let document = Document::load(bytes.to_vec()).map_err(|error| match error {
        Error::Encrypted => PdfError::Password,
        other => PdfError::Damaged(other.to_string()),
    })?;
    if document.is_locked() { Err(PdfError::Password) } else { Ok(document) }
}

/// Sizes of headings behind the contents, the largest first; of all, where there are no contents. A 篇章页, whose title
/// is printed again over the text that it opens, is set in a size of its own.
fn heading_sizes(blocks: &[Block]) -> Vec<f32> {
    let kind = |block: &Block| match block {
        Block::Lines(kind, lines) => Some((*kind, lines.first().map_or(0.0, |placed| placed.line.size))),
        Block::Table { .. } => None,
    };
    // An index at the end of the book has leaders and pages, too.
    let front = &blocks[..blocks.len() / 2];
    let from = front.iter().rposition(|b| matches!(kind(b), Some((block::Kind::Contents, _))));
    let body = &blocks[from.unwrap_or_default()..];
    let next = body.iter().skip(1).map(Some).chain([None]);
    let headings = body.iter().zip(next).filter(|(own, next)| !next.is_some_and(|next| own.divides(next)));
    let headings =
        headings.filter_map(|(own, _)| kind(own)).filter(|(kind, _)| *kind == block::Kind::Heading);
    let mut sizes: Vec<f32> = headings.map(|(_, size)| size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 0.6);
    sizes
}
