//! Checkstyle XML, which many CI servers and editors read.
//!
//! Columns count characters from 1. Traces of conversion are `info`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::Severity;
use quick_xml::events::BytesStart;

use crate::checked::Listed;
use crate::xml::{self, attributes, borrowed};
use crate::{Checked, FileError, Options, Reporter, Totals, json, message};

/// One document: a `file` a file, an `error` a finding or a file that could not be read.
#[derive(Debug)]
pub struct Checkstyle {
    options: Options,
    /// Whether the root has been opened.
    begun: bool,
}

type Files<'c> = BTreeMap<&'c str, Vec<Vec<(&'c str, String)>>>;

impl Checkstyle {
    /// With nothing in it.
    pub fn new(options: &Options) -> Checkstyle {
        Checkstyle { options: *options, begun: false }
    }

    fn root() -> BytesStart<'static> {
        BytesStart::new("checkstyle").with_attributes([("version", "4.3")])
    }

    fn write<'c>(
        &mut self,
        out: &mut dyn Write,
        mut files: Files<'c>,
        errors: &'c [FileError],
    ) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            xml::open(out, &Checkstyle::root())?;
        }
        for error in json::failures(errors, self.options.lang) {
            files.entry(error.path).or_default().push(attributes([
                ("line", "1".to_owned()),
                ("column", "1".to_owned()),
                ("severity", "error".to_owned()),
                ("message", error.message.to_owned()),
                ("source", "kanwu.unreadable-file".to_owned()),
            ]));
        }
        for (path, errors) in &files {
            xml::element(out, |xml| {
                let name = attributes([("name", (*path).to_owned())]);
                let file = xml.create_element("file").with_attributes(borrowed(&name));
                file.write_inner_content(|xml| {
                    for error in errors {
                        xml.create_element("error").with_attributes(borrowed(error)).write_empty()?;
                    }
                    Ok(())
                })?;
                Ok(())
            })?;
        }
        Ok(())
    }
}

impl Reporter for Checkstyle {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let options = self.options;
        let positions = part.positions();
        let mut files = Files::new();
        for listed in &part.listed(&options) {
            let Some((path, at)) = positions.of(listed.manuscript, listed.finding.at) else { continue };
            files.entry(path).or_default().push(attributes([
                ("line", at.line.to_string()),
                ("column", at.column.to_string()),
                ("severity", level(listed, &options).to_owned()),
                ("message", message::whole(listed.card, listed.finding, options.lang)),
                ("source", format!("kanwu.{}", listed.card.name)),
            ]));
        }
        self.write(out, files, &[])
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.write(out, Files::new(), &run.errors)?;
        xml::close(out, &Checkstyle::root())
    }
}

fn level(listed: &Listed<'_>, options: &Options) -> &'static str {
    match options.severity(listed) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "info",
    }
}
