//! `kanwu annotate`: findings written into a document as comments 批注, safe fixes as tracked changes 修订.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use kanwu_disk::{Policy, is_as_marked};
use kanwu_engine::{Diagnostic, Registry, RuleId};
use kanwu_intake::Remark;
use kanwu_lint::{Fixes, Work};
use kanwu_plugin::{Applicability, Card, Severity, StoredCard};
use kanwu_report::{FileError, message};
use kanwu_text::{Format, Lang, Location, Message, Source, SourceId, SourceSpan};

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::cli::{AnnotateArgs, Changes};
use crate::commands::check::wrong_date;
use crate::config::{Config, unknown_rule};
use crate::fixing::{self, rounds};
use crate::load::{Loaded, Request, load};
use crate::messages::annotate as said;
use crate::{Exit, Ui, failure};

/// Places that a comment names; the others are counted.
const NAMED: usize = 20;

/// Runs the command. Findings fail nothing here: the exit code tells of the run alone.
pub(crate) fn run_annotate(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &AnnotateArgs,
) -> io::Result<Exit> {
    let mut selection = config.selection();
    if !args.select.is_empty() {
        selection.select.clone_from(&args.select);
    }
    selection.ignore.extend(args.ignore.iter().cloned());
    selection.least = Some(Severity::Warning);
    if let Some(unknown) = selection.unknown(registry).into_iter().next() {
        return ui.fail(unknown_rule(&unknown.name, unknown.nearest.as_deref(), ui.lang));
    }
    let date = match fixing::date(args.date.as_deref()) {
        Ok(date) => date,
        Err(wrong) => return ui.fail(wrong_date(&wrong, ui.lang)),
    };
    let paths: Vec<PathBuf> = args.file.iter().cloned().collect();
    let request = Request::of(&paths).whole();
    let (loaded, unread) = load(&request, config);
    let mut errors: Vec<FileError> = unread.into_iter().map(failure::told).collect();
    let stores = AnswerStores::open(config, loaded.iter().map(Loaded::first), &mut errors);
    let checker = checker(registry, &selection, config);
    let mut documents = 0;
    for one in &loaded {
        let grade = (args.changes == Changes::Safe).then_some(Applicability::Safe);
        let done = match rounds(&checker, one, &stores.of(config, one).answers, grade) {
            Ok(done) => done,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        if let Some(work) = done.files.first().filter(|_| !done.settled && grade.is_some()) {
            ui.complain(fixing::unsettled(&work.before.path, ui.lang))?;
        }
        let asked = |i: &usize| one.asked.get(*i) == Some(&true);
        for (i, work) in done.files.iter().enumerate().filter(|(i, _)| asked(i)) {
            let file = one.files.get(i).and_then(Option::as_deref);
            let Some(file) = file.filter(|_| matches!(work.before.format, Format::Docx | Format::Pdf)) else {
                continue;
            };
            documents += 1;
            let source = SourceId(i as u32);
            let remarks =
                Remarks { done: &done, cards: &checker.cards(), lang: ui.lang }.of(source, work, args.fold);
            let to = args.output.clone().unwrap_or_else(|| beside(file));
            if let Some(error) = other_kind(file, &to) {
                errors.push(error);
                continue;
            }
            let inputs: Vec<PathBuf> = one.files.iter().flatten().cloned().collect();
            let policy =
                Policy { overwrite: args.overwrite, is_ours: is_as_marked, inputs: &inputs, ..Policy::NEW };
            match write((work, file), &remarks, &date, &to, &policy) {
                Ok(told) => ui.complain(told.say(&work.before.path, &to, ui.lang))?,
                Err(error) => errors.push(error),
            }
        }
    }
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if documents == 0 && errors.is_empty() {
        return ui.fail(said::NO_DOCUMENT.text(ui.lang));
    }
    Ok(if errors.is_empty() { Exit::Clean } else { Exit::Broken })
}

/// What was written.
struct Told {
    remarks: usize,
    known: usize,
    changes: usize,
}

impl Told {
    fn say(&self, from: &str, to: &Path, lang: Lang) -> String {
        let Told { remarks, known, changes } = self;
        let to = to.display();
        match known {
            0 => said::Written { from, remarks, changes, to }.text(lang),
            _ => said::Added { from, remarks, known, changes, to }.text(lang),
        }
    }
}

fn write(
    (work, file): (&Work, &Path),
    remarks: &[Remark],
    date: &str,
    to: &Path,
    policy: &Policy<'_>,
) -> Result<Told, FileError> {
    let done = kanwu_intake::annotate(&work.bytes, &work.before, remarks, &work.edits(), date)
        .map_err(|e| fixing::unwritten(&work.before.path, &e))?;
    let bytes = kanwu_disk::marked(&done.bytes);
    // A document that carries its findings already is written to itself.
    let saved = match to == file {
        true => kanwu_disk::edit(file, &work.bytes, &bytes),
        false => kanwu_disk::put(to, &bytes, policy),
    };
    saved.map_err(failure::unsaved)?;
    Ok(Told { remarks: done.remarks, known: done.known, changes: done.changes })
}

/// A copy under an extension of another kind, which Word would refuse to open: a document with macros as .docx.
fn other_kind(file: &Path, to: &Path) -> Option<FileError> {
    let extension = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let (from, asked) = (extension(file)?, extension(to));
    let plain_file = asked.as_deref().is_some_and(|asked| matches!(asked, "docx" | "docm" | "dotx" | "dotm"));
    (plain_file && asked.as_deref() != Some(&from))
        .then(|| FileError::new(failure::shown(to), |lang| said::OtherKind { extension: &from }.text(lang)))
}

/// 书稿.docx → 书稿.审校.docx. A file that is called so already is written to itself.
fn beside(file: &Path) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let named = file.file_stem().is_some_and(|stem| stem.as_encoded_bytes().ends_with(".审校".as_bytes()));
    if named { file.to_owned() } else { kanwu_disk::beside(file, &format!(".审校.{extension}")) }
}

