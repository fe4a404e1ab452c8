//! Rules whose whole body is in their card.

use std::sync::OnceLock;

use kanwu_card::{Card, Confidence, Pattern};
use kanwu_rule::{Finding, LocalContext, Place, Span};

/// The patterns of one card.
pub(crate) struct Body {
    patterns: Vec<Compiled>,
}

struct Compiled {
    pattern: Pattern,
    variant: &'static str,
    before: Option<Box<Lazy>>,
    after: Option<Box<Lazy>>,
    not_before: Option<Box<Lazy>>,
    not_after: Option<Box<Lazy>>,
}

/// A regular expression compiled when it is first needed: most are never woken.
struct Lazy {
    source: String,
    origin: Origin,
    compiled: OnceLock<Compiler>,
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
    fn new(source: String, origin: Origin) -> Result<Lazy, String> {
        let lazy = Lazy { source, origin, compiled: OnceLock::new() };
        // A pack is read once and by people: its faults are told at once.
        if origin == Origin::Pack {
            regex::Regex::new(&lazy.source).map_err(|e| e.to_string())?;
        }
        Ok(lazy)
    }

    fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| match self.origin {
            Origin::Own => regex_lite::Regex::new(&self.source).map_or(Compiler::Broken, Compiler::Plain),
            Origin::Pack => regex::Regex::new(&self.source).map_or(Compiler::Broken, Compiler::Full),
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
        Ok(Body { patterns })
    }

    /// The literals that wake the rule, in order.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &str> {
        self.patterns.iter().map(|c| c.pattern.literal.as_str())
    }

    /// Literal number `index` stands at `span`.
    pub(crate) fn check(&self, cx: &mut LocalContext<'_>, index: usize, span: Span) {
        let Some(c) = self.patterns.get(index) else { return };
        let before = tail(cx.before(span.start));
        let after = head(cx.after(span.end));
        let holds = |lazy: &Option<Box<Lazy>>, text: &str| lazy.as_ref().is_none_or(|l| l.is_match(text));
        let bars = |lazy: &Option<Box<Lazy>>, text: &str| lazy.as_ref().is_some_and(|l| l.is_match(text));
        if !holds(&c.before, before)
            || !holds(&c.after, after)
            || bars(&c.not_before, before)
            || bars(&c.not_after, after)
        {
            return;
        }
        let confidence = c.pattern.confidence.unwrap_or(Confidence::Certain);
        let mut finding = Finding::new(Place::Here(span), confidence)
            .variant(c.variant)
            .arg("found", cx.of(span))
            .arg("want", c.pattern.replace.as_deref().unwrap_or_default());
        if let Some(replace) = &c.pattern.replace {
            finding = finding.fix(span, replace.clone());
        }
        cx.push(finding);
    }
}

fn compile(pattern: Pattern, origin: Origin) -> Result<Compiled, String> {
    let ready = |source: &Option<String>, ends: bool| -> Result<Option<Box<Lazy>>, String> {
        let Some(source) = source else { return Ok(None) };
        let anchored = if ends { format!("(?:{source})$") } else { format!("^(?:{source})") };
        Lazy::new(anchored, origin).map(|lazy| Some(Box::new(lazy)))
    };
    Ok(Compiled {
        before: ready(&pattern.before, true)?,
        after: ready(&pattern.after, false)?,
        not_before: ready(&pattern.not_before, true)?,
        not_after: ready(&pattern.not_after, false)?,
        variant: variant(&pattern),
        pattern,
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
