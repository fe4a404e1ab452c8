//! Findings to diagnostics: mapped to their sources, graded, superseded ones dropped, in order.

use kanwu_book::{Book, Reading, ReadingId};
use kanwu_card::{Applicability, Card, Class, Severity, Words};
use kanwu_plugin::{FindingId, Kind, Place, Settings};
use kanwu_text::{Document, Edit, Location, ReadingSpan, Source, SourceSpan};

use crate::allow::allow;
use crate::identify::identify;
use crate::keeps_syntax::keeps_syntax;
use crate::overrule::{Override, overrule};
use crate::pending::PendingFinding;
use crate::registry::Runner;
use crate::select::Chosen;
use crate::suppress::suppress;
use crate::{Diagnostic, DiagnosticFix, Registry, RelatedPlace, RuleId};

/// Settles all findings of a run.
pub(crate) fn resolve(
    registry: &Registry,
    chosen: &Chosen,
    overrides: &[Override],
    settings: &Settings,
    book: &Book<'_>,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut out = found;
    sort(registry, book, &mut out);
    out.dedup_by(|b, a| a.rule == b.rule && a.at == b.at && a.variant == b.variant);
    one_of_two(registry, &mut out);
    supersede(registry, &mut out);
    identify(registry, book, &mut out);
    overrule(registry, overrides, book, &mut out);
    allow(registry, settings, book, &mut out);
    let faults = suppress(registry, chosen, settings, book, &mut out);
    if !faults.is_empty() {
        let mut faults: Vec<Diagnostic> =
            faults.into_iter().filter_map(|r| diagnostic(registry, chosen, book, r)).collect();
        sort(registry, book, &mut faults);
        identify(registry, book, &mut faults);
        overrule(registry, overrides, book, &mut faults);
        out.append(&mut faults);
        sort(registry, book, &mut out);
    }
    out
}

fn sort(registry: &Registry, book: &Book<'_>, out: &mut [Diagnostic]) {
    let path = |d: &Diagnostic| book.manuscript.source(d.at.source).map_or("", |s| s.path.as_str());
    let code = |d: &Diagnostic| registry.get(d.rule).map_or("", |r| r.card.code.as_str());
    out.sort_by(|a, b| {
        path(a)
            .cmp(path(b))
            .then(a.at.source.cmp(&b.at.source))
            .then(a.at.span.start.cmp(&b.at.span.start))
            .then_with(|| code(a).cmp(code(b)))
            .then(a.at.span.end.cmp(&b.at.span.end))
            .then_with(|| a.variant.cmp(b.variant))
    });
}

/// A finding mapped to its source and graded; `None` where it is not to be reported.
pub(crate) fn diagnostic(
    registry: &Registry,
    chosen: &Chosen,
    book: &Book<'_>,
    pending: PendingFinding,
) -> Option<Diagnostic> {
    let registered = registry.get(pending.rule)?;
    let card = &registered.card;
    let PendingFinding { reading, finding, .. } = pending;
    let severity = chosen
        .severity
        .get(pending.rule.index())
        .copied()
        .flatten()
        .unwrap_or_else(|| card.severity.of(finding.confidence));
    if severity == Severity::Off {
        return None;
    }
    let mut places = locate(book, reading, finding.at).into_iter();
    let at = places.next()?;
    // What the engine says of suppressions stands in comments.
    let of_engine = matches!(registered.runner, Runner::Code(Kind::Engine));
    let at = if of_engine { at } else { standing(book, at, card.class)? };
    let mut related: Vec<RelatedPlace> = places
        .map(|at| RelatedPlace { at, zh: "接下页的部分".into(), en: "the part after the break".into() })
        .collect();
    for r in finding.related {
        let place = locate(book, reading, r.at).into_iter().next();
        let (zh, en) = match r.label.as_str() {
            "" => (r.zh, r.en),
            label => (
                label_of(card, &card.zh, label, &r.args, &finding.args),
                label_of(card, &card.en, label, &r.args, &finding.args),
            ),
        };
        related.extend(place.map(|at| RelatedPlace { at, zh, en }));
    }
    let highest = card.fix.of(finding.confidence);
    let fix = finding.fix.and_then(|fix| {
        let grade = fix.grade.unwrap_or(Applicability::Safe).min(highest);
        let mut edits: Vec<Edit<Location>> =
            fix.edits.into_iter().map(|e| edit(book, reading, e)).collect::<Option<_>>()?;
        edits.sort_by_key(|e| (e.at.source, e.at.span.start, e.at.span.end));
        // What no writer would make is shown only.
        let may_be_made = |e: &Edit<Location>| keeps_syntax(book, e) && !is_closed(book, e.at);
        let grade = if edits.iter().all(may_be_made) { grade } else { Applicability::Display };
        Some(DiagnosticFix { grade, edits })
    });
    let occurrences = finding.occurrences.into_iter().filter_map(|e| edit(book, reading, e)).collect();
    Some(Diagnostic {
        id: FindingId::default(),
        rule: pending.rule,
        severity,
        confidence: finding.confidence,
        at,
        block: book.block_at(at).map(|(id, _)| id),
        variant: finding.variant,
        args: finding.args,
        related,
        fix,
        occurrences,
        state: None,
        known: false,
    })
}

