//! Which of the places that state one fact stand against the others.

/// So many places that state one fact are compared, so that time stays linear where thousands do.
const MOST: usize = 100;

/// Pairs of a place that agrees with fewer places than it differs from, and those it differs from. Of places
/// that are equally many, the earlier stand against the later. Where places are authoritative, all that
/// differ from them stand against them, and they against none.
pub(crate) fn outliers<T>(
    statements: &[T],
    agree: impl Fn(&T, &T) -> bool,
    holds: impl Fn(&T) -> bool,
) -> Vec<(&T, Vec<&T>)> {
    let statements = statements.get(..statements.len().min(MOST)).unwrap_or_default();
    let authority = statements.iter().any(&holds);
    let mut out = Vec::new();
    for one in statements {
        let (same, other): (Vec<_>, Vec<_>) = statements.iter().enumerate().partition(|(_, t)| agree(t, one));
        let first = |of: &[(usize, &T)]| of.first().map(|(at, _)| *at);
        let earlier = first(&same) < first(&other);
        let fewer = same.len() < other.len() || same.len() == other.len() && earlier;
        let stands = if authority { !holds(one) } else { fewer };
        let against: Vec<&T> = other.into_iter().map(|(_, t)| t).filter(|t| !authority || holds(t)).collect();
        if stands && !against.is_empty() {
            out.push((one, against));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(statements: &[i32], official: i32) -> Vec<i32> {
        outliers(statements, |a, b| a == b, |t| *t == official).into_iter().map(|(one, _)| *one).collect()
    }

    #[test]
    fn the_fewer_and_the_earlier_stand_against_the_rest() {
        assert_eq!(found(&[90, 89, 89], 0), [90]);
        assert_eq!(found(&[89, 90], 0), [89]);
        assert_eq!(found(&[89, 89, 89], 0), []);
        assert_eq!(found(&[89, 89, 90], 90), [89, 89]);
    }
}
