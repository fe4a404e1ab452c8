//! Numbers of persons in messages, which must not print them in full.

/// The first three and the last two characters stay.
pub(crate) fn masked(text: &str) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < 3 || i + 2 >= count { c } else { '*' }).collect()
}
