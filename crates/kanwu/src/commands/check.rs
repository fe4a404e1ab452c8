//! `kanwu check`.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use kanwu_book::Book;
use kanwu_disk::clock;
use kanwu_engine::{Diagnostic, Registry, Selection};
use kanwu_intake::Revisions;
use kanwu_lint::KeptBooks;
use kanwu_plugin::{Applicability, Class, Family, Severity, StoredCard};
use kanwu_report::{Checked, Coverage, FileError, Options};
use kanwu_text::{AmbiguousWidth, Lang};
use rayon::prelude::*;

use crate::checker::checker;
use crate::cli::{CheckArgs, Cli, FailOn, Show, TimingsOf};
use crate::commands::hook::{self, Staged};
use crate::commands::ready::{prepared, ready};
use crate::commands::stream::{self, With, Work, parsed};
use crate::commands::watch::run_watch;
use crate::config::{self, Config, unknown_rule};
use crate::coverage::{Asked, coverage};
use crate::load::{Instead, Loaded, Request};
use crate::messages::check as said;
use crate::output::{self, Reports};
use crate::scope::{self, Scope};
use crate::{Exit, Ui, fixing};

/// Runs the command: once, on each save, or on what is staged.
pub(crate) fn as_asked(
    ui: &mut Ui<'_>,
    cli: &Cli,
    families: &[&Family],
    args: &CheckArgs,
) -> io::Result<Exit> {
    if let Some(why) = scope::refusal(args, ui.lang) {
        return ui.fail(why);
    }
    if args.watch {
        let mut kept = KeptBooks::default();
        return run_watch(ui, cli, args, |ui| {
            check(ui, cli, families, args, &Instead::default(), Some(&mut kept))
        });
    }
    if !args.staged {
        return check(ui, cli, families, args, &Instead::default(), None);
    }
    // Fixes go into the files in the folder, so those are what is checked then.
    match hook::staged(ui, fixes(args))? {
        None => Ok(Exit::Broken),
        Some(staged) if staged.paths.is_empty() => Ok(Exit::Clean),
        Some(Staged { paths, files }) => {
            check(ui, cli, families, &CheckArgs { paths, ..args.clone() }, &files, None)
        }
    }
}

/// What `instead` holds is checked in the place of the files. `kept`: of manuscripts that are checked again and again.
fn check(
    ui: &mut Ui<'_>,
    cli: &Cli,
    families: &[&Family],
    args: &CheckArgs,
    instead: &Instead,
    mut kept: Option<&mut KeptBooks>,
) -> io::Result<Exit> {
    let started = clock::instant();
    let Some((config, packs)) = prepared(ui, cli, config::start(&args.paths))? else {
        return Ok(Exit::Broken);
    };
    if ui.last {
        // This thread is one of the pool, so that none waits idle. Where there is a pool already, it serves as well.
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    }
    let request = request(args, instead);
    let mut work = Work::plan(&request, &config);
    if let Some(kept) = &mut kept {
        kept.begin(&(&config, &packs, args));
    }
    work.kept = kept.as_deref();
    // What is to be fixed is read again once it is.
    let first = if fixes(args) { Vec::new() } else { work.read(0) };
    // The first manuscripts are read as books while the rules are made ready.
    let (registry, books) = rayon::join(|| Registry::new(families, packs), || parsed(&first));
    let exit = ready(ui, registry, &config, |ui, registry, config| {
        run_check(ui, registry, config, args, work, (&first, books), started)
    });
    ui.leave(first);
    exit
}

/// What is to be read.
fn request<'r>(args: &'r CheckArgs, instead: &'r Instead) -> Request<'r> {
    let revisions = if args.original { Revisions::Rejected } else { Revisions::Accepted };
    let stdin_filename = args.stdin_filename.as_deref();
    Request { stdin_filename, revisions, instead: Some(instead), ..Request::of(&args.paths).whole() }
}

/// Whether files are to be changed, or it is to be shown how.
fn fixes(args: &CheckArgs) -> bool {
    args.fix || args.diff || args.unsafe_fixes
}

