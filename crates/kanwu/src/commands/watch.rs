//! `kanwu check --watch`: a check, and another on each save.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use kanwu_decision::{BASELINE_FILE, DECISIONS_FILE};
use kanwu_disk::{clock, files};
use kanwu_text::Lang;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::{CheckArgs, Cli};
use crate::config::{self, Config};
use crate::load::asks_for_book;
use crate::messages::watch as said;
use crate::{Exit, Ui};

/// Files beside a manuscript that say how it is checked.
const BESIDE: [&str; 4] = [config::NAME, DECISIONS_FILE, BASELINE_FILE, kanwu_disk::IGNORE_FILE];

/// A save is several steps: it is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(100);

/// Where something happens all the time, a check is not put off for longer.
const LONGEST: Duration = Duration::from_secs(2);

/// Checks, and waits for the next save, until the process is ended or nothing is left to wait for.
pub(crate) fn run_watch(
    ui: &mut Ui<'_>,
    cli: &Cli,
    args: &CheckArgs,
    mut check: impl FnMut(&mut Ui<'_>) -> io::Result<Exit>,
) -> io::Result<Exit> {
    // What a check has taken it gives back.
    ui.last = false;
    loop {
        // Before the check, so that no save is missed; anew each time, as the config may name other files.
        let watched = Watched::of(cli, args, ui.lang);
        let (_watcher, events) = match watched.start() {
            Ok(started) => started,
            Err(e) => return ui.fail(unwatched(&e, ui.lang)),
        };
        let exit = check(ui)?;
        ui.out.flush()?;
        if watched.folders.is_empty() {
            return Ok(exit);
        }
        if ui.terminal && !ui.quiet {
            let time = clock::here().strftime("%H:%M:%S");
            ui.complain(said::Checked { time }.text(ui.lang))?;
        }
        if !watched.wait(&events) {
            return Ok(exit);
        }
    }
}

fn unwatched(error: &notify::Error, lang: Lang) -> String {
    let path = error.paths.first().map(|path| format!("{}: ", path.display())).unwrap_or_default();
    said::Failed { path, error }.text(lang)
}

/// What a check is made of, by real paths.
#[derive(Debug, Default)]
struct Watched {
    /// Folders, and whether all that is below them counts. A file is watched through its folder, because editors
    /// put a new one in its place.
    folders: BTreeMap<PathBuf, bool>,
    /// Files that were named, here or in the config.
    files: HashSet<PathBuf>,
    /// Folders in which every manuscript counts.
    trees: Vec<PathBuf>,
    /// Folders in which every card counts.
    packs: Vec<PathBuf>,
    /// Files that the check itself writes.
    own: HashSet<PathBuf>,
}

impl Watched {
    fn of(cli: &Cli, args: &CheckArgs, lang: Lang) -> Watched {
        let start = config::start(&args.paths);
        let mut watched = Watched::default();
        let mut config = Config::default();
        if !cli.isolated {
            // A config that can't be read is told by the check, and waited for.
            config = Config::load(cli.config.as_deref(), start, cli.allow_outside, lang).unwrap_or_default();
            let file = cli.config.clone().or_else(|| config::find_upward(start));
            file.iter().for_each(|file| watched.file(file));
        }
        config.words_file.iter().for_each(|file| watched.file(file));
        let book = config.files();
        book.iter().for_each(|file| watched.file(file));
        for pack in &config.lint.packs {
            watched.tree(&config.folder().join(pack), |w| &mut w.packs);
        }
        let answers = [&config.decisions.file, &config.decisions.baseline];
        for file in answers.into_iter().flatten() {
            watched.file(&config.folder().join(file));
        }
        let here = [PathBuf::from(".")];
        let asked = match (args.paths.as_slice(), asks_for_book(&args.paths, &config) && !book.is_empty()) {
            (_, true) => &[],
            ([], false) => &here[..],
            (paths, false) => paths,
        };
        for path in asked {
            if files::is_dir(path) {
                watched.tree(path, |w| &mut w.trees);
            } else {
                watched.file(path);
            }
        }
        watched.own.extend(args.output.iter().flat_map(|output| places(&output.path)));
        watched
    }

    fn file(&mut self, path: &Path) {
        for place in places(path) {
            if let Some(folder) = place.parent().filter(|folder| files::is_dir(folder)) {
                self.folders.entry(folder.to_owned()).or_default();
            }
            self.files.insert(place);
        }
    }

    fn tree(&mut self, path: &Path, list: fn(&mut Watched) -> &mut Vec<PathBuf>) {
        if let Ok(folder) = files::real(path) {
            self.folders.insert(folder.clone(), true);
            list(self).push(folder);
        }
    }

    fn start(&self) -> notify::Result<(RecommendedWatcher, Receiver<notify::Result<Event>>)> {
        let (tell, events) = channel();
        let mut watcher = notify::recommended_watcher(tell)?;
        for (folder, below) in &self.folders {
            let mode = if *below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            watcher.watch(folder, mode)?;
        }
        Ok((watcher, events))
    }

    /// Waits until something of this has been saved. False where nothing more will be told.
    fn wait(&self, events: &Receiver<notify::Result<Event>>) -> bool {
        loop {
            match events.recv() {
                Ok(Ok(event)) if self.is_met_by(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        let until = clock::instant() + LONGEST;
        while clock::instant() < until && events.recv_timeout(QUIET).is_ok() {}
        true
    }

    fn is_met_by(&self, event: &Event) -> bool {
        if event.need_rescan() {
            return true;
        }
        let comes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
        // To read a file changes nothing.
        !event.kind.is_access()
            && event.paths.iter().any(|path| self.concerns(path) || (comes && self.opens(path)))
    }

    fn concerns(&self, path: &Path) -> bool {
        if self.own.contains(path) {
            return false;
        }
        let beside = path.file_name().is_some_and(|name| BESIDE.iter().any(|known| name == *known));
        self.files.contains(path)
            || beside
            || (below(&self.trees, path) && kanwu_intake::is_manuscript(path))
            || (below(&self.packs, path) && path.extension().is_some_and(|e| e == "toml"))
    }

    /// Whether a folder, which may have come with all that is in it, is searched for manuscripts.
    fn opens(&self, path: &Path) -> bool {
        below(&self.trees, path) && files::is_dir(path)
    }
}

/// Whether a path is in one of the folders, and neither it nor a folder between is hidden.
fn below(folders: &[PathBuf], path: &Path) -> bool {
    let visible =
        |inside: &Path| !inside.components().any(|c| c.as_os_str().to_string_lossy().starts_with('.'));
    folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(visible))
}

/// Where a file stands, and where it is really, if it is a link.
fn places(path: &Path) -> Vec<PathBuf> {
    let absolute = files::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute.parent().and_then(|folder| files::real(folder).ok());
    let stands = match (folder, absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    };
    let really = files::real(path).ok().filter(|really| *really != stands);
    [Some(stands), really].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange};

    use super::*;
    use crate::cli::Command;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    fn watched(args: &[&str]) -> Watched {
        let cli = Cli::try_parse_from([&["kanwu", "check"], args].concat()).unwrap();
        let Some(Command::Check(args)) = &cli.command else { panic!("a check") };
        Watched::of(&cli, args, Lang::Zh)
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        for name in ["a.md", "b.md", "sub/c.docx"] {
            std::fs::create_dir_all(real.join(name).parent().unwrap()).unwrap();
            std::fs::write(real.join(name), "").unwrap();
        }
        (folder, real)
    }

    fn met(watched: &Watched, kind: EventKind, path: &Path) -> bool {
        watched.is_met_by(&Event::new(kind).add_path(path.to_owned()))
    }

    #[test]
    fn in_a_folder_every_manuscript_counts() {
        let (_kept, folder) = folder();
        let asked = folder.to_str().unwrap();
        let output = format!("markdown={}", folder.join("报告.md").display());
        let watched = watched(&[asked, "--output", &output]);
        assert_eq!(watched.folders, BTreeMap::from([(folder.clone(), true)]));
        for name in ["a.md", "新.txt", "sub/c.docx", "kanwu.toml", "kanwu.decisions.toml", ".kanwuignore"] {
            assert!(met(&watched, WRITTEN, &folder.join(name)), "{name}");
        }
        // What Word and editors keep beside, what is hidden, and what the check writes itself.
        for name in
            ["~$a.docx", ".#a.md", "a.md~", ".a.md.swp", "4913", ".git/x.md", "报告.md", "报告.html", "sub"]
        {
            assert!(!met(&watched, WRITTEN, &folder.join(name)), "{name}");
        }
        // A check reads them all.
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(!met(&watched, read, &folder.join("a.md")));
        assert!(met(&watched, EventKind::Create(CreateKind::Folder), &folder.join("sub")));
    }

    #[test]
    fn of_a_file_its_folder_is_watched_and_nothing_else_in_it_counts() {
        let (_kept, folder) = folder();
        let watched =
            watched(&[folder.join("a.md").to_str().unwrap(), folder.join("没有.md").to_str().unwrap()]);
        assert_eq!(watched.folders, BTreeMap::from([(folder.clone(), false)]));
        assert!(
            met(&watched, WRITTEN, &folder.join("a.md")) && met(&watched, WRITTEN, &folder.join("没有.md"))
        );
        assert!(!met(&watched, WRITTEN, &folder.join("b.md")));
    }

    #[test]
    fn the_book_and_the_packs_of_the_config_count_and_a_broken_config_is_waited_for() {
        let (_kept, folder) = folder();
        let config = folder.join("kanwu.toml");
        std::fs::create_dir(folder.join("规则")).unwrap();
        std::fs::write(
            &config,
            "[manuscript]\nfiles = [\"a.md\", \"sub/c.docx\"]\n[lint]\npacks = [\"规则\"]\n",
        )
        .unwrap();
        let asked = folder.to_str().unwrap();
        let book = watched(&[asked]);
        for name in ["a.md", "sub/c.docx", "规则/PUN900.toml", "kanwu.toml"] {
            assert!(met(&book, WRITTEN, &folder.join(name)), "{name}");
        }
        assert!(!met(&book, WRITTEN, &folder.join("b.md")));
        std::fs::write(&config, "files = [").unwrap();
        assert!(met(&watched(&[asked]), WRITTEN, &config));
        assert!(watched(&["/没有/稿.md", "--isolated"]).folders.is_empty());
    }
}
