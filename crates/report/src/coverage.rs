//! What was not looked at, and by whose will: silence on a text is worth no more than this says.

use std::collections::BTreeMap;

use kanwu_book::{BlockKind, Book, Zone};
use kanwu_card::Waiver;
use kanwu_plugin::RuleId;
use kanwu_text::{Lang, Message, Proof, Refusal, Source, Unread, UnreadKind};
use serde::Serialize;

use crate::Checked;
use crate::messages::{coverage as said, list, refused, unread};

/// What a run knows of what it did not do, beside the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Rules that did not run, or not everywhere.
    pub off: Vec<RuleOff>,
    /// By zone: how many of the rules that ran look there.
    pub zones: Vec<(Zone, usize)>,
    /// Files in which one fix kept opening the way for another until no more rounds were made.
    pub unsettled: Vec<String>,
}

/// A rule that did not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOff {
    /// Which.
    pub rule: RuleId,
    /// By whose will.
    pub by: Will,
    /// Whether it ran all the same in some files or 类目.
    pub partly: bool,
}

/// By whose will a rule did not run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Will {
    /// A config, and where in it.
    Config(String),
    /// An option of the command line.
    CommandLine(String),
    /// It is on trial, and was not asked for.
    Preview,
    /// All that it finds is a hint, and hints were not asked for.
    Hints,
}

impl Will {
    /// As a program reads it, and where it is said.
    fn told(&self) -> (&'static str, Option<&str>) {
        match self {
            Will::Config(place) => ("config", Some(place)),
            Will::CommandLine(option) => ("command-line", Some(option)),
            Will::Preview => ("preview", None),
            Will::Hints => ("severity", None),
        }
    }

    /// Whether somebody said so of this rule.
    fn is_said(&self) -> bool {
        matches!(self, Will::Config(_) | Will::CommandLine(_))
    }
}

/// What the texts of a run show of what was not looked at.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    files: Vec<FileTold>,
    paragraphs: BTreeMap<Zone, usize>,
    passed_over: PassedOver,
}

impl Seen {
    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        for (book, found) in &part.manuscripts {
            self.passed_over.add(book);
            let in_text = |d: &&kanwu_plugin::Diagnostic| d.state.as_ref().is_some_and(|s| s.in_text);
            self.passed_over.suppressed += found.iter().filter(in_text).count();
            self.files.extend(files(book));
            for reading in &book.readings {
                *self.paragraphs.entry(reading.zone).or_default() += 1;
            }
        }
    }
}

/// Coverage of one run, ready to be told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told<'c> {
    /// Characters that rules read, of those that the files hold; blanks are not counted.
    pub characters: Characters,
    pub files: Vec<&'c FileTold>,
    pub rules_off: Vec<OffTold<'c>>,
    /// Families of which no rule ran.
    pub families_off: Vec<&'c str>,
    pub zones: Vec<ZoneTold>,
    pub passed_over: PassedOver,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub unsettled: &'c [String],
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Characters {
    pub read: u64,
    pub held: u64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileTold {
    pub path: String,
    #[serde(flatten)]
    pub characters: Characters,
    /// Text of a document's file that is not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<PartTold>,
    /// Pages of a proof that could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedTold>,
}

/// Pages of a proof that were refused for one reason.
#[derive(Debug, Serialize)]
pub(crate) struct RefusedTold {
    pub reason: &'static str,
    /// Counted from the first page of the file, from 1.
    pub sheets: Vec<u32>,
    #[serde(skip)]
    of: Refusal,
}

#[derive(Debug, Serialize)]
pub(crate) struct PartTold {
    pub kind: &'static str,
    pub parts: u32,
    pub characters: u32,
    #[serde(skip)]
    of: UnreadKind,
}

#[derive(Serialize)]
pub(crate) struct OffTold<'c> {
    pub code: &'c str,
    pub name: &'c str,
    /// 必报
    pub required: bool,
    pub by: &'static str,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<&'c str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partly: bool,
}

