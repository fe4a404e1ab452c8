//! `kanwu check`.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use kanwu_book::{Book, parse};
use kanwu_disk::clock;
use kanwu_engine::{Diagnostic, Registry, Selection};
use kanwu_intake::{IntakeError, Revisions};
use kanwu_lint::Checker;
use kanwu_plugin::{Applicability, Class, Family, Severity, StoredCard};
use kanwu_report::{Checked, Coverage, FileError, Options};
use kanwu_text::{AmbiguousWidth, Lang};
use rayon::prelude::*;

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::cli::{CheckArgs, Cli, FailOn, Show, TimingsOf};
use crate::commands::hook::{self, Staged};
use crate::commands::ready::{prepared, ready};
use crate::commands::watch::run_watch;
use crate::config::{self, Config, unknown_rule};
use crate::coverage::{Asked, coverage};
use crate::load::{Instead, Loaded, Request, load};
use crate::messages::check as said;
use crate::output::{self, Report, Timings};
use crate::scope::{self, Scope};
use crate::{Exit, Ui, failure, fixing};

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
        return run_watch(ui, cli, args, |ui| check(ui, cli, families, args, &Instead::default()));
    }
    if !args.staged {
        return check(ui, cli, families, args, &Instead::default());
    }
    // Fixes go into the files in the folder, so those are what is checked then.
    let fixes = args.fix || args.unsafe_fixes || args.diff;
    match hook::staged(ui, fixes)? {
        None => Ok(Exit::Broken),
        Some(staged) if staged.paths.is_empty() => Ok(Exit::Clean),
        Some(Staged { paths, files }) => {
            check(ui, cli, families, &CheckArgs { paths, ..args.clone() }, &files)
        }
    }
}

/// What `instead` holds is checked in the place of the files.
fn check(
    ui: &mut Ui<'_>,
    cli: &Cli,
    families: &[&Family],
    args: &CheckArgs,
    instead: &Instead,
) -> io::Result<Exit> {
    let started = clock::instant();
    let Some((config, packs)) = prepared(ui, cli, config::start(&args.paths))? else {
        return Ok(Exit::Broken);
    };
    if ui.last {
        // This thread is one of the pool, so that none waits idle. Where there is a pool already, it serves as well.
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    }
    let files = load(&request(args, instead), &config);
    let loaded = started.elapsed();
    // The manuscripts are read as books while the rules are made ready.
    let (registry, read) = rayon::join(|| Registry::new(families, packs), || read(&files, started, loaded));
    let exit = ready(ui, registry, &config, |ui, registry, config| {
        run_check(ui, registry, config, (args, instead), read)
    });
    ui.leave(files);
    exit
}

/// What is to be read.
fn request<'r>(args: &'r CheckArgs, instead: &'r Instead) -> Request<'r> {
    let revisions = if args.original { Revisions::Rejected } else { Revisions::Accepted };
    let stdin_filename = args.stdin_filename.as_deref();
    Request { stdin_filename, revisions, instead: Some(instead), ..Request::of(&args.paths).whole() }
}

/// What was read since `started`.
struct Read<'l> {
    loaded: &'l [Loaded],
    /// By manuscript.
    books: Vec<Book<'l>>,
    unread: &'l [IntakeError],
    timings: Timings,
    started: Instant,
}

/// Reads files as yearbooks; it took `reading` to load them.
fn read((loaded, unread): &(Vec<Loaded>, Vec<IntakeError>), started: Instant, reading: Duration) -> Read<'_> {
    let mut timings = Timings { reading, ..Timings::default() };
    Read { loaded, books: parsed(loaded, &mut timings), unread, timings, started }
}

