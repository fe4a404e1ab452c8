//! 刊误: the command line, and a library for programs with rule crates of their own.
//!
//! A rule crate from outside becomes a program in five lines:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     let mut families = kanwu::families();
//!     // families.push(&my_rules::FAMILY);
//!     kanwu::main_with(&families)
//! }
//! ```

mod annotate;
mod changes;
mod check;
mod checker;
mod cli;
mod config;
mod contents;
mod decide;
mod dropped;
mod failure;
mod fixing;
mod git;
mod help;
mod hook;
mod init;
mod ledger;
mod load;
mod outline;
mod output;
mod patch;
mod quantities;
mod rate;
mod scope;
mod settled;
mod spec;
mod stage;
mod table;
mod trail;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};
use indicatif::ProgressBar;
use kanwu_book::parse;
use kanwu_engine::{Registry, RegistryError};
use kanwu_rule::{Card, Family, Severity};
use kanwu_text::{Lang, Manuscript};

use crate::cli::{CheckArgs, Cli, ColorArg, Command, LangArg, Listing, ListingFormat};
use crate::config::{Config, unknown_rule};

/// The families of rules that come with kanwu.
pub fn families() -> Vec<&'static Family> {
    vec![
        &kanwu_rules_punctuation::FAMILY,
        &kanwu_rules_number::FAMILY,
        &kanwu_rules_unit::FAMILY,
        &kanwu_rules_typography::FAMILY,
        &kanwu_rules_wording::FAMILY,
        &kanwu_rules_toc::FAMILY,
        &kanwu_rules_structure::FAMILY,
        &kanwu_rules_consistency::FAMILY,
        &kanwu_engine::FAMILY,
    ]
}

/// The JSON schema of `kanwu.toml`.
pub fn config_schema() -> String {
    config::schema()
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the failing severity.
    Clean,
    /// Something was found.
    Findings,
    /// The run itself failed, in part or whole.
    Broken,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Broken => 2,
        })
    }
}

/// The program, with these families of rules: reads the command line, writes to standard output and error.
pub fn main_with(families: &[&Family]) -> ExitCode {
    let out = io::BufWriter::new(io::stdout().lock());
    let terminal = io::stdout().is_terminal();
    program(families, std::env::args_os(), Box::new(out), Box::new(io::stderr()), terminal, true).into()
}

/// One run of the program on given arguments and streams.
pub fn run(
    families: &[&Family],
    args: impl IntoIterator<Item = OsString>,
    out: Box<dyn Write + '_>,
    err: Box<dyn Write + '_>,
    terminal: bool,
) -> Exit {
    program(families, args, out, err, terminal, false)
}

fn program(
    families: &[&Family],
    args: impl IntoIterator<Item = OsString>,
    mut out: Box<dyn Write + '_>,
    mut err: Box<dyn Write + '_>,
    terminal: bool,
    last: bool,
) -> Exit {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let mut page = None;
    if let Some((meant, written)) = dropped::expand(&args) {
        args = meant;
        page = Some(written);
    }
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(e) => {
            if let Some(said) = usage::message(&e, usage::lang(&args)) {
                let _ = writeln!(err, "kanwu: {said}");
                return Exit::Broken;
            }
            let told = match help::text(&args, usage::lang(&args)) {
                Some(text) => out.write_all(text.as_bytes()),
                None => write!(out, "{}", e.render()),
            };
            return if told.is_err() { Exit::Broken } else { Exit::Clean };
        }
    };
    let lang = if cli.lang == LangArg::En { Lang::En } else { Lang::Zh };
    let color = match cli.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
    };
    let mut ui = Ui { out, err, lang, color, terminal, quiet: false, last };
    let exit = command(&mut ui, families, &cli).and_then(|exit| match page {
        Some(page) => dropped::show(&mut ui, &page, exit).map(|()| exit),
        None => Ok(exit),
    });
    let flushed = ui.out.flush();
    match exit.and_then(|e| flushed.map(|()| e)) {
        Ok(exit) => exit,
        // A reader such as `head` that has seen enough is no failure.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(e) => {
            let _ = writeln!(ui.err, "kanwu: {e}");
            Exit::Broken
        }
    }
}

