//! A summary for a pull request or a job page: a table of rules, a table of findings, what was not checked.

use std::io::{self, Write};

use crate::fold::Fold;
use crate::messages::markdown as said;
use crate::printable::printable;
use crate::statistics::{Counted, Tallies};
use crate::{Checked, Options, Reporter, Totals, answers, fold, json, message, summary, words};

/// Tables of Markdown as GitHub and GitLab read it; the findings are folded behind a heading.
#[derive(Debug)]
pub struct Markdown {
    options: Options,
    fold: Fold,
    tallies: Tallies,
    /// The rows of the findings, which stand below the counts.
    rows: Vec<u8>,
    shown: usize,
}

impl Markdown {
    /// With nothing in it.
    pub fn new(options: &Options) -> Markdown {
        let (fold, tallies) = (Fold::new(options), Tallies::default());
        Markdown { options: *options, fold, tallies, rows: Vec::new(), shown: 0 }
    }
}

impl Reporter for Markdown {
    fn part(&mut self, _: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let options = &self.options;
        self.tallies.add(part, options);
        let positions = part.positions();
        let taken = self.fold.take(part, &positions, options);
        self.shown += taken.shown.len();
        for listed in &taken.shown {
            let told = positions.told(listed.manuscript, listed.finding.at, options.lang);
            let Some(place) = told else { continue };
            let (what, mut advice) = message(listed.card, listed.finding, options.lang);
            if let Some(note) = answers::note(listed, options.lang) {
                advice.push_str(&format!(" [{note}]"));
            }
            let severity = words::severity(listed.finding.severity, options.lang);
            let (what, advice) = (escape(&what), escape(&advice));
            writeln!(self.rows, "| {} | {severity} | {what} | {advice} |", code(&place))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()> {
        let options = &self.options;
        writeln!(out, "### {}\n", said::TITLE.text(options.lang))?;
        for line in summary::lines(run, totals, options)? {
            writeln!(out, "- {}", escape(&line))?;
        }
        for error in json::failures(&run.errors, options.lang) {
            writeln!(out, "- {} {}", code(error.path), escape(error.message))?;
        }
        let counted = self.tallies.counted(run);
        if counted.is_empty() {
            return Ok(());
        }
        head(out, said::COUNTS.text(options.lang))?;
        for counted in &counted {
            let Counted { card, found, .. } = counted;
            let grade = counted.grade(options.lang);
            let title = escape(&message::words(card, options.lang).title);
            writeln!(out, "| {grade} | {} {} | {title} | {found} |", card.code, code(&card.name))?;
        }
        if self.shown == 0 {
            return Ok(());
        }
        let each = said::Each { count: self.shown }.text(options.lang);
        writeln!(out, "\n<details>\n<summary>{each}</summary>")?;
        head(out, said::FINDINGS.text(options.lang))?;
        out.write_all(&self.rows)?;
        if self.fold.more > 0 {
            writeln!(out, "\n{}", escape(&fold::left_out(self.fold.more, options.lang)))?;
        }
        writeln!(out, "\n</details>")
    }
}

fn head(out: &mut dyn Write, names: [&str; 4]) -> io::Result<()> {
    writeln!(out, "\n| {} |\n|---|---|---|---|", names.join(" | "))
}

/// Text that Markdown prints as it stands, in one line.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // No notice to whoever has that name.
            '@' => out.push_str("&#64;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
    out
}

/// A code span; a path with a backtick or a bar stands as text.
fn code(text: &str) -> String {
    let text = printable(text);
    if text.contains(['`', '|', '\n']) { escape(&text) } else { format!("`{text}`") }
}
