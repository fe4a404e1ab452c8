//! The run as the page reads it.

use std::collections::{BTreeMap, HashMap};

use kanwu_book::{Block, Book, CategoryId, EntryId, SectionId, Zone};
use kanwu_card::{Applicability, Class, Confidence, Severity, Waiver};
use kanwu_plugin::{Decided, RelatedPlace, RuleId};
use kanwu_text::{Edit, Lang, Location, Message};
use serde::Serialize;

use super::lines::{Lines, Stretch};
use crate::checked::Listed;
use crate::coverage::Told;
use crate::messages;
use crate::positions::Positions;
use crate::rate::{RateTable, Rates};
use crate::{Checked, Extent, Options, RateOptions, Totals, message, place, privacy, words};

/// Everything.
#[derive(Serialize)]
pub(crate) struct Page<'g> {
    /// Of this form.
    version: u32,
    /// Of the program.
    tool: &'static str,
    lang: &'static str,
    redacted: bool,
    /// Paths of the sources.
    files: &'g [String],
    /// Indices of the files that have no lines: their places are told by paragraph.
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    documents: &'g [usize],
    words: Words,
    rules: &'g [Rule],
    nodes: &'g [Node],
    lines: &'g [Row],
    findings: &'g [Found],
    characters: u64,
    info: bool,
    errors: Vec<String>,
    /// To what the findings were narrowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<String>,
    unchecked: Vec<String>,
    /// 必报 rules that are switched off.
    required: Vec<String>,
    /// What was not looked at, and by whose will.
    coverage: Vec<String>,
    /// What is said where there is no finding.
    nothing: String,
    /// What has been answered, and what is waived though never silent.
    answered: Vec<String>,
    rate: Vec<RateTable>,
}

/// Words that the program has for its own terms.
#[derive(Serialize)]
struct Words {
    family: BTreeMap<String, String>,
    class: BTreeMap<&'static str, &'static str>,
    severity: BTreeMap<&'static str, &'static str>,
    confidence: BTreeMap<&'static str, &'static str>,
    grade: BTreeMap<&'static str, &'static str>,
}

#[derive(Debug, Serialize)]
struct Rule {
    code: String,
    name: String,
    title: String,
    why: String,
    clause: String,
    family: String,
    class: Class,
    /// 必看
    must: bool,
    /// Waived one by one only, with reason and name.
    single: bool,
}

/// A part of the book: 类目, 分目, 条目; the contents; what stands before the first 类目.
#[derive(Debug, Serialize)]
struct Node {
    title: String,
    /// Index of the node above.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    kind: &'static str,
}

