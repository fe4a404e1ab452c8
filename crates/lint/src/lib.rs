//! What every front end calls: the command line, an editor's server, a page.
//!
//! Bytes go in ([`read`]), findings come out ([`Checker::check`]); fixes are made in memory until none is left
//! ([`fix`]), or those that an editor asked for ([`apply`]); answers are laid over findings ([`Answers`]); a [`Session`] holds a manuscript that is being edited.
//! Nothing here reads a file, a clock or the environment, and with [`Mode::Serial`] one thread does it all.

mod answers;
mod apply;
mod checker;
mod fix;
mod history;
mod kept;
mod session;

pub use answers::Answers;
pub use apply::{Applied, apply};
pub use checker::{Checker, Found, SpecOverlay};
pub use fix::{Fixes, Input, ROUNDS, Work, fix, read};
pub use history::{EditHistory, edited};
pub use kanwu_engine::{Clock, Mode, RuleTime};
pub use kept::KeptBooks;
pub use session::{EditError, Session};
