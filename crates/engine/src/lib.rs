//! The engine: chooses rules, walks the readings once, runs rules in parallel, resolves overlaps, and
//! chooses fixes.

mod allow;
mod collocation;
mod concept;
mod data;
mod dispatch;
mod facts;
mod fix;
mod harness;
mod identify;
mod keeps_syntax;
mod overrule;
mod pending;
mod recheck;
mod reference_walk;
mod registry;
mod resolve;
mod run;
mod select;
mod suppress;
mod timing;
mod walk;

pub use facts::facts;
pub use fix::{choose, choose_of};
pub use harness::{
    Derived, ExampleFault, Failure, check_card, check_examples, check_family, derived_forms, random_forms,
    right_forms_accused, rules_that_read_more,
};
pub use kanwu_plugin::{Diagnostic, DiagnosticFix, RelatedPlace, RuleId};
pub use overrule::{Override, PathSet};
pub use recheck::{Change, Kept, Recheck, Scope};
pub use registry::{Registered, Registry, RegistryError};
pub use run::{Mode, run, run_timed};
pub use select::{Selection, UnknownRule};
pub use suppress::FAMILY;
pub use timing::{Clock, RuleTime};
