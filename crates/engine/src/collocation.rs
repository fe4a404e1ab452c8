//! Frames 格式: a literal of a pattern and its partner in the same clause.

use kanwu_card::{Fault, Surroundings, Text};
use kanwu_plugin::ReadingSpan;

/// How far from the literal its partner may stand, in characters.
const REACH: usize = 20;

/// Where a pattern stands.
pub(crate) struct Collocation {
    /// From the first word to the last.
    pub whole: ReadingSpan,
    /// The other word, of a collocation of two.
    pub partner: Option<ReadingSpan>,
    /// Between the two words; empty without a partner.
    pub between: ReadingSpan,
    /// The faulty span.
    pub fault: ReadingSpan,
}

impl Collocation {
    /// The collocation whose literal stands at `literal` in `text`; none where its partner is missing.
    pub(crate) fn of(pattern: &Surroundings, text: &str, literal: ReadingSpan) -> Option<Collocation> {
        if pattern.from.is_empty() && pattern.to.is_empty() {
            let none = ReadingSpan::new(literal.end, literal.end);
            return Some(Collocation { whole: literal, partner: None, between: none, fault: literal });
        }
        let (ahead, thirds) = (pattern.from.is_empty(), pattern.thirds);
        let partner = if ahead {
            Partners { words: &pattern.to, thirds }.after(text, literal.end as usize)?
        } else {
            Partners { words: &pattern.from, thirds }.before(text, literal.start as usize)?
        };
        let (first, last) = if ahead { (literal, partner) } else { (partner, literal) };
        let whole = ReadingSpan::new(first.start, last.end);
        let fault = match pattern.fault {
            Fault::Partner => partner,
            Fault::Literal => literal,
            Fault::Collocation => whole,
        };
        let between = ReadingSpan::new(first.end, last.start);
        Some(Collocation { whole, partner: Some(partner), between, fault })
    }

    /// Both words as a message tells them: 提高……环境.
    pub(crate) fn told(&self, text: &str) -> String {
        let whole = self.whole.of_text(text);
        if self.between.start >= self.between.end {
            return whole.to_owned();
        }
        let first = ReadingSpan::new(self.whole.start, self.between.start).of_text(text);
        let last = ReadingSpan::new(self.between.end, self.whole.end).of_text(text);
        format!("{first}……{last}")
    }
}

/// Marks that end a clause.
fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';' | '\n' | '*' | '【' | '】')
}

/// The words of a pattern's partner, and their [`Surroundings::thirds`].
struct Partners<'p> {
    words: &'p [Text],
    thirds: u64,
}

impl Partners<'_> {
    /// The word that begins nearest before byte `at`, in the same clause.
    fn before(&self, text: &str, at: usize) -> Option<ReadingSpan> {
        let head = text.get(..at)?;
        let clause = head.char_indices().rev().take(REACH + 1).take_while(|(_, c)| !ends_clause(*c));
        clause.map(|(start, _)| start).find_map(|start| self.at(text, start))
    }

    /// The word that begins nearest after byte `at`, in the same clause.
    fn after(&self, text: &str, at: usize) -> Option<ReadingSpan> {
        let tail = text.get(at..)?;
        let clause = tail.char_indices().take(REACH + 1).take_while(|(_, c)| !ends_clause(*c));
        clause.map(|(start, _)| at + start).find_map(|start| self.at(text, start))
    }

    /// The word that begins at byte `start`.
    fn at(&self, text: &str, start: usize) -> Option<ReadingSpan> {
        let rest = text.as_bytes().get(start..)?;
        if rest.get(2).is_some_and(|third| self.thirds >> (third % 64) & 1 == 0) {
            return None;
        }
        let word = self.words.iter().find(|word| rest.starts_with(word.as_bytes()))?;
        Some(ReadingSpan::of(start..start + word.len()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A literal with its partners.
    #[derive(Default)]
    struct Words {
        literal: &'static str,
        from: Vec<Text>,
        to: Vec<Text>,
        fault: Fault,
    }

    fn collocation(words: &Words, text: &str) -> Option<String> {
        let literal = text.find(words.literal)?;
        let literal = ReadingSpan::of(literal..literal + words.literal.len());
        let (from, to) = (words.from.clone().into(), words.to.clone().into());
        let thirds = kanwu_card::thirds(words.from.iter().chain(&words.to));
        let pattern = Surroundings { from, to, thirds, fault: words.fault, ..Surroundings::default() };
        let collocation = Collocation::of(&pattern, text, literal)?;
        Some(format!("{}|{}", collocation.fault.of_text(text), collocation.told(text)))
    }

    fn words(words: &[&'static str]) -> Vec<Text> {
        words.iter().map(|w| Text::Borrowed(w)).collect()
    }

    #[test]
    fn the_nearest_partner_of_the_clause_is_taken() {
        let from = Words { literal: "环境", from: words(&["提高", "增强"]), ..Words::default() };
        assert_eq!(collocation(&from, "增强信心提高营商环境。").as_deref(), Some("提高|提高……环境"));
        assert_eq!(collocation(&from, "提高环境。").as_deref(), Some("提高|提高环境"));
        assert_eq!(collocation(&from, "提高效率，改善环境。"), None);
        let far = format!("提高{}环境", "之".repeat(REACH));
        assert_eq!(collocation(&from, &far), None);
        let to = Words { literal: "广大", to: words(&["们"]), ..Words::default() };
        assert_eq!(collocation(&to, "为广大居民们服务").as_deref(), Some("们|广大……们"));
        assert_eq!(collocation(&to, "广大居民。他们"), None);
    }

    #[test]
    fn a_card_says_which_word_is_marked() {
        let with = |fault| Words { literal: "们", from: words(&["居民"]), fault, ..Words::default() };
        assert_eq!(collocation(&with(Fault::Literal), "居民们").as_deref(), Some("们|居民们"));
        assert_eq!(collocation(&with(Fault::Collocation), "居民们").as_deref(), Some("居民们|居民们"));
    }

    proptest! {
        #[test]
        fn a_partner_is_found_wherever_it_stands_alone(
            head in "[甲乙a，0𠀀]{0,30}",
            gap in "[甲乙a0𠀀]{0,19}",
            tail in "[甲乙a，0𠀀]{0,30}",
            partner in "[丙丁%]{1,3}",
        ) {
            let told = format!("{partner}|");
            let text = format!("{head}{partner}{gap}戊{tail}");
            let from = Words { literal: "戊", from: vec![partner.clone().into()], ..Words::default() };
            let reached = gap.chars().count() + partner.chars().count() <= REACH;
            if reached {
                let found = collocation(&from, &text);
                prop_assert!(found.is_some_and(|f| f.starts_with(&told)));
            }
            let text = format!("{head}戊{gap}{partner}{tail}");
            let to = Words { literal: "戊", to: vec![partner.clone().into()], ..Words::default() };
            let found = collocation(&to, &text);
            prop_assert!(found.is_some_and(|f| f.starts_with(&told)));
        }
    }
}
