//! What a run prints, and the files it writes beside.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use kanwu_disk::{Policy, Spool, clock};
use kanwu_lint::{Clock, RuleTime};
use kanwu_plugin::StoredCard;
use kanwu_report::{
    Checked, Checkstyle, Csv, Extent, FileError, Full, Github, Gitlab, Html, Json, JsonLines, Junit,
    Markdown, Options, RateOptions, Rdjson, Reporter, SarifLog, Short, Statistics, Totals, Xlsx,
};

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

/// The reports of a run in the making: what is printed, and the files that are written beside.
pub(crate) struct Reports<'r> {
    args: &'r CheckArgs,
    options: Options,
    screen: Box<dyn Reporter>,
    files: Vec<Draft<'r>>,
    totals: Totals,
    took: Duration,
}

/// A file in the making. It is written whole or not at all.
struct Draft<'r> {
    file: &'r OutputFile,
    reporter: Box<dyn Reporter>,
    spool: Spool,
    failed: Option<io::Error>,
}

impl<'r> Reports<'r> {
    pub fn new(
        args: &'r CheckArgs,
        options: Options,
        extent: Extent,
        rate: Option<&RateOptions>,
    ) -> Reports<'r> {
        let screen: Box<dyn Reporter> = match (args.statistics, args.output_format) {
            (true, Output::Json) => Box::new(Statistics::json(&options)),
            (true, _) => Box::new(Statistics::new(&options)),
            (false, format) => reporter(format, &options, extent, rate),
        };
        let drawn = Options { color: false, ..options };
        let draft = |file: &'r OutputFile| Draft {
            file,
            reporter: reporter(file.format, &drawn, extent, rate),
            spool: Spool::default(),
            failed: None,
        };
        Reports {
            args,
            options,
            screen,
            files: args.output.iter().map(draft).collect(),
            totals: Totals::new(options.lang),
            took: Duration::ZERO,
        }
    }

    /// Tells of some manuscripts.
    pub fn part(&mut self, ui: &mut Ui<'_>, part: &Checked<'_>) -> io::Result<()> {
        let started = clock::instant();
        self.totals.add(part);
        self.screen.part(&mut ui.out, part)?;
        for draft in self.files.iter_mut().filter(|draft| draft.failed.is_none()) {
            draft.failed = draft.reporter.part(&mut draft.spool, part).err();
        }
        self.took += started.elapsed();
        Ok(())
    }

    /// Whether not one character was read.
    pub fn is_unread(&self) -> bool {
        self.totals.is_unread()
    }

    /// Ends what is printed and puts the files in their places; says what could not be. False where something could
    /// not.
    pub fn end(
        mut self,
        ui: &mut Ui<'_>,
        run: &Checked<'_>,
        inputs: &[PathBuf],
        mut timings: Timings,
    ) -> io::Result<bool> {
        let started = clock::instant();
        let (args, lang) = (self.args, self.options.lang);
        self.screen.end(&mut ui.out, run, &self.totals)?;
        // These two tell of unreadable files themselves, and go to programs alone.
        if !matches!(args.output_format, Output::Json | Output::Jsonl) {
            for error in &run.errors {
                ui.complain(error.message(lang))?;
            }
        }
        if !args.quiet && matches!(args.output_format, Output::Full | Output::Short) {
            kanwu_report::summary(&mut ui.out, run, &self.totals, &self.options)?;
        }
        let mut written = true;
        for draft in std::mem::take(&mut self.files) {
            let shown = failure::shown(&draft.file.path);
            match self.save(draft, run, inputs) {
                Ok(()) if args.quiet => {}
                Ok(()) => {
                    ui.complain(messages::file::Written { path: shown }.text(lang))?;
                }
                Err(error) => {
                    ui.complain(error.message(lang))?;
                    written = false;
                }
            }
        }
        timings.output = self.took + started.elapsed();
        if args.timings.is_some() {
            timings.write(ui, &run.cards)?;
        }
        Ok(written)
    }

    fn save(&self, mut draft: Draft<'_>, run: &Checked<'_>, inputs: &[PathBuf]) -> Result<(), FileError> {
        let file = draft.file;
        let unmade = |error: io::Error| {
            let path = file.path.display().to_string();
            FileError::new(path, |lang| messages::file::NotMade { error: &error }.text(lang))
        };
        if let Some(error) = draft.failed {
            return Err(unmade(error));
        }
        let is_ours = is_report(file.format);
        let policy = Policy { overwrite: self.args.overwrite, is_ours, inputs, ..Policy::NEW };
        if file.format == Output::Xlsx {
            let mut bytes = Vec::new();
            draft.reporter.end(&mut bytes, run, &self.totals).map_err(unmade)?;
            let marked = kanwu_disk::marked(&bytes);
            return kanwu_disk::put(&file.path, &marked, &policy).map_err(failure::unsaved);
        }
        let mut end = || {
            draft.reporter.end(&mut draft.spool, run, &self.totals)?;
            if !self.args.quiet && matches!(file.format, Output::Full | Output::Short) {
                let options = Options { color: false, ..self.options };
                kanwu_report::summary(&mut draft.spool, run, &self.totals, &options)?;
            }
            Ok(())
        };
        end().map_err(unmade)?;
        kanwu_disk::put_spool(&file.path, &draft.spool, &policy).map_err(failure::unsaved)
    }
}

fn reporter(
    format: Output,
    options: &Options,
    extent: Extent,
    rate: Option<&RateOptions>,
) -> Box<dyn Reporter> {
    match format {
        Output::Full => Box::new(Full::new(options)),
        Output::Short => Box::new(Short::new(options)),
        Output::Json => Box::new(Json::new(options)),
        Output::Jsonl => Box::new(JsonLines::new(options)),
        Output::Html => Box::new(Html::new(options, extent, rate)),
        Output::Sarif => Box::new(SarifLog::new(options)),
        Output::Github => Box::new(Github::new(options)),
        Output::Gitlab => Box::new(Gitlab::new(options)),
        Output::Junit => Box::new(Junit::new(options)),
        Output::Checkstyle => Box::new(Checkstyle::new(options)),
        Output::Rdjson => Box::new(Rdjson::new(options)),
        Output::Markdown => Box::new(Markdown::new(options)),
        Output::Csv => Box::new(Csv::new(options, extent)),
        Output::Xlsx => Box::new(Xlsx::new(options, extent)),
    }
}
