//! Runs the examples of cards: every `bad` must be found where it is marked and fixed as it says, every
//! `good` must be silent.

mod concept;
mod derived;
mod pattern;
mod printed;
mod reads;

pub use derived::{Derived, derived_forms, random_forms, right_forms_accused};
pub use reads::rules_that_read_more;

use std::fmt;
use std::sync::Arc;

use kanwu_book::{Zone, parse};
use kanwu_card::{Applicability, Card, Example, mark};
use kanwu_plugin::index::facts::Reference;
use kanwu_plugin::{Family, HouseWords, Kind, Settings};
use kanwu_text::{Document, Format, Left, LeftKind, Manuscript, Origin, PageMark, Source, SourceId};

use crate::registry::{Registered, Runner};
use crate::{Diagnostic, Mode, Registry, Selection, choose, run};

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// The example's text.
    pub text: String,
    /// What is wrong.
    pub fault: ExampleFault,
}

/// Why an example does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExampleFault {
    /// Nothing has this name.
    #[error("no such rule")]
    NoRule,
    /// What is found is not what is marked: the texts of both.
    #[error("found {found:?}, marked are {marked:?}")]
    Found {
        /// What is found.
        found: Vec<String>,
        /// What is marked.
        marked: Vec<String>,
    },
    /// Something is found in a right example.
    #[error("found at `{0}`")]
    Accused(String),
    /// A placeholder of the message has no value.
    #[error("the message has no value for `{0}`")]
    NoValue(String),
    /// The correction gives another text.
    #[error("fixed to `{got}`, not to `{want}`")]
    Fixed {
        /// The text that it gives.
        got: String,
        /// The text that the example gives.
        want: String,
    },
    /// The corrected text is found again.
    #[error("`{0}` is found again")]
    FoundAgain(String),
    /// A related place that is marked is not told.
    #[error("a related place that is marked is not told")]
    NoRelated,
    /// The rules of the example don't fit together.
    #[error("{0}")]
    Registry(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.rule, self.fault, self.text)
    }
}

impl ExampleFault {
    /// What is found in an example, if that is not what it marks.
    fn of_places(text: &str, found: &[(usize, usize)], marked: &[(usize, usize)]) -> Option<ExampleFault> {
        let texts = |places: &[(usize, usize)]| {
            places.iter().filter_map(|(from, to)| text.get(*from..*to)).map(str::to_owned).collect()
        };
        (found != marked).then(|| ExampleFault::Found { found: texts(found), marked: texts(marked) })
    }
}

/// Checks every example of the rule `name`, those of its patterns too; empty when all hold.
pub fn check_examples(registry: &Registry, name: &str) -> Vec<Failure> {
    let Some(rule) = registry.find(name).and_then(|id| registry.get(id)) else {
        return vec![Failure { rule: name.into(), text: String::new(), fault: ExampleFault::NoRule }];
    };
    of_card(registry, rule, &registry.whole_card(rule))
}

/// Checks every example of one card, by itself and as a card of the program. `None` where it needs what stands elsewhere:
/// Rust, or a table.
pub fn check_card(card: Card) -> Option<Vec<Failure>> {
    if !card.has_body() || card.concept.iter().any(|concept| concept.table.is_some()) {
        return None;
    }
    let name = card.name.clone();
    Registry::of_one(card).map(|registry| check_examples(&registry, &name))
}

