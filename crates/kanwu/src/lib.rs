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

#![cfg_attr(test, allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test"))]

mod answer_store;
mod checker;
mod cli;
mod commands;
mod config;
mod coverage;
mod diff;
mod failure;
mod fixing;
mod git;
mod load;
mod made;
#[cfg(test)]
mod never_silent;
mod output;
mod scope;
mod stage;
mod table;
mod ui;

kanwu_text::messages!();

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use kanwu_plugin::Family;
use kanwu_text::Lang;

use crate::cli::{Cli, ColorArg, LangArg, dropped, help, usage};
use crate::ui::Ui;

pub use crate::ui::Exit;

/// The families of rules that come with kanwu.
pub fn families() -> Vec<&'static Family> {
    kanwu_rules::FAMILIES.to_vec()
}

/// The JSON schema of `kanwu.toml`.
pub fn config_schema() -> String {
    config::schema()
}

/// The program, with these families of rules: reads the command line, writes to standard output and error.
pub fn main_with(families: &[&Family]) -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the program's entry")]
    let args = std::env::args_os();
    // Not locked: the language server writes there too.
    let out = io::BufWriter::new(io::stdout());
    let terminal = io::stdout().is_terminal();
    program(families, args, Box::new(out), Box::new(io::stderr()), terminal, true).into()
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
            let lang = usage::lang(&args);
            // Said anew, with the names that the help gives to what is wanted.
            let e = help::mistake(&args, lang).unwrap_or(e);
            if let Some(said) = usage::message(&e, lang) {
                let _ = writeln!(err, "kanwu: {said}");
                return Exit::Broken;
            }
            let text = help::text(&e, lang);
            if e.use_stderr() {
                let _ = err.write_all(text.as_bytes());
                return Exit::Broken;
            }
            return if out.write_all(text.as_bytes()).is_err() { Exit::Broken } else { Exit::Clean };
        }
    };
    let lang = if cli.lang == LangArg::En { Lang::En } else { Lang::Zh };
    let color = match cli.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => terminal && kanwu_disk::system::var("NO_COLOR").is_none(),
    };
    let mut ui = Ui { out, err, lang, color, terminal, quiet: false, last };
    let exit = commands::command(&mut ui, families, &cli).and_then(|exit| match page {
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