/// What is said in comments.
struct Remarks<'r> {
    done: &'r Fixes,
    cards: &'r [&'r StoredCard],
    lang: Lang,
}

/// Places that a rule has been told of, by rule and in order.
struct Places(BTreeMap<RuleId, Vec<Furthest>>);

/// A place, and the furthest end of all places up to it.
type Furthest = (SourceSpan, u32);

impl Places {
    fn of(all: &[(RuleId, SourceSpan, &Diagnostic, bool)]) -> Places {
        let mut places: BTreeMap<RuleId, Vec<Furthest>> = BTreeMap::new();
        for (rule, at, ..) in all {
            places.entry(*rule).or_default().push((*at, at.end));
        }
        for list in places.values_mut() {
            list.sort_by_key(|(at, _)| at.start);
            let mut furthest = 0;
            for (_, end) in list {
                furthest = furthest.max(*end);
                *end = furthest;
            }
        }
        Places(places)
    }

    /// Whether a place of the rule touches `at`.
    fn touch(&self, rule: RuleId, at: SourceSpan) -> bool {
        let list = self.0.get(&rule).map_or(&[][..], Vec::as_slice);
        let before = list.partition_point(|(place, _)| place.start <= at.end);
        before.checked_sub(1).and_then(|i| list.get(i)).is_some_and(|(_, furthest)| *furthest >= at.start)
    }
}

