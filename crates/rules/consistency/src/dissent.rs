//! Which of the places that tell one fact stand against the others.

/// Pairs of a place that agrees with fewer places than it differs from, and those it differs from. Of places
/// that are equally many, the earlier stand against the later. Where places are authoritative, all that
/// differ from them stand against them, and they against none.
pub(crate) fn dissenters<'t, T>(
    told: &'t [T],
    agree: impl Fn(&T, &T) -> bool,
    holds: impl Fn(&T) -> bool,
) -> Vec<(&'t T, Vec<&'t T>)> {
    let authority = told.iter().any(&holds);
    let mut out = Vec::new();
    for (n, one) in told.iter().enumerate() {
        let (same, other): (Vec<usize>, Vec<usize>) =
            (0..told.len()).partition(|at| told.get(*at).is_some_and(|t| agree(t, one)));
        let counted = |of: &[usize]| of.len();
        let earlier = same.iter().chain([&n]).min() < other.iter().min();
        let against: Vec<&T> =
            other.iter().filter_map(|at| told.get(*at)).filter(|t| !authority || holds(t)).collect();
        let fewer = counted(&same) < counted(&other) || counted(&same) == counted(&other) && earlier;
        if !against.is_empty() && if authority { !holds(one) } else { fewer } {
            out.push((one, against));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(told: &[i32], official: i32) -> Vec<i32> {
        dissenters(told, |a, b| a == b, |t| *t == official).into_iter().map(|(one, _)| *one).collect()
    }

    #[test]
    fn the_fewer_and_the_earlier_stand_against_the_rest() {
        assert_eq!(found(&[90, 89, 89], 0), [90]);
        assert_eq!(found(&[89, 90], 0), [89]);
        assert_eq!(found(&[89, 89, 89], 0), []);
        assert_eq!(found(&[89, 89, 90], 90), [89, 89]);
    }
}
