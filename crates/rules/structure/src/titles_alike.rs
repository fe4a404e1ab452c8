//! How much two titles have in common.

/// Characters that two titles share, in a hundred of the longer.
pub(crate) fn titles_alike(a: &str, b: &str) -> usize {
    let mut rest: Vec<char> = b.chars().collect();
    let length = a.chars().count().max(rest.len()).max(1);
    let mut shared = 0;
    for c in a.chars() {
        if let Some(i) = rest.iter().position(|r| *r == c) {
            rest.swap_remove(i);
            shared += 1;
        }
    }
    shared * 100 / length
}
