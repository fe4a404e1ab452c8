//! The file of decisions, and its answers laid on findings.

use std::collections::BTreeMap;

use kanwu_card::{Card, StoredCard, Waiver};
use kanwu_plugin::{Decided, Diagnostic, FindingId, State};
use toml::Spanned;

use crate::Problem;
use crate::messages::problem;
use crate::raw::{File, Placed, Written, is_day};

/// The file's name.
pub const FILE: &str = "kanwu.decisions.toml";

const HEAD: &str = "\
# 刊误：对发现的处理。由 kanwu decide 等命令写入，也可以手改；按编号排列，便于合并。
# state：改、不改、待核。

";

/// An answer, and what it was given to, for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The answer.
    pub decided: Decided,
    /// Name of the rule.
    pub rule: String,
    /// Text of the place; numbers of people masked.
    pub excerpt: String,
}

/// Answers by finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    all: BTreeMap<FindingId, Decision>,
}

/// What came of answering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Findings that a bare 不改 can't silence: their rules are waived one by one, with reason and name.
    pub refused: Vec<FindingId>,
}

impl Decisions {
    /// Reads TOML; every fault has its place.
    pub fn from_toml(text: &str) -> Result<Decisions, Problem> {
        let file: File<Spanned<String>> =
            toml::from_str(text).map_err(|e| Problem::of_toml(e.span(), e.message()))?;
        Decisions::gather(file)
    }

    /// Reads what a report exports.
    pub fn from_json(text: &str) -> Result<Decisions, Problem> {
        let file: File<String> = serde_json::from_str(text).map_err(|detail| {
            Problem::new(None, |lang| problem::Unreadable { detail: &detail }.text(lang))
        })?;
        Decisions::gather(file)
    }

    fn gather<S: crate::raw::Text>(file: File<S>) -> Result<Decisions, Problem> {
        let mut all = BTreeMap::new();
        for Placed { id, decision, span } in file.read()? {
            if all.insert(id, decision).is_some() {
                return Err(Problem::new(span, |lang| problem::Twice { id }.text(lang)));
            }
        }
        Ok(Decisions { all })
    }

    /// As TOML, sorted by id.
    ///
    /// # Errors
    /// Where the TOML writer refuses, which no text makes it do.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        Ok(format!("{HEAD}{}", toml::to_string(&Written::of(self.all.iter()))?))
    }

    /// Records an answer, in place of an earlier one.
    pub fn set(&mut self, id: FindingId, decision: Decision) {
        self.all.insert(id, decision);
    }

    /// One answer.
    pub fn get(&self, id: FindingId) -> Option<&Decision> {
        self.all.get(&id)
    }

    /// All of them by id.
    pub fn iter(&self) -> impl Iterator<Item = (FindingId, &Decision)> {
        self.all.iter().map(|(id, d)| (*id, d))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Drops the answers to findings that `stands` does not know, and says how many.
    pub fn prune(&mut self, stands: impl Fn(FindingId) -> bool) -> usize {
        let before = self.all.len();
        self.all.retain(|id, _| stands(*id));
        before - self.all.len()
    }

    /// Lays the answers on the findings of a manuscript; `cards` are by [`kanwu_plugin::RuleId`]. What the text
    /// itself answers stands.
    pub fn answer(&self, found: &mut [Diagnostic], cards: &[&StoredCard]) -> Answered {
        let mut answered = Answered::default();
        if self.all.is_empty() {
            return answered;
        }
        for d in found.iter_mut().filter(|d| d.state.is_none()) {
            let Some(decision) = self.all.get(&d.id) else { continue };
            let single = cards.get(d.rule.index()).is_some_and(|c| c.waiver == Waiver::Single);
            if single && !may_waive(&decision.decided) {
                answered.refused.push(d.id);
                continue;
            }
            d.state = Some(Box::new(decision.decided.clone()));
        }
        answered
    }
}

/// Whether an answer may stand under a rule that is never silent.
pub(crate) fn may_waive(decided: &Decided) -> bool {
    let said = |s: &str| !s.trim().is_empty();
    decided.state != State::Keep || (said(&decided.reason) && said(&decided.person))
}

