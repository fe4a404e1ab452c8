//! A manuscript and the sources it is made of.

use std::sync::OnceLock;

use crate::{Document, Layout, LineIndex, Location, Proof, SourceId, SourceSpan};

/// How the original bytes were encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Encoding {
    /// UTF-8 without a byte-order mark.
    #[default]
    Utf8,
    /// UTF-8 with a byte-order mark.
    Utf8Bom,
    /// UTF-16, little-endian, with a byte-order mark.
    Utf16Le,
    /// UTF-16, big-endian, with a byte-order mark.
    Utf16Be,
    /// GB18030 (and so GBK and GB 2312).
    Gb18030,
}

impl Encoding {
    /// The name that reports print.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
        }
    }
}

/// What kind of file a source was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Markdown, as an office or an OCR program writes it.
    #[default]
    Markdown,
    /// Plain text.
    Plain,
    /// A Word document.
    Docx,
    /// A proof 校样.
    Pdf,
}

impl Format {
    /// Whether faults of scanning and converting can stand in such a source.
    pub const fn has_conversion_faults(self) -> bool {
        !matches!(self, Format::Docx | Format::Pdf)
    }
}

/// Where a position of the decoded text lies in the original bytes: a list of anchors, sorted by `text`.
/// Between two anchors the original advances with the encoding's own length of each character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginMap {
    /// `(offset in the text, offset in the original bytes)`, both in bytes; the first is for offset 0.
    pub anchors: Vec<(u32, u64)>,
}

impl OriginMap {
    /// The last anchor at or before byte `at` of the text; `(0, 0)` where there is none.
    pub fn anchor_at(&self, at: u32) -> (u32, u64) {
        let next = self.anchors.partition_point(|&(text, _)| text <= at);
        next.checked_sub(1).and_then(|i| self.anchors.get(i)).copied().unwrap_or_default()
    }
}

/// Where the text of a source stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the bytes of the file, decoded.
    Bytes(OriginMap),
    /// In the parts of a `.docx`, laid out; they are found again by laying the file out again.
    DocxPart(Document),
    /// On the pages of a proof.
    Pdf(Proof),
}

impl Default for Origin {
    fn default() -> Origin {
        Origin::Bytes(OriginMap::default())
    }
}

/// A page begins here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// Byte offset in the source's text from which on the page holds.
    pub at: u32,
    /// 1-based count of pages in the source.
    pub ordinal: u32,
    /// What is printed on the page, where it is known.
    pub label: Option<u32>,
}

/// One input file: its decoded text and what is needed to get back to the original.
#[derive(Debug, Default)]
pub struct Source {
    /// The path as the user gave it, with `/`.
    pub path: String,
    /// The kind of file.
    pub format: Format,
    /// How the bytes were encoded.
    pub encoding: Encoding,
    /// Decoded text without a byte-order mark, nothing normalised but line ends: CR LF and CR are LF.
    pub text: String,
    /// Where the text stands in the file.
    pub origin: Origin,
    /// Page marks in order; empty where the source has none.
    pub pages: Vec<PageMark>,
    layout: OnceLock<Layout>,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A source of decoded UTF-8 text, as tests and editors make it; byte by byte where it stands in the file.
    pub fn new(path: impl Into<String>, format: Format, text: impl Into<String>) -> Source {
        Source {
            path: path.into(),
            format,
            encoding: Encoding::Utf8,
            text: text.into(),
            origin: Origin::Bytes(OriginMap { anchors: vec![(0, 0)] }),
            pages: Vec::new(),
            layout: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The same source with the layout that the reader of its format made out.
    pub fn with_layout(self, layout: Layout) -> Source {
        Source { layout: OnceLock::from(layout), ..self }
    }

    /// How its text is laid out: as the reader of its format has it, else by its lines.
    pub fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| Layout::by_lines(&self.text))
    }

    /// The line index, made on first need.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Of a document or proof, whose text was laid out: what it knows beside the text.
    pub fn document(&self) -> Option<&Document> {
        match &self.origin {
            Origin::Bytes(_) => None,
            Origin::DocxPart(document) => Some(document),
            Origin::Pdf(proof) => Some(&proof.document),
        }
    }

    /// Of a proof: its pages and lines.
    pub fn proof(&self) -> Option<&Proof> {
        match &self.origin {
            Origin::Bytes(_) | Origin::DocxPart(_) => None,
            Origin::Pdf(proof) => Some(proof),
        }
    }

    /// The page mark that holds at byte `at`.
    pub fn page_at(&self, at: u32) -> Option<&PageMark> {
        let next = self.pages.partition_point(|mark| mark.at <= at);
        next.checked_sub(1).and_then(|i| self.pages.get(i))
    }
}

/// The sources of one book, in reading order.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// The files.
    pub sources: Vec<Source>,
}

impl Manuscript {
    /// A manuscript of one source.
    pub fn single(source: Source) -> Manuscript {
        Manuscript { sources: vec![source] }
    }

    /// The text at a location; empty where the location is not in this manuscript.
    pub fn text_at(&self, at: Location) -> &str {
        self.source(at.source).map_or("", |source| at.span.of_text(&source.text))
    }

    /// One source.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.index())
    }

    /// The sources with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }

    /// The whole of one source as a location.
    pub fn whole(&self, id: SourceId) -> Location {
        let len = self.source(id).map_or(0, |s| s.text.len());
        Location::new(id, SourceSpan::of(0..len))
    }
}