impl Remarks<'_> {
    /// On what was found in a source, and on what its fixes brought to light; nothing on what is to stay as
    /// it is 不改, nor on what the baseline knows.
    fn of(&self, source: SourceId, work: &Work, fold: bool) -> Vec<Remark> {
        let open = |d: &&Diagnostic| {
            d.at.source == source && d.severity >= Severity::Warning && !d.is_kept() && !d.known
        };
        let mut all: Vec<(RuleId, SourceSpan, &Diagnostic, bool)> =
            self.done.first.iter().filter(open).map(|d| (d.rule, d.at.span, d, false)).collect();
        let told = Places::of(&all);
        for d in self.done.last.iter().filter(open) {
            let at = work.history.origin(d.at.span);
            if !told.touch(d.rule, at) {
                all.push((d.rule, at, d, true));
            }
        }
        all.sort_by_key(|(rule, at, ..)| (at.start, at.end, *rule));
        let mut folded: BTreeMap<RuleId, Vec<SourceSpan>> = BTreeMap::new();
        for (rule, at, ..) in &all {
            folded.entry(*rule).or_default().push(*at);
        }
        let mut remarks = Vec::new();
        for (rule, at, d, late) in all {
            let places = match fold {
                true => folded.remove(&rule),
                false => Some(vec![at]),
            };
            let (Some(places), Some(card)) = (places, self.cards.get(rule.index())) else { continue };
            let mut lines = self.lines(card, d, late);
            if places.len() > 1 {
                lines.push(self.count(places.len(), places.iter().map(|at| paragraph(&work.before, *at))));
            }
            lines.push(kind(card));
            remarks.push(Remark { span: at, lines, id: d.id.to_string(), folded: fold });
        }
        remarks
    }

    /// `late`: found in the text as it has become.
    fn lines(&self, card: &Card, d: &Diagnostic, late: bool) -> Vec<String> {
        let (what, advice) = message(card, d, self.lang);
        let mut lines: Vec<String> = [what, advice].into_iter().filter(|line| !line.is_empty()).collect();
        let place = |at: Location| {
            let source = match late {
                true => self.done.after.source(at.source),
                false => self.done.files.get(at.source.index()).map(|work| &work.before),
            }?;
            let path = match at.source == d.at.source {
                true => String::new(),
                false => format!("{} ", source.path),
            };
            let excerpt = excerpt(card, source, at.span);
            if let Some((page, number)) = printed(source, at.span) {
                return Some(said::PrintedPlace { path, page, number, excerpt }.text(self.lang));
            }
            let number = paragraph(source, at.span);
            Some(said::Place { path, number, excerpt }.text(self.lang))
        };
        for related in &d.related {
            let label = Message { zh: &related.zh, en: &related.en }.text(self.lang);
            let label = kanwu_report::excerpt(card, label);
            lines.extend(place(related.at).map(|place| said::Related { label, place }.text(self.lang)));
        }
        if d.occurrences.len() > 1 {
            let numbers = d.occurrences.iter().filter(|o| o.at.source == d.at.source).map(|o| {
                let source = self.done.files.get(o.at.source.index());
                source.map_or(0, |work| paragraph(&work.before, o.at.span))
            });
            lines.push(self.count(d.occurrences.len(), numbers));
        }
        lines
    }

    fn count(&self, all: usize, numbers: impl Iterator<Item = u32>) -> String {
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        let named: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
        if self.done.files.iter().any(|work| work.before.format == Format::Pdf) {
            return match numbers.len() > NAMED {
                false => said::PrintedPlaces { count: all, numbers: &named }.text(self.lang),
                true => said::MorePrintedPlaces { count: all, numbers: &named }.text(self.lang),
            };
        }
        match numbers.len() > NAMED {
            false => said::Places { count: all, numbers: &named }.text(self.lang),
            true => said::MorePlaces { count: all, numbers: &named }.text(self.lang),
        }
    }
}

/// The last line of a comment, by which it is known again: rule and clause.
fn kind(card: &Card) -> String {
    format!("{} {}　{}", card.code, card.name, card.clause)
}

/// Page and line of a place in a proof.
fn printed(source: &Source, at: SourceSpan) -> Option<(u32, u32)> {
    let proof = source.proof()?;
    let line = proof.line_at(at.start)?;
    Some((proof.page(line.page)?.label.unwrap_or(line.page), line.line))
}

/// 1-based number of the paragraph, of the page of a proof, or of the line where the source is neither.
fn paragraph(source: &Source, at: SourceSpan) -> u32 {
    if let Some((page, _)) = printed(source, at) {
        return page;
    }
    match source.document() {
        Some(document) => document.paragraph_at(at.start),
        None => source.lines().line_of(at.start),
    }
}

/// The text at a place, cut where it is long.
fn excerpt(card: &Card, source: &Source, at: SourceSpan) -> String {
    let text = kanwu_report::excerpt(card, at.of_text(&source.text)).replace("**", "").replace('\t', "　");
    match text.char_indices().nth(30) {
        Some((cut, _)) => format!("{}……", &text[..cut]),
        None => text,
    }
}