/// File, 1-based line (of a document: paragraph), kind, node, text.
type Row = (usize, u32, &'static str, usize, String);

#[derive(Debug, Serialize)]
struct Found {
    id: String,
    /// Index of the rule.
    rule: usize,
    severity: Severity,
    confidence: Confidence,
    at: Stretch,
    /// 1-based line (of a document: paragraph) and column; a place without a block has them too.
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    what: String,
    advice: String,
    /// Text at the place, where the lines do not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<(Stretch, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    occurrences: Vec<(Stretch, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Answer>,
    /// It stood when the baseline was taken.
    known: bool,
}

#[derive(Debug, Serialize)]
struct Fix {
    grade: Applicability,
    edits: Vec<(Stretch, String)>,
}

#[derive(Debug, Serialize)]
struct Answer {
    state: &'static str,
    reason: String,
    person: String,
    date: String,
    stage: String,
    /// Given by a comment in the text.
    in_text: bool,
}

/// What the page holds of the manuscripts so far.
#[derive(Debug)]
pub(crate) struct Gathered {
    files: Files,
    rules: Rules,
    nodes: Vec<Node>,
    lines: Vec<Row>,
    findings: Vec<Found>,
    rates: Option<Rates>,
    /// Whether each manuscript has a node of its own.
    several: bool,
}

impl Gathered {
    pub fn new(options: &Options, extent: Extent, rate: Option<&RateOptions>) -> Gathered {
        Gathered {
            files: Files { paths: Vec::new(), documents: Vec::new() },
            rules: Rules { lang: options.lang, known: HashMap::new(), all: Vec::new() },
            nodes: Vec::new(),
            lines: Vec::new(),
            findings: Vec::new(),
            rates: rate.map(|by| Rates::new(by, extent)),
            several: extent.manuscripts > 1,
        }
    }

    pub fn add(&mut self, part: &Checked<'_>, options: &Options) {
        if let Some(rates) = &mut self.rates {
            rates.add(part);
        }
        let positions = part.positions();
        let listed = part.listed(options);
        let books: Vec<&Book<'_>> = part.manuscripts.iter().map(|(book, _)| *book).collect();
        let mut lines = Lines::of(&books, &positions);
        lines.mask(&listed);
        let first = self.files.add(&books);
        let mut tree = Tree::new(&books, options, self.several, std::mem::take(&mut self.nodes));
        let before = self.lines.len();
        self.lines.extend(lines.all.iter().map(|line| {
            let node = tree.node(line.manuscript, line.block);
            let text = if options.redact { String::new() } else { line.text.to_string() };
            let source = books.get(line.manuscript).and_then(|book| book.manuscript.source(line.source));
            let number = source.and_then(|source| place::number(source, line.span)).unwrap_or(line.number);
            let file = first.get(line.manuscript).copied().unwrap_or_default() + line.source.index();
            (file, number, line.kind(), node, text)
        }));
        self.nodes = tree.nodes;
        let place = Place { lines: &lines, before, positions: &positions };
        self.findings.extend(listed.iter().filter_map(|l| found(l, &place, &mut self.rules, options)));
    }

    pub fn page(&self, run: &Checked<'_>, totals: &Totals, options: &Options) -> Page<'_> {
        let lang = options.lang;
        let (counts, told) = (&totals.counts, Told::of(run, &totals.seen));
        Page {
            version: 1,
            tool: env!("CARGO_PKG_VERSION"),
            lang: if lang == Lang::En { "en" } else { "zh" },
            redacted: options.redact,
            files: &self.files.paths,
            documents: &self.files.documents,
            words: Words::of(&self.rules.all, lang),
            rules: &self.rules.all,
            nodes: &self.nodes,
            lines: &self.lines,
            findings: &self.findings,
            characters: counts.characters,
            info: options.show_info,
            errors: run.errors.iter().map(|e| e.message(lang)).collect(),
            only: run.only.as_ref().map(|only| only.told(lang)),
            unchecked: counts.unchecked(lang),
            required: told.required_lines(lang),
            coverage: told.lines(lang),
            nothing: counts.nothing(run, lang),
            answered: answered(totals),
            rate: self.rates.as_ref().map(|rates| rates.tables(lang, options.redact)).unwrap_or_default(),
        }
    }
}

fn answered(totals: &Totals) -> Vec<String> {
    let mut text = Vec::new();
    match totals.answered.write(&mut text) {
        Ok(()) => String::from_utf8_lossy(&text).lines().map(str::to_owned).collect(),
        Err(_) => Vec::new(),
    }
}

/// Where the findings of a part stand.
struct Place<'l, 'c> {
    lines: &'l Lines<'c>,
    /// How many lines the parts before have.
    before: usize,
    positions: &'l Positions<'c>,
}

fn found(
    listed: &Listed<'_>,
    Place { lines, before, positions }: &Place<'_, '_>,
    rules: &mut Rules,
    options: &Options,
) -> Option<Found> {
    let Listed { card, finding, book, manuscript } = *listed;
    let stretch = |at: Location| {
        let (line, start, end) = lines.stretch(manuscript, at)?;
        Some((before + line, start, end))
    };
    let at = stretch(finding.at)?;
    let (_, position) = positions.of(manuscript, finding.at)?;
    let (what, advice) = message(card, finding, options.lang);
    let said = |text: &str| privacy::excerpt(card, text).into_owned();
    let edits = |all: &[Edit<Location>]| -> Vec<(Stretch, String)> {
        all.iter().filter_map(|o| Some((stretch(o.at)?, said(&o.content)))).collect()
    };
    let related = |r: &RelatedPlace| {
        let text = Message { zh: &r.zh, en: &r.en }.text(options.lang);
        Some((stretch(r.at)?, said(text)))
    };
    let text = book.text(finding.at);
    let whole =
        !options.redact && lines.all.get(at.0 - before).is_some_and(|l| l.span.contains(finding.at.span));
    let source = book.manuscript.source(finding.at.source)?;
    Some(Found {
        id: finding.id.to_string(),
        rule: rules.index(finding.rule, listed),
        severity: finding.severity,
        confidence: finding.confidence,
        at,
        line: place::number(source, finding.at.span).unwrap_or(position.line),
        column: position.column,
        page: place::page(source, finding.at.span),
        what,
        advice,
        excerpt: (!whole).then(|| said(text)),
        fix: finding.fix.as_ref().map(|fix| Fix { grade: fix.grade, edits: edits(&fix.edits) }),
        related: finding.related.iter().filter_map(related).collect(),
        occurrences: edits(&finding.occurrences),
        state: finding.state.as_deref().map(|decided| Answer::of(decided, said)),
        known: finding.known,
    })
}

impl Answer {
    fn of(decided: &Decided, said: impl Fn(&str) -> String) -> Answer {
        Answer {
            state: decided.state.as_str(),
            reason: said(&decided.reason),
            person: decided.person.clone(),
            date: decided.date.clone(),
            stage: decided.stage.clone(),
            in_text: decided.in_text,
        }
    }
}

/// Paths of all sources, numbered through.
#[derive(Debug)]
struct Files {
    paths: Vec<String>,
    /// Numbers of those that are documents.
    documents: Vec<usize>,
}

impl Files {
    /// Gives by manuscript the number of its first source.
    fn add(&mut self, books: &[&Book<'_>]) -> Vec<usize> {
        let mut first = Vec::new();
        for book in books {
            first.push(self.paths.len());
            for source in &book.manuscript.sources {
                if source.document().is_some() && source.proof().is_none() {
                    self.documents.push(self.paths.len());
                }
                self.paths.push(source.path.clone());
            }
        }
        first
    }
}

/// The rules that have findings, in the order of their first ones.
#[derive(Debug)]
struct Rules {
    lang: Lang,
    known: HashMap<RuleId, usize>,
    all: Vec<Rule>,
}

impl Rules {
    fn index(&mut self, id: RuleId, listed: &Listed<'_>) -> usize {
        *self.known.entry(id).or_insert_with(|| {
            let card = listed.card;
            let said = message::words(card, self.lang);
            self.all.push(Rule {
                code: card.code.clone(),
                name: card.name.clone(),
                title: said.title.clone(),
                why: said.why.clone(),
                clause: card.clause.clone(),
                family: card.family().to_owned(),
                class: card.class,
                must: card.is_must_see(),
                single: card.waiver == Waiver::Single,
            });
            self.all.len() - 1
        })
    }
}

impl Words {
    fn of(rules: &[Rule], lang: Lang) -> Words {
        let family = |r: &Rule| (r.family.clone(), words::family(&r.family, lang).to_owned());
        let class = |c| words::class(c, lang);
        let severity = |s| words::severity(s, lang);
        let confidence = |c| words::confidence(c, lang);
        let grade = |g| words::applicability(g, lang);
        Words {
            family: rules.iter().map(family).collect(),
            class: BTreeMap::from([
                ("hard", class(Class::Hard)),
                ("house", class(Class::House)),
                ("advice", class(Class::Advice)),
                ("conversion", class(Class::Conversion)),
            ]),
            severity: BTreeMap::from([
                ("error", severity(Severity::Error)),
                ("warning", severity(Severity::Warning)),
                ("info", severity(Severity::Info)),
            ]),
            confidence: BTreeMap::from([
                ("certain", confidence(Confidence::Certain)),
                ("likely", confidence(Confidence::Likely)),
                ("guess", confidence(Confidence::Guess)),
            ]),
            grade: BTreeMap::from([
                ("safe", grade(Applicability::Safe)),
                ("unsafe", grade(Applicability::Unsafe)),
                ("display", grade(Applicability::Display)),
            ]),
        }
    }
}

/// What a node stands for, within its manuscript.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Whole,
    Front,
    Contents,
    Category(CategoryId),
    Section(SectionId),
    Entry(EntryId),
}

/// The parts of all books that hold lines, in the order of their first ones.
struct Tree<'b> {
    books: &'b [&'b Book<'b>],
    options: &'b Options,
    /// Whether each manuscript has a node of its own.
    several: bool,
    known: HashMap<(usize, Part), usize>,
    nodes: Vec<Node>,
}

impl<'b> Tree<'b> {
    /// The parts go behind the nodes that there are.
    fn new(books: &'b [&'b Book<'b>], options: &'b Options, several: bool, nodes: Vec<Node>) -> Tree<'b> {
        Tree { books, options, several, known: HashMap::new(), nodes }
    }

    /// The innermost part that a block stands in.
    fn node(&mut self, manuscript: usize, block: &Block) -> usize {
        // One manuscript needs no node of its own.
        let mut node = self.several.then(|| self.child(manuscript, Part::Whole, None));
        let outside = if block.zone == Zone::Contents { Part::Contents } else { Part::Front };
        let named = [
            block.category.map(Part::Category),
            block.section.map(Part::Section),
            block.entry.map(Part::Entry),
        ];
        for part in named.into_iter().flatten() {
            node = Some(self.child(manuscript, part, node));
        }
        match (block.category, block.section, block.entry, node) {
            (None, None, None, over) => self.child(manuscript, outside, over),
            (.., Some(node)) => node,
            (.., None) => self.child(manuscript, outside, None),
        }
    }

    fn child(&mut self, manuscript: usize, part: Part, parent: Option<usize>) -> usize {
        if let Some(known) = self.known.get(&(manuscript, part)) {
            return *known;
        }
        let (kind, title) = self.named(manuscript, part).unwrap_or_default();
        let index = self.nodes.len();
        self.nodes.push(Node { title, parent, kind });
        self.known.insert((manuscript, part), index);
        index
    }

    fn named(&self, manuscript: usize, part: Part) -> Option<(&'static str, String)> {
        let book = self.books.get(manuscript)?;
        let own = |word: Message| word.text(self.options.lang).to_owned();
        let printed = |title: &str| if self.options.redact { String::new() } else { title.to_owned() };
        Some(match part {
            Part::Whole => {
                let paths: Vec<&str> = book.manuscript.sources.iter().map(|s| s.path.as_str()).collect();
                ("book", paths.join("、"))
            }
            Part::Front => ("front", own(messages::place::FRONT)),
            Part::Contents => ("contents", own(messages::place::CONTENTS)),
            Part::Category(id) => ("category", printed(&book.categories.get(id.index())?.title)),
            Part::Section(id) => ("section", printed(&book.sections.get(id.index())?.title)),
            Part::Entry(id) => ("entry", printed(&book.entries.get(id.index())?.title)),
        })
    }
}