fn of_card(registry: &Registry, rule: &Registered, whole: &Card) -> Vec<Failure> {
    let (name, mut out) = (whole.name.as_str(), Vec::new());
    let mut fail = |text: &str, fault: ExampleFault| {
        out.push(Failure { rule: name.to_owned(), text: text.to_owned(), fault });
    };
    for bad in &rule.card.bad {
        let marked = mark(&bad.text);
        let found = diagnose(registry, name, &marked.text, Stage::of(bad));
        let spans: Vec<(usize, usize)> = found.iter().map(|d| (d.at.start, d.at.end)).collect();
        if let Some(fault) = ExampleFault::of_places(&marked.text, &spans, &marked.main) {
            fail(&bad.text, fault);
        }
        let related: Vec<(usize, usize)> = {
            let mut all: Vec<_> =
                found.iter().flat_map(|d| d.related.clone()).map(|r| (r.start, r.end)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        if marked.related.iter().any(|r| !related.contains(r)) {
            fail(&bad.text, ExampleFault::NoRelated);
        }
        if let Some(lacking) = found.iter().find_map(|d| d.lacking.clone()) {
            fail(&bad.text, ExampleFault::NoValue(lacking));
        }
        if let Some(fixed) = &bad.fixed {
            let got = apply(registry, name, &marked.text, Stage::of(bad));
            if got != *fixed {
                fail(&bad.text, ExampleFault::Fixed { got, want: fixed.clone() });
            }
        }
    }
    for good in &rule.card.good {
        let found = diagnose(registry, name, &good.text, Stage::of(good));
        if let Some(d) = found.first() {
            let text = good.text.get(d.at.clone()).unwrap_or_default();
            fail(&good.text, ExampleFault::Accused(text.to_owned()));
        }
    }
    out.extend(pattern::check(registry, whole));
    out.extend(concept::check(registry, whole));
    out
}

/// Every example of every card of a family that does not hold. A rule crate's test asserts that there is none.
pub fn check_family(family: &Family) -> Vec<Failure> {
    match Registry::new(&[family], Vec::new()) {
        Ok(registry) => {
            // Unpacked once for all of them.
            let cards = kanwu_card::read_bodies(family.cards, family.bodies);
            let whole = |rule: &Registered| cards.iter().find(|card| card.code == rule.card.head.code);
            let rules = registry.iter().filter_map(|(_, rule)| Some((rule, whole(rule)?)));
            rules.flat_map(|(rule, whole)| of_card(&registry, rule, whole)).collect()
        }
        Err(error) => {
            let fault = ExampleFault::Registry(error.to_string());
            vec![Failure { rule: family.code.to_owned(), text: String::new(), fault }]
        }
    }
}

/// Where an example stands.
struct Stage<'e> {
    zone: Zone,
    category: Option<&'e str>,
    spec: Option<&'e str>,
    reference: Option<&'e str>,
    words: &'e HouseWords,
    manuscript: bool,
}

impl Stage<'_> {
    fn of(example: &Example) -> Stage<'_> {
        Stage {
            zone: example.zone.as_deref().and_then(Zone::named).unwrap_or(Zone::Prose),
            category: example.category.as_deref(),
            spec: example.spec.as_deref(),
            reference: example.reference.as_deref(),
            words: &example.words,
            manuscript: example.manuscript,
        }
    }

    /// What stands before and after the example so that it is read as what it is meant to be.
    fn frame(&self) -> (String, String) {
        if self.manuscript {
            return (String::new(), String::new());
        }
        let mut head = String::new();
        if let Some(spec) = self.spec {
            head = format!("# 编辑说明\n\n{spec}\n\n");
        }
        if let Some(category) = self.category {
            head.push_str(&format!("# {category}\n\n"));
        } else if self.spec.is_some() {
            head.push_str("# 综合\n\n");
        }
        (head, "\n".to_owned())
    }
}

/// An example's text with the pages that its comments `<!-- page: 12 -->` mark, and with what is left in a
/// document where `<!-- left: revision -->` (`comment`, `hidden`) stands. With `<!-- proof -->` it is a proof: see
/// [`printed`].
fn source(text: String) -> Source {
    let mut pages: Vec<PageMark> = Vec::new();
    for (at, page) in marks(&text, "<!-- page: ") {
        let ordinal = pages.len() as u32 + 1;
        pages.push(PageMark { at: at.start as u32, ordinal, label: page.parse().ok() });
    }
    let mut document = Document::default();
    for (at, kind) in marks(&text, "<!-- left: ") {
        let kind = match kind {
            "revision" => LeftKind::Revision,
            "comment" => LeftKind::Comment,
            "hidden" => LeftKind::Hidden,
            _ => continue,
        };
        match document.left.iter_mut().find(|left| left.kind == kind) {
            Some(left) => left.count += 1,
            None => document.left.push(Left { kind, count: 1, at: at.end as u32 }),
        }
    }
    let left = !document.left.is_empty();
    let proof = text.contains("<!-- proof -->").then(|| printed::proof(&text));
    let mut source = Source::new("example.md", Format::Markdown, text);
    source.pages = pages;
    if left {
        source.origin = Origin::DocxPart(document);
    }
    if let Some(proof) = proof {
        source.pages = printed::marks(&proof);
        source.origin = Origin::Pdf(proof);
    }
    source
}

/// Comments of the text that open with `open`: place, and what follows.
fn marks<'t>(text: &'t str, open: &'t str) -> impl Iterator<Item = (std::ops::Range<usize>, &'t str)> {
    text.match_indices(open).filter_map(move |(at, _)| {
        let rest = &text[at + open.len()..];
        let end = rest.find(" -->")?;
        Some((at..at + open.len() + end + " -->".len(), &rest[..end]))
    })
}

struct Hit {
    at: std::ops::Range<usize>,
    related: Vec<std::ops::Range<usize>>,
    lacking: Option<String>,
}

fn diagnose(registry: &Registry, name: &str, text: &str, stage: Stage<'_>) -> Vec<Hit> {
    let (head, tail) = stage.frame();
    let shift = head.len();
    let manuscript = Manuscript::single(source(format!("{head}{text}{tail}")));
    let within = shift..shift + text.len() + 1;
    let local = |s: kanwu_text::SourceSpan| {
        let r = s.range();
        within.contains(&r.start).then(|| r.start - shift..r.end - shift)
    };
    found(registry, name, &manuscript, &stage, shift, text.len())
        .into_iter()
        .filter_map(|d| {
            Some(Hit {
                at: local(d.at.span)?,
                related: d.related.iter().filter_map(|r| local(r.at.span)).collect(),
                lacking: lacking(registry, &d),
            })
        })
        .collect()
}