#[derive(Serialize)]
pub(crate) struct ZoneTold {
    pub zone: &'static str,
    pub paragraphs: usize,
    /// How many rules look there.
    pub rules: usize,
}

/// Lines and paragraphs that no rule of the text reads.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct PassedOver {
    pub pictures: usize,
    pub dividers: usize,
    pub comments: usize,
    /// Front matter, code, formulas, definitions of links.
    pub literal: usize,
    /// Findings that comments in the text answer.
    pub suppressed: usize,
}

impl<'c> Told<'c> {
    pub fn of(run: &'c Checked<'_>, seen: &'c Seen) -> Told<'c> {
        let mut files: Vec<&FileTold> = seen.files.iter().collect();
        files.sort_by_key(|file| &file.path);
        let sum = |part: fn(&Characters) -> u64| files.iter().map(|file| part(&file.characters)).sum();
        Told {
            characters: Characters { read: sum(|c| c.read), held: sum(|c| c.held) },
            files,
            rules_off: rules_off(run),
            families_off: families_off(run),
            zones: zones(run, seen),
            passed_over: seen.passed_over,
            unsettled: &run.coverage.unsettled,
        }
    }

    /// 必报 rules that somebody switched off.
    pub fn required(&self) -> impl Iterator<Item = &OffTold<'c>> {
        self.rules_off.iter().filter(|off| off.required)
    }

    /// One line each on what was not looked at, for people.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        let Characters { read, held } = self.characters;
        lines.push(said::Read { read, held }.text(lang));
        lines.extend(self.off_lines(lang));
        lines.extend(self.files.iter().filter_map(|file| file.line(lang)));
        lines.extend(self.files.iter().flat_map(|file| file.refused_lines(lang)));
        let unread = self.files.iter().filter(|f| f.characters.read == 0);
        let blank: Vec<&str> = unread.map(|f| f.path.as_str()).collect();
        if !blank.is_empty() {
            lines.push(said::BlankFiles { files: &blank }.text(lang));
        }
        lines.extend(self.passed_over.line(lang));
        if !self.unsettled.is_empty() {
            lines.push(said::Unsettled { files: self.unsettled }.text(lang));
        }
        lines
    }

    /// Lines on 必报 rules that are off.
    pub fn required_lines(&self, lang: Lang) -> Vec<String> {
        let mut by: BTreeMap<(&str, bool), Vec<String>> = BTreeMap::new();
        for off in self.required() {
            let rule = format!("{} {}", off.code, off.name);
            by.entry((off.place.unwrap_or_default(), off.partly)).or_default().push(rule);
        }
        let tell = |((place, partly), rules): ((&str, bool), Vec<String>)| {
            let (count, rules) = (rules.len(), rules.as_slice());
            match partly {
                false => said::RequiredOff { count, place, rules }.text(lang),
                true => said::RequiredPartlyOff { count, place, rules }.text(lang),
            }
        };
        by.into_iter().map(tell).collect()
    }

    /// Rules that are off, by who said so.
    fn off_lines(&self, lang: Lang) -> Vec<String> {
        let mut by: BTreeMap<(&str, Option<&str>, bool), Vec<&str>> = BTreeMap::new();
        // That hints are not listed is told elsewhere.
        for off in self.rules_off.iter().filter(|off| off.by != "severity") {
            by.entry((off.by, off.place, off.partly)).or_default().push(off.code);
        }
        let tell = |((by, place, partly), codes): ((&str, Option<&str>, bool), Vec<&str>)| {
            let count = codes.len();
            let rules = match count <= NAMED {
                true => list::Members { all: &codes }.text(lang),
                false => families(&codes, lang),
            };
            let place = place.unwrap_or_default();
            match (by, partly) {
                ("preview", _) => said::OnTrial { count, rules }.text(lang),
                (_, false) => said::Off { place, count, rules }.text(lang),
                (_, true) => said::PartlyOff { place, count, rules }.text(lang),
            }
        };
        by.into_iter().map(tell).collect()
    }
}

/// So many rules are told by code.
const NAMED: usize = 8;

