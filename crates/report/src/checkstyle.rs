//! Checkstyle XML, which many CI servers and editors read.
//!
//! Columns count characters from 1. Traces of conversion are `info`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::Severity;

use crate::checked::Listed;
use crate::xml::{attributes, borrowed, document};
use crate::{Checked, Options, json, message};

/// Writes one document: a `file` a file, an `error` a finding or a file that could not be read.
pub fn checkstyle(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let mut files: BTreeMap<&str, Vec<Vec<(&str, String)>>> = BTreeMap::new();
    for listed in &checked.listed(options) {
        let Some((path, at)) = positions.of(listed.manuscript, listed.finding.at) else { continue };
        files.entry(path).or_default().push(attributes([
            ("line", at.line.to_string()),
            ("column", at.column.to_string()),
            ("severity", level(listed, options).to_owned()),
            ("message", message::whole(listed.card, listed.finding, options.lang)),
            ("source", format!("kanwu.{}", listed.card.name)),
        ]));
    }
    for error in json::failures(checked, options.lang) {
        files.entry(error.path).or_default().push(attributes([
            ("line", "1".to_owned()),
            ("column", "1".to_owned()),
            ("severity", "error".to_owned()),
            ("message", error.message.to_owned()),
            ("source", "kanwu.unreadable-file".to_owned()),
        ]));
    }
    document(out, |xml| {
        let root = xml.create_element("checkstyle").with_attribute(("version", "4.3"));
        root.write_inner_content(|xml| {
            for (path, errors) in &files {
                let name = attributes([("name", (*path).to_owned())]);
                let file = xml.create_element("file").with_attributes(borrowed(&name));
                file.write_inner_content(|xml| {
                    for error in errors {
                        xml.create_element("error").with_attributes(borrowed(error)).write_empty()?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn level(listed: &Listed<'_>, options: &Options) -> &'static str {
    match options.severity(listed) {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "info",
    }
}
