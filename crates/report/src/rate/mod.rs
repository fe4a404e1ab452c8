//! 机检差错率: what the findings weigh for the length of the book. An estimate, no verdict of a quality
//! inspection: a program sees only part of the faults, and some that are none.
//!
//! 体例, 建议, 转换痕迹 and guesses weigh nothing, nor does what an editor lets stand (不改).

mod points;
mod scheme;

use std::collections::HashMap;
use std::io::{self, Write};

use kanwu_book::{Block, BlockKind, Book, CategoryId};
use kanwu_card::{Card, Class, Confidence};
use kanwu_plugin::{Diagnostic, State};
use kanwu_text::{Lang, Message};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

pub use scheme::{Scheme, SchemeError};

use crate::checked::Listed;
use crate::messages::rate as said;
use crate::{Checked, Extent, printable};
use points::{Counter, Fault};

/// What the rate is counted by.
#[derive(Clone, Debug)]
pub struct RateOptions {
    /// The method.
    pub scheme: Scheme,
    /// Characters that a page has room for; `None` where the page grid is not known.
    pub page: Option<u64>,
    /// Pages of the book; `None` goes by the page marks.
    pub pages: Option<u64>,
    /// The limit, in faults to 10,000 characters.
    pub limit: Decimal,
}

impl RateOptions {
    /// Layout characters 版面字数 of a book, blank areas included, where they can be known. `alone`: no other book is
    /// checked, so that the pages are this one's.
    fn layout(&self, book: &Book<'_>, alone: bool) -> Option<u64> {
        let marked = book.manuscript.sources.iter().map(|s| s.pages.len() as u64).sum();
        let pages = self.pages.filter(|_| alone).unwrap_or(marked);
        self.page?.checked_mul(pages).filter(|n| *n > 0)
    }
}

/// Points of a finding by its card's weight, without the limits of the method: what a list of faults shows.
pub fn weight(card: &Card, finding: &Diagnostic) -> Decimal {
    let state = finding.state.as_ref().map(|d| d.state);
    // An editor who has a guess corrected has made it a fault.
    let counts = match state {
        Some(State::Keep) => false,
        Some(State::Change) => true,
        Some(State::Hold) | None => finding.confidence > Confidence::Guess,
    };
    if card.class == Class::Hard && counts { card.weight.parse().unwrap_or_default() } else { Decimal::ZERO }
}

/// The rates of a run, gathered manuscript by manuscript.
#[derive(Clone, Debug)]
pub struct Rates {
    options: RateOptions,
    /// Whether the run has one manuscript.
    alone: bool,
    rates: Vec<Rate>,
}

/// The rates as other programs read them.
#[derive(Serialize)]
struct Told<'r> {
    scheme: &'r str,
    #[serde(serialize_with = "plain")]
    limit: Decimal,
    manuscripts: &'r [Rate],
}

/// The rate of one manuscript.
#[derive(Clone, Debug, Serialize)]
struct Rate {
    pub path: String,
    pub whole: Part,
    pub categories: Vec<Part>,
    /// Rows of the method that have points.
    pub items: Vec<ItemSum>,
    /// Findings that weigh nothing.
    pub weightless: usize,
}

/// Confirmed and other faults of a row of the method.
#[derive(Clone, Debug, Serialize)]
struct ItemSum {
    pub zh: String,
    pub en: String,
    pub places: u32,
    #[serde(serialize_with = "plain")]
    pub points: Decimal,
}

impl ItemSum {
    /// Row, places and points.
    pub fn said(&self, lang: Lang) -> String {
        let item = Message { zh: self.zh.as_str(), en: &self.en }.text(lang);
        said::Item { item, places: self.places, points: self.points.normalize() }.text(lang)
    }
}

