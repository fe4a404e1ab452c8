//! `kanwu hook`: a plain git hook, for offices without Python.

use std::io;
use std::path::{Path, PathBuf};

use kanwu_disk::{Policy, files};

use crate::cli::HookCommand;
use crate::git::{exclude_own, git, in_index, paths, root, text};
use crate::load::Instead;
use crate::messages::hook as said;
use crate::{Exit, Ui, failure};

/// By this line a hook is known as ours.
const MARK: &str = "# kanwu hook";

/// Where a hook of another maker is kept while ours stands in its place.
const BEFORE: &str = "pre-commit.before-kanwu";

/// Installs or removes the hook.
pub(crate) fn run_hook(ui: &mut Ui<'_>, what: HookCommand) -> io::Result<Exit> {
    let folder = match git(Path::new("."), &["rev-parse", "--git-path", "hooks"]) {
        Ok(folder) => PathBuf::from(text(&folder)),
        Err(why) => return ui.fail(why.said(ui.lang)),
    };
    let hook = folder.join("pre-commit");
    match what {
        HookCommand::Install { force } => install(ui, &folder, &hook, force),
        HookCommand::Uninstall => uninstall(ui, &folder, &hook),
    }
}

fn install(ui: &mut Ui<'_>, folder: &Path, hook: &Path, force: bool) -> io::Result<Exit> {
    let foreign = files::exists(hook) && !is_ours(hook);
    if foreign && !force {
        return ui.fail(said::Foreign { hook: hook.display() }.text(ui.lang));
    }
    let before = folder.join(BEFORE);
    let made = kanwu_disk::make_room(folder, foreign.then_some((hook, before.as_path())));
    if let Err(e) = made {
        return ui.fail(format!("{}: {e}", hook.display()));
    }
    let program = kanwu_disk::system::current_exe().unwrap_or_else(|| PathBuf::from("kanwu"));
    let policy = Policy { is_ours: has_mark, executable: true, ..Policy::NEW };
    if let Err(e) = kanwu_disk::put(hook, script(&program).as_bytes(), &policy) {
        return ui.fail(failure::unsaved(e).message(ui.lang));
    }
    exclude_own(Path::new("."));
    ui.complain(said::Installed { hook: hook.display() }.text(ui.lang))?;
    Ok(Exit::Clean)
}

fn uninstall(ui: &mut Ui<'_>, folder: &Path, hook: &Path) -> io::Result<Exit> {
    if !is_ours(hook) {
        return ui.fail(said::NONE.text(ui.lang));
    }
    let before = folder.join(BEFORE);
    match kanwu_disk::remove_hook(hook, &before) {
        Ok(()) => {
            ui.complain(said::Removed { hook: hook.display() }.text(ui.lang))?;
            Ok(Exit::Clean)
        }
        Err(e) => ui.fail(format!("{}: {e}", hook.display())),
    }
}

/// The manuscripts that are staged.
pub(crate) struct Staged {
    /// From the folder of the run.
    pub paths: Vec<PathBuf>,
    /// What is staged, of files that are something else in the folder.
    pub files: Instead,
}

/// The manuscripts that are staged, and what of them is staged: a commit takes that, whatever the folder holds. To be
/// fixed are the files in the folder.
pub(crate) fn staged(ui: &mut Ui<'_>, to_fix: bool) -> io::Result<Option<Staged>> {
    // Outside of a repository `git diff` compares folders.
    if let Err(why) = root() {
        return ui.fail(why.said(ui.lang)).map(|_| None);
    }
    let listed = |args: &[&str]| {
        let names = git(Path::new("."), args).map_err(|why| why.said(ui.lang))?;
        Ok::<_, String>(paths(&names))
    };
    let staged = listed(&["diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMR", "-z"]);
    // The other files of a book are read along.
    let unstaged = listed(&["diff", "--name-only", "--relative", "-z"]);
    let (staged, unstaged) = match (staged, unstaged) {
        (Ok(staged), Ok(unstaged)) => (staged, unstaged),
        (Err(why), _) | (_, Err(why)) => return ui.fail(why).map(|_| None),
    };
    let is_read = |path: &PathBuf| kanwu_intake::format_of(path).is_ok();
    let paths: Vec<PathBuf> = staged.into_iter().filter(is_read).collect();
    let mut files = Instead::default();
    for path in unstaged.into_iter().filter(is_read) {
        if !to_fix {
            let bytes = match in_index(&path) {
                Ok(bytes) => bytes,
                Err(why) => return ui.fail(why.said(ui.lang)).map(|_| None),
            };
            if let Ok(real) = files::real(&path).or_else(|_| files::absolute(&path)) {
                files.0.insert(real, bytes);
            }
        }
        if !paths.contains(&path) {
            continue;
        }
        let path = path.display();
        ui.complain(match to_fix {
            false => said::StagedChecked { path }.text(ui.lang),
            true => said::FileFixed { path }.text(ui.lang),
        })?;
    }
    Ok(Some(Staged { paths, files }))
}

fn is_ours(hook: &Path) -> bool {
    files::text(hook).is_ok_and(|text| has_mark(text.as_bytes()))
}

fn has_mark(hook: &[u8]) -> bool {
    hook.split(|byte| *byte == b'\n').any(|line| line == MARK.as_bytes())
}

/// Git runs hooks with its own shell, on Windows too.
fn script(program: &Path) -> String {
    let quoted = program.to_string_lossy().replace('\\', "/").replace('\'', "'\\''");
    format!(
        "#!/bin/sh\n{MARK}\nkanwu='{quoted}'\n[ -x \"$kanwu\" ] || kanwu=kanwu\n\
         command -v \"$kanwu\" > /dev/null || {{\n    echo '找不到 kanwu，未检查；仍要提交：git commit --no-verify' >&2\n    exit 1\n}}\n\
         exec \"$kanwu\" check --staged --quiet --output-format short\n"
    )
}
