//! Titles compared without what differs by accident of layout.

/// `text` without any white space (U+00A0 and U+3000 included).
pub fn squeeze(text: &str) -> String {
    gathered(text.len(), text.chars().filter(|c| !c.is_whitespace()))
}

/// A title as it is compared: without white space, with brackets, marks, figures and dots of one width.
pub fn normal(text: &str) -> String {
    gathered(text.len(), normal_chars(text))
}

/// `chars`, of which there are about `size` bytes; room is asked for once.
fn gathered(size: usize, chars: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(size);
    out.extend(chars);
    out
}

/// The characters of [`normal`].
pub fn normal_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '•' | '・' | '‧' => '·',
        '〜' | '~' => '～',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_folded() {
        assert_eq!(normal("开发区·街道(镇)"), normal("开发区•街道 （镇）"));
        assert_eq!(normal("地　貌"), "地貌");
        assert_eq!(normal("视\u{a0}\u{a0}察"), "视察");
        assert_eq!(normal("２０２２年"), "2022年");
        assert_ne!(normal("统计公报"), normal("统计公告"));
        assert_eq!(squeeze("甲 （乙)"), "甲（乙)");
    }
}
