//! SARIF 2.1.0, which code scanning services and editors read.
//!
//! Lines and columns are 1-based, columns count UTF-16 code units. Byte offsets, which count from the first
//! byte of the file, are given where the file is UTF-8. Traces of conversion are notes. A finding that an
//! editor keeps as it is carries a suppression.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use kanwu_card::{Card, Class, Severity};
use kanwu_plugin::State;
use kanwu_text::{Encoding, Format, Lang, Location as Place, Origin, SourceSpan};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use serde_sarif::sarif::{
    Artifact, ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Invocation, Location, LogicalLocation,
    Message, MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region, Replacement,
    ReportingConfiguration, ReportingDescriptor, Result as Finding, ResultKind, ResultLevel, Suppression,
    Tool, ToolComponent,
};

use crate::checked::Listed;
use crate::messages::{list, sarif as said};
use crate::place::File;
use crate::positions::Positions;
use crate::{Checked, FileError, Options, Reporter, Totals, json, message, printable, privacy, words};

/// The place of the schema that the log names.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Under which name the fingerprint of a finding stands; the number changes when its making does.
const FINGERPRINT: &str = "kanwuFinding/v1";

/// One SARIF log with one run. Its results stand first: the rules among them, the files and what could not be read are
/// known last.
#[derive(Debug)]
pub struct SarifLog {
    options: Options,
    /// Whether the head has been written.
    begun: bool,
    /// Whether a result has been.
    any: bool,
    /// Rules in the order of their first finding.
    rules: Vec<ReportingDescriptor>,
    /// Of a code, in `rules`.
    index: BTreeMap<String, i64>,
    artifacts: Vec<Artifact>,
}

impl SarifLog {
    /// With nothing in it.
    pub fn new(options: &Options) -> SarifLog {
        let (rules, index, artifacts) = (Vec::new(), BTreeMap::new(), Vec::new());
        SarifLog { options: *options, begun: false, any: false, rules, index, artifacts }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\n\"runs\":[{{\"results\":[")
    }
}

impl Reporter for SarifLog {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        self.begin(out)?;
        let positions = part.positions();
        self.artifacts.extend(positions.files().map(artifact));
        // What is waived under rules that are never silent stands in every report.
        let waived = if self.options.show_kept { Vec::new() } else { part.waived() };
        let (rules, index) = (&mut self.rules, &mut self.index);
        let mut log = Log { positions: &positions, options: &self.options, rules, index };
        for result in part.listed(&self.options).iter().chain(&waived).filter_map(|l| log.finding(l)) {
            out.write_all(if std::mem::replace(&mut self.any, true) { b",\n" } else { b"\n" })?;
            printable::json(out, &result)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.begin(out)?;
        let language = said::LANGUAGE.text(self.options.lang);
        let driver = ToolComponent::builder()
            .name("kanwu")
            .full_name("刊误 kanwu")
            .version(env!("CARGO_PKG_VERSION"))
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .language(language)
            .rules(std::mem::take(&mut self.rules))
            .build();
        write!(out, "\n],\n\"columnKind\":\"utf16CodeUnits\",\"language\":\"{language}\",\n\"artifacts\":")?;
        printable::json(out, &self.artifacts)?;
        out.write_all(b",\n\"invocations\":")?;
        printable::json(out, &[invocation(&run.errors, self.options.lang)])?;
        out.write_all(b",\n\"tool\":")?;
        printable::json(out, &Tool::builder().driver(driver).build())?;
        out.write_all(b"}]}\n")
    }
}

fn artifact(file: &File<'_>) -> Artifact {
    let encoding = match file.source.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
        Encoding::Utf16Le => "UTF-16LE",
        Encoding::Utf16Be => "UTF-16BE",
        Encoding::Gb18030 => "GB18030",
    };
    let built = Artifact::builder().location(artifact_location(&file.source.path));
    match file.source.format {
        Format::Docx | Format::Pdf => built.build(),
        Format::Markdown | Format::Plain => built.encoding(encoding).build(),
    }
}

fn invocation(errors: &[FileError], lang: Lang) -> Invocation {
    let told: Vec<Notification> = json::failures(errors, lang)
        .into_iter()
        .map(|error| {
            let place = PhysicalLocation::builder().artifact_location(artifact_location(error.path)).build();
            Notification::builder()
                .level("error")
                .message(text(error.message))
                .locations(vec![Location::builder().physical_location(place).build()])
                .build()
        })
        .collect();
    let built = Invocation::builder().execution_successful(told.is_empty());
    if told.is_empty() { built.build() } else { built.tool_execution_notifications(told).build() }
}

