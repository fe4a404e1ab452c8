//! In what two names differ that are one slip apart.

/// One slip, as it makes of the known name the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One character for another.
    Changed(char, char),
    /// A character is lost.
    Lost(char),
    /// A character is put in.
    Added(char),
    /// A word of two characters is lost.
    WordLost(char, char),
    /// A word of two characters is put in.
    WordAdded(char, char),
    /// Characters or words have changed places.
    Moved,
}

/// The slip that makes `odd` of `known`; `None` where they are alike or differ in more.
pub fn slip(known: &[char], odd: &[char]) -> Option<Slip> {
    let head = known.iter().zip(odd).take_while(|(a, b)| a == b).count();
    let tail = known.iter().rev().zip(odd.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(known.len() - head).min(odd.len() - head);
    let (a, b) = (known.get(head..known.len() - tail)?, odd.get(head..odd.len() - tail)?);
    match (a, b) {
        ([x], [y]) => Some(Slip::Changed(*x, *y)),
        ([x], []) => Some(Slip::Lost(*x)),
        ([], [y]) => Some(Slip::Added(*y)),
        ([x, y], []) => Some(Slip::WordLost(*x, *y)),
        ([], [x, y]) => Some(Slip::WordAdded(*x, *y)),
        _ if a.len() == b.len() && !a.is_empty() => {
            let turned = (1..a.len()).any(|n| a.get(n..).into_iter().chain(a.get(..n)).flatten().eq(b));
            turned.then_some(Slip::Moved)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(known: &str, odd: &str) -> Option<Slip> {
        slip(&known.chars().collect::<Vec<_>>(), &odd.chars().collect::<Vec<_>>())
    }

    #[test]
    fn slips_are_told() {
        assert_eq!(of("行政审批服务局", "行政服务审批局"), Some(Slip::Moved));
        assert_eq!(of("疏港大道", "输港大道"), Some(Slip::Changed('疏', '输')));
        assert_eq!(of("卫生健康委员会", "卫生健康委会"), Some(Slip::Lost('员')));
        assert_eq!(of("青石水库", "青石头水库"), Some(Slip::Added('头')));
        assert_eq!(of("清河纸业股份公司", "清河纸业公司"), Some(Slip::WordLost('股', '份')));
        assert_eq!(of("青石水库", "青石水库"), None);
        assert_eq!(of("青石水库", "大青山水库"), None);
    }
}
