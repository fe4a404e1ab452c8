//! What commands need before they begin: the config, the rules, the book.

use std::io;
use std::path::Path;

use kanwu_book::{Book, parse};
use kanwu_engine::{Registry, RegistryError};
use kanwu_plugin::{Card, Family};

use crate::Exit;
use crate::cli::Cli;
use crate::config::{self, Config};
use crate::load::{Request, plan};
use crate::messages::{self, file};
use crate::ui::Ui;

fn config(ui: &mut Ui<'_>, cli: &Cli, start: &Path) -> io::Result<Option<Config>> {
    if cli.isolated {
        return Ok(Some(Config { isolated: true, ..Config::default() }));
    }
    match Config::load(cli.config.as_deref(), start, cli.allow_outside, ui.lang) {
        Ok(config) => Ok(Some(config)),
        Err(e) => {
            ui.complain(e.0)?;
            Ok(None)
        }
    }
}

/// The rules that hold for `start`: those of the program and those of the config's packs.
pub(crate) fn with_rules(
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
pub(crate) fn prepared(ui: &mut Ui<'_>, cli: &Cli, start: &Path) -> io::Result<Option<(Config, Vec<Card>)>> {
    let Some(config) = config(ui, cli, start)? else { return Ok(None) };
    match config.cards(ui.lang) {
        Ok(cards) => Ok(Some((config, cards))),
        Err(e) => ui.fail(e.0).map(|_| None),
    }
}

/// The rules as they have come out, once they and the config agree.
pub(crate) fn ready(
    ui: &mut Ui<'_>,
    registry: Result<Registry, RegistryError>,
    config: &Config,
    go: impl FnOnce(&mut Ui<'_>, &Registry, &Config) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let registry = match registry {
        Ok(registry) => registry,
        Err(RegistryError::Twice(name)) => {
            return ui.fail(messages::pack::Twice { name: &name }.text(ui.lang));
        }
        Err(e) => {
            return ui.fail(file::WrongRules { error: e }.text(ui.lang));
        }
    };
    let exit = match config.check(&registry, ui.lang) {
        Ok(()) => go(ui, &registry, config),
        Err(e) => ui.fail(e.0),
    };
    ui.leave(registry);
    exit
}

/// Each book asked for, without rules.
pub(crate) fn with_book(
    ui: &mut Ui<'_>,
    cli: &Cli,
    request: &Request<'_>,
    mut write: impl FnMut(&mut Ui<'_>, &Book<'_>, &Config) -> io::Result<()>,
) -> io::Result<Exit> {
    let Some(config) = config(ui, cli, config::start(request.paths))? else { return Ok(Exit::Broken) };
    let (planned, mut errors) = plan(request, &config);
    for one in &planned {
        let (one, unread) = one.load(request);
        errors.extend(unread);
        if let Some(one) = one {
            write(ui, &parse(&one.manuscript), &config)?;
        }
    }
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    match (planned.is_empty(), errors.is_empty()) {
        (true, true) => ui.fail(file::NO_MANUSCRIPT.text(ui.lang)),
        (_, false) => Ok(Exit::Broken),
        _ => Ok(Exit::Clean),
    }
}
