//! Which character a glyph shows, where the file names another one that looks the same.

include!(concat!(env!("OUT_DIR"), "/radicals.rs"));

/// Pieces of brackets, in the order in which symbol fonts have them from U+F8EB on.
const BRACKETS: [char; 20] =
    ['⎛', '⎜', '⎝', '⎡', '⎢', '⎣', '⎧', '⎨', '⎩', '⎪', '⎮', '⎞', '⎟', '⎠', '⎤', '⎥', '⎦', '⎫', '⎬', '⎭'];

/// The character as it is read on the page. Nobody can see whether a glyph is called ⽽ or 而: fonts use one glyph for
/// both, and some programs write down the wrong name.
pub(crate) fn shown(c: char) -> char {
    match c {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '■',
        '\u{f0a8}' | '\u{f071}' => '□',
        '\u{f0d8}' => '➢',
        '\u{f075}' => '◆',
        '\u{f0fc}' => '✓',
        // Pieces of tall brackets.
        '\u{f8eb}'..='\u{f8fe}' => BRACKETS.get(c as usize - 0xf8eb).copied().unwrap_or(c),
        // Fonts of simplified characters have one glyph for the radical and 户.
        '\u{2f3e}' => '户',
        '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => {
            let at = RADICALS.binary_search_by_key(&c, |(radical, _)| *radical);
            at.map_or(c, |at| RADICALS[at].1)
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn radicals_are_read_as_characters_and_bullets_as_bullets() {
        assert_eq!("⽽⻓⼾行\u{f0b7}".chars().map(shown).collect::<String>(), "而长户行•");
    }
}
