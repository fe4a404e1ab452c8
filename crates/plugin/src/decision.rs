//! What an editor has answered to a finding, and the name by which the answer finds it again.

use std::fmt;
use std::str::FromStr;

/// A finding's name: a hash of the rule, the words at the place, a little text on both sides, and an ordinal
/// among equal ones of the manuscript. Moved lines and renamed files do not change it; changed words do.
/// Printed as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId(pub u64);

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A text that is not 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl FromStr for FindingId {
    type Err = NotAnId;

    fn from_str(s: &str) -> Result<FindingId, NotAnId> {
        if s.len() != 16 || !s.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAnId);
        }
        u64::from_str_radix(s, 16).map(FindingId).map_err(|_| NotAnId)
    }
}

/// The state that an editor gives a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 改: it is to be corrected; once the words have changed, the matter is closed.
    Change,
    /// 不改: it stands as it is.
    Keep,
    /// 待核: held until whoever supplied the text replies.
    Hold,
}

impl State {
    /// Every state.
    pub const ALL: [State; 3] = [State::Change, State::Keep, State::Hold];

    /// As files and reports write it, in any language: a term of the trade.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Change => "改",
            State::Keep => "不改",
            State::Hold => "待核",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An answer to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What is to become of it.
    pub state: State,
    /// Why; empty where nobody said.
    pub reason: String,
    /// Who decided; empty where nobody said.
    pub person: String,
    /// When: `2026-11-25`; empty where unknown.
    pub date: String,
    /// At which stage (初审, 二校 …); empty where unknown.
    pub stage: String,
    /// Whether the text itself says so, in a `kanwu-ignore` comment.
    pub in_text: bool,
}

impl Decided {
    /// 不改, which nobody has signed.
    pub fn kept(reason: &str, in_text: bool) -> Decided {
        Decided {
            state: State::Keep,
            reason: reason.to_owned(),
            person: String::new(),
            date: String::new(),
            stage: String::new(),
            in_text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_it_prints() {
        for n in [0, 1, 0x9f3c_2a7b_1d4e_0c55, u64::MAX] {
            assert_eq!(FindingId(n).to_string().parse(), Ok(FindingId(n)));
        }
        for bad in ["", "9f3c", "9f3c2a7b1d4e0c5g", "+f3c2a7b1d4e0c55", "9f3c2a7b1d4e0c555"] {
            assert_eq!(bad.parse::<FindingId>(), Err(NotAnId), "{bad}");
        }
    }
}
