//! Text that was decoded by the wrong encoding: â€œ for “, ä¸€ for 一, 锛 for ，.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::mojibake as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

/// A character of UTF-8 has no more bytes than this.
const LONGEST: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let run = cx.of(span);
    let Some((from, _)) = run.char_indices().find(|(_, c)| byte(*c).is_some_and(|b| b >= 0xc3)) else {
        return;
    };
    // A token before this one may have held the beginning of it.
    let start = span.start + from as u32;
    if is_inside(cx.before(start), cx.after(start)) {
        return;
    }
    let (mut end, mut text) = (start, String::new());
    while let Some((decoded, len)) = decode(cx.after(end)) {
        text.push(decoded);
        end += len as u32;
    }
    // é and the like are letters: what comes out must be Chinese, or a mark of it.
    let chinese = text.chars().any(|c| c >= '\u{2010}');
    if chinese && end > start {
        let found = Span::new(start, end);
        let finding = Finding::certain(found)
            .arg(card::args::FOUND, cx.of(found))
            .arg(card::args::WANT, text.as_str())
            .fix(found, text);
        cx.push(finding);
    }
}

/// Whether what stands before belongs to the same wrong run, which was reported where it begins.
fn is_inside(before: &str, after: &str) -> bool {
    (1..LONGEST).any(|back| {
        let lead = tail(before, back);
        let joined = format!("{lead}{}", head(after, LONGEST));
        decode(&joined).is_some_and(|(c, len)| c >= '\u{2010}' && len >= lead.len())
    })
}

/// The first character of a text whose bytes were taken for characters of the Western code page, and how many bytes
/// the wrong text has for it.
fn decode(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; LONGEST];
    let mut len = 0;
    for (n, c) in text.chars().take(LONGEST).enumerate() {
        *bytes.get_mut(n)? = byte(c)?;
        len += c.len_utf8();
        if let Some(found) = std::str::from_utf8(bytes.get(..=n)?).ok().and_then(|s| s.chars().next()) {
            return (n > 0).then_some((found, len));
        }
    }
    None
}

/// The byte that the Western code page (Windows-1252) prints as this character, from 0x80 up.
fn byte(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match c as u32 {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => HIGH.chars().position(|high| high == c).and_then(|n| u8::try_from(0x80 + n).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_utf8_are_read_back() {
        assert_eq!(decode("ä¸€"), Some(('一', "ä¸€".len())));
        assert_eq!(decode("â€œ“"), Some(('“', "â€œ".len())));
        assert_eq!(decode("Café"), None);
        assert_eq!(decode(""), None);
    }
}