/// Where a run speaks, and how.
pub(crate) struct Ui<'u> {
    pub out: Box<dyn Write + 'u>,
    pub err: Box<dyn Write + 'u>,
    pub lang: Lang,
    pub color: bool,
    pub terminal: bool,
    /// Whether nothing but the findings is said.
    pub quiet: bool,
    /// Whether the process ends with this run.
    last: bool,
}

impl Ui<'_> {
    /// Gives up something large: where the process ends anyway, the system takes it back in one piece.
    pub fn leave<T>(&self, what: T) {
        if self.last {
            std::mem::forget(what);
        }
    }

    /// Says something that is no finding.
    pub fn complain(&mut self, what: impl AsRef<str>) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.err, "kanwu: {}", what.as_ref())
    }

    /// Says why the run failed.
    pub fn fail(&mut self, why: impl AsRef<str>) -> io::Result<Exit> {
        self.complain(why)?;
        Ok(Exit::Broken)
    }

    /// Terminal columns.
    pub fn width(&self) -> usize {
        if !self.terminal {
            return 100;
        }
        let columns = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
        columns.clamp(40, 160)
    }

    /// A progress bar, where many files are checked on a terminal.
    pub fn progress(&self, files: usize) -> Option<ProgressBar> {
        (self.terminal && !self.quiet && files > 20).then(|| ProgressBar::new(files as u64))
    }
}

fn command(ui: &mut Ui<'_>, families: &[&Family], cli: &Cli) -> io::Result<Exit> {
    let Some(command) = &cli.command else { return greet(ui) };
    match command {
        Command::Man => {
            clap_mangen::Man::new(help::command(ui.lang).disable_help_subcommand(true))
                .render(&mut ui.out)?;
            Ok(Exit::Clean)
        }
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "kanwu", &mut ui.out);
            Ok(Exit::Clean)
        }
        Command::Explain { rule } => {
            with_rules(ui, cli, families, Path::new("."), |ui, registry, _| explain(ui, registry, rule))
        }
        Command::Rules { listing } => {
            with_rules(ui, cli, families, Path::new("."), |ui, registry, _| rules(ui, registry, *listing))
        }
        Command::Hook(what) => hook::run_hook(ui, *what),
        Command::Check(args) => check_as_asked(ui, cli, families, args),
        Command::Annotate(args) => {
            let start = args.file.as_deref().unwrap_or(Path::new("."));
            with_rules(ui, cli, families, start, |ui, registry, config| {
                annotate::run_annotate(ui, registry, config, args)
            })
        }
        Command::Decide(args) => {
            let start = args.path.first().map_or(Path::new("."), PathBuf::as_path);
            with_rules(ui, cli, families, start, |ui, registry, config| {
                decide::run_decide(ui, registry, config, args)
            })
        }
        Command::Keep(args) => {
            let start = args.path.first().map_or(Path::new("."), PathBuf::as_path);
            with_rules(ui, cli, families, start, |ui, registry, config| {
                decide::run_decide(ui, registry, config, &args.as_decide())
            })
        }
        Command::Baseline(args) => {
            let start = args.paths.first().map_or(Path::new("."), PathBuf::as_path);
            with_rules(ui, cli, families, start, |ui, registry, config| {
                decide::run_baseline(ui, registry, config, args)
            })
        }
        Command::Rate(args) => with_rules(ui, cli, families, &args.file, |ui, registry, config| {
            rate::run_rate(ui, registry, config, args)
        }),
        Command::Config(args) => {
            let start = args.file.as_deref().unwrap_or(Path::new("."));
            with_rules(ui, cli, families, start, |ui, registry, config| {
                settled::run_config(ui, registry, config, args)
            })
        }
        Command::Init(args) => init::run_init(ui, args),
        Command::Outline(args) => with_book(ui, cli, &load::Request::one(&args.file), |ui, book, _| {
            outline::write(&mut ui.out, book, args.listing.output_format, ui.lang)
        }),
        Command::Quantities(args) => with_book(ui, cli, &load::Request::one(&args.file), |ui, book, _| {
            quantities::write(&mut ui.out, book, args.listing.output_format, ui.lang)
        }),
        // What these tell of stands in one file, and what it is for in the others.
        Command::Contents(args) => {
            with_book(ui, cli, &load::Request::one(&args.file).whole(), |ui, book, _| {
                if args.write {
                    contents::write_anew(&mut ui.out, book)
                } else {
                    contents::write(&mut ui.out, book, args.output_format, ui.lang)
                }
            })
        }
        Command::Spec(args) => {
            with_book(ui, cli, &load::Request::one(&args.file).whole(), |ui, book, config| {
                let mut spec = book.spec.clone();
                config.overlay(&mut spec);
                let from = config.path.as_deref().unwrap_or(Path::new(config::NAME)).display().to_string();
                spec::write(&mut ui.out, &spec, book.manuscript, &from, args.listing.output_format, ui.lang)
            })
        }
    }
}

