//! How long each rule takes, where that is asked.

use std::time::Duration;

use crate::{Registry, RuleId};

/// Time that has passed since some moment. The front end gives it: nothing here has a clock.
pub type Clock = fn() -> Duration;

/// What one rule took in a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleTime {
    /// The rule.
    pub rule: RuleId,
    /// How often it was called.
    pub calls: u64,
    /// How long that took, on all threads together.
    pub took: Duration,
}

/// What watches the calls of rules. A type, not a flag: without a clock nothing of it is left in the program.
pub(crate) trait Watch: Clone + Send + Sync {
    /// Lets a rule run.
    fn call(&mut self, rule: RuleId, go: impl FnOnce());

    /// Takes in what another thread saw.
    fn join(&mut self, other: Self);
}

/// Watches nothing.
#[derive(Clone, Copy)]
pub(crate) struct Unwatched;

impl Watch for Unwatched {
    #[inline]
    fn call(&mut self, _: RuleId, go: impl FnOnce()) {
        go();
    }

    fn join(&mut self, _: Unwatched) {}
}

/// Adds up calls and time by rule.
#[derive(Clone)]
pub(crate) struct Stopwatch {
    clock: Clock,
    /// By rule.
    seen: Vec<(u64, Duration)>,
}

impl Stopwatch {
    pub fn new(registry: &Registry, clock: Clock) -> Stopwatch {
        Stopwatch { clock, seen: vec![(0, Duration::ZERO); registry.len()] }
    }

    /// The rules that were called, the slowest first.
    pub fn times(self) -> Vec<RuleTime> {
        let rules = (0..).map(RuleId).zip(self.seen);
        let mut times: Vec<RuleTime> = rules
            .filter(|(_, (calls, _))| *calls > 0)
            .map(|(rule, (calls, took))| RuleTime { rule, calls, took })
            .collect();
        times.sort_by_key(|time| (std::cmp::Reverse(time.took), time.rule));
        times
    }
}

impl Watch for Stopwatch {
    fn call(&mut self, rule: RuleId, go: impl FnOnce()) {
        let started = (self.clock)();
        go();
        let took = (self.clock)().saturating_sub(started);
        if let Some((calls, sum)) = self.seen.get_mut(rule.index()) {
            *calls += 1;
            *sum += took;
        }
    }

    fn join(&mut self, other: Stopwatch) {
        for ((calls, sum), (more, took)) in self.seen.iter_mut().zip(other.seen) {
            *calls += more;
            *sum += took;
        }
    }
}
