//! A summary for a pull request or a job page: a table of rules, a table of findings, what was not checked.

use std::io::{self, Write};

use crate::messages::markdown as said;
use crate::printable::printable;
use crate::statistics::Counted;
use crate::{Checked, Options, answers, fold, json, message, statistics, summary, words};

/// Writes tables of Markdown as GitHub and GitLab read it; the findings are folded behind a heading.
pub fn markdown(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    writeln!(out, "### {}\n", said::TITLE.text(options.lang))?;
    for line in summary::lines(checked, options)? {
        writeln!(out, "- {}", escape(&line))?;
    }
    for error in json::failures(checked, options.lang) {
        writeln!(out, "- {} {}", code(error.path), escape(error.message))?;
    }
    let counted = statistics::count(checked, options);
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
    let folded = fold::fold(checked, options);
    if folded.shown.is_empty() {
        return Ok(());
    }
    let each = said::Each { count: folded.shown.len() }.text(options.lang);
    writeln!(out, "\n<details>\n<summary>{each}</summary>")?;
    head(out, said::FINDINGS.text(options.lang))?;
    for listed in &folded.shown {
        let told = positions.told(listed.manuscript, listed.finding.at, options.lang);
        let Some(place) = told else { continue };
        let (what, mut advice) = message(listed.card, listed.finding, options.lang);
        if let Some(note) = answers::note(listed, options.lang) {
            advice.push_str(&format!(" [{note}]"));
        }
        let severity = words::severity(listed.finding.severity, options.lang);
        let (what, advice) = (escape(&what), escape(&advice));
        writeln!(out, "| {} | {severity} | {what} | {advice} |", code(&place))?;
    }
    if folded.more > 0 {
        writeln!(out, "\n{}", escape(&fold::left_out(folded.more, options.lang)))?;
    }
    writeln!(out, "\n</details>")
}

fn head(out: &mut impl Write, names: [&str; 4]) -> io::Result<()> {
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
