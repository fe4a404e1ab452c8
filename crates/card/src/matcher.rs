//! Conditions of patterns as short programs, made with the program: nothing is compiled when a text is read.
//!
//! A condition looks at a few characters next to a literal. It reads outward from the literal: one that stands before
//! it reads backwards, so that it starts where its match must be. All ways through are followed at once, so the time
//! is linear in the characters.

mod compile;

use std::borrow::Cow;

pub(crate) use compile::{compile, parse};

/// What an expression matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matcher {
    /// Its steps; it begins with the first.
    pub steps: Cow<'static, [Step]>,
    /// Ranges of characters that [`Step::Set`] names.
    pub ranges: Cow<'static, [(char, char)]>,
    /// Characters with the steps that take them, which [`Step::Branch`] names.
    pub branches: Cow<'static, [(char, u16)]>,
}

/// A step of a matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// This character.
    Char(char),
    /// A character of so many ranges from a number on.
    Set(u16, u16),
    /// Nothing has been read.
    First,
    /// Nothing is left to read.
    Last,
    /// Go on at both steps.
    Fork(u16, u16),
    /// Go on at those of so many branches from a number on that take the next character. They stand in order of their
    /// characters: of many words few are looked at.
    Branch(u16, u16),
    /// Go on there.
    Jump(u16),
    /// Matched.
    Done,
}

/// Which way a condition reads, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Back from the end of a text.
    Back,
    /// On from the start of a text.
    On,
    /// From any place of a text on.
    Anywhere,
}

/// How far from a literal its conditions look, in characters.
const REACH: usize = 40;

/// Where a run over a text stands.
struct Run {
    /// Characters read, and one.
    round: u32,
    /// By step: the round in which it was reached last. None is followed twice in a round.
    reached: Vec<u32>,
    /// Steps that take the next character.
    next: Vec<u16>,
    /// Steps still to be followed.
    open: Vec<u16>,
}

impl Matcher {
    /// Whether the text holds a match. `way` is the one that the matcher was made for.
    pub fn is_match(&self, way: Way, text: &str) -> bool {
        match way {
            Way::Back => self.run(text.chars().rev().take(REACH), false),
            Way::On => self.run(text.chars().take(REACH), false),
            Way::Anywhere => self.run(text.chars(), true),
        }
    }

    fn run(&self, text: impl Iterator<Item = char>, anywhere: bool) -> bool {
        let mut text = text.peekable();
        let mut run =
            Run { round: 1, reached: vec![0; self.steps.len()], next: Vec::new(), open: Vec::new() };
        let mut now = Vec::new();
        if self.reach(&mut run, 0, true, text.peek().copied()) {
            return true;
        }
        while text.next().is_some() {
            if run.next.is_empty() && !anywhere {
                return false;
            }
            let ahead = text.peek().copied();
            run.round += 1;
            std::mem::swap(&mut now, &mut run.next);
            run.next.clear();
            if now.iter().any(|step| self.reach(&mut run, step + 1, false, ahead)) {
                return true;
            }
            if anywhere && self.reach(&mut run, 0, false, ahead) {
                return true;
            }
        }
        false
    }

    fn set(&self, from: u16, count: u16) -> &[(char, char)] {
        let from = usize::from(from);
        self.ranges.get(from..from + usize::from(count)).unwrap_or_default()
    }

    fn branches(&self, from: u16, count: u16) -> &[(char, u16)] {
        let from = usize::from(from);
        self.branches.get(from..from + usize::from(count)).unwrap_or_default()
    }

    /// Follows a step as far as no character is needed, and keeps those that take the character `ahead`; tells whether
    /// that is a match.
    fn reach(&self, run: &mut Run, step: u16, first: bool, ahead: Option<char>) -> bool {
        run.open.push(step);
        while let Some(step) = run.open.pop() {
            let at = usize::from(step);
            match run.reached.get_mut(at) {
                Some(round) if *round != run.round => *round = run.round,
                _ => continue,
            }
            match self.steps.get(at) {
                Some(Step::Char(wanted)) if ahead == Some(*wanted) => run.next.push(step),
                Some(Step::Set(from, count)) => {
                    let takes = |c: char| self.set(*from, *count).iter().any(|r| (r.0..=r.1).contains(&c));
                    if ahead.is_some_and(takes) {
                        run.next.push(step);
                    }
                }
                Some(Step::Branch(from, count)) => {
                    let Some(ahead) = ahead else { continue };
                    let all = self.branches(*from, *count);
                    let taken = all.get(all.partition_point(|(c, _)| *c < ahead)..).unwrap_or_default();
                    run.open.extend(taken.iter().take_while(|(c, _)| *c == ahead).map(|(_, step)| *step));
                }
                Some(Step::First) if first => run.open.push(step + 1),
                Some(Step::Last) if ahead.is_none() => run.open.push(step + 1),
                Some(Step::Fork(one, other)) => run.open.extend([*other, *one]),
                Some(Step::Jump(on)) => run.open.push(*on),
                Some(Step::Done) => return true,
                _ => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_match(source: &str, way: Way, text: &str) -> bool {
        let matcher = compile(&parse(source, true).unwrap(), way).unwrap();
        matcher.is_match(way, text)
    }

    #[test]
    fn conditions_match_as_expressions_do() {
        for (source, way, text, want) in [
            ("(?:完成|达到)了?", Way::On, "达到了", true),
            ("(?:完成|达到)了?", Way::Back, "全年完成", true),
            ("(?:完成|达到)了?", Way::Back, "完成的", false),
            ("^|，", Way::Back, "", true),
            ("^|，", Way::Back, "甲", false),
            ("(?:^|。)甲", Way::Back, "甲", true),
            ("甲$", Way::On, "甲", true),
            ("甲$", Way::On, "甲乙", false),
            (".{0,2}乙", Way::On, "甲甲乙", true),
            (".{0,2}乙", Way::On, "甲甲甲乙", false),
            ("[^，]+乙", Way::Anywhere, "，甲乙", true),
            ("[^，]+乙", Way::Anywhere, "甲，乙", false),
            (r"\d级", Way::On, "2级", true),
            (r"\d级", Way::On, "２级", false),
            ("(?:甲*)*乙", Way::On, "甲甲甲甲", false),
        ] {
            assert_eq!(is_match(source, way, text), want, "{source} {text}");
        }
    }

    #[test]
    fn what_no_condition_needs_is_refused() {
        for source in [r"\b甲", "(?m:^)甲", "甲{3000}"] {
            assert!(parse(source, false).and_then(|hir| compile(&hir, Way::On)).is_err(), "{source}");
        }
        assert!(parse("(", true).is_err());
    }

    proptest! {
        #[test]
        fn a_match_backwards_is_a_match_forwards(
            source in "(?:甲|乙丙|[丙丁]|(?:甲|丁)\\*|乙\\?|\\^|(?:丙\\{1,2\\})){1,5}",
            text in "[甲乙丙丁]{0,8}",
        ) {
            // Bound to both ends, it is one question.
            let source = source.replace('\\', "");
            let whole = format!("^(?:{source})$");
            prop_assert_eq!(is_match(&whole, Way::On, &text), is_match(&whole, Way::Back, &text), "{}", source);
        }
    }
}
