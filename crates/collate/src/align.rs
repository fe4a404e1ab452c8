//! Two runs of characters aligned: first by long stretches that stand once in each, between them by shorter ones, and
//! what is left character by character.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::anchor::{Run, agreeing, chain, runs, shared};

/// Lengths of the stretches, the longest first. What stands twice in the book may stand once between two anchors, so
/// each is tried twice.
const SIZES: [usize; 8] = [24, 24, 12, 12, 6, 6, 4, 4];

/// The most characters of a side that are compared one by one. What is longer and has not four characters in common
/// is another text.
const LONGEST: usize = 3000;

/// Characters that agree, in order. They are a stretch of each run; no two runs touch on both sides.
pub(crate) fn align(old: &[char], new: &[char]) -> Vec<Run> {
    let mut out = Vec::new();
    let mut work = vec![Gap { old: 0..old.len(), new: 0..new.len(), level: 0 }];
    while let Some(gap) = work.pop() {
        gap.align(old, new, &mut work, &mut out);
    }
    out.sort_unstable_by_key(|run| (run.old, run.new));
    joined(out)
}

/// Stretches that are not aligned yet.
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
    level: usize,
}

impl Gap {
    fn align(mut self, old: &[char], new: &[char], work: &mut Vec<Gap>, out: &mut Vec<Run>) {
        let (a, b) = (&old[self.old.clone()], &new[self.new.clone()]);
        let head = agreeing(a.iter(), b.iter());
        let tail = agreeing(a[head..].iter().rev(), b[head..].iter().rev());
        let mut keep = |old: usize, new: usize, len: usize| {
            if len > 0 {
                out.push(Run { old, new, len });
            }
        };
        keep(self.old.start, self.new.start, head);
        keep(self.old.end - tail, self.new.end - tail, tail);
        self.old = self.old.start + head..self.old.end - tail;
        self.new = self.new.start + head..self.new.end - tail;
        let (a, b) = (&old[self.old.clone()], &new[self.new.clone()]);
        if a.is_empty() || b.is_empty() {
            return;
        }
        for (level, size) in SIZES.iter().enumerate().skip(self.level) {
            let found = runs(a, b, &chain(&shared(a, b, *size)), *size);
            if found.is_empty() {
                continue;
            }
            let (mut from, mut to) = (self.old.start, self.new.start);
            for run in found {
                let run = Run { old: run.old + self.old.start, new: run.new + self.new.start, len: run.len };
                work.push(Gap { old: from..run.old, new: to..run.new, level: level + 1 });
                (from, to) = (run.old_end(), run.new_end());
                out.push(run);
            }
            work.push(Gap { old: from..self.old.end, new: to..self.new.end, level: level + 1 });
            return;
        }
        if a.len() <= LONGEST && b.len() <= LONGEST {
            for op in capture_diff_slices(Algorithm::Myers, a, b) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    out.push(Run { old: self.old.start + old_index, new: self.new.start + new_index, len });
                }
            }
        }
    }
}

/// Runs that go on in one another, as one.
pub(crate) fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match out.last_mut() {
            Some(last) if last.old_end() == run.old && last.new_end() == run.new => last.len += run.len,
            _ => out.push(run),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn equal_runs_are_one() {
        let text = chars("清河区位于省境北部。");
        assert_eq!(align(&text, &text), [Run { old: 0, new: 0, len: text.len() }]);
        assert_eq!(align(&text, &[]), []);
    }

    proptest! {
        #[test]
        fn what_is_aligned_agrees_and_stands_in_order(old in "[甲乙丙。]{0,80}", new in "[甲乙丙。]{0,80}") {
            let (old, new) = (chars(&old), chars(&new));
            let (mut from, mut to) = (0, 0);
            for run in align(&old, &new) {
                prop_assert!(run.old >= from && run.new >= to && run.len > 0);
                prop_assert_eq!(&old[run.old..run.old_end()], &new[run.new..run.new_end()]);
                (from, to) = (run.old_end(), run.new_end());
            }
        }
    }
}