/// What to do next, for one who has typed the program's name alone.
fn greet(ui: &mut Ui<'_>) -> io::Result<Exit> {
    let text = match ui.lang {
        Lang::Zh => {
            "刊误：年鉴书稿编校检查\n\n  kanwu 书稿.md                检查书稿，结果写成网页\n  kanwu check 书稿.md          检查书稿，结果列在屏幕上\n  kanwu check 书稿.md --fix    应用有把握的修改\n  kanwu annotate 书稿.docx     把发现写成批注和修订\n  kanwu outline 书稿.md        看全书结构\n  kanwu explain 规则名         看一条规则的依据和例子\n  kanwu --help                 全部用法"
        }
        Lang::En => {
            "kanwu: the proofreader for Chinese yearbooks\n\n  kanwu book.md                check a manuscript, write a page\n  kanwu check book.md          check a manuscript, list what is found\n  kanwu check book.md --fix    apply safe fixes\n  kanwu annotate book.docx     findings as comments and tracked changes\n  kanwu outline book.md        show the book as a tree\n  kanwu explain RULE           why a rule is, with examples\n  kanwu --help                 all there is"
        }
    };
    writeln!(ui.out, "{text}")?;
    Ok(Exit::Clean)
}

fn config(ui: &mut Ui<'_>, cli: &Cli, start: &Path) -> io::Result<Option<Config>> {
    if cli.isolated {
        return Ok(Some(Config { isolated: true, ..Config::default() }));
    }
    match Config::load(cli.config.as_deref(), start, ui.lang) {
        Ok(config) => Ok(Some(config)),
        Err(e) => {
            ui.complain(e.0)?;
            Ok(None)
        }
    }
}

