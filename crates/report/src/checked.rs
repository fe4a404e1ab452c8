//! What a report is made of.

use std::borrow::Cow;
use std::time::Duration;

use kanwu_book::{Block, Book};
use kanwu_card::{Applicability, Card, Class, Severity, StoredCard, Waiver};
use kanwu_plugin::{Diagnostic, DiagnosticFix, RelatedPlace};
use kanwu_text::{AmbiguousWidth, Edit, Lang, Location, Message};
use serde::Serialize;

use crate::messages::{file, only as said};
use crate::{Coverage, privacy};

/// A run, or some manuscripts of it, as reports see it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// One book a manuscript, with its findings.
    pub manuscripts: Vec<(&'a Book<'a>, &'a [Diagnostic])>,
    /// Cards by [`kanwu_plugin::RuleId`].
    pub cards: Vec<&'a StoredCard>,
    /// What could not be read.
    pub errors: Vec<FileError>,
    /// How long it took.
    pub elapsed: Duration,
    /// To what the findings were narrowed; `None` where they are all there are.
    pub only: Option<Only>,
    /// What was not done, beside what the texts show.
    pub coverage: Coverage,
}

/// What findings must touch to be reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Only {
    /// Lines changed since this git revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// These files, of a book that was read whole; empty where any will do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

impl Only {
    /// So many files are told by name.
    const NAMED: usize = 3;

    /// One sentence.
    pub(crate) fn told(&self, lang: Lang) -> String {
        let files = self.named(lang);
        match &self.since {
            None => said::Files { files }.text(lang),
            Some(revision) if files.is_empty() => said::Since { revision }.text(lang),
            Some(revision) => said::Both { files, revision }.text(lang),
        }
    }

    fn named(&self, lang: Lang) -> String {
        match self.files.as_slice() {
            [] => String::new(),
            many if many.len() > Only::NAMED => said::Many { count: many.len() }.text(lang),
            few => said::Few { files: few }.text(lang),
        }
    }
}

/// A file that could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Its path, as the user gave it.
    pub path: String,
    /// Why, in Chinese.
    pub zh: String,
    /// Why, in English.
    pub en: String,
}

impl FileError {
    /// The error of a file, with what is told of it in each language.
    pub fn new(path: impl Into<String>, reason: impl Fn(Lang) -> String) -> FileError {
        FileError { path: path.into(), zh: reason(Lang::Zh), en: reason(Lang::En) }
    }

    /// Path and reason in one line.
    pub fn message(&self, lang: Lang) -> String {
        file::Error { path: &self.path, reason: self.reason(lang) }.text(lang)
    }

    /// The reason alone.
    pub(crate) fn reason(&self, lang: Lang) -> &str {
        Message { zh: self.zh.as_str(), en: &self.en }.text(lang)
    }
}

/// How a report is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language of the messages.
    pub lang: Lang,
    /// Columns of the terminal.
    pub width: usize,
    /// Columns that “ ” — … take on it.
    pub ambiguous: AmbiguousWidth,
    /// Whether to colour, with ANSI sequences.
    pub color: bool,
    /// Whether findings of severity `info` are listed.
    pub show_info: bool,
    /// Whether findings that are settled 不改, or known from the baseline, are listed too.
    pub show_kept: bool,
    /// Whether findings of conversion 转换痕迹 are folded to one line a kind in outputs for people.
    pub fold_conversion: bool,
    /// Whether nothing but findings is told on a terminal: no counts, and no folded traces that never count.
    pub quiet: bool,
    /// Whether the text of the manuscript is left out but for what the findings mark.
    pub redact: bool,
    /// The most findings that outputs for people list; the others are counted.
    pub max_findings: Option<usize>,
    /// The lowest severity at which the run fails.
    pub fail_on: Severity,
    /// Whether findings of conversion count as others do.
    pub strict_conversion: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            lang: Lang::Zh,
            width: 80,
            ambiguous: AmbiguousWidth::One,
            color: false,
            show_info: false,
            show_kept: false,
            fold_conversion: true,
            quiet: false,
            redact: false,
            max_findings: None,
            fail_on: Severity::Warning,
            strict_conversion: false,
        }
    }
}

impl Options {
    /// How grave a finding is to a program that knows neither classes nor answers: what never fails a run,
    /// such as traces of conversion, clues, and what is settled 不改, is `info`.
    pub(crate) fn severity(&self, listed: &Listed<'_>) -> Severity {
        let severity = listed.finding.severity;
        let conversion = listed.is_conversion() && !self.strict_conversion;
        let settled = listed.finding.is_kept() || listed.finding.known;
        if conversion || settled || listed.card.clue { severity.min(Severity::Info) } else { severity }
    }
}

/// A finding with what is needed to tell of it.
#[derive(Clone, Copy)]
pub(crate) struct Listed<'c> {
    pub card: &'c Card,
    pub finding: &'c Diagnostic,
    pub book: &'c Book<'c>,
    /// Index of the book.
    pub manuscript: usize,
}