/// How many of each family.
fn families(codes: &[&str], lang: Lang) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in codes {
        *counts.entry(code.get(..3).unwrap_or(code)).or_default() += 1;
    }
    let all: Vec<String> = counts.iter().map(|(family, n)| format!("{family} {n}")).collect();
    list::Parts { all: &all }.text(lang)
}

pub(crate) fn rules_off<'c>(checked: &'c Checked<'_>) -> Vec<OffTold<'c>> {
    let told = |off: &'c RuleOff| {
        let card = *checked.cards.get(off.rule.index())?;
        let (by, place) = off.by.told();
        // Asked last: it unpacks the card.
        let required = off.by.is_said() && card.waiver == Waiver::Single;
        let head = &card.head;
        Some(OffTold { code: &head.code, name: &head.name, required, by, place, partly: off.partly })
    };
    checked.coverage.off.iter().filter_map(told).collect()
}

fn families_off<'c>(checked: &'c Checked<'_>) -> Vec<&'c str> {
    let mut on: BTreeMap<&str, bool> = BTreeMap::new();
    for (i, card) in checked.cards.iter().enumerate() {
        let off = checked.coverage.off.iter().any(|off| off.rule.index() == i && !off.partly);
        *on.entry(card.head.family()).or_default() |= !off;
    }
    on.into_iter().filter(|(_, on)| !on).map(|(family, _)| family).collect()
}

fn zones(run: &Checked<'_>, seen: &Seen) -> Vec<ZoneTold> {
    let rules = |zone: Zone| run.coverage.zones.iter().find(|(z, _)| *z == zone).map_or(0, |(_, n)| *n);
    seen.paragraphs
        .iter()
        .map(|(zone, n)| ZoneTold { zone: zone.name(), paragraphs: *n, rules: rules(*zone) })
        .collect()
}

impl PassedOver {
    fn add(&mut self, book: &Book<'_>) {
        for block in &book.blocks {
            match block.kind {
                BlockKind::Image => self.pictures += 1,
                BlockKind::Divider => self.dividers += 1,
                BlockKind::Comment => self.comments += 1,
                BlockKind::Literal => self.literal += 1,
                _ => {}
            }
        }
    }

    fn line(&self, lang: Lang) -> Option<String> {
        let kinds = [
            (self.dividers, said::Dividers { count: self.dividers }.text(lang)),
            (self.comments, said::Comments { count: self.comments }.text(lang)),
            (self.literal, said::Literal { count: self.literal }.text(lang)),
            (self.suppressed, said::Suppressed { count: self.suppressed }.text(lang)),
        ];
        let some: Vec<String> = kinds.into_iter().filter(|(n, _)| *n > 0).map(|(_, told)| told).collect();
        (!some.is_empty()).then(|| said::PassedOver { kinds: &some }.text(lang))
    }
}

fn files(book: &Book<'_>) -> Vec<FileTold> {
    let mut read = vec![0_u64; book.manuscript.sources.len()];
    for reading in &book.readings {
        for piece in &reading.pieces {
            let text =
                reading.text.get(piece.at as usize..(piece.at + piece.len) as usize).unwrap_or_default();
            if let Some(count) = read.get_mut(piece.source.index()) {
                *count += characters(text);
            }
        }
    }
    book.manuscript.sources.iter().zip(read).map(|(source, read)| file(source, read)).collect()
}

fn file(source: &Source, read: u64) -> FileTold {
    let document = source.document();
    let made: u64 = document.map_or(0, |d| d.made.iter().map(|m| characters(m.of_text(&source.text))).sum());
    let unread: Vec<PartTold> = document.map_or_else(Vec::new, |d| {
        let part = |p: &Unread| PartTold {
            kind: name(p.kind),
            parts: p.parts,
            characters: p.characters,
            of: p.kind,
        };
        d.unread.iter().map(part).collect()
    });
    let beside: u64 = unread.iter().map(|p| u64::from(p.characters)).sum();
    let held = characters(&source.text).saturating_sub(made) + beside;
    // Automatic numbers are read and stand nowhere in the file.
    let characters = Characters { read: read.min(held), held };
    let refused = source.proof().map_or_else(Vec::new, refused);
    FileTold { path: source.path.clone(), characters, unread, refused }
}

