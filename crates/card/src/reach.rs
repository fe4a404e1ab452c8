//! What is known of the matches of an expression without a text.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};

use crate::Text;
use crate::matcher::Way;

/// No edge has more characters: a longer list tells few texts apart.
const MOST: usize = 64;

/// Characters that a match of a condition may have next to the literal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The characters.
    pub chars: Text,
    /// Whether the condition also holds where no text stands at all.
    pub none: bool,
}

impl Edge {
    /// Whether a match may have `c` next to the literal; `None` is the end of the text.
    pub fn may_be(&self, c: Option<char>) -> bool {
        c.map_or(self.none, |c| self.chars.chars().any(|edge| edge == c))
    }
}

/// The edge of an expression; `None` where it may match nothing, or begin or end with too many characters.
pub(crate) fn edge(hir: &Hir, way: Way) -> Option<Edge> {
    if way == Way::Anywhere {
        return None;
    }
    let mut found = Found { back: way == Way::Back, chars: Vec::new(), none: false };
    if found.add(hir)? {
        return None;
    }
    found.chars.sort_unstable();
    found.chars.dedup();
    let chars = found.chars.into_iter().collect::<String>().into();
    Some(Edge { chars, none: found.none })
}

/// All that the expression matches, one a line; `None` where that is no short list.
pub(crate) fn words(hir: &Hir) -> Option<String> {
    if !hir.properties().look_set().is_empty() {
        return None;
    }
    let mut extractor = Extractor::new();
    extractor.limit_class(MOST).limit_total(4 * MOST);
    let found = extractor.extract(hir);
    let literals = found.literals().filter(|_| found.is_exact())?;
    let words: Vec<&str> =
        literals.iter().map(|word| std::str::from_utf8(word.as_bytes()).ok()).collect::<Option<_>>()?;
    let plain = |word: &&str| !word.is_empty() && !word.contains('\n');
    (!words.is_empty() && words.iter().all(plain)).then(|| words.join("\n"))
}

struct Found {
    /// Whether the expression stands before the literal.
    back: bool,
    chars: Vec<char>,
    none: bool,
}

impl Found {
    /// Adds what the expression may have at the edge. Tells whether it may also match without any character, so that
    /// what stands beyond it comes to the edge; `None` where that is not known.
    fn add(&mut self, hir: &Hir) -> Option<bool> {
        match hir.kind() {
            HirKind::Empty => Some(true),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let edge = if self.back { text.chars().next_back() } else { text.chars().next() };
                self.chars.push(edge?);
                Some(false)
            }
            HirKind::Class(class) => {
                let class = match class {
                    regex_syntax::hir::Class::Unicode(class) => class,
                    regex_syntax::hir::Class::Bytes(_) => return None,
                };
                for range in class.iter() {
                    if range.len() > MOST || self.chars.len() > MOST {
                        return None;
                    }
                    self.chars.extend(range.start()..=range.end());
                }
                Some(false)
            }
            // The end of the text that lies away from the literal: nothing stands before it.
            HirKind::Look(look) => match (self.back, look) {
                (true, Look::Start) | (false, Look::End) => {
                    self.none = true;
                    Some(false)
                }
                (true, Look::End) | (false, Look::Start) => Some(true),
                _ => None,
            },
            HirKind::Repetition(repeated) => {
                let nothing = self.add(&repeated.sub)?;
                Some(nothing || repeated.min == 0)
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) if self.back => self.add_all(parts.iter().rev()),
            HirKind::Concat(parts) => self.add_all(parts.iter()),
            HirKind::Alternation(ways) => {
                let mut nothing = false;
                for way in ways {
                    nothing |= self.add(way)?;
                }
                Some(nothing)
            }
        }
    }

    fn add_all<'h>(&mut self, parts: impl Iterator<Item = &'h Hir>) -> Option<bool> {
        for part in parts {
            if !self.add(part)? {
                return Some(false);
            }
        }
        Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::parse;

    fn words_of(source: &str) -> Option<String> {
        words(&parse(source, true).unwrap())
    }

    #[test]
    fn short_lists_are_told() {
        assert_eq!(words_of("(?:完成|达到)了?").as_deref(), Some("完成了\n完成\n达到了\n达到"));
        assert_eq!(words_of("[一二]个").as_deref(), Some("一个\n二个"));
        assert_eq!(words_of("年[^，]{1,2}"), None);
        assert_eq!(words_of("^年"), None);
        assert_eq!(words_of("了?"), None);
    }

    fn edge_of(source: &str, way: Way) -> Option<(String, bool)> {
        edge(&parse(source, true).unwrap(), way).map(|edge| (edge.chars.into_owned(), edge.none))
    }

    #[test]
    fn the_character_next_to_the_literal_is_told() {
        let (before, after) = (Way::Back, Way::On);
        assert_eq!(edge_of("(?:完成|达成)", before), Some(("成".into(), false)));
        assert_eq!(edge_of("(?:完成|达到)了?", before), Some(("了到成".into(), false)));
        assert_eq!(edge_of("[一二]个", after), Some(("一二".into(), false)));
        assert_eq!(edge_of("^|，", before), Some(("，".into(), true)));
        assert_eq!(edge_of("。|$", after), Some(("。".into(), true)));
        assert_eq!(edge_of("了?", before), None);
        assert_eq!(edge_of("[^，]", after), None);
        assert_eq!(edge_of("年[^，]*", after), Some(("年".into(), false)));
    }
}