impl<'c> Listed<'c> {
    /// The block that it stands in.
    pub fn block(&self) -> Option<&'c Block> {
        let named = self.finding.block.and_then(|id| self.book.block(id));
        named.or_else(|| self.book.block_at(self.finding.at).map(|(_, block)| block))
    }

    /// Titles of the 类目, 分目 and 条目 that it stands in, shortened where they are long: each finding repeats them,
    /// and an entry whose 】 is lost has its whole text for a title.
    pub fn titles(&self) -> [Option<Cow<'c, str>>; 3] {
        let (category, section, entry) = self.block().map(|block| self.book.place(block)).unwrap_or_default();
        [category, section, entry].map(|title| title.map(shortened))
    }

    /// 类目 › 分目 › 条目; empty outside of them.
    pub fn trail(&self) -> String {
        let known: Vec<Cow<'_, str>> = self.titles().into_iter().flatten().collect();
        known.join(" › ")
    }

    pub fn is_conversion(&self) -> bool {
        self.card.class == Class::Conversion
    }

    /// Settled 不改, or known from the baseline; what is never silent must be settled by name.
    pub fn is_silent(&self) -> bool {
        self.finding.is_kept() || (self.finding.known && self.card.waiver == Waiver::Free)
    }

    /// 不改 under a rule that is never silent: listed in every report.
    pub fn is_waived(&self) -> bool {
        self.finding.is_kept() && self.card.waiver == Waiver::Single
    }

    /// What stands at a related place.
    pub fn said_of(&self, related: &'c RelatedPlace, lang: Lang) -> Cow<'c, str> {
        let said = Message { zh: &related.zh, en: &related.en }.text(lang);
        privacy::excerpt(self.card, said)
    }

    /// The fix, unless a mask would hide part of what it writes: a program would write the mask.
    pub fn fix(&self) -> Option<&'c DiagnosticFix> {
        self.finding.fix.as_ref().filter(|fix| !self.is_masked(fix))
    }

    fn is_masked(&self, fix: &DiagnosticFix) -> bool {
        let hides = |text: &str| privacy::personal(text) != text;
        privacy::guards(self.card) || fix.edits.iter().any(|edit| hides(&edit.content))
    }

    /// The edits of the fix, where they may be applied by a program: all of them or none. What a mask hides
    /// can't be written.
    pub fn edits(&self) -> &'c [Edit<Location>] {
        match &self.finding.fix {
            Some(fix) if fix.grade != Applicability::Display && !self.is_masked(fix) => &fix.edits,
            _ => &[],
        }
    }
}

/// The longest title that a finding repeats, in characters.
const TITLE: usize = 40;

/// A title of at most [`TITLE`] characters.
fn shortened(title: &str) -> Cow<'_, str> {
    match title.char_indices().nth(TITLE) {
        None => Cow::Borrowed(title),
        Some(_) => {
            let end = title.char_indices().nth(TITLE - 1).map_or(title.len(), |(at, _)| at);
            Cow::Owned(format!("{}…", &title[..end]))
        }
    }
}

impl<'a> Checked<'a> {
    /// Some manuscripts of a run.
    pub fn part(manuscripts: Vec<(&'a Book<'a>, &'a [Diagnostic])>, cards: &[&'a StoredCard]) -> Checked<'a> {
        let (errors, elapsed, coverage) = (Vec::new(), Duration::ZERO, Coverage::default());
        Checked { manuscripts, cards: cards.to_vec(), errors, elapsed, only: None, coverage }
    }

    /// Every finding that stands: neither off nor settled nor known. In the order of the manuscripts.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Listed<'_>> {
        self.all().filter(|l| !l.is_silent())
    }

    /// What is waived under rules that are never silent.
    pub(crate) fn waived(&self) -> Vec<Listed<'_>> {
        self.sorted(self.all().filter(Listed::is_waived).collect())
    }

    /// Every finding that is not off and lies in a source, in the order of the manuscripts.
    pub(crate) fn all(&self) -> impl Iterator<Item = Listed<'_>> {
        self.manuscripts.iter().enumerate().flat_map(move |(manuscript, (book, findings))| {
            findings.iter().filter(|d| d.severity != Severity::Off).filter_map(move |finding| {
                let card = *self.cards.get(finding.rule.index())?;
                book.manuscript.source(finding.at.source)?;
                Some(Listed { card, finding, book, manuscript })
            })
        })
    }

    /// What is listed, by path, place and code.
    pub(crate) fn listed(&self, options: &Options) -> Vec<Listed<'_>> {
        let shown = |l: &Listed<'_>| options.show_info || l.finding.severity != Severity::Info;
        let kept = |l: &Listed<'_>| options.show_kept || !l.is_silent();
        self.sorted(self.all().filter(shown).filter(kept).collect())
    }

    fn sorted<'l>(&self, mut out: Vec<Listed<'l>>) -> Vec<Listed<'l>> {
        let ranks = self.ranks();
        let rank = |l: &Listed<'_>| {
            ranks.get(l.manuscript).and_then(|r| r.get(l.finding.at.source.index())).copied()
        };
        out.sort_by(|a, b| {
            let (at, bt) = (a.finding.at.span, b.finding.at.span);
            (rank(a), at.start)
                .cmp(&(rank(b), bt.start))
                .then_with(|| a.card.code.cmp(&b.card.code))
                .then_with(|| at.end.cmp(&bt.end))
        });
        out
    }

    /// Rank of each source of each manuscript by its path.
    fn ranks(&self) -> Vec<Vec<usize>> {
        let mut paths: Vec<(&str, usize, usize)> = Vec::new();
        let mut ranks = Vec::new();
        for (m, (book, _)) in self.manuscripts.iter().enumerate() {
            let sources = &book.manuscript.sources;
            paths.extend(sources.iter().enumerate().map(|(s, source)| (source.path.as_str(), m, s)));
            ranks.push(vec![0; sources.len()]);
        }
        paths.sort_unstable();
        for (rank, (_, m, s)) in paths.into_iter().enumerate() {
            if let Some(slot) = ranks.get_mut(m).and_then(|r: &mut Vec<usize>| r.get_mut(s)) {
                *slot = rank;
            }
        }
        ranks
    }
}