/// A label of a related place, filled with its own data and the finding's.
fn label_of(
    card: &Card,
    words: &Words,
    label: &str,
    own: &[(&str, String)],
    args: &[(&str, String)],
) -> String {
    let template = words.labels.get(label).map_or("", String::as_str);
    card.filled(template, |name| {
        own.iter().chain(args).find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    })
}

fn locate(book: &Book<'_>, here: Option<ReadingId>, place: Place) -> Vec<Location> {
    match place {
        Place::Source(at) => vec![at],
        Place::Here(span) => here.map_or(Vec::new(), |id| in_reading(book, id, span)),
        Place::Reading(id, span) => in_reading(book, id, span),
    }
}

/// The places of a range of a reading: pieces of one line are one place, markup between them included.
fn in_reading(book: &Book<'_>, id: ReadingId, span: ReadingSpan) -> Vec<Location> {
    let Some(reading) = book.reading(id) else { return Vec::new() };
    let mut out: Vec<Location> = Vec::new();
    for at in reading.locate(span) {
        match out.last_mut() {
            Some(last) if same_line(book, *last, at) => last.span = last.span.join(at.span),
            _ => out.push(at),
        }
    }
    out
}

fn same_line(book: &Book<'_>, a: Location, b: Location) -> bool {
    a.source == b.source && a.span.end <= b.span.start && !book.text(a.between(b)).contains('\n')
}

/// Where a finding stands. A document has no faults of conversion, and none in what was added to lay its text out. No
/// fault stands in markup.
fn standing(book: &Book<'_>, at: Location, class: Class) -> Option<Location> {
    let Some(source) = book.manuscript.source(at.source) else { return Some(at) };
    let suits = class != Class::Conversion || source.format.has_conversion_faults();
    if !suits || source.layout().is_markup(at.span) {
        return None;
    }
    match source.document().filter(|document| document.is_made(at.span)) {
        Some(document) => numbered(source, document, at.span).map(|span| Location::new(at.source, span)),
        None => Some(at),
    }
}

/// An automatic number 自动编号 stands nowhere in the file: a fault of it is told at the first character that it
/// numbers. `None` where nothing that was made at the head of a line is one.
fn numbered(source: &Source, document: &Document, at: SourceSpan) -> Option<SourceSpan> {
    let start = source.text.get(..at.start as usize)?.rfind('\n').map_or(0, |line| line + 1);
    let head = SourceSpan::new(SourceSpan::of(0..start).end, at.end);
    if !document.is_made(head) || !at.of_text(&source.text).contains(char::is_alphanumeric) {
        return None;
    }
    let first = document.after_made(at.end);
    let c = source.text.get(first as usize..)?.chars().next().filter(|c| *c != '\n')?;
    Some(SourceSpan::new(first, first + SourceSpan::of(0..c.len_utf8()).end))
}