/// A book or a 类目.
#[derive(Clone, Debug, Default, Serialize)]
struct Part {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Text characters, without blanks.
    pub characters: u64,
    /// Layout characters; those of a 类目 by its share of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<u64>,
    /// Points of faults that an editor has confirmed.
    #[serde(serialize_with = "plain")]
    pub confirmed: Decimal,
    /// Points of the others.
    #[serde(serialize_with = "plain")]
    pub unconfirmed: Decimal,
    /// To 10,000 text characters.
    pub rate: By,
    /// To 10,000 layout characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout_rate: Option<By>,
}

/// Rates of confirmed faults, and of all.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct By {
    #[serde(serialize_with = "plain")]
    pub confirmed: Decimal,
    #[serde(serialize_with = "plain")]
    pub all: Decimal,
}

fn plain<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&value.normalize())
}

impl Rates {
    /// Of nothing.
    pub fn new(options: &RateOptions, extent: Extent) -> Rates {
        Rates { options: options.clone(), alone: extent.manuscripts == 1, rates: Vec::new() }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        for (i, (book, _)) in part.manuscripts.iter().enumerate() {
            let found: Vec<Listed<'_>> = part.all().filter(|l| l.manuscript == i).collect();
            let layout = self.options.layout(book, self.alone);
            self.rates.push(Rate::of(book, &found, &self.options.scheme, layout));
        }
    }

    /// Writes them as JSON: points and rates as exact decimals in strings.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let RateOptions { scheme, limit, .. } = &self.options;
        let told = Told { scheme: &scheme.name, limit: *limit, manuscripts: &self.rates };
        printable::pretty_json(out, &told)?;
        writeln!(out)
    }

    /// As tables, one a manuscript. With `redact` the 类目 go without their titles.
    pub fn tables(&self, lang: Lang, redact: bool) -> Vec<RateTable> {
        let mut rates = self.rates.clone();
        for rate in rates.iter_mut().filter(|_| redact) {
            for (i, part) in rate.categories.iter_mut().enumerate() {
                part.title = part.title.as_ref().map(|_| i.to_string());
            }
        }
        rates.iter().map(|rate| table(rate, &self.options, lang)).collect()
    }
}

impl Rate {
    fn of(book: &Book<'_>, found: &[Listed<'_>], scheme: &Scheme, layout: Option<u64>) -> Rate {
        let mut parts: HashMap<Option<CategoryId>, Part> = HashMap::new();
        for block in book.blocks.iter().filter(|b| is_text(b)) {
            let characters = book.text(block.at).chars().filter(|c| !c.is_whitespace()).count();
            parts.entry(block.category).or_default().characters += characters as u64;
        }
        let mut found: Vec<&Listed<'_>> = found.iter().collect();
        found.sort_by_key(|l| l.finding.at);
        let mut weightless = 0;
        // The limits of the method hold for the confirmed ones alone, and for all together.
        let (mut confirmed, mut all) = (Counter::new(scheme), Counter::new(scheme));
        for listed in found {
            let (card, finding) = (listed.card, listed.finding);
            let weight = weight(card, finding);
            if weight.is_zero() {
                weightless += 1;
                continue;
            }
            let source = book.manuscript.source(finding.at.source);
            let fault = Fault {
                item: scheme.item_of(card, weight),
                weight,
                same: (&card.code, book.text(finding.at)),
                page: source
                    .and_then(|s| s.page_at(finding.at.span.start))
                    .map(|mark| (finding.at.source.0, mark.ordinal)),
            };
            let part = parts.entry(listed.block().and_then(|b| b.category)).or_default();
            part.unconfirmed += all.add(fault);
            if finding.state.as_ref().is_some_and(|d| d.state == State::Change) {
                part.confirmed += confirmed.add(fault);
            }
        }
        let mut whole = Part { layout, ..Part::default() };
        for part in parts.values_mut() {
            // Until here `unconfirmed` holds all.
            part.unconfirmed -= part.confirmed;
            whole.characters += part.characters;
            whole.confirmed += part.confirmed;
            whole.unconfirmed += part.unconfirmed;
        }
        whole.count();
        let ids = (0..book.categories.len() as u32).map(CategoryId);
        let categories = std::iter::once(None).chain(ids.map(Some)).filter_map(|id| {
            let mut part = parts.remove(&id)?;
            part.title = id.and_then(|c| book.categories.get(c.index())).map(|c| c.title.clone());
            part.layout = whole.layout.and_then(|l| (l * part.characters).checked_div(whole.characters));
            part.count();
            Some(part)
        });
        let categories = categories.collect();
        let paths: Vec<&str> = book.manuscript.sources.iter().map(|s| s.path.as_str()).collect();
        let items = all.sums().map(|(item, places, points)| ItemSum {
            zh: item.zh.clone(),
            en: item.en.clone(),
            places,
            points,
        });
        Rate { path: paths.join("、"), whole, categories, items: items.collect(), weightless }
    }
}

