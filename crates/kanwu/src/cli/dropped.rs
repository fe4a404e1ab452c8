//! A manuscript without a command, as when it is dropped on the program: it is checked, the report is written
//! beside it as a page, and on Windows opened.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use kanwu_disk::files;

use super::args::Cli;
use crate::messages::usage;
use crate::{Exit, Ui};

/// What the command line comes to, and the page that it writes; `None` where it has a command or options.
pub(crate) fn expand(args: &[OsString]) -> Option<(Vec<OsString>, PathBuf)> {
    let (program, files) = args.split_first()?;
    let first = Path::new(files.first()?);
    let names =
        |name: &OsStr| Cli::command().get_subcommands().any(|c| name == c.get_name()) || name == "help";
    if names(first.as_os_str()) || !files.iter().all(|file| files::exists(Path::new(file))) {
        return None;
    }
    first.file_stem()?;
    let page = kanwu_disk::beside(first, ".校对.html");
    let mut output = OsString::from("html=");
    output.push(&page);
    let check = ["check", "--statistics", "--output"].map(OsString::from);
    let all = [program.clone()].into_iter().chain(check).chain([output]).chain(files.iter().cloned());
    Some((all.collect(), page))
}

/// Opens the page on Windows.
pub(crate) fn show(ui: &mut Ui<'_>, page: &Path, exit: Exit) -> std::io::Result<()> {
    if cfg!(windows) && ui.terminal && files::is_file(page) {
        // What stands for the page in the system opens it; that it does not is no fault of the check.
        let _ = kanwu_disk::system::program("explorer").arg(page).spawn();
    }
    // The window of a program on which something was dropped closes with it.
    if cfg!(windows) && ui.terminal && exit == Exit::Broken {
        ui.complain(usage::PRESS_ENTER.text(ui.lang))?;
        let _ = std::io::stdin().read_line(&mut String::new());
    }
    Ok(())
}
