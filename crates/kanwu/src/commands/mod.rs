//! What a run does: one module a command.

mod annotate;
mod check;
mod clues;
mod collate;
mod config;
mod contents;
mod decide;
mod facts;
mod hook;
mod init;
mod names;
mod outline;
pub(crate) mod pack;
mod papers;
mod put_table;
mod quantities;
mod rate;
mod ready;
mod rules;
mod server;
mod spec;
mod stream;
mod watch;
mod words;

use std::cell::Cell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_plugin::Family;

use crate::Exit;
use crate::cli::{Cli, Command, PackCommand, help};
use crate::commands::ready::{with_book, with_rules};
use crate::failure;
use crate::load::Request;
use crate::messages::usage;
use crate::ui::Ui;

/// Does what the command line asks for.
pub(crate) fn command(ui: &mut Ui<'_>, families: &[&Family], cli: &Cli) -> io::Result<Exit> {
    let Some(command) = &cli.command else { return greet(ui) };
    match command {
        Command::Man => {
            ui.out.write_all(&help::page(ui.lang)?)?;
            Ok(Exit::Clean)
        }
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut help::command(ui.lang), "kanwu", &mut ui.out);
            Ok(Exit::Clean)
        }
        Command::Explain { rule } => with_rules(ui, cli, families, Path::new("."), |ui, registry, _| {
            rules::explain(ui, registry, rule)
        }),
        Command::Rules { listing } => with_rules(ui, cli, families, Path::new("."), |ui, registry, _| {
            rules::rules(ui, registry, *listing)
        }),
        Command::Server(args) => server::run_server(ui, cli, args, families),
        Command::Hook(what) => hook::run_hook(ui, *what),
        Command::Check(args) => check::as_asked(ui, cli, families, args),
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
        Command::Words(args) => words::run_words(ui, cli, args),
        Command::Pack(PackCommand::Check(args)) => pack::run_check(ui, cli, families, args),
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
        Command::Collate(args) => with_rules(ui, cli, families, &args.old, |ui, registry, config| {
            collate::run_collate(ui, registry, config, args)
        }),
        Command::Queries(args) => with_rules(ui, cli, families, &args.form.file, |ui, registry, config| {
            papers::run_queries(ui, registry, config, args)
        }),
        Command::Accept(args) => with_rules(ui, cli, families, &args.form.file, |ui, registry, config| {
            papers::run_accept(ui, registry, config, args)
        }),
        Command::Statistics(args) => {
            with_rules(ui, cli, families, &args.form.file, |ui, registry, config| {
                papers::run_statistics(ui, registry, config, args)
            })
        }
        Command::Returns(args) => with_rules(ui, cli, families, &args.file, |ui, registry, config| {
            papers::run_returns(ui, registry, config, args)
        }),
        Command::Press(args) => with_rules(ui, cli, families, &args.file, |ui, registry, config| {
            papers::run_press(ui, registry, config, args)
        }),
        Command::Clues(args) => with_rules(ui, cli, families, &args.file, |ui, registry, config| {
            clues::run_clues(ui, registry, config, args)
        }),
        Command::Config(args) => {
            let start = args.file.as_deref().unwrap_or(Path::new("."));
            with_rules(ui, cli, families, start, |ui, registry, config| {
                config::run_config(ui, registry, config, args)
            })
        }
        Command::Init(args) => init::run_init(ui, args),
        Command::Outline(args) => with_book(ui, cli, &Request::one(&args.file), |ui, book, _| {
            outline::write(&mut ui.out, book, args.listing.output_format, ui.lang)
        }),
        Command::Names(args) => {
            let unwritten = Cell::new(false);
            let exit = with_book(ui, cli, &Request::one(&args.file).whole(), |ui, book, config| {
                unwritten.set(names::write(ui, book, &config.names.right, args)? != Exit::Clean);
                Ok(())
            })?;
            Ok(if unwritten.get() { Exit::Broken } else { exit })
        }
        Command::Quantities(args) => with_book(ui, cli, &Request::one(&args.file), |ui, book, _| {
            quantities::write(&mut ui.out, book, args.listing.output_format, ui.lang)
        }),
        Command::Facts(args) => with_book(ui, cli, &Request::one(&args.file).whole(), |ui, book, config| {
            facts::run_facts(ui, book, config, args)
        }),
        // What these tell of stands in one file, and what it is for in the others.
        Command::Contents(args) => contents::run_contents(ui, cli, args),
        Command::Spec(args) => with_book(ui, cli, &Request::one(&args.file).whole(), |ui, book, config| {
            let mut spec = book.spec.clone();
            config.overlay().lay(&mut spec);
            let from = failure::shown(config.path.as_deref().unwrap_or(Path::new(crate::config::NAME)));
            spec::write(&mut ui.out, &spec, book.manuscript, &from, args.listing.output_format, ui.lang)
        }),
    }
}

/// What to do next, for one who has typed the program's name alone.
fn greet(ui: &mut Ui<'_>) -> io::Result<Exit> {
    writeln!(ui.out, "{}", usage::GREETING.text(ui.lang))?;
    Ok(Exit::Clean)
}