fn found(
    registry: &Registry,
    name: &str,
    manuscript: &Manuscript,
    stage: &Stage<'_>,
    shift: usize,
    len: usize,
) -> Vec<Diagnostic> {
    let mut book = parse(manuscript);
    if !stage.manuscript {
        let inside = |at: u32| (shift..shift + len).contains(&(at as usize));
        for block in &mut book.blocks {
            if inside(block.at.span.start) {
                block.zone = stage.zone;
            }
        }
        for reading in &mut book.readings {
            if reading.pieces.first().is_some_and(|p| inside(p.start)) {
                reading.zone = stage.zone;
            }
        }
    }
    let references = stage.reference.map(reference).into_iter().collect();
    let settings = Settings {
        spec: book.spec.clone(),
        words: Arc::new(stage.words.clone()),
        references: Arc::new(references),
        ..Settings::default()
    };
    // What a suppression does wrong shows only beside what it suppresses.
    let select = if by_engine(registry, name) { "all" } else { name };
    let selection = Selection { select: vec![select.to_owned()], ..Selection::default() };
    let mut parallel = run(registry, &selection, &settings, &book, Mode::Parallel);
    if cfg!(debug_assertions) {
        for other in [Mode::Serial, Mode::Asked] {
            let same = run(registry, &selection, &settings, &book, other);
            assert_eq!(parallel, same, "parallel and {other:?} runs differ");
        }
    }
    parallel.retain(|d| registry.find(name) == Some(d.rule));
    parallel
}

/// What an example is compared with.
fn reference(text: &str) -> Reference {
    let manuscript = Manuscript::single(source(text.to_owned()));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let stated = crate::facts(&book, &settings);
    Reference::of("example", settings.record_year(), &book, &stated)
}

fn by_engine(registry: &Registry, name: &str) -> bool {
    let rule = registry.find(name).and_then(|id| registry.get(id));
    rule.is_some_and(|r| matches!(r.runner, Runner::Code(Kind::Engine)))
}

/// The first placeholder of the finding's messages that has no value.
fn lacking(registry: &Registry, d: &Diagnostic) -> Option<String> {
    let card = &registry.get(d.rule)?.card;
    let known = |name: &str| name == "clause" || d.args.iter().any(|(n, _)| *n == name);
    for words in [&card.zh, &card.en] {
        let (what, advice) = words.message(d.variant);
        let mut names = kanwu_card::names(what).chain(kanwu_card::names(advice));
        if let Some(name) = names.find(|n| !known(n)) {
            return Some(name.to_owned());
        }
    }
    None
}

/// The example with every fix applied that is not for display only; for display too where nothing else is.
fn apply(registry: &Registry, name: &str, text: &str, stage: Stage<'_>) -> String {
    let (head, tail) = stage.frame();
    let shift = head.len();
    let whole = format!("{head}{text}{tail}");
    let manuscript = Manuscript::single(source(whole.clone()));
    let diagnostics = found(registry, name, &manuscript, &stage, shift, text.len());
    let mut edits = choose(&diagnostics, SourceId(0), Applicability::Display).concat();
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let fixed = kanwu_text::apply(&whole, &edits).unwrap_or(whole);
    fixed.get(shift..fixed.len() - tail.len()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = r#"
name = "n"
code = "HSE999"
class = "hard"
clause = "c"
zones = ["text"]
quoted = false
weight = "1"
zh = { title = "", why = "", what = "", advice = "" }
en = { title = "", why = "", what = "", advice = "" }
[[bad]]
text = "门前⟦座落⟧一桥"
[[pattern]]
literal = "座落"
replace = "坐落"
[[pattern]]
literal = "落桥"
"#;

    fn failures(examples: &str) -> Vec<String> {
        let card = kanwu_card::Card::parse(&format!("{CARD}{examples}"), "card").unwrap();
        let registry = Registry::new(&[], vec![card]).unwrap();
        check_examples(&registry, "n").into_iter().map(|f| f.fault.to_string()).collect()
    }

    #[test]
    fn an_example_is_found_by_its_own_pattern() {
        assert_eq!(failures("bad = \"他⟦落桥⟧下\"\ngood = \"桥已落成\"\n"), [""; 0]);
        let other = failures("bad = \"校舍⟦座落⟧河边\"\n");
        assert_eq!(other.len(), 1);
        assert_eq!(other[0], "found [], marked are [\"座落\"]");
        let loud = failures("good = \"桥座落成，落桥\"\n");
        assert!(loud[0].starts_with("found at"), "{loud:?}");
    }
}
