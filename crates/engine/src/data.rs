//! Rules whose whole body is in their card.

use std::borrow::Cow;
use std::sync::OnceLock;

use kanwu_card::{Condition, Confidence, LiteralTable, Surroundings};
use kanwu_plugin::{Arg, Finding, LocalContext, Place, ReadingSpan};
use kanwu_reading::words::segment;

use crate::collocation::{self, Collocation};

/// The literals of a family's cards, or of packs.
pub(crate) struct Body {
    table: Cow<'static, LiteralTable>,
    origin: Origin,
    /// By number of the surroundings: made where a literal is first met. Most never are.
    ready: Vec<OnceLock<Box<Ready>>>,
}

/// What is made of a pattern when a text is read.
#[derive(Default)]
struct Ready {
    variant: &'static str,
    /// Of the partners of a collocation.
    thirds: u64,
    before: Lazy,
    after: Lazy,
    between: Lazy,
    not_before: Lazy,
    not_after: Lazy,
    not_between: Lazy,
}

/// A regular expression compiled when it is first needed.
#[derive(Default)]
struct Lazy(OnceLock<Compiler>);

/// Which end of the text an expression is bound to.
#[derive(Clone, Copy)]
enum Bound {
    Start,
    End,
    None,
}

impl Bound {
    fn on(self, source: &str) -> String {
        match self {
            Bound::Start => format!("^(?:{source})"),
            Bound::End => format!("(?:{source})$"),
            Bound::None => source.to_owned(),
        }
    }
}

/// Where a card comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// With the program: its patterns are plain, and tested when the program is.
    Own,
    /// With a manuscript: whatever an editor wrote.
    Pack,
}

enum Compiler {
    Plain(regex_lite::Regex),
    Full(regex::Regex),
    Broken,
}

impl Lazy {
    fn is_match(&self, condition: &Condition, bound: Bound, origin: Origin, text: &str) -> bool {
        // What stands next to the literal tells most texts apart.
        let next = match bound {
            Bound::Start => text.chars().next(),
            Bound::End => text.chars().next_back(),
            Bound::None => None,
        };
        if condition.edge.as_ref().is_some_and(|edge| !edge.may_be(next)) {
            return false;
        }
        if let Some(words) = &condition.words {
            let mut words = words.split('\n');
            return match bound {
                Bound::Start => words.any(|word| text.starts_with(word)),
                Bound::End => words.any(|word| text.ends_with(word)),
                Bound::None => words.any(|word| text.contains(word)),
            };
        }
        let compiled = self.0.get_or_init(|| {
            let source = bound.on(&condition.source);
            match origin {
                Origin::Own => regex_lite::Regex::new(&source).map_or(Compiler::Broken, Compiler::Plain),
                Origin::Pack => regex::Regex::new(&source).map_or(Compiler::Broken, Compiler::Full),
            }
        });
        let text = match (bound, condition.longest.map(usize::from)) {
            (Bound::Start, _) => head(text),
            // What is bound to the end is searched for from the start: no further off than a match may begin.
            (Bound::End, Some(longest)) if longest <= REACH => end(text, longest),
            (Bound::End, Some(longest)) => end(tail(text), longest),
            (Bound::End, None) => tail(text),
            (Bound::None, _) => text,
        };
        match compiled {
            Compiler::Plain(r) => r.is_match(text),
            Compiler::Full(r) => r.is_match(text),
            Compiler::Broken => false,
        }
    }
}

/// How far round a literal its conditions look, in characters; a condition that is a list of words is never longer.
const REACH: usize = 40;

impl Body {
    /// Of a family, whose patterns were checked when the program was built.
    pub(crate) fn own(table: &'static LiteralTable) -> Body {
        Body::new(Cow::Borrowed(table), Origin::Own)
    }

    /// Of cards that were read when the program ran. `Err` says which pattern is no regular expression: packs are
    /// read once and written by people, so their faults are told at once.
    pub(crate) fn read(table: LiteralTable, origin: Origin) -> Result<Body, String> {
        if origin == Origin::Pack {
            for condition in table.surroundings.iter().flat_map(Surroundings::conditions) {
                regex::Regex::new(&condition.source).map_err(|e| e.to_string())?;
            }
        }
        Ok(Body::new(Cow::Owned(table), origin))
    }

    fn new(table: Cow<'static, LiteralTable>, origin: Origin) -> Body {
        let mut ready = Vec::new();
        ready.resize_with(table.surroundings.len(), OnceLock::new);
        Body { table, origin, ready }
    }

