//! Rules whose whole body is in their card.

use std::sync::OnceLock;

use kanwu_card::{Card, Confidence, Pattern};
use kanwu_plugin::{Arg, Finding, LocalContext, Place, ReadingSpan};

use crate::collocation::{self, Collocation};

/// The patterns of one card.
pub(crate) struct Body {
    patterns: Vec<Compiled>,
    origin: Origin,
}

struct Compiled {
    pattern: Pattern,
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

/// A regular expression compiled when it is first needed: most never trigger.
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
    fn is_match(&self, source: &str, bound: Bound, origin: Origin, text: &str) -> bool {
        let compiled = self.0.get_or_init(|| match origin {
            Origin::Own => {
                regex_lite::Regex::new(&bound.on(source)).map_or(Compiler::Broken, Compiler::Plain)
            }
            Origin::Pack => regex::Regex::new(&bound.on(source)).map_or(Compiler::Broken, Compiler::Full),
        });
        match compiled {
            Compiler::Plain(r) => r.is_match(text),
            Compiler::Full(r) => r.is_match(text),
            Compiler::Broken => false,
        }
    }
}

/// How far round a literal its conditions look, in characters.
const REACH: usize = 40;

impl Body {
    /// Readies the card's patterns; `Err` says which pattern of a pack is no regular expression.
    pub(crate) fn new(card: &Card, origin: Origin) -> Result<Body, String> {
        let patterns = card.patterns().map(|p| compile(p, origin)).collect::<Result<_, _>>()?;
        Ok(Body { patterns, origin })
    }

    /// The literals that triggers the rule, in order.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|c| c.pattern.literal.as_str())
    }

    /// Literal number `index` stands at `span`.
    pub(crate) fn check(&self, cx: &mut LocalContext<'_>, index: usize, span: ReadingSpan) {
        let Some(c) = self.patterns.get(index) else { return };
        let Some(collocation) = Collocation::of(&c.pattern, c.thirds, cx.text, span) else { return };
        // What is quoted is no part of the clause that quotes it.
        if collocation.partner.is_some_and(|partner| cx.depth_at(partner.start) != cx.depth_at(span.start)) {
            return;
        }
        let before = tail(cx.before(collocation.whole.start));
        let after = head(cx.after(collocation.whole.end));
        let holds = |lazy: &Lazy, source: &Option<String>, bound, text| {
            source.as_ref().is_none_or(|source| lazy.is_match(source, bound, self.origin, text))
        };
        let bars = |lazy: &Lazy, source: &Option<String>, bound, text| {
            source.as_ref().is_some_and(|source| lazy.is_match(source, bound, self.origin, text))
        };
        let p = &c.pattern;
        let between = cx.of(collocation.between);
        if !holds(&c.between, &p.between, Bound::None, between)
            || !holds(&c.before, &p.before, Bound::End, before)
            || !holds(&c.after, &p.after, Bound::Start, after)
            || bars(&c.not_before, &p.not_before, Bound::End, before)
            || bars(&c.not_after, &p.not_after, Bound::Start, after)
            || bars(&c.not_between, &p.not_between, Bound::None, between)
        {
            return;
        }
        let confidence = c.pattern.confidence.unwrap_or(Confidence::Certain);
        let fault = collocation.fault;
        let mut finding = Finding::new(Place::Here(fault), confidence)
            .variant(c.variant)
            .arg(Arg::text("found"), cx.of(fault))
            .arg(Arg::text("want"), c.pattern.replace.as_deref().unwrap_or_default())
            .arg(Arg::text("collocation"), collocation.told(cx.text));
        if let Some(replace) = &c.pattern.replace {
            finding = finding.fix(fault, replace.clone());
        }
        cx.push(finding);
    }
}

fn compile(pattern: Pattern, origin: Origin) -> Result<Compiled, String> {
    // A pack is read once and by people: its faults are told at once.
    if origin == Origin::Pack {
        for source in pattern.conditions() {
            regex::Regex::new(source).map_err(|e| e.to_string())?;
        }
    }
    Ok(Compiled {
        variant: variant(&pattern),
        thirds: collocation::thirds(&pattern),
        pattern,
        before: Lazy::default(),
        after: Lazy::default(),
        between: Lazy::default(),
        not_before: Lazy::default(),
        not_after: Lazy::default(),
        not_between: Lazy::default(),
    })
}

/// Variant names live as long as the program: there are as many as cards name.
fn variant(pattern: &Pattern) -> &'static str {
    pattern.variant.as_ref().map_or("", |v| Box::leak(v.clone().into_boxed_str()))
}

fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(REACH - 1).map_or(0, |(i, _)| i);
    &text[from..]
}

fn head(text: &str) -> &str {
    let to = text.char_indices().nth(REACH).map_or(text.len(), |(i, _)| i);
    &text[..to]
}
