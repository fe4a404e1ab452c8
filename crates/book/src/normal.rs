//! Titles compared without what differs by accident of layout.

/// `text` without any white space (U+00A0 and U+3000 included).
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A title as it is compared: without white space, with brackets and dots of one width.
pub fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '•' | '・' | '‧' => '·',
            '〜' | '~' => '～',
            c => c,
        })
        .collect()
}
