//! How often each rule found something.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::{Card, Class, Severity};
use kanwu_text::Lang;
use kanwu_text::lines::display_width;
use serde::Serialize;

use crate::messages::statistics as said;
use crate::{Checked, Options, json, message, words};

/// The findings of one rule.
pub(crate) struct Counted<'c> {
    pub card: &'c Card,
    /// The highest among them.
    pub severity: Severity,
    pub found: usize,
    /// How many have a fix that a program may apply.
    pub fixable: usize,
}

impl Counted<'_> {
    /// The severity, or 转换痕迹, which has none that counts.
    pub fn grade(&self, lang: Lang) -> &'static str {
        match self.card.class {
            Class::Conversion => words::class(Class::Conversion, lang),
            Class::Hard | Class::House | Class::Advice => words::severity(self.severity, lang),
        }
    }
}

/// Counts what is listed: the gravest first, then the most frequent; traces of conversion last.
pub(crate) fn count<'c>(checked: &'c Checked<'_>, options: &Options) -> Vec<Counted<'c>> {
    let mut rules: BTreeMap<&str, Counted<'c>> = BTreeMap::new();
    for listed in checked.listed(options) {
        let severity = listed.finding.severity;
        let one = Counted { card: listed.card, severity, found: 0, fixable: 0 };
        let counted = rules.entry(listed.card.code.as_str()).or_insert(one);
        counted.severity = counted.severity.max(severity);
        counted.found += 1;
        counted.fixable += usize::from(!listed.edits().is_empty());
    }
    let mut all: Vec<Counted<'c>> = rules.into_values().collect();
    let conversion = |c: &Counted<'_>| c.card.class == Class::Conversion;
    all.sort_by_key(|c| (conversion(c), Reverse(c.severity), Reverse(c.found), c.card.code.as_str()));
    all
}

/// Writes a line a rule: how many, how many of them can be fixed, severity, code, name and title.
pub fn statistics(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let head = said::COLUMNS.text(options.lang);
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(count(checked, options).iter().map(|c| {
        [
            c.found.to_string(),
            c.fixable.to_string(),
            c.grade(options.lang).to_owned(),
            c.card.code.clone(),
            c.card.name.clone(),
            message::words(c.card, options.lang).title.clone(),
        ]
    }));
    let width = |text: &str| display_width(text, options.ambiguous);
    let widths: Vec<usize> = (0..head.len())
        .map(|i| rows.iter().map(|r| r.get(i).map_or(0, |t| width(t))).max().unwrap_or(0))
        .collect();
    for row in &rows {
        let mut line = String::new();
        for (i, (cell, column)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(column - width(cell));
            // Figures stand to the right.
            if i < 2 {
                line.extend([&space, cell.as_str()])
            } else {
                line.extend([cell.as_str(), &space])
            }
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Line<'c> {
    code: &'c str,
    name: &'c str,
    title: &'c str,
    severity: &'static str,
    class: &'static str,
    found: usize,
    fixable: usize,
}

/// Writes the same as a JSON array.
pub fn statistics_json(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let lines: Vec<Line<'_>> = count(checked, options)
        .into_iter()
        .map(|c| Line {
            code: &c.card.code,
            name: &c.card.name,
            title: &message::words(c.card, options.lang).title,
            severity: json::severity(c.severity),
            class: json::class(c.card.class),
            found: c.found,
            fixable: c.fixable,
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &lines)?;
    writeln!(out)
}
