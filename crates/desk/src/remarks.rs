//! Findings as comments 批注 in a document or notes on a proof.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_engine::{Diagnostic, RuleId};
use kanwu_intake::Remark;
use kanwu_lint::{Fixes, Work};
use kanwu_plugin::{Card, FindingId, Severity, State, StoredCard};
use kanwu_report::message;
use kanwu_text::{Format, Lang, Location, Message, Source, SourceId, SourceSpan};

use crate::messages::remark as said;

/// Places that a comment names; the others are counted.
const NAMED: usize = 20;

/// Which findings are remarked on.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'s> {
    /// All that are not to stay as they are 不改, and that the baseline does not know.
    Open,
    /// Those answered 改 or 待核, with the answer. The names are of findings whose corrections were made.
    Decided(&'s BTreeSet<FindingId>),
    /// Both.
    All(&'s BTreeSet<FindingId>),
}

/// What is said in comments on a manuscript.
#[derive(Debug)]
pub struct Remarks<'r> {
    /// What was found, and what was done.
    pub fixes: &'r Fixes,
    /// By rule.
    pub cards: &'r [&'r StoredCard],
    /// In which language.
    pub lang: Lang,
    /// On what.
    pub scope: Scope<'r>,
    /// One remark a rule, with a count.
    pub fold: bool,
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
    pub fn of(&self, source: SourceId, work: &Work) -> Vec<Remark> {
        let fold = self.fold;
        let decided =
            |d: &Diagnostic| d.state.as_ref().is_some_and(|s| matches!(s.state, State::Change | State::Hold));
        let stands = |d: &Diagnostic| d.severity >= Severity::Warning && !d.is_kept() && !d.known;
        let open = |d: &&Diagnostic| {
            d.at.source == source
                && match self.scope {
                    Scope::Open => stands(d),
                    Scope::Decided(_) => decided(d),
                    Scope::All(_) => stands(d) || decided(d),
                }
        };
        let mut all: Vec<(RuleId, SourceSpan, &Diagnostic, bool)> =
            self.fixes.first.iter().filter(open).map(|d| (d.rule, d.at.span, d, false)).collect();
        let told = Places::of(&all);
        for d in self.fixes.last.iter().filter(open) {
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
        lines.extend(self.answer(card, d));
        let place = |at: Location| {
            let source = match late {
                true => self.fixes.after.source(at.source),
                false => self.fixes.files.get(at.source.index()).map(|work| &work.before),
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
                let source = self.fixes.files.get(o.at.source.index());
                source.map_or(0, |work| paragraph(&work.before, o.at.span))
            });
            lines.push(self.count(d.occurrences.len(), numbers));
        }
        lines
    }

    /// What was answered, and whether a correction that was asked for is still to be made by hand.
    fn answer(&self, card: &Card, d: &Diagnostic) -> Option<String> {
        let (Scope::Decided(made) | Scope::All(made)) = self.scope else { return None };
        let decided = d.state.as_deref()?;
        let reason = kanwu_report::excerpt(card, &decided.reason).into_owned();
        let state = match decided.state {
            State::Change if !made.contains(&d.id) => said::BY_HAND.text(self.lang),
            state => state.as_str(),
        };
        let told = [reason, decided.person.clone(), decided.date.clone()];
        let told: Vec<String> = told.into_iter().filter(|part| !part.is_empty()).collect();
        Some(match told.is_empty() {
            true => said::Answer { state }.text(self.lang),
            false => said::AnswerBy { state, told: &told }.text(self.lang),
        })
    }

    fn count(&self, all: usize, numbers: impl Iterator<Item = u32>) -> String {
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        let named: Vec<String> = numbers.iter().take(NAMED).map(u32::to_string).collect();
        if self.fixes.files.iter().any(|work| work.before.format == Format::Pdf) {
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
