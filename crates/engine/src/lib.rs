//! The engine: chooses rules, walks the readings once, runs rules in parallel, settles overlaps, and
//! chooses fixes.

mod asked;
mod data;
mod dispatch;
mod fix;
mod frame;
mod harness;
mod identify;
mod overrule;
mod raw;
mod registry;
mod run;
mod select;
mod settle;
mod suppress;
mod walk;

pub use fix::{SourceEdit, choose};
pub use harness::{Failure, check_examples};
pub use kanwu_plugin::{Diagnostic, DiagnosticFix, Occurrence, RelatedPlace, RuleId};
pub use overrule::{Override, PathSet};
pub use registry::{Registered, Registry, RegistryError};
pub use run::{Mode, run};
pub use select::{Selection, UnknownRule};
pub use suppress::FAMILY;
