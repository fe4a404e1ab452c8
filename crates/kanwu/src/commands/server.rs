//! `kanwu server`: the language server over standard input and output.

use std::io;
use std::path::{Path, PathBuf};

use kanwu_decision::{BASELINE_FILE, Changes, DECISIONS_FILE, Decided, Decision, State};
use kanwu_disk::files;
use kanwu_engine::{Registry, Selection};
use kanwu_lint::{Answers, Checker};
use kanwu_plugin::{Family, Severity};
use kanwu_report::FileError;
use kanwu_server::{Asked, Host, OpenTexts, Opened, Workspace, serve};
use kanwu_text::Lang;

use crate::answer_store::{AnswerStore, folder_for};
use crate::checker::checker;
use crate::cli::{Cli, ServerArgs};
use crate::config::{self, Config, unknown_rule};
use crate::load::{Instead, Request, load, real};
use crate::messages::file;
use crate::{Exit, Ui};

/// Serves an editor until it ends the session.
pub(crate) fn run_server(
    ui: &mut Ui<'_>,
    cli: &Cli,
    args: &ServerArgs,
    families: &[&Family],
) -> io::Result<Exit> {
    let (connection, threads) = lsp_server::Connection::stdio();
    let host = Program { cli, ignore: &args.ignore, families, lang: ui.lang };
    let served = serve(&connection, &host, env!("CARGO_PKG_VERSION"), ui.lang);
    drop(connection);
    match served {
        Ok(()) => threads.join().map(|()| Exit::Clean),
        // The threads may wait for an editor that is gone.
        Err(e) => ui.fail(e.to_string()),
    }
}

/// The program as the server asks it.
struct Program<'p> {
    cli: &'p Cli,
    ignore: &'p [String],
    families: &'p [&'p Family],
    lang: Lang,
}

impl Host for Program<'_> {
    fn config_of(&self, document: &Path) -> Option<PathBuf> {
        if self.cli.isolated {
            return None;
        }
        self.cli.config.clone().or_else(|| config::find_upward(document))
    }

    fn workspace(&self, document: &Path) -> Result<Box<dyn Workspace>, String> {
        let (cli, lang) = (self.cli, self.lang);
        let config = match cli.isolated {
            true => Config { isolated: true, ..Config::default() },
            false => {
                Config::load(cli.config.as_deref(), document, cli.allow_outside, lang).map_err(|e| e.0)?
            }
        };
        let packs = config.cards(lang).map_err(|e| e.0)?;
        let registry =
            Registry::new(self.families, packs).map_err(|error| file::WrongRules { error }.text(lang))?;
        config.check(&registry, lang).map_err(|e| e.0)?;
        let mut selection = Selection { least: Some(Severity::Warning), ..config.selection() };
        selection.ignore.extend_from_slice(self.ignore);
        match selection.unknown(&registry).into_iter().next() {
            Some(unknown) => Err(unknown_rule(&unknown.name, unknown.nearest.as_deref(), lang)),
            None => Ok(Box::new(Room { registry, selection, config, lang })),
        }
    }

    fn governs(&self, file: &Path) -> bool {
        let beside = [config::NAME, DECISIONS_FILE, BASELINE_FILE];
        let named = file.file_name().is_some_and(|name| beside.iter().any(|known| name == *known));
        named || file.extension().is_some_and(|extension| extension == "toml")
    }
}

/// What holds for the manuscripts of one config.
struct Room {
    registry: Registry,
    selection: Selection,
    config: Config,
    lang: Lang,
}

impl Room {
    fn store(&self, document: &Path) -> (AnswerStore, Vec<FileError>) {
        let mut errors = Vec::new();
        let folder = folder_for(&self.config, Some(document));
        (AnswerStore::open(&self.config, &folder, &mut errors), errors)
    }
}

impl Workspace for Room {
    fn checker(&self) -> Checker<'_> {
        checker(&self.registry, &self.selection, &self.config)
    }

    fn read(&self, document: &Path, open: &OpenTexts) -> Result<Opened, String> {
        let instead = Instead(open.iter().map(|(path, text)| (real(path), text.clone())).collect());
        let path = document.to_owned();
        let request = Request { instead: Some(&instead), ..Request::one(&path).whole() };
        let (loaded, errors) = load(&request, &self.config);
        if let Some(error) = errors.first() {
            return Err(error.kind.message(self.lang));
        }
        let Some(loaded) = loaded.into_iter().next() else {
            return Err(file::NO_MANUSCRIPT.text(self.lang).to_owned());
        };
        // Files are known as the editor names them.
        let wanted = real(document);
        let named = |file: PathBuf| match real(&file) == wanted {
            true => document.to_owned(),
            false => files::absolute(&file).unwrap_or(file),
        };
        let files = loaded.files.into_iter().flatten().map(named).collect();
        Ok(Opened { manuscript: loaded.manuscript, files })
    }

    fn answers(&self, document: &Path) -> Answers {
        if self.config.isolated {
            return Answers::default();
        }
        self.store(document).0.answers
    }

    fn decide(&self, document: &Path, asked: &Asked<'_>) -> Result<(), String> {
        let (store, errors) = self.store(document);
        if let Some(error) = errors.first() {
            return Err(error.message(self.lang));
        }
        let decision = Decision {
            decided: asked.decided.clone(),
            rule: asked.rule.to_owned(),
            excerpt: asked.excerpt.clone(),
        };
        let changes = Changes { set: vec![(asked.id, decision)], ..Changes::default() };
        store.save_decisions(&changes).map_err(|error| error.message(self.lang))
    }

    fn decided(&self, state: State) -> Decided {
        Decided {
            state,
            reason: String::new(),
            person: self.config.decisions.person.clone().unwrap_or_default(),
            date: kanwu_disk::clock::here().date().to_string(),
            stage: self.config.stage().map(|stage| stage.name.clone()).unwrap_or_default(),
            in_text: false,
        }
    }
}