/// The pages of a proof that could not be read, by reason.
fn refused(proof: &Proof) -> Vec<RefusedTold> {
    let mut by: BTreeMap<Refusal, Vec<u32>> = BTreeMap::new();
    for (sheet, page) in (1..).zip(&proof.pages) {
        if let Some(why) = page.refused {
            by.entry(why).or_default().push(sheet);
        }
    }
    by.into_iter().map(|(of, sheets)| RefusedTold { reason: reason(of), sheets, of }).collect()
}

/// As a program reads it.
const fn reason(why: Refusal) -> &'static str {
    match why {
        Refusal::Scan => "scan",
        Refusal::Unmapped => "no-characters",
        Refusal::Damaged => "damaged",
        Refusal::TooMuch => "too-much",
    }
}

const fn refusal(why: Refusal) -> Message {
    match why {
        Refusal::Scan => refused::SCAN,
        Refusal::Unmapped => refused::NO_CHARACTERS,
        Refusal::Damaged => refused::DAMAGED,
        Refusal::TooMuch => refused::TOO_MUCH,
    }
}

/// Characters that are not blank.
fn characters(text: &str) -> u64 {
    // Many bytes at a time, without a branch: each place of a row counts on its own, in as many rows as a byte holds.
    const ROW: usize = 32;
    let begins = |b: &u8| u8::from((*b as i8 >= -0x40) & !b.is_ascii_whitespace());
    let (rows, rest) = text.as_bytes().as_chunks::<ROW>();
    let mut all: u64 = rest.iter().map(|b| u64::from(begins(b))).sum();
    for rows in rows.chunks(usize::from(u8::MAX)) {
        let mut counts = [0_u8; ROW];
        for row in rows {
            for (count, byte) in counts.iter_mut().zip(row) {
                *count += begins(byte);
            }
        }
        all += counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    }
    all - memchr::memmem::find_iter(text.as_bytes(), "\u{3000}").count() as u64
}

/// As a program reads it.
const fn name(kind: UnreadKind) -> &'static str {
    match kind {
        UnreadKind::Header => "header",
        UnreadKind::Footer => "footer",
        UnreadKind::Chart => "chart",
        UnreadKind::Diagram => "diagram",
        UnreadKind::Comment => "comment",
        UnreadKind::Embedded => "embedded",
        UnreadKind::OpenField => "open-field",
    }
}

const fn word(kind: UnreadKind) -> Message {
    match kind {
        UnreadKind::Header => unread::HEADER,
        UnreadKind::Footer => unread::FOOTER,
        UnreadKind::Chart => unread::CHART,
        UnreadKind::Diagram => unread::DIAGRAM,
        UnreadKind::Comment => unread::COMMENT,
        UnreadKind::Embedded => unread::EMBEDDED,
        UnreadKind::OpenField => unread::OPEN_FIELD,
    }
}

impl FileTold {
    /// One line a reason on the pages that could not be read.
    fn refused_lines(&self, lang: Lang) -> Vec<String> {
        let tell = |told: &RefusedTold| {
            let sheets: Vec<String> = told.sheets.iter().map(u32::to_string).collect();
            let (path, reason) = (&self.path, refusal(told.of).text(lang));
            said::RefusedPages { path, count: sheets.len(), sheets: &sheets, reason }.text(lang)
        };
        self.refused.iter().map(tell).collect()
    }

    fn line(&self, lang: Lang) -> Option<String> {
        let tell = |part: &PartTold| {
            let (kind, count) = (word(part.of).text(lang), part.parts);
            match part.of {
                UnreadKind::Embedded => said::Files { kind, count }.text(lang),
                _ => said::Parts { kind, count, characters: part.characters }.text(lang),
            }
        };
        let parts: Vec<String> = self.unread.iter().map(tell).collect();
        (!parts.is_empty()).then(|| said::Unread { path: &self.path, parts: &parts }.text(lang))
    }
}