/// An edit at its source; `None` where it would run over a break or markup, or touch what the file does not
/// hold.
fn edit(book: &Book<'_>, here: Option<ReadingId>, edit: Edit<Place>) -> Option<Edit<Location>> {
    let at = match edit.at {
        Place::Source(at) => at,
        Place::Here(span) => one_piece(book.reading(here?)?, span)?,
        Place::Reading(id, span) => one_piece(book.reading(id)?, span)?,
    };
    let source = book.manuscript.source(at.source)?;
    let end = SourceSpan::of(0..source.text.len()).end;
    if source.document().is_some_and(|document| document.touches_made(at.span, end)) {
        return None;
    }
    // A line break is no blank in the reading, and a blank beside it would never be seen: the fix would not end.
    if edit.content.contains(char::is_whitespace)
        && edit.content.trim().is_empty()
        && at_break(source, at.span)
    {
        return None;
    }
    // The character behind an escape can only be replaced together with it.
    let at = Location::new(at.source, source.layout().with_escape(at.span));
    Some(edit.at(at))
}

/// Whether a line ends or begins at the place, blanks apart.
fn at_break(source: &Source, at: SourceSpan) -> bool {
    let blank = |c: &char| matches!(c, ' ' | '\t' | '\u{3000}');
    let before = source.text.get(..at.start as usize).unwrap_or_default().chars().rev().find(|c| !blank(c));
    let after = source.text.get(at.end as usize..).unwrap_or_default().chars().find(|c| !blank(c));
    [before, after].contains(&Some('\n'))
}

/// Whether the place reaches into a content control of a document whose text is not to be edited, or stands in a proof,
/// which is corrected where it was set.
fn is_closed(book: &Book<'_>, at: Location) -> bool {
    if book.manuscript.source(at.source).is_some_and(|source| source.proof().is_some()) {
        return true;
    }
    let document = book.manuscript.source(at.source).and_then(|source| source.document());
    document.is_some_and(|document| document.touches_closed(at.span))
}

fn one_piece(reading: &Reading<'_>, span: ReadingSpan) -> Option<Location> {
    let mut places = reading.locate(span).into_iter();
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// A card may find one fault by two of its literals, 嫌疑人 in 犯罪嫌疑人, or as a near miss of a right form and by a
/// pattern, too. The more severe and longer of two findings stays, where one holds the other.
fn one_of_two(registry: &Registry, out: &mut Vec<Diagnostic>) {
    let by_card = |rule: RuleId| {
        registry.get(rule).is_some_and(|r| matches!(r.runner, Runner::Data(_)) || !r.card.concept.is_empty())
    };
    let rank = |(i, d): (usize, &Diagnostic)| (d.severity, d.at.span.len(), std::cmp::Reverse(i));
    let all: Vec<_> = out.iter().enumerate().map(|(i, d)| (d.rule, d.at, rank((i, d)))).collect();
    let loses = |at: usize| {
        let Some((rule, place, rank)) = all.get(at) else { return false };
        let beside = all.iter().skip(at.saturating_sub(16)).take(32);
        by_card(*rule)
            && beside
                .filter(|(other, p, r)| other == rule && p.source == place.source && r > rank)
                .any(|(_, other, _)| other.span.contains(place.span) || place.span.contains(other.span))
    };
    let lost: Vec<bool> = (0..all.len()).map(loses).collect();
    let mut lost = lost.into_iter();
    out.retain(|_| !lost.next().unwrap_or(false));
}

/// Drops findings that overlap one of a rule that supersedes theirs. A hint supersedes hints alone.
fn supersede(registry: &Registry, out: &mut Vec<Diagnostic>) {
    let over: Vec<(Location, Severity, Vec<RuleId>)> = out
        .iter()
        .filter_map(|d| {
            let card = &registry.get(d.rule)?.card;
            let under: Vec<RuleId> = card.supersedes.iter().filter_map(|n| registry.find(n)).collect();
            (!under.is_empty()).then_some((d.at, d.severity, under))
        })
        .collect();
    if over.is_empty() {
        return;
    }
    let touches = |a: Location, b: Location| {
        a.source == b.source && (a.span.overlaps(b.span) || a.span.start == b.span.start)
    };
    // `over` is in order of place; spans are short, so a window round each place is enough to look at.
    out.retain(|d| {
        let to = over.partition_point(|(at, ..)| {
            (at.source, at.span.start) < (d.at.source, d.at.span.end.max(d.at.span.start + 1))
        });
        !over[..to].iter().rev().take(64).any(|(at, severity, under)| {
            touches(*at, d.at) && d.severity.min(Severity::Warning) <= *severity && under.contains(&d.rule)
        })
    });
}