/// Runs the command on what was read.
fn run_check(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    (args, instead): (&CheckArgs, &Instead),
    Read { mut loaded, mut books, unread, mut timings, started }: Read<'_>,
) -> io::Result<Exit> {
    ui.quiet = args.quiet;
    timings.clock = (args.timings == Some(TimingsOf::Rules)).then_some(clock::passed);
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
    let checker = checker(registry, &selection, config);
    let mut errors: Vec<FileError> = unread.iter().cloned().map(failure::told).collect();
    let stores = AnswerStores::open(config, loaded, &mut errors);
    let again;
    let mut unsettled = Vec::new();
    if args.fix || args.diff || args.unsafe_fixes {
        unsettled = fix_all(ui, (&checker, config), args, loaded, &stores, &mut errors)?;
        if args.diff {
            for error in &errors {
                ui.complain(error.message(ui.lang))?;
            }
            return Ok(if errors.is_empty() { Exit::Clean } else { Exit::Broken });
        }
        // What is reported is what still stands.
        again = load(&request(args, instead), config).0;
        loaded = &again;
        books = parsed(loaded, &mut timings);
    }
    if loaded.is_empty() && errors.is_empty() {
        return ui.fail(said::NOTHING.text(ui.lang));
    }
    let scope = match args.since.as_deref().map(|since| Scope::since(since, loaded, &mut errors)) {
        None => Scope::asked(loaded),
        Some(Ok(scope)) => scope,
        Some(Err(why)) => return ui.fail(why.said(ui.lang)),
    };
    let mut books = check_all(ui, (&checker, config), (loaded, books), &stores, &mut errors, &mut timings);
    for (i, (book, found)) in books.iter_mut().enumerate() {
        scope.narrow(i, book, found);
    }
    // Of a part of the findings no rate can be told.
    let rate = rate.filter(|_| scope.only.is_none());
    let cards = checker.cards();
    let failing = books.iter().flat_map(|(_, d)| d).any(|d| fails(d, &cards, config, args));
    let asked = Asked { select: &args.select, ignore: &args.ignore };
    let coverage = Coverage { unsettled, ..coverage(registry, &selection, config, asked, ui.lang) };
    let mut broken = !errors.is_empty();
    let checked = Checked {
        manuscripts: books.iter().map(|(book, found)| (book, found.as_slice())).collect(),
        cards,
        errors,
        elapsed: started.elapsed(),
        only: scope.only,
        coverage,
    };
    let inputs: Vec<PathBuf> = loaded.iter().flat_map(|one| one.files.iter().flatten().cloned()).collect();
    let options = options(ui, config, args);
    if checked.is_unread() {
        ui.complain(said::UNREAD.text(ui.lang))?;
        broken = true;
    }
    let report = Report { checked: &checked, options, rate, inputs: &inputs, overwrite: args.overwrite };
    broken |= !output::write_all(ui, &report, args, timings)?;
    drop(report);
    drop(checked);
    ui.leave(books);
    Ok(match (broken, failing && !args.exit_zero) {
        (true, _) => Exit::Broken,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

/// Reads manuscripts as yearbooks: as many as there are threads. The others are read when it is their turn, so that a
/// folder is never held whole.
pub(crate) fn parsed<'l>(loaded: &'l [Loaded], timings: &mut Timings) -> Vec<Book<'l>> {
    let timed = |one: &'l Loaded| {
        let started = clock::instant();
        (parse(&one.manuscript), started.elapsed())
    };
    let first = &loaded[..loaded.len().min(rayon::current_num_threads())];
    let books: Vec<_> = first.par_iter().map(timed).collect();
    timings.parsing += books.iter().map(|(_, took)| *took).sum();
    books.into_iter().map(|(book, _)| book).collect()
}

/// Checks every manuscript, the first of which have been read as `books`; answers that are not enough are told beside.
pub(crate) fn check_all<'l>(
    ui: &Ui<'_>,
    (checker, config): (&Checker<'_>, &Config),
    (loaded, books): (&'l [Loaded], Vec<Book<'l>>),
    stores: &AnswerStores,
    errors: &mut Vec<FileError>,
    timings: &mut Timings,
) -> Vec<(Book<'l>, Vec<Diagnostic>)> {
    let progress = ui.progress(loaded.len());
    let (many, timed) = (loaded.len() > 1, timings.clock);
    let mut ready: Vec<Option<Book<'l>>> = books.into_iter().map(Some).collect();
    ready.resize_with(loaded.len(), || None);
    let checked: Vec<_> = ready
        .into_par_iter()
        .zip(loaded)
        .map(|(book, one)| {
            let started = clock::instant();
            let mut book = book.unwrap_or_else(|| parse(&one.manuscript));
            let store = stores.of(config, one);
            let (mut found, by_rule) = match timed {
                Some(clock) => checker.found_timed(&book, &store.answers, clock),
                None => (checker.found(&book, &store.answers), Vec::new()),
            };
            if many {
                book.let_go();
                found.diagnostics.shrink_to_fit();
            }
            let found = (found.diagnostics, store.refusals(&found.refused));
            if let Some(bar) = &progress {
                bar.inc(1);
            }
            (book, found, by_rule, started.elapsed())
        })
        .collect();
    let mut books = Vec::with_capacity(checked.len());
    for (book, (found, refused), by_rule, took) in checked {
        timings.rules += took;
        timings.add_rules(by_rule);
        errors.extend(refused);
        books.push((book, found));
    }
    if let Some(bar) = progress {
        bar.finish_and_clear();
    }
    books
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

/// Fixes the files that were asked for; gives those in which fixes did not come to an end.
fn fix_all(
    ui: &mut Ui<'_>,
    (checker, config): (&Checker<'_>, &Config),
    args: &CheckArgs,
    loaded: &[Loaded],
    stores: &AnswerStores,
    errors: &mut Vec<FileError>,
) -> io::Result<Vec<String>> {
    let mut unsettled = Vec::new();
    let grade = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let date = match fixing::date(None) {
        Ok(date) => date,
        Err(wrong) => return ui.complain(wrong_date(&wrong, ui.lang)).map(|()| unsettled),
    };
    let tracked = (!args.in_place).then_some(date.as_str());
    for one in loaded {
        let (fixed, settled) =
            match fixing::fix(checker, one, &stores.of(config, one).answers, grade, tracked) {
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