struct Log<'l, 'c> {
    positions: &'l Positions<'c>,
    options: &'l Options,
    rules: &'l mut Vec<ReportingDescriptor>,
    index: &'l mut BTreeMap<String, i64>,
}

impl Log<'_, '_> {
    fn finding(&mut self, listed: &Listed<'_>) -> Option<Finding> {
        let (card, finding, lang) = (listed.card, listed.finding, self.options.lang);
        let mut main = self.location(listed, finding.at)?;
        let trail = listed.trail();
        if !trail.is_empty() {
            main.logical_locations =
                Some(vec![LogicalLocation::builder().fully_qualified_name(trail).build()]);
        }
        let mut result = Finding::builder()
            .rule_id(&card.code)
            .rule_index(self.rule(card))
            .kind(ResultKind::Fail)
            .level(match self.options.severity(listed) {
                Severity::Error => ResultLevel::Error,
                Severity::Warning => ResultLevel::Warning,
                Severity::Info | Severity::Off => ResultLevel::Note,
            })
            .message(text(&message::whole(card, finding, lang)))
            .locations(vec![main])
            .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), finding.id.to_string())]))
            .properties(properties([
                ("class", Value::from(json::class(card.class))),
                ("confidence", Value::from(json::confidence(finding.confidence))),
                ("clause", Value::from(card.clause.as_str())),
                ("known", if finding.known { Value::Bool(true) } else { Value::Null }),
                ("decision", finding.state.as_ref().map_or(Value::Null, |d| d.state.as_str().into())),
            ]))
            .build();
        let related = finding.related.iter().map(|r| (r.at, listed.said_of(r, lang).into_owned()));
        let occurrences = finding.occurrences.iter().map(|o| {
            let want = privacy::excerpt(card, &o.content);
            (o.at, said::WRITE.text(lang).to_owned() + &want)
        });
        let others: Vec<Location> = related
            .chain(occurrences)
            .filter_map(|(at, said)| {
                let mut location = self.location(listed, at)?;
                location.message = Some(text(&said));
                Some(location)
            })
            .collect();
        result.related_locations = (!others.is_empty()).then_some(others);
        result.fixes = self.fix(listed).map(|fix| vec![fix]);
        result.suppressions = finding.state.as_ref().filter(|d| d.state == State::Keep).map(|decided| {
            let why = [decided.reason.as_str(), decided.person.as_str(), decided.date.as_str()];
            let known: Vec<&str> = why.into_iter().filter(|w| !w.is_empty()).collect();
            let justification = privacy::excerpt(card, &list::Parts { all: &known }.text(lang)).into_owned();
            vec![
                Suppression::builder()
                    .kind("external")
                    .status("accepted")
                    .justification(justification)
                    .build(),
            ]
        });
        Some(result)
    }

    /// Index of a rule, which is described on its first finding.
    fn rule(&mut self, card: &Card) -> i64 {
        let next = self.rules.len() as i64;
        let index = *self.index.entry(card.code.clone()).or_insert(next);
        if index == next {
            self.rules.push(descriptor(card, self.options));
        }
        index
    }

    fn location(&self, listed: &Listed<'_>, at: Place) -> Option<Location> {
        let file = self.positions.file_of(listed, at)?;
        let mut region = region(file, at.span);
        let shown = privacy::excerpt(listed.card, at.span.of_text(&file.source.text)).into_owned();
        region.snippet = Some(ArtifactContent::builder().text(shown).build());
        let physical = PhysicalLocation::builder()
            .artifact_location(artifact_location(&file.source.path))
            .region(region)
            .build();
        Some(Location::builder().physical_location(physical).build())
    }

    fn fix(&self, listed: &Listed<'_>) -> Option<Fix> {
        let mut changes: Vec<ArtifactChange> = Vec::new();
        for edit in listed.edits() {
            let file = self.positions.file_of(listed, edit.at)?;
            let replacement = Replacement::builder()
                .deleted_region(region(file, edit.at.span))
                .inserted_content(ArtifactContent::builder().text(edit.content.as_str()).build())
                .build();
            let location = artifact_location(&file.source.path);
            match changes.iter_mut().find(|c| c.artifact_location == location) {
                Some(change) => change.replacements.push(replacement),
                None => changes.push(
                    ArtifactChange::builder()
                        .artifact_location(location)
                        .replacements(vec![replacement])
                        .build(),
                ),
            }
        }
        let grade = listed.finding.fix.as_ref()?.grade;
        (!changes.is_empty()).then(|| {
            Fix::builder()
                .description(text(words::applicability(grade, self.options.lang)))
                .artifact_changes(changes)
                .build()
        })
    }
}

