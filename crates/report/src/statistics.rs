//! How often each rule found something.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::{Card, Class, Severity};
use kanwu_plugin::RuleId;
use kanwu_text::Lang;
use kanwu_text::lines::display_width;
use serde::Serialize;

use crate::messages::statistics as said;
use crate::{Checked, Options, Reporter, Totals, json, message, printable, words};

/// The findings of one rule.
#[derive(Clone, Debug)]
struct Tally {
    rule: RuleId,
    severity: Severity,
    found: usize,
    fixable: usize,
}

/// How many findings of what is listed each rule has.
#[derive(Debug, Default)]
pub(crate) struct Tallies {
    by_code: BTreeMap<String, Tally>,
}

/// The findings of one rule, as they are told.
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

impl Tallies {
    /// Adds what is listed of some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>, options: &Options) {
        for listed in part.listed(options) {
            let (rule, severity) = (listed.finding.rule, listed.finding.severity);
            let code = listed.card.code.as_str();
            if !self.by_code.contains_key(code) {
                let none = Tally { rule, severity, found: 0, fixable: 0 };
                self.by_code.insert(code.to_owned(), none);
            }
            let Some(tally) = self.by_code.get_mut(code) else { continue };
            tally.severity = tally.severity.max(severity);
            tally.found += 1;
            tally.fixable += usize::from(!listed.edits().is_empty());
        }
    }

    /// The gravest first, then the most frequent; traces of conversion last.
    pub fn counted<'c>(&self, run: &'c Checked<'_>) -> Vec<Counted<'c>> {
        let known = self.by_code.values().filter_map(|tally| {
            let &Tally { rule, severity, found, fixable } = tally;
            Some(Counted { card: run.cards.get(rule.index())?, severity, found, fixable })
        });
        let mut all: Vec<Counted<'c>> = known.collect();
        let conversion = |c: &Counted<'_>| c.card.class == Class::Conversion;
        all.sort_by_key(|c| (conversion(c), Reverse(c.severity), Reverse(c.found), c.card.code.as_str()));
        all
    }
}

/// A line a rule: how many, how many of them can be fixed, severity, code, name and title.
#[derive(Debug)]
pub struct Statistics {
    options: Options,
    /// Whether they are written as a JSON array.
    json: bool,
    tallies: Tallies,
}

impl Statistics {
    /// For people.
    pub fn new(options: &Options) -> Statistics {
        Statistics { options: *options, json: false, tallies: Tallies::default() }
    }

    /// The same as a JSON array.
    pub fn json(options: &Options) -> Statistics {
        Statistics { json: true, ..Statistics::new(options) }
    }
}

impl Reporter for Statistics {
    fn part(&mut self, _: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        self.tallies.add(part, &self.options);
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        let counted = self.tallies.counted(run);
        if self.json { array(out, &counted, &self.options) } else { table(out, &counted, &self.options) }
    }
}

fn table(out: &mut dyn Write, counted: &[Counted<'_>], options: &Options) -> io::Result<()> {
    let head = said::COLUMNS.text(options.lang);
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(counted.iter().map(|c| {
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

fn array(out: &mut dyn Write, counted: &[Counted<'_>], options: &Options) -> io::Result<()> {
    let lines: Vec<Line<'_>> = counted
        .iter()
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
    printable::pretty_json(out, &lines)?;
    writeln!(out)
}