/// Whether a block is text of the book.
fn is_text(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Break | BlockKind::Comment | BlockKind::Image | BlockKind::Literal)
}

impl Part {
    fn count(&mut self) {
        self.rate = self.by(self.characters);
        self.layout_rate = self.layout.map(|characters| self.by(characters));
    }

    fn by(&self, characters: u64) -> By {
        let rate = |points| points::rate(points, characters).unwrap_or_default().round_dp(4);
        By { confirmed: rate(self.confirmed), all: rate(self.confirmed + self.unconfirmed) }
    }

    /// By layout characters where they are known: so the standard counts.
    pub fn rate(&self) -> By {
        self.layout_rate.unwrap_or(self.rate)
    }
}

/// The title that every report of a rate carries: it is an estimate.
fn title(scheme: &Scheme, lang: Lang) -> String {
    said::Title { method: scheme.title(lang) }.text(lang)
}

/// Name of a part: a 类目, what stands before the first, or the whole.
fn name(part: &Part, lang: Lang) -> &str {
    part.title.as_deref().unwrap_or(said::FRONT.text(lang))
}

/// The rates for people: by manuscript, what stands over the table, its rows with their heading first, and what
/// stands below.
#[derive(Clone, Debug, Serialize)]
pub struct RateTable {
    /// Over the table.
    pub head: Vec<String>,
    /// Rows of equal length.
    pub rows: Vec<Vec<String>>,
    /// Below.
    pub foot: Vec<String>,
}

fn table(rate: &Rate, options: &RateOptions, lang: Lang) -> RateTable {
    let whole = &rate.whole;
    let mut head = vec![title(&options.scheme, lang)];
    head.push(rate.path.clone());
    let mut rows = vec![said::COLUMNS.text(lang).map(str::to_owned).to_vec()];
    let row = |name: &str, part: &Part| {
        let by = part.rate();
        vec![
            name.to_owned(),
            part.layout.unwrap_or(part.characters).to_string(),
            part.confirmed.normalize().to_string(),
            part.unconfirmed.normalize().to_string(),
            in_10_000(by.confirmed, lang),
            in_10_000(by.all, lang),
        ]
    };
    rows.extend(rate.categories.iter().map(|part| row(name(part, lang), part)));
    rows.push(row(said::WHOLE.text(lang), whole));
    RateTable { head, rows, foot: notes(rate, options, lang) }
}

/// What must be known to read the figures.
fn notes(rate: &Rate, options: &RateOptions, lang: Lang) -> Vec<String> {
    let whole = &rate.whole;
    let limit = options.limit.normalize();
    let all = whole.rate().all;
    let rate_of_all = in_10_000(all, lang);
    let text = whole.characters;
    let items: Vec<String> = rate.items.iter().map(|item| item.said(lang)).collect();
    let mut notes = vec![match (whole.layout, whole.layout_rate) {
        (Some(layout), Some(_)) => {
            said::ByLayout { layout, text, rate: in_10_000(whole.rate.all, lang) }.text(lang)
        }
        _ => said::ByText { text }.text(lang),
    }];
    if !items.is_empty() {
        notes.push(said::Points { items: &items }.text(lang));
    }
    notes.push(match all > options.limit {
        true => said::Over { rate: rate_of_all, limit }.text(lang),
        false => said::Within { rate: rate_of_all, limit }.text(lang),
    });
    notes.push(said::Weightless { count: rate.weightless }.text(lang));
    notes
}

