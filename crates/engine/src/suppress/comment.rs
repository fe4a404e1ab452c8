//! `<!-- kanwu-ignore NAME, NAME: reason -->` in a source.

use kanwu_text::{Location, SourceId, SourceSpan};

/// What a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The next block, or the one that it stands in.
    Next,
    /// From here to the end named so.
    Start,
    /// The end of it.
    End,
    /// The whole file.
    File,
}

/// A comment that speaks to kanwu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment<'t> {
    pub reach: Reach,
    /// The comment, marks included.
    pub at: Location,
    /// Rules, each with its place.
    pub names: Vec<(&'t str, Location)>,
    /// Why; empty where it does not say.
    pub reason: &'t str,
}

const WORD: &str = "kanwu-ignore";
const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Every such comment of a source, in order.
pub(super) fn comments<'t>(source: SourceId, text: &'t str, out: &mut Vec<Comment<'t>>) {
    // The next end of a comment, kept while it lies ahead: time stays linear where comments have none.
    let mut next = Some(0);
    for word in memchr::memmem::find_iter(text.as_bytes(), WORD) {
        let Some(open) = text[..word].trim_end().strip_suffix(OPEN).map(str::len) else { continue };
        if next.is_some_and(|at| at < word) {
            next = text[word..].find(CLOSE).map(|i| word + i);
        }
        let Some(close) = next else { return };
        let body = &text[word + WORD.len()..close];
        if body.contains('\n') {
            continue;
        }
        let Some((reach, rest)) = reach(body) else { continue };
        let at = Location::new(source, SourceSpan::of(open..close + CLOSE.len()));
        let (list, reason) = rest.split_once([':', '：']).unwrap_or((rest, ""));
        let start = close - rest.len();
        let mut names = Vec::new();
        let mut from = 0;
        for part in list.split_inclusive([',', '，', '、', ' ', '\t']) {
            let name = part.trim_matches([',', '，', '、', ' ', '\t']);
            if !name.is_empty() {
                let at = start + from + part.find(name).unwrap_or(0);
                names.push((name, Location::new(source, SourceSpan::of(at..at + name.len()))));
            }
            from += part.len();
        }
        out.push(Comment { reach, at, names, reason: reason.trim() });
    }
}

/// What follows the word: `-start`, `-end`, `-file` or a blank, and then the rest.
fn reach(body: &str) -> Option<(Reach, &str)> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', ':', '：']);
    [("-start", Reach::Start), ("-end", Reach::End), ("-file", Reach::File), ("", Reach::Next)]
        .into_iter()
        .find_map(|(word, reach)| body.strip_prefix(word).filter(|r| ends(r)).map(|r| (reach, r)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Reach, Vec<&str>, &str)> {
        let mut out = Vec::new();
        comments(SourceId(0), text, &mut out);
        for c in &out {
            assert!(c.at.span.of_text(text).starts_with(OPEN) && c.at.span.of_text(text).ends_with(CLOSE));
            for (name, at) in &c.names {
                assert_eq!(at.span.of_text(text), *name);
            }
        }
        out.into_iter().map(|c| (c.reach, c.names.into_iter().map(|(n, _)| n).collect(), c.reason)).collect()
    }

    #[test]
    fn comments_are_read() {
        assert_eq!(
            read("甲<!-- kanwu-ignore NUM013: 原件如此 -->乙"),
            [(Reach::Next, vec!["NUM013"], "原件如此")]
        );
        assert_eq!(
            read("<!--kanwu-ignore-file a-b，c、 d：据：原书-->"),
            [(Reach::File, vec!["a-b", "c", "d"], "据：原书")]
        );
        assert_eq!(
            read("<!-- kanwu-ignore-start a -->\n<!-- kanwu-ignore-end a -->"),
            [(Reach::Start, vec!["a"], ""), (Reach::End, vec!["a"], "")]
        );
        assert_eq!(read("<!-- kanwu-ignore -->"), [(Reach::Next, vec![], "")]);
    }

    #[test]
    fn other_text_is_none() {
        for text in [
            "kanwu-ignore a",
            "<!-- 见 kanwu-ignore a -->",
            "<!-- kanwu-ignored a -->",
            "<!-- kanwu-ignore-all a -->",
            "<!-- kanwu-ignore a",
            "<!-- kanwu-ignore a\n-->",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<!--|-->|kanwu-ignore|-file|-end|[ :：,，甲a\n]){0,20}") {
            read(&text);
        }
    }
}
