//! Where a run speaks, how, and how it ends.

use std::io::{self, Write};
use std::process::ExitCode;

use indicatif::ProgressBar;
use kanwu_report::printable;
use kanwu_text::Lang;

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
    pub last: bool,
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
        writeln!(self.err, "kanwu: {}", printable(what.as_ref()))
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
