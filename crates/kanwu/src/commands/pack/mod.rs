//! `kanwu pack check`: whether the cards of a house pack can be used, and whether their examples hold.

mod explain;
mod problem;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_card::Card;
use kanwu_engine::{Failure, Registry, RegistryError, check_examples};
use kanwu_plugin::Family;
use kanwu_text::Lang;

use crate::cli::{Cli, PackCheckArgs};
use crate::config::{self, Config, ConfigError};
use crate::messages::pack as said;
use crate::{Exit, Ui, failure};

pub(crate) use problem::{told, unknown};

/// Runs `kanwu pack check`: faults of the cards come first, each with file and line; then the examples are run.
pub(crate) fn run_check(
    ui: &mut Ui<'_>,
    cli: &Cli,
    families: &[&Family],
    args: &PackCheckArgs,
) -> io::Result<Exit> {
    let lang = ui.lang;
    let places = match places(cli, args, lang) {
        Ok(places) => places,
        Err(error) => return ui.fail(error.0),
    };
    if places.is_empty() {
        return ui.fail(said::NONE.text(lang));
    }
    let mut cards = Vec::new();
    let mut broken = false;
    for (path, text) in places.iter().flat_map(|place| kanwu_disk::card_texts(place)) {
        let unread = |e| ConfigError(failure::unreadable(&path, &e).message(lang));
        let read = text.map_err(unread).and_then(|text| Ok((config::card(&path, &text, lang)?, text)));
        match read {
            Ok((card, text)) => cards.push((path, text, card)),
            Err(error) => {
                ui.complain(error.0)?;
                broken = true;
            }
        }
    }
    if broken {
        return Ok(Exit::Broken);
    }
    let own: Vec<Card> = cards.iter().map(|(_, _, card)| card.clone()).collect();
    let registry = match Registry::new(families, own) {
        Ok(registry) => registry,
        Err(error) => return ui.fail(of_registry(&error, &cards, lang)),
    };
    let mut failed = 0;
    for (path, text, card) in &cards {
        let mut failures = check_examples(&registry, &card.name);
        // What is not found is not corrected either: of each example the first fault is told.
        failures.dedup_by(|later, first| later.text == first.text);
        for one in &failures {
            ui.complain(of_example(one, (path, text, card), lang))?;
        }
        failed += failures.len();
        if failures.is_empty() {
            let examples = count(card);
            let line = said::Holds { code: &card.code, title: &card.zh.title, examples };
            writeln!(ui.out, "{}", line.text(lang))?;
        }
    }
    ui.leave(registry);
    match failed {
        0 => Ok(Exit::Clean),
        count => {
            writeln!(ui.out, "{}", said::Failed { count }.text(lang))?;
            Ok(Exit::Findings)
        }
    }
}

/// The packs that are named, or those of the config.
fn places(cli: &Cli, args: &PackCheckArgs, lang: Lang) -> Result<Vec<PathBuf>, ConfigError> {
    if !args.packs.is_empty() {
        return Ok(args.packs.clone());
    }
    let config = Config::load(cli.config.as_deref(), Path::new("."), cli.allow_outside, lang)?;
    Ok(config.packs())
}

/// How many examples a card has.
fn count(card: &Card) -> usize {
    let patterns = card.pattern.iter().map(|p| p.bad.len() + p.good.len());
    let concepts = card.concept.iter().map(|c| c.bad.len() + c.good.len());
    card.bad.len() + card.good.len() + patterns.chain(concepts).sum::<usize>()
}

/// Why cards don't fit together with the rules of the program: a name or a code that stands twice.
fn of_registry(error: &RegistryError, cards: &[(PathBuf, String, Card)], lang: Lang) -> String {
    let RegistryError::Twice(name) = error else { return error.to_string() };
    let what = said::Twice { name }.text(lang);
    // Of two cards with one name, the later; a rule of the program is not to be changed.
    let own = |(_, _, card): &&(PathBuf, String, Card)| &card.name == name || &card.code == name;
    match cards.iter().rev().find(own) {
        Some((path, text, _)) => at(path, text, name, &what, lang),
        None => what,
    }
}

/// An example that does not hold: file and line, what is wrong, and why as far as it can be told.
fn of_example(one: &Failure, (path, text, card): (&Path, &str, &Card), lang: Lang) -> String {
    let what = explain::what(&one.fault, lang);
    let why = explain::why(card, one, lang);
    let what = if why.is_empty() { what } else { format!("{what}{why}") };
    at(path, text, &one.text, &said::Example { text: &one.text, what: &what }.text(lang), lang)
}

/// A fault at the first place of a word in a card.
fn at(path: &Path, text: &str, word: &str, what: &str, lang: Lang) -> String {
    match text.find(word) {
        Some(start) => ConfigError::at(path, text, start..start + word.len(), what, lang).0,
        None => ConfigError::of(path, what, lang).0,
    }
}