impl Decision {
    /// Whether it may be recorded for a finding of this rule: one that is never silent is waived with reason and
    /// name only.
    pub fn may_answer(&self, card: &Card) -> bool {
        card.waiver == Waiver::Free || may_waive(&self.decided)
    }

    /// Whether a text is a day such as `2026-11-25`.
    pub fn is_day(text: &str) -> bool {
        is_day(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decision(state: State, words: &str, date: &str) -> Decision {
        Decision {
            decided: Decided {
                state,
                reason: words.to_owned(),
                person: words.to_owned(),
                date: date.to_owned(),
                stage: "二校".to_owned(),
                in_text: false,
            },
            rule: "range-left-percent-missing".to_owned(),
            excerpt: words.to_owned(),
        }
    }

    #[test]
    fn the_file_is_sorted_and_readable() {
        let mut decisions = Decisions::default();
        decisions.set(FindingId(0x9f3c_2a7b_1d4e_0c55), decision(State::Keep, "原件如此", "2026-11-25"));
        decisions.set(FindingId(1), decision(State::Hold, "", ""));
        let text = decisions.to_toml().unwrap();
        let body = text.strip_prefix(HEAD).unwrap();
        assert_eq!(
            body,
            "version = 1\n\n[[decision]]\nid = \"0000000000000001\"\nstate = \"待核\"\n\
             rule = \"range-left-percent-missing\"\nstage = \"二校\"\n\n[[decision]]\n\
             id = \"9f3c2a7b1d4e0c55\"\nstate = \"不改\"\nrule = \"range-left-percent-missing\"\n\
             excerpt = \"原件如此\"\nreason = \"原件如此\"\nperson = \"原件如此\"\ndate = 2026-11-25\n\
             stage = \"二校\"\n"
        );
    }

    #[test]
    fn json_of_a_report_is_read_too() {
        let json = r#"{"version":1,"decisions":[{"id":"9f3c2a7b1d4e0c55","state":"改","rule":"r","excerpt":"e",
            "reason":"","person":"王编辑","date":"2026-11-25","stage":null}]}"#;
        let decisions = Decisions::from_json(json).unwrap();
        let one = decisions.get(FindingId(0x9f3c_2a7b_1d4e_0c55)).unwrap();
        assert_eq!((one.decided.state, one.decided.date.as_str()), (State::Change, "2026-11-25"));
    }

    #[test]
    fn faults_have_their_place() {
        let fault = |text: &str, at: &str| {
            let problem = Decisions::from_toml(text).unwrap_err();
            let span = problem.span.clone().unwrap();
            assert_eq!(text.get(span), Some(at), "{problem:?}");
        };
        fault("version = 1\n[[decision]]\nid = \"12\"\nstate = \"改\"\n", "\"12\"");
        let id = "\"9f3c2a7b1d4e0c55\"";
        fault(&format!("version = 1\n[[decision]]\nid = {id}\nstate = \"采纳\"\n"), "\"采纳\"");
        fault(&format!("version = 1\n[[decision]]\nid = {id}\nstate = \"改\"\ndate = \"昨天\"\n"), id);
        let one = format!("[[decision]]\nid = {id}\nstate = \"改\"\n");
        fault(&format!("version = 1\n{one}{one}"), id);
        fault("version = 1\n<<<<<<< ours\n", "");
        assert!(Decisions::from_toml("version = 2\n").is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(
            all in prop::collection::btree_map(any::<u64>(), (0usize..3, ".{0,20}"), 0..6),
        ) {
            let mut decisions = Decisions::default();
            for (id, (state, words)) in &all {
                decisions.set(FindingId(*id), decision(State::ALL[*state], words, "2024-02-29"));
            }
            let text = decisions.to_toml().unwrap();
            prop_assert_eq!(Decisions::from_toml(&text).unwrap(), decisions);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = Decisions::from_toml(&text);
            let _ = Decisions::from_json(&text);
        }
    }
}
