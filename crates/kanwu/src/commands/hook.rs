//! `kanwu hook`: a plain git hook, for offices without Python.

use std::io;
use std::path::{Path, PathBuf};

use kanwu_text::Lang;

use crate::cli::HookCommand;
use crate::git::{git, paths, root, text};
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
    let foreign = hook.exists() && !is_ours(hook);
    if foreign && !force {
        return ui.fail(match ui.lang {
            Lang::Zh => {
                format!("{}：已有别的钩子，未动；要换成刊误的，加 --force（原来的另存）。", hook.display())
            }
            Lang::En => {
                format!("{}: there is another hook; --force puts it aside for kanwu's.", hook.display())
            }
        });
    }
    let made = std::fs::create_dir_all(folder)
        .and_then(|()| if foreign { std::fs::rename(hook, folder.join(BEFORE)) } else { Ok(()) });
    if let Err(e) = made {
        return ui.fail(format!("{}: {e}", hook.display()));
    }
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("kanwu"));
    if let Err(e) = kanwu_intake::save(hook, script(&program).as_bytes()) {
        return ui.fail(failure::told(e).message(ui.lang));
    }
    if let Err(e) = make_executable(hook) {
        return ui.fail(format!("{}: {e}", hook.display()));
    }
    ui.complain(match ui.lang {
        Lang::Zh => {
            format!("已装：{}。今后提交时检查所提交的书稿；急用可 git commit --no-verify。", hook.display())
        }
        Lang::En => format!(
            "installed: {}. Each commit checks the manuscripts in it; git commit --no-verify passes it by.",
            hook.display()
        ),
    })?;
    Ok(Exit::Clean)
}

fn uninstall(ui: &mut Ui<'_>, folder: &Path, hook: &Path) -> io::Result<Exit> {
    if !is_ours(hook) {
        return ui.fail(match ui.lang {
            Lang::Zh => "这里没有装刊误的钩子。",
            Lang::En => "kanwu's hook is not installed here.",
        });
    }
    let before = folder.join(BEFORE);
    let done = std::fs::remove_file(hook)
        .and_then(|()| if before.exists() { std::fs::rename(&before, hook) } else { Ok(()) });
    match done {
        Ok(()) => {
            ui.complain(match ui.lang {
                Lang::Zh => format!("已拆：{}", hook.display()),
                Lang::En => format!("removed: {}", hook.display()),
            })?;
            Ok(Exit::Clean)
        }
        Err(e) => ui.fail(format!("{}: {e}", hook.display())),
    }
}

/// The manuscripts that are staged, from the folder of the run.
pub(crate) fn staged(ui: &mut Ui<'_>) -> io::Result<Option<Vec<PathBuf>>> {
    // Outside of a repository `git diff` compares folders.
    if let Err(why) = root() {
        return ui.fail(why.said(ui.lang)).map(|_| None);
    }
    let listed = |args: &[&str]| {
        let names = git(Path::new("."), args).map_err(|why| why.said(ui.lang))?;
        Ok::<_, String>(paths(&names))
    };
    let staged = listed(&["diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMR", "-z"]);
    let unstaged = listed(&["diff", "--name-only", "--relative", "-z"]);
    let (staged, unstaged) = match (staged, unstaged) {
        (Ok(staged), Ok(unstaged)) => (staged, unstaged),
        (Err(why), _) | (_, Err(why)) => return ui.fail(why).map(|_| None),
    };
    let manuscripts: Vec<PathBuf> =
        staged.into_iter().filter(|path| kanwu_intake::format_of(path).is_ok()).collect();
    for path in manuscripts.iter().filter(|path| unstaged.contains(path)) {
        ui.complain(match ui.lang {
            Lang::Zh => format!("{}：还有未暂存的改动，检查的是现在的文件。", path.display()),
            Lang::En => {
                format!(
                    "{}: has changes that are not staged; the file is checked as it is now.",
                    path.display()
                )
            }
        })?;
    }
    Ok(Some(manuscripts))
}

fn is_ours(hook: &Path) -> bool {
    std::fs::read_to_string(hook).is_ok_and(|text| text.lines().any(|line| line == MARK))
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

#[cfg(unix)]
fn make_executable(hook: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}
