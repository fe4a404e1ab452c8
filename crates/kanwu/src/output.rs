//! What a run prints, and the files it writes beside.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use kanwu_disk::{Policy, clock};
use kanwu_lint::{Clock, RuleTime};
use kanwu_plugin::StoredCard;
use kanwu_report::{Checked, FileError, Options, RateOptions};

use crate::cli::{CheckArgs, Output, OutputFile};
use crate::made::is_report;
use crate::messages::{self, output, timings as said};
use crate::{Ui, failure};

/// How long the parts of a run took; of what is done for several manuscripts at once, the sum.
#[derive(Default)]
pub(crate) struct Timings {
    /// What rules are timed by; none where their times are not asked for.
    pub clock: Option<Clock>,
    /// By rule, the slowest first.
    pub by_rule: Vec<RuleTime>,
    pub reading: Duration,
    pub parsing: Duration,
    pub rules: Duration,
    pub output: Duration,
}

impl Timings {
    fn write(&self, ui: &mut Ui<'_>, cards: &[&StoredCard]) -> io::Result<()> {
        let names = said::PARTS.text(ui.lang);
        let parts = [self.reading, self.parsing, self.rules, self.output];
        for (name, part) in names.iter().zip(parts) {
            ui.complain(format!("{name} {:.1} ms", part.as_secs_f64() * 1000.0))?;
        }
        self.write_rules(ui, cards)
    }

    /// One line a rule: time, calls, code and name.
    fn write_rules(&self, ui: &mut Ui<'_>, cards: &[&StoredCard]) -> io::Result<()> {
        if self.by_rule.is_empty() {
            return Ok(());
        }
        ui.complain(said::RULES.text(ui.lang))?;
        for time in &self.by_rule {
            let Some(card) = cards.get(time.rule.index()) else { continue };
            let took = time.took.as_secs_f64() * 1000.0;
            ui.complain(format!("{took:>9.2} ms {:>11}  {} {}", time.calls, card.code, card.name))?;
        }
        Ok(())
    }

    /// Adds the times of another manuscript.
    pub fn add_rules(&mut self, times: Vec<RuleTime>) {
        for time in times {
            match self.by_rule.iter_mut().find(|known| known.rule == time.rule) {
                Some(known) => {
                    known.calls += time.calls;
                    known.took += time.took;
                }
                None => self.by_rule.push(time),
            }
        }
        self.by_rule.sort_by_key(|time| (std::cmp::Reverse(time.took), time.rule));
    }
}

/// Why this can't be printed, before anything is read.
pub(crate) fn refusal(args: &CheckArgs, ui: &Ui<'_>) -> Option<&'static str> {
    let counted = matches!(args.output_format, Output::Full | Output::Short | Output::Json);
    if args.statistics && !counted {
        return Some(output::STATISTICS.text(ui.lang));
    }
    if args.output_format == Output::Xlsx && ui.terminal {
        return Some(output::WORKBOOK.text(ui.lang));
    }
    None
}

/// Whether a page is to be made, which tells the error rate.
pub(crate) fn rated(args: &CheckArgs) -> bool {
    args.output_format == Output::Html || args.output.iter().any(|file| file.format == Output::Html)
}

/// A run, ready to be told in any form.
pub(crate) struct Report<'r> {
    pub checked: &'r Checked<'r>,
    pub options: Options,
    /// How the error rate is estimated, where it is told.
    pub rate: Option<RateOptions>,
    /// The files that were read.
    pub inputs: &'r [PathBuf],
    /// Whether files of others may be replaced.
    pub overwrite: bool,
}

/// Prints the report and writes the files; says what could not be written. False where something could not.
pub(crate) fn write_all(
    ui: &mut Ui<'_>,
    report: &Report<'_>,
    args: &CheckArgs,
    mut timings: Timings,
) -> io::Result<bool> {
    let started = clock::instant();
    let (checked, options) = (report.checked, &report.options);
    match (args.statistics, args.output_format) {
        (true, Output::Json) => kanwu_report::statistics_json(&mut ui.out, checked, options)?,
        (true, _) => kanwu_report::statistics(&mut ui.out, checked, options)?,
        (false, format) => report.write(format, &mut ui.out, options)?,
    }
    // These two tell of unreadable files themselves, and go to programs alone.
    if !matches!(args.output_format, Output::Json | Output::Jsonl) {
        for error in &checked.errors {
            ui.complain(error.message(ui.lang))?;
        }
    }
    if !args.quiet && matches!(args.output_format, Output::Full | Output::Short) {
        kanwu_report::summary(&mut ui.out, checked, options)?;
    }
    let mut written = true;
    for output in &args.output {
        match report.save(output, args.quiet) {
            Ok(()) if args.quiet => {}
            Ok(()) => {
                let path = failure::shown(&output.path);
                ui.complain(messages::file::Written { path }.text(ui.lang))?;
            }
            Err(error) => {
                ui.complain(error.message(ui.lang))?;
                written = false;
            }
        }
    }
    timings.output = started.elapsed();
    if args.timings.is_some() {
        timings.write(ui, &checked.cards)?;
    }
    Ok(written)
}

impl Report<'_> {
    /// Writes a file whole or not at all.
    fn save(&self, file: &OutputFile, quiet: bool) -> Result<(), FileError> {
        let options = Options { color: false, ..self.options };
        let mut bytes = Vec::new();
        let made = self.write(file.format, &mut bytes, &options).and_then(|()| {
            let closes = !quiet && matches!(file.format, Output::Full | Output::Short);
            if closes { kanwu_report::summary(&mut bytes, self.checked, &options) } else { Ok(()) }
        });
        let path = || file.path.display().to_string();
        made.map_err(|error| {
            FileError::new(path(), |lang| messages::file::NotMade { error: &error }.text(lang))
        })?;
        let bytes =
            if file.format == Output::Xlsx { kanwu_disk::marked(&bytes) } else { Cow::Borrowed(&*bytes) };
        let is_ours = is_report(file.format);
        let policy = Policy { overwrite: self.overwrite, is_ours, inputs: self.inputs, ..Policy::NEW };
        kanwu_disk::put(&file.path, &bytes, &policy).map_err(failure::unsaved)
    }

    fn write(&self, format: Output, out: &mut impl Write, options: &Options) -> io::Result<()> {
        let checked = self.checked;
        match format {
            Output::Full => kanwu_report::full(out, checked, options),
            Output::Short => kanwu_report::short(out, checked, options),
            Output::Json => kanwu_report::json(out, checked, options),
            Output::Jsonl => kanwu_report::jsonl(out, checked, options),
            Output::Html => kanwu_report::html(out, checked, options, self.rate.as_ref()),
            Output::Sarif => kanwu_report::sarif(out, checked, options),
            Output::Github => kanwu_report::github(out, checked, options),
            Output::Gitlab => kanwu_report::gitlab(out, checked, options),
            Output::Junit => kanwu_report::junit(out, checked, options),
            Output::Checkstyle => kanwu_report::checkstyle(out, checked, options),
            Output::Rdjson => kanwu_report::rdjson(out, checked, options),
            Output::Markdown => kanwu_report::markdown(out, checked, options),
            Output::Csv => kanwu_report::csv(out, checked, options),
            Output::Xlsx => kanwu_report::xlsx(out, checked, options),
        }
    }
}