fn region(file: &File<'_>, span: SourceSpan) -> Region {
    let (lines, whole) = (file.lines(), file.source.text.as_str());
    let mut region = Region::builder()
        .start_line(lines.line_of(span.start))
        .start_column(lines.utf16_column(whole, span.start))
        .end_line(lines.line_of(span.end))
        .end_column(lines.utf16_column(whole, span.end))
        .build();
    if let (Some(from), Some(to)) = (file_byte(file, span.start), file_byte(file, span.end)) {
        region.byte_offset = i64::try_from(from).ok();
        region.byte_length = i64::try_from(to.saturating_sub(from)).ok();
    }
    region
}

/// The byte of the file for a byte of the text, where a character takes as many bytes in both.
fn file_byte(file: &File<'_>, at: u32) -> Option<u64> {
    let source = file.source;
    let utf8 = matches!(source.encoding, Encoding::Utf8 | Encoding::Utf8Bom);
    let Origin::Bytes(origins) = &source.origin else { return None };
    let (text, bytes) = origins.anchor_at(at);
    utf8.then(|| bytes + u64::from(at - text))
}

fn descriptor(card: &Card, options: &Options) -> ReportingDescriptor {
    let said = message::words(card, options.lang);
    let level = match (card.severity.certain, card.class) {
        (Severity::Info | Severity::Off, _) | (_, Class::Conversion) => "note",
        (Severity::Error, _) => "error",
        (Severity::Warning, _) => "warning",
    };
    ReportingDescriptor::builder()
        .id(&card.code)
        .name(&card.name)
        .short_description(plain(&said.title))
        .full_description(plain(&said.why))
        .help(help(card, options))
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(
            PropertyBag::builder()
                .tags(vec![
                    words::family(card.family(), options.lang).to_owned(),
                    words::class(card.class, options.lang).to_owned(),
                ])
                .additional_properties(BTreeMap::from([("clause".to_owned(), card.clause.clone().into())]))
                .build(),
        )
        .build()
}

/// Why, by which clause, and the examples of one paragraph.
fn help(card: &Card, options: &Options) -> MultiformatMessageString {
    let why = &message::words(card, options.lang).why;
    let clause = format!("{}{}", said::CLAUSE.text(options.lang), card.clause);
    let one_line = |text: &&str| !text.trim().contains('\n');
    let wrong = card.bad.iter().filter(|b| one_line(&b.text.as_str())).map(|bad| {
        let fixed = bad.fixed.as_deref().map_or_else(String::new, |f| format!(" → {}", f.trim()));
        format!("{}{}{fixed}", said::WRONG.text(options.lang), bad.text.trim())
    });
    let right = card.good.iter().map(|g| g.text.as_str()).filter(one_line);
    let right = right.map(|text| format!("{}{}", said::LEFT_ALONE.text(options.lang), text.trim()));
    let examples: Vec<String> =
        wrong.chain(right).map(|text| privacy::excerpt(card, &text).into_owned()).collect();
    let mut shown = format!("{why}\n\n{clause}\n");
    for example in &examples {
        shown.push_str(&format!("\n- {}", crate::markdown::escape(example)));
    }
    MultiformatMessageString::builder()
        .text(format!("{why}\n{clause}\n{}", examples.join("\n")).trim_end())
        .markdown(shown.trim_end())
        .build()
}

fn plain(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn text(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn properties<const N: usize>(all: [(&str, Value); N]) -> PropertyBag {
    let known = all.into_iter().filter(|(_, value)| !value.is_null());
    PropertyBag::builder()
        .additional_properties(known.map(|(k, v)| (k.to_owned(), v)).collect::<BTreeMap<_, _>>())
        .build()
}

/// What a path keeps in a URI: letters, digits and the marks that need no escape.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A path as a reference: relative to the folder of the run, or a `file:` URI.
fn artifact_location(path: &str) -> ArtifactLocation {
    let kept = path.strip_prefix("./").unwrap_or(path);
    let escaped = utf8_percent_encode(kept, PATH).to_string();
    let uri = match (Path::new(path).is_absolute(), path.starts_with('/')) {
        (true, true) => format!("file://{escaped}"),
        (true, false) => format!("file:///{escaped}"),
        (false, _) => escaped,
    };
    ArtifactLocation::builder().uri(uri).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        let uri = |path| artifact_location(path).uri.unwrap_or_default();
        assert_eq!(uri("./书 稿/a.md"), "%E4%B9%A6%20%E7%A8%BF/a.md");
        assert_eq!(uri("a:b#c?.md"), "a%3Ab%23c%3F.md");
        #[cfg(unix)]
        assert_eq!(uri("/稿/a.md"), "file:///%E7%A8%BF/a.md");
    }
}
