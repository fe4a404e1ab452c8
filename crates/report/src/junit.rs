//! JUnit XML, as CI servers show tests: a suite a file, a case a finding.
//!
//! What makes the run fail is a failure; what does not, such as traces of conversion, is skipped, with its
//! message. A file without findings is one case that passes. There are no times, so that the same input
//! gives the same bytes; and each suite has its counts, the whole has none, for they are known last.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesStart, BytesText};

use crate::xml::{self, attributes, borrowed, legal};
use crate::{Checked, FileError, Options, Reporter, Totals, json, message};

/// What became of a case.
enum Outcome {
    Passed,
    /// Name of the element, its attributes and its text.
    Told(&'static str, Vec<(&'static str, String)>, String),
}

struct Case {
    name: String,
    outcome: Outcome,
}

/// One document.
#[derive(Debug)]
pub struct Junit {
    options: Options,
    /// Whether the root has been opened.
    begun: bool,
}

type Suites<'c> = BTreeMap<&'c str, Vec<Case>>;

impl Junit {
    /// With nothing in it.
    pub fn new(options: &Options) -> Junit {
        Junit { options: *options, begun: false }
    }

    fn root() -> BytesStart<'static> {
        BytesStart::new("testsuites").with_attributes([("name", "kanwu")])
    }

    fn write<'c>(
        &mut self,
        out: &mut dyn Write,
        mut suites: Suites<'c>,
        errors: &'c [FileError],
    ) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            xml::open(out, &Junit::root())?;
        }
        for error in json::failures(errors, self.options.lang) {
            let told =
                attributes([("message", error.message.to_owned()), ("type", "unreadable-file".to_owned())]);
            suites.entry(error.path).or_default().push(Case {
                name: "unreadable-file".to_owned(),
                outcome: Outcome::Told("error", told, String::new()),
            });
        }
        for cases in suites.values_mut().filter(|cases| cases.is_empty()) {
            cases.push(Case { name: "kanwu".to_owned(), outcome: Outcome::Passed });
        }
        suites.iter().try_for_each(|(path, cases)| xml::element(out, |xml| suite(xml, path, cases)))
    }
}

impl Reporter for Junit {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let options = &self.options;
        let positions = part.positions();
        let mut suites: Suites<'_> =
            positions.files().map(|f| (f.source.path.as_str(), Vec::new())).collect();
        for listed in &part.listed(options) {
            let (card, finding) = (listed.card, listed.finding);
            let Some((path, at)) = positions.of(listed.manuscript, finding.at) else { continue };
            let (what, advice) = message(card, finding, options.lang);
            let text = format!("{path}:{}:{} {}\n{advice}", at.line, at.column, listed.trail());
            let fails = options.severity(listed) >= options.fail_on;
            let outcome = if fails {
                let kind = json::severity(finding.severity).to_owned();
                Outcome::Told("failure", attributes([("message", what), ("type", kind)]), text)
            } else {
                Outcome::Told("skipped", attributes([("message", what)]), text)
            };
            let name = format!("{}:{} {}", at.line, at.column, card.name);
            suites.entry(path).or_default().push(Case { name, outcome });
        }
        self.write(out, suites, &[])
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.write(out, Suites::new(), &run.errors)?;
        xml::close(out, &Junit::root())
    }
}

fn suite<W: Write>(xml: &mut Writer<W>, path: &str, cases: &[Case]) -> io::Result<()> {
    let counts = attributes([
        ("name", path.to_owned()),
        ("tests", cases.len().to_string()),
        ("failures", count(cases.iter(), "failure")),
        ("errors", count(cases.iter(), "error")),
        ("skipped", count(cases.iter(), "skipped")),
    ]);
    let element = xml.create_element("testsuite").with_attributes(borrowed(&counts));
    element.write_inner_content(|xml| cases.iter().try_for_each(|one| case(xml, path, one)))?;
    Ok(())
}

fn case<W: Write>(xml: &mut Writer<W>, path: &str, case: &Case) -> io::Result<()> {
    let names = attributes([("name", case.name.clone()), ("classname", path.to_owned())]);
    let element = xml.create_element("testcase").with_attributes(borrowed(&names));
    match &case.outcome {
        Outcome::Passed => element.write_empty()?,
        Outcome::Told(kind, told, text) => element.write_inner_content(|xml| {
            let element = xml.create_element(*kind).with_attributes(borrowed(told));
            element.write_text_content(BytesText::new(&legal(text)))?;
            Ok(())
        })?,
    };
    Ok(())
}

fn count<'c>(cases: impl Iterator<Item = &'c Case>, kind: &str) -> String {
    cases.filter(|c| matches!(&c.outcome, Outcome::Told(name, ..) if *name == kind)).count().to_string()
}