/// Runs the command; the first manuscripts have been read.
fn run_check<'f>(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &CheckArgs,
    mut work: Work<'_>,
    (first, mut books): (&'f [Loaded], Vec<Book<'f>>),
    started: Instant,
) -> io::Result<Exit> {
    ui.quiet = args.quiet;
    work.timings.clock = (args.timings == Some(TimingsOf::Rules)).then_some(clock::passed);
    if let Some(why) = output::refusal(args, ui) {
        return ui.fail(why);
    }
    let selection = match selection(registry, config, args, ui.lang) {
        Ok(selection) => selection,
        Err(problem) => return ui.fail(&problem),
    };
    let rate = match output::rated(args).then(|| config.rate(ui.lang)).transpose() {
        Ok(rate) => rate,
        Err(problem) => return ui.fail(&problem.0),
    };
    let fixing = match fixes(args).then(|| Fixing::asked(args)).transpose() {
        Ok(fixing) => fixing,
        Err(wrong) => return ui.fail(wrong_date(&wrong, ui.lang)),
    };
    let stores = work.stores(config);
    if work.planned.is_empty() && work.errors.is_empty() {
        return ui.fail(said::NOTHING.text(ui.lang));
    }
    let scope = match args.since.as_deref().map(|since| Scope::since(since, &work.planned)) {
        None => Scope::asked(&work.planned),
        Some(Ok(scope)) => scope,
        Some(Err(why)) => return ui.fail(why.said(ui.lang)),
    };
    let checker = checker(registry, &selection, config);
    let cards = checker.cards();
    let with = With { checker: &checker, config, stores: &stores };
    // Of a part of the findings no rate can be told.
    let rate = rate.filter(|_| scope.only.is_none());
    let mut reports = Reports::new(args, options(ui, config, args), work.extent(), rate.as_ref());
    let mut unsettled = Vec::new();
    let mut failing = false;
    let progress = ui.progress(work.planned.len());
    let mut next = 0;
    while next < work.planned.len() {
        let read = match &fixing {
            // The first have been read.
            None if next == 0 => Vec::new(),
            None => work.read(next),
            Some(fixing) => {
                let read = work.read(next);
                unsettled.extend(fixing.all(ui, with, args, &read, &mut work.errors)?);
                // What is reported is what still stands.
                if args.diff { Vec::new() } else { work.read_again(read) }
            }
        };
        let is_first = fixing.is_none() && next == 0;
        next += stream::turn();
        if let Some(bar) = &progress {
            bar.set_position(next.min(work.planned.len()) as u64);
        }
        if args.diff {
            continue;
        }
        let loaded = if is_first { first } else { &read };
        let mut done = work.check(with, loaded, std::mem::take(&mut books));
        for one in &mut done {
            scope.narrow(one.one, &one.book, &mut one.found, &mut work.errors);
            failing |= one.found.iter().any(|d| fails(d, &cards, config, args));
        }
        let manuscripts = done.iter().map(|one| (&one.book, one.found.as_slice())).collect();
        reports.part(ui, &Checked::part(manuscripts, &cards))?;
        if next >= work.planned.len() {
            ui.leave(done);
            ui.leave(read);
        }
    }
    if let Some(bar) = progress {
        bar.finish_and_clear();
    }
    work.sort_errors();
    if args.diff {
        for error in &work.errors {
            ui.complain(error.message(ui.lang))?;
        }
        return Ok(if work.errors.is_empty() { Exit::Clean } else { Exit::Broken });
    }
    let mut broken = !work.errors.is_empty();
    if reports.is_unread() {
        ui.complain(said::UNREAD.text(ui.lang))?;
        broken = true;
    }
    let inputs: Vec<PathBuf> = work.files().map(Path::to_owned).collect();
    let asked = Asked { select: &args.select, ignore: &args.ignore };
    let run = Checked {
        manuscripts: Vec::new(),
        cards,
        errors: work.errors,
        elapsed: started.elapsed(),
        only: scope.only,
        coverage: Coverage { unsettled, ..coverage(registry, &selection, config, asked, ui.lang) },
    };
    broken |= !reports.end(ui, &run, &inputs, work.timings)?;
    Ok(match (broken, failing && !args.exit_zero) {
        (true, _) => Exit::Broken,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

fn selection(
    registry: &Registry,
    config: &Config,
    args: &CheckArgs,
    lang: Lang,
) -> Result<Selection, String> {
    let mut selection = config.selection();
    if !args.select.is_empty() {
        selection.select.clone_from(&args.select);
    }
    selection.extend.extend(args.extend_select.iter().cloned());
    selection.ignore.extend(args.ignore.iter().cloned());
    selection.preview |= args.preview;
    let info = args.show.contains(&Show::Info) || failing_severity(config, args) == Severity::Info;
    selection.least = if info { None } else { Some(Severity::Warning) };
    match selection.unknown(registry).into_iter().next() {
        Some(unknown) => Err(unknown_rule(&unknown.name, unknown.nearest.as_deref(), lang)),
        None => Ok(selection),
    }
}

/// How files are to be changed.
struct Fixing {
    grade: Applicability,
    /// When changes in documents are made.
    date: String,
}

impl Fixing {
    /// `Err` gives what is no date.
    fn asked(args: &CheckArgs) -> Result<Fixing, String> {
        let grade = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        Ok(Fixing { grade, date: fixing::date(None)? })
    }

    /// Fixes the files that were asked for; gives those in which fixes did not come to an end.
    fn all(
        &self,
        ui: &mut Ui<'_>,
        With { checker, config, stores }: With<'_>,
        args: &CheckArgs,
        loaded: &[Loaded],
        errors: &mut Vec<FileError>,
    ) -> io::Result<Vec<String>> {
        let mut unsettled = Vec::new();
        let tracked = (!args.in_place).then_some(self.date.as_str());
        let fix = |one| fixing::fix(checker, one, &stores.of(config, one).answers, self.grade, tracked);
        let all: Vec<_> = loaded.par_iter().map(fix).collect();
        for outcome in all {
            let (fixed, settled) = match outcome {
                Ok(done) => done,
                Err(e) => {
                    errors.push(e);
                    continue;
                }
            };
            if let Some(file) = fixed.first().filter(|_| !settled) {
                ui.complain(fixing::unsettled(&file.path, ui.lang))?;
                unsettled.push(file.path.clone());
            }
            for file in fixed {
                if args.diff {
                    fixing::write_diff(ui, &file)?;
                    continue;
                }
                if let Err(e) = fixing::save(&file) {
                    errors.push(e);
                    continue;
                }
                if args.quiet {
                    continue;
                }
                ui.complain(said::Fixed { path: &file.path, count: file.count }.text(ui.lang))?;
            }
        }
        Ok(unsettled)
    }
}

/// Says that a date is none.
pub(crate) fn wrong_date(wrong: &str, lang: Lang) -> String {
    said::WrongDate { date: wrong }.text(lang)
}

/// The lowest severity that makes the run fail.
fn failing_severity(config: &Config, args: &CheckArgs) -> Severity {
    match args.fail_on {
        Some(FailOn::Error) => Severity::Error,
        Some(FailOn::Warning) => Severity::Warning,
        Some(FailOn::Info) => Severity::Info,
        None => config.fail_on(),
    }
}

fn fails(d: &Diagnostic, cards: &[&StoredCard], config: &Config, args: &CheckArgs) -> bool {
    let least = failing_severity(config, args);
    let conversion = cards.get(d.rule.index()).is_some_and(|c| c.class == Class::Conversion);
    let clue = cards.get(d.rule.index()).is_some_and(|c| c.clue);
    d.severity >= least && !d.known && !d.is_kept() && !clue && (args.strict_conversion || !conversion)
}

fn options(ui: &Ui<'_>, config: &Config, args: &CheckArgs) -> Options {
    Options {
        lang: ui.lang,
        width: args.width.unwrap_or_else(|| ui.width()),
        ambiguous: if args.ambiguous_width == 2 { AmbiguousWidth::Two } else { AmbiguousWidth::One },
        color: ui.color,
        show_info: args.show.contains(&Show::Info),
        show_kept: args.show.contains(&Show::Kept),
        fold_conversion: !args.unfold,
        quiet: args.quiet,
        redact: args.redact,
        max_findings: args.max_findings,
        fail_on: failing_severity(config, args),
        strict_conversion: args.strict_conversion,
    }
}