    /// The literals in order of their words: the number of each, the word, and the number of its card.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (u32, &str, u16)> {
        self.table.literals.iter().zip(0..).map(|(one, number)| (number, one.word.as_ref(), one.card))
    }

    /// Literal number `number` stands at `span`.
    pub(crate) fn check(&self, cx: &mut LocalContext<'_>, number: usize, span: ReadingSpan) {
        let Some(literal) = self.table.literals.get(number) else { return };
        let at = usize::from(literal.surroundings);
        let Some((p, ready)) = self.table.surroundings.get(at).zip(self.ready.get(at)) else { return };
        if literal.replace.is_some() && p.conditions().next().is_none() && straddles(cx.text, span) {
            return;
        }
        let ready = ready.get_or_init(|| Box::new(Ready::of(p)));
        let Some(collocation) = Collocation::of(p, ready.thirds, cx.text, span) else { return };
        // What is quoted is no part of the clause that quotes it.
        if collocation.partner.is_some_and(|partner| cx.depth_at(partner.start) != cx.depth_at(span.start)) {
            return;
        }
        let before = cx.before(collocation.whole.start);
        let after = cx.after(collocation.whole.end);
        let holds = |lazy: &Lazy, condition: &Option<Condition>, bound, text| {
            condition.as_ref().is_none_or(|one| lazy.is_match(one, bound, self.origin, text))
        };
        let bars = |lazy: &Lazy, condition: &Option<Condition>, bound, text| {
            condition.as_ref().is_some_and(|one| lazy.is_match(one, bound, self.origin, text))
        };
        let between = cx.of(collocation.between);
        if !holds(&ready.before, &p.before, Bound::End, before)
            || !holds(&ready.after, &p.after, Bound::Start, after)
            || !holds(&ready.between, &p.between, Bound::None, between)
            || bars(&ready.not_before, &p.not_before, Bound::End, before)
            || bars(&ready.not_after, &p.not_after, Bound::Start, after)
            || bars(&ready.not_between, &p.not_between, Bound::None, between)
        {
            return;
        }
        let confidence = p.confidence.unwrap_or(Confidence::Certain);
        let fault = collocation.fault;
        let mut finding = Finding::new(Place::Here(fault), confidence)
            .variant(ready.variant)
            .arg(Arg::text("found"), cx.of(fault))
            .arg(Arg::text("want"), literal.replace.as_deref().unwrap_or_default())
            .arg(Arg::text("collocation"), collocation.told(cx.text));
        if let Some(replace) = &literal.replace {
            finding = finding.fix(fault, replace.as_ref());
        }
        cx.push(finding);
    }
}

impl Ready {
    fn of(surroundings: &Surroundings) -> Ready {
        Ready {
            variant: variant(surroundings),
            thirds: collocation::thirds(surroundings),
            ..Ready::default()
        }
    }
}

/// How far round a short literal the text is cut into words, in characters.
const NEAR: usize = 4;

/// Whether a literal of two characters is the end of one word and the beginning of the next: 克⟦服疫⟧情 is no
/// slip of 服役.
fn straddles(text: &str, span: ReadingSpan) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    if span.of_text(text).chars().count() != 2 {
        return false;
    }
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return false };
    let from = start - before.chars().rev().take(NEAR).map(char::len_utf8).sum::<usize>();
    let to = end + after.chars().take(NEAR).map(char::len_utf8).sum::<usize>();
    let words = segment(text.get(from..to).unwrap_or_default());
    let crosses = |at: usize| {
        let at = (at - from) as u32;
        words.iter().any(|word| word.span.start < at && at < word.span.end)
    };
    crosses(start) && crosses(end)
}

/// Variant names live as long as the program: of packs there are as many as their cards name.
fn variant(surroundings: &Surroundings) -> &'static str {
    match &surroundings.variant {
        Cow::Borrowed(name) => name,
        Cow::Owned(name) => Box::leak(name.clone().into_boxed_str()),
    }
}

/// So many bytes at the end of `text`, or a few less: from where a character begins.
fn end(text: &str, bytes: usize) -> &str {
    let from = (text.len().saturating_sub(bytes)..=text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|from| text.get(from..)).unwrap_or_default()
}

fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(REACH - 1).map_or(0, |(i, _)| i);
    &text[from..]
}

fn head(text: &str) -> &str {
    let to = text.char_indices().nth(REACH).map_or(text.len(), |(i, _)| i);
    &text[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_of_two_words_is_told() {
        let told = |text: &str, literal: &str| {
            let start = text.find(literal).unwrap();
            straddles(text, ReadingSpan::of(start..start + literal.len()))
        };
        assert!(told("克服疫情影响", "服疫"));
        assert!(told("击退疫情", "退疫"));
        assert!(!told("青年应征服疫", "服疫"));
        assert!(!told("争当中帼标兵", "中帼"));
    }
}