/// The rules that hold for `start`: those of the program and those of the config's packs.
fn with_rules(
    ui: &mut Ui<'_>,
    cli: &Cli,
    families: &[&Family],
    start: &Path,
    go: impl FnOnce(&mut Ui<'_>, &Registry, &Config) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let Some((config, packs)) = prepared(ui, cli, start)? else { return Ok(Exit::Broken) };
    let registry = Registry::new(families, packs);
    ready(ui, registry, &config, go)
}

/// The config that holds for `start`, and the cards of its packs.
fn prepared(ui: &mut Ui<'_>, cli: &Cli, start: &Path) -> io::Result<Option<(Config, Vec<Card>)>> {
    let Some(config) = config(ui, cli, start)? else { return Ok(None) };
    match config.cards(ui.lang) {
        Ok(cards) => Ok(Some((config, cards))),
        Err(e) => ui.fail(e.0).map(|_| None),
    }
}

fn ready(
    ui: &mut Ui<'_>,
    registry: Result<Registry, RegistryError>,
    config: &Config,
    go: impl FnOnce(&mut Ui<'_>, &Registry, &Config) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let registry = match registry {
        Ok(registry) => registry,
        Err(e) => {
            return ui.fail(match ui.lang {
                Lang::Zh => format!("规则有误：{e}"),
                Lang::En => format!("the rules are wrong: {e}"),
            });
        }
    };
    let exit = match config.check(&registry, ui.lang) {
        Ok(()) => go(ui, &registry, config),
        Err(e) => ui.fail(e.0),
    };
    ui.leave(registry);
    exit
}

fn check_as_asked(ui: &mut Ui<'_>, cli: &Cli, families: &[&Family], args: &CheckArgs) -> io::Result<Exit> {
    if let Some(why) = scope::refusal(args, ui.lang) {
        return ui.fail(why);
    }
    if args.watch {
        return watch::run_watch(ui, cli, args, |ui| check(ui, cli, families, args));
    }
    if !args.staged {
        return check(ui, cli, families, args);
    }
    match hook::staged(ui)? {
        None => Ok(Exit::Broken),
        Some(paths) if paths.is_empty() => Ok(Exit::Clean),
        Some(paths) => check(ui, cli, families, &CheckArgs { paths, ..args.clone() }),
    }
}

fn check(ui: &mut Ui<'_>, cli: &Cli, families: &[&Family], args: &CheckArgs) -> io::Result<Exit> {
    let started = Instant::now();
    let Some((config, packs)) = prepared(ui, cli, config::start(&args.paths))? else {
        return Ok(Exit::Broken);
    };
    if ui.last {
        // This thread is one of the pool, so that none waits idle. Where there is a pool already, it serves as well.
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    }
    let files = load::load(&check::request(args), &config);
    let loaded = started.elapsed();
    // The manuscripts are read as books while the rules are made ready.
    let (registry, read) =
        rayon::join(|| Registry::new(families, packs), || check::read(&files, started, loaded));
    let exit = ready(ui, registry, &config, |ui, registry, config| {
        check::run_check(ui, registry, config, args, read)
    });
    ui.leave(files);
    exit
}

fn with_book(
    ui: &mut Ui<'_>,
    cli: &Cli,
    request: &load::Request<'_>,
    write: impl Fn(&mut Ui<'_>, &kanwu_book::Book<'_>, &Config) -> io::Result<()>,
) -> io::Result<Exit> {
    let Some(config) = config(ui, cli, config::start(request.paths))? else { return Ok(Exit::Broken) };
    let (loaded, errors) = load::load(request, &config);
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    for one in &loaded {
        let manuscript: &Manuscript = &one.manuscript;
        write(ui, &parse(manuscript), &config)?;
    }
    match (loaded.is_empty(), errors.is_empty()) {
        (true, true) => ui.fail(match ui.lang {
            Lang::Zh => "这里没有书稿。",
            Lang::En => "no manuscript here.",
        }),
        (_, false) => Ok(Exit::Broken),
        _ => Ok(Exit::Clean),
    }
}

fn explain(ui: &mut Ui<'_>, registry: &Registry, name: &str) -> io::Result<Exit> {
    let Some(rule) = registry.find(name).and_then(|id| registry.get(id)) else {
        return ui.fail(unknown_rule(name, registry.nearest(name), ui.lang));
    };
    kanwu_report::explain(&mut ui.out, &rule.card, ui.lang, ui.color)?;
    Ok(Exit::Clean)
}

#[derive(serde::Serialize)]
struct RuleLine<'a> {
    code: &'a str,
    name: &'a str,
    title: &'a str,
    clause: &'a str,
    class: kanwu_rule::Class,
    severity: kanwu_card::Severities,
    fix: kanwu_card::Fixes,
    preview: bool,
}

fn rules(ui: &mut Ui<'_>, registry: &Registry, listing: Listing) -> io::Result<Exit> {
    let lang = ui.lang;
    let lines: Vec<RuleLine<'_>> = registry
        .iter()
        .map(|(_, r)| RuleLine {
            code: &r.card.code,
            name: &r.card.name,
            title: if lang == Lang::Zh { &r.card.zh.title } else { &r.card.en.title },
            clause: &r.card.clause,
            class: r.card.class,
            severity: r.card.severity,
            fix: r.card.fix,
            preview: r.card.preview,
        })
        .collect();
    if listing.output_format == ListingFormat::Json {
        serde_json::to_writer_pretty(&mut ui.out, &lines)?;
        writeln!(ui.out)?;
        return Ok(Exit::Clean);
    }
    let severity = |s: Severity| match (s, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (Severity::Off, Lang::Zh) => "不报",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::En) => "info",
        (Severity::Off, Lang::En) => "off",
    };
    let head = match lang {
        Lang::Zh => ["代码", "名称", "级别", "查什么"],
        Lang::En => ["code", "name", "severity", "what it checks"],
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(lines.iter().map(|l| {
        let preview = match (l.preview, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（试行）",
            (true, Lang::En) => " (preview)",
        };
        vec![
            l.code.to_owned(),
            l.name.to_owned(),
            severity(l.severity.certain).to_owned(),
            format!("{}{preview}", l.title),
        ]
    }));
    table::write(&mut ui.out, &rows)?;
    Ok(Exit::Clean)
}
