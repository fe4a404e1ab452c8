//! From an expression to the steps of a matcher.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::{Matcher, Step, Way};

/// No matcher has more steps.
const MOST: usize = 2048;

/// Parses an expression. With `ascii`, `\d`, `\s` and `\w` mean characters of ASCII alone.
pub(crate) fn parse(source: &str, ascii: bool) -> Result<Hir, String> {
    let parsed = match ascii {
        true => regex_syntax::parse(&ascii_classes(source)),
        false => regex_syntax::parse(source),
    };
    parsed.map_err(|e| e.to_string())
}

/// The expression with the short names of classes written out.
fn ascii_classes(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let (mut chars, mut depth) = (source.chars(), 0_u32);
    while let Some(c) = chars.next() {
        let next = if c == '\\' { chars.next() } else { None };
        let class = match next {
            Some('d') => "0-9",
            Some('s') => r"\t\n\x0b\x0c\r\x20",
            Some('w') => "0-9A-Za-z_",
            next => {
                match c {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                out.push(c);
                out.extend(next);
                continue;
            }
        };
        let (open, close) = if depth > 0 { ("", "") } else { ("[", "]") };
        out.extend([open, class, close]);
    }
    out
}

/// The matcher of an expression that reads in this way.
pub(crate) fn compile(hir: &Hir, way: Way) -> Result<Matcher, String> {
    let mut made = Made { way, steps: Vec::new(), ranges: Vec::new(), branches: Vec::new() };
    made.add(hir)?;
    made.push(Step::Done)?;
    Ok(Matcher { steps: made.steps.into(), ranges: made.ranges.into(), branches: made.branches.into() })
}

struct Made {
    way: Way,
    steps: Vec<Step>,
    ranges: Vec<(char, char)>,
    branches: Vec<(char, u16)>,
}

impl Made {
    fn next(&self) -> u16 {
        self.steps.len() as u16
    }

    fn push(&mut self, step: Step) -> Result<usize, String> {
        if self.steps.len() >= MOST {
            return Err("the condition is too long".to_owned());
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }

    /// A branch for the ways that begin with a known character, and a fork for each of the others.
    fn alternation(&mut self, ways: &[Hir]) -> Result<(), String> {
        let first = self.push(Step::Done)?;
        let (mut branches, mut others, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for way in ways {
            let start = self.next();
            self.add(way)?;
            ends.push(self.push(Step::Done)?);
            match self.steps.get(usize::from(start)) {
                Some(Step::Char(c)) => branches.push((*c, start)),
                _ => others.push(start),
            }
        }
        let number = |n: usize| u16::try_from(n).map_err(|_| "the condition is too long".to_owned());
        branches.sort_unstable();
        let from = number(self.branches.len())?;
        let mut step = Step::Branch(from, number(branches.len())?);
        self.branches.extend(branches);
        for other in others {
            let rest = self.push(step)?;
            step = Step::Fork(rest as u16, other);
        }
        self.set(first, step);
        for end in ends {
            self.set(end, Step::Jump(self.next()));
        }
        Ok(())
    }

    fn add(&mut self, hir: &Hir) -> Result<(), String> {
        match hir.kind() {
            HirKind::Empty => Ok(()),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).map_err(|e| e.to_string())?;
                let mut chars: Vec<char> = text.chars().collect();
                if self.way == Way::Back {
                    chars.reverse();
                }
                chars.into_iter().try_for_each(|c| self.push(Step::Char(c)).map(drop))
            }
            HirKind::Class(Class::Unicode(class)) => {
                let from = self.ranges.len();
                self.ranges.extend(class.iter().map(|range| (range.start(), range.end())));
                let number = |n: usize| u16::try_from(n).map_err(|_| "the condition is too long".to_owned());
                let step = Step::Set(number(from)?, number(self.ranges.len() - from)?);
                self.push(step).map(drop)
            }
            HirKind::Class(Class::Bytes(_)) => Err("a condition looks at characters, not bytes".to_owned()),
            HirKind::Look(look) => {
                let step = match (look, self.way) {
                    (Look::Start, Way::Back) | (Look::End, Way::On | Way::Anywhere) => Step::Last,
                    (Look::End, Way::Back) | (Look::Start, Way::On | Way::Anywhere) => Step::First,
                    _ => return Err("a condition looks for no bounds of words or lines".to_owned()),
                };
                self.push(step).map(drop)
            }
            HirKind::Repetition(repeated) => {
                for _ in 0..repeated.min {
                    self.add(&repeated.sub)?;
                }
                match repeated.max {
                    None => {
                        let fork = self.push(Step::Done)?;
                        self.add(&repeated.sub)?;
                        self.push(Step::Jump(fork as u16))?;
                        self.set(fork, Step::Fork(fork as u16 + 1, self.next()));
                    }
                    Some(max) => {
                        let mut forks = Vec::new();
                        for _ in repeated.min..max {
                            forks.push(self.push(Step::Done)?);
                            self.add(&repeated.sub)?;
                        }
                        for fork in forks {
                            self.set(fork, Step::Fork(fork as u16 + 1, self.next()));
                        }
                    }
                }
                Ok(())
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) if self.way == Way::Back => {
                parts.iter().rev().try_for_each(|p| self.add(p))
            }
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.add(part)),
            HirKind::Alternation(ways) => self.alternation(ways),
        }
    }
}
