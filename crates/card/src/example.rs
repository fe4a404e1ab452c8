//! Examples: text with `⟦ ⟧` round the places a rule must find.

/// An example's plain text and its marked places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without the marks.
    pub text: String,
    /// Byte range in `text` of each `⟦ … ⟧`, in order.
    pub main: Vec<(usize, usize)>,
    /// Byte range in `text` of each `⟦n: … ⟧`, in order.
    pub related: Vec<(usize, usize)>,
}

/// Takes the marks out of an example.
pub fn mark(text: &str) -> Marked {
    let mut out = Marked::default();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let tail = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
                let numbered = digits > 0 && tail[digits..].starts_with(':');
                open.push((out.text.len(), numbered));
                rest = if numbered { &tail[digits + 1..] } else { tail };
                continue;
            }
            '⟧' => {
                if let Some((start, numbered)) = open.pop() {
                    let list = if numbered { &mut out.related } else { &mut out.main };
                    list.push((start, out.text.len()));
                }
            }
            c => out.text.push(c),
        }
        rest = tail;
    }
    out.main.sort_unstable();
    out.related.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out() {
        let m = mark("甲⟦,⟧乙⟦1:（⟧丙");
        assert_eq!(m.text, "甲,乙（丙");
        assert_eq!(m.main, [(3, 4)]);
        assert_eq!(m.related, [(7, 10)]);
    }
}
