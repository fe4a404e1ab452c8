//! A collation on a terminal.

use std::io::{self, Write};

use super::{CollationClass, CollationRow, CollationSide, CollationTable, ORDER, class_name, kind_name};
use crate::messages::collation as said;
use crate::printable::printable;

const RED: &str = "\u{1b}[1;31m";
const GREEN: &str = "\u{1b}[1;32m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// Text of one side that is shown; of longer text its beginning.
const LONGEST: usize = 120;

impl CollationTable {
    /// Rows with what stood and what stands there. What was done is counted.
    pub fn text(&self, out: &mut impl Write, color: bool) -> io::Result<()> {
        let lang = self.lang;
        writeln!(out, "{}", said::Head { old: &self.old, new: &self.new }.text(lang))?;
        writeln!(out, "{}", self.summary())?;
        for class in ORDER {
            let count = self.of(class).count();
            if class == CollationClass::Touched {
                self.faults(out, color)?;
            }
            if count == 0 {
                continue;
            }
            let name = class_name(class, lang);
            writeln!(out, "\n{}", styled(&said::Section { name, count }.text(lang), BOLD, color))?;
            if matches!(class, CollationClass::Done | CollationClass::Page) {
                writeln!(out, "  {}", said::FOLDED.text(lang))?;
                continue;
            }
            for (n, row) in (1..).zip(self.of(class)) {
                self.row(out, n, row, color)?;
            }
        }
        if !self.notes.is_empty() {
            writeln!(out)?;
        }
        for note in &self.notes {
            writeln!(out, "{}", printable(note))?;
        }
        Ok(())
    }

    fn row(&self, out: &mut impl Write, n: usize, row: &CollationRow, color: bool) -> io::Result<()> {
        let lang = self.lang;
        let kind = kind_name(row.kind, lang);
        let (old, new) = (&row.old, &row.new);
        writeln!(out, "{n:>3}. {kind}  {} → {}  {}", old.told, new.told, printable(&new.place))?;
        if let Some(request) = &row.request {
            writeln!(out, "     {}", printable(&request.told(lang)))?;
        }
        writeln!(out, "     {}{}", said::OLD.text(lang), marked(old, RED, color))?;
        writeln!(out, "     {}{}", said::NEW.text(lang), marked(new, GREEN, color))
    }

    fn faults(&self, out: &mut impl Write, color: bool) -> io::Result<()> {
        let count = self.faults.len();
        if count == 0 {
            return Ok(());
        }
        let name = said::FAULT.text(self.lang);
        writeln!(out, "\n{}", styled(&said::Section { name, count }.text(self.lang), BOLD, color))?;
        for (n, fault) in (1..).zip(&self.faults) {
            writeln!(out, "{n:>3}. {} {}  {}", fault.code, fault.at.told, printable(&fault.message))?;
            writeln!(out, "     {}", marked(&fault.at, RED, color))?;
        }
        Ok(())
    }
}

/// The text of a side, what stands there in `⟦ ⟧`, or in colour.
fn marked(side: &CollationSide, style: &str, color: bool) -> String {
    let mut text: String = side.text.chars().take(LONGEST).map(|c| if c == '\n' { '↵' } else { c }).collect();
    if text.len() < side.text.len() && side.text.chars().count() > LONGEST {
        text.push('▸');
    }
    let text = printable(&text);
    let text = if color && !text.is_empty() { styled(&text, style, true) } else { format!("⟦{text}⟧") };
    format!("{}{text}{}", printable(&side.before), printable(&side.after))
}

fn styled(text: &str, style: &str, color: bool) -> String {
    if color { format!("{style}{text}{PLAIN}") } else { text.to_owned() }
}