fn in_10_000(rate: Decimal, lang: Lang) -> String {
    said::In10000 { rate: format!("{rate:.2}") }.text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn options(page: Option<u64>) -> RateOptions {
        RateOptions {
            scheme: Scheme::named(Scheme::DEFAULT).unwrap(),
            page,
            pages: Some(10),
            limit: Decimal::ONE,
        }
    }

    fn rates(page: Option<u64>, state: impl Fn(usize) -> Option<State>) -> Rate {
        let manuscript = sample::manuscript();
        let book = kanwu_book::parse(&manuscript);
        let cards = sample::cards();
        let mut findings = sample::findings();
        for (i, finding) in findings.iter_mut().enumerate() {
            finding.state = state(i).map(|state| {
                Box::new(kanwu_plugin::Decided {
                    state,
                    reason: String::new(),
                    person: String::new(),
                    date: String::new(),
                    stage: String::new(),
                    in_text: false,
                })
            });
        }
        let checked = Checked {
            manuscripts: vec![(&book, &findings)],
            cards: cards.iter().collect(),
            errors: Vec::new(),
            elapsed: std::time::Duration::ZERO,
            only: None,
            coverage: crate::Coverage::default(),
        };
        let mut rates = Rates::new(&options(page), Extent::ONE);
        rates.add(&checked);
        rates.rates.remove(0)
    }

    fn points(part: &Part) -> (String, String) {
        (part.confirmed.normalize().to_string(), part.unconfirmed.normalize().to_string())
    }

    // Of the six findings of the sample, two are of NUM013, two of PUN004, each 0.1; one is of house style, one a
    // trace of conversion.
    #[test]
    fn what_an_editor_confirms_is_counted_beside_the_rest() {
        let rate = rates(None, |_| None);
        assert_eq!(points(&rate.whole), ("0".to_owned(), "0.4".to_owned()));
        assert_eq!(rate.weightless, 2);
        let rate = rates(None, |i| (i == 2).then_some(State::Change));
        assert_eq!(points(&rate.whole), ("0.1".to_owned(), "0.3".to_owned()));
        let rate = rates(None, |i| (i == 3).then_some(State::Keep));
        assert_eq!(points(&rate.whole), ("0".to_owned(), "0.3".to_owned()));
        let rate = rates(None, |i| (i == 3).then_some(State::Hold));
        assert_eq!(points(&rate.whole), ("0".to_owned(), "0.4".to_owned()));
    }

    #[test]
    fn parts_make_the_whole() {
        let rate = rates(Some(4_000), |i| (i == 2).then_some(State::Change));
        let sum = |of: fn(&Part) -> Decimal| rate.categories.iter().map(of).sum::<Decimal>();
        assert_eq!(sum(|p| p.confirmed), rate.whole.confirmed);
        assert_eq!(sum(|p| p.unconfirmed), rate.whole.unconfirmed);
        let characters: u64 = rate.categories.iter().map(|p| p.characters).sum();
        assert_eq!(characters, rate.whole.characters);
        assert_eq!(rate.whole.layout_rate.unwrap().all.normalize().to_string(), "0.1");
        assert_eq!(rate.whole.layout_rate.unwrap().confirmed.normalize().to_string(), "0.025");
    }

    #[test]
    fn tables_say_that_it_is_an_estimate() {
        let notes = notes(&rates(Some(4_000), |_| None), &options(Some(4_000)), Lang::Zh);
        assert_eq!(title(&options(None).scheme, Lang::Zh), "机检差错率（估，按2004年办法，非质检结论）");
        assert_eq!(
            notes[1..3],
            ["计错：数字用法2处计0.2；一般标点符号2处计0.2。", "合计0.10/万，不超过限值1/万。"]
        );
    }
}
