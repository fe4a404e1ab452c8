//! Pages of the contents against where the titles stand: exactly where the source has page marks, else by
//! an estimate from the text.

use std::collections::BTreeMap;

use kanwu_rule::book::{BlockKind, Book, ContentsMatch};
use kanwu_rule::{BookContext, Confidence, Finding, Place, Rule};

use crate::crowded::{Crowd, crowds};
use crate::missing_entry::{place, rising};
use crate::page_order::with_page;

pub(crate) const WRONG: Rule = Rule::book("contents-page-wrong", &["title", "page", "found"], wrong);
pub(crate) const DOUBTFUL: Rule = Rule::book(
    "contents-page-doubtful",
    &["title", "page", "low", "high", "rate", "other", "text"],
    doubtful,
);

/// What is known of the page on which a title of the contents stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing: it has not been found in the body, or too little is at hand to estimate from.
    #[default]
    Unknown,
    /// The page by the marks of the source, as it is printed.
    Found(u32),
    /// The lowest and the highest page it can stand on by the amount of text.
    Between(u32, u32),
}

impl Standing {
    /// Whether a printed page agrees; `None` where nothing is known.
    pub fn agrees(self, page: u32) -> Option<bool> {
        match self {
            Standing::Unknown => None,
            Standing::Found(found) => Some(found == page),
            Standing::Between(low, high) => Some((low..=high).contains(&page)),
        }
    }
}

/// What is known of each entry of the contents, in their order; and the characters that fill a page where
/// pages have been estimated.
pub fn standings(book: &Book<'_>) -> (Vec<Standing>, Option<u32>) {
    if is_marked(book) {
        return (by_marks(book), None);
    }
    let estimate = Estimate::of(book);
    (estimate.standings, estimate.rate)
}

/// The pages of a draft in a word processor are not those that will be printed.
fn is_marked(book: &Book<'_>) -> bool {
    book.manuscript.sources.iter().any(|s| s.pages.len() > 1 && s.document.is_none())
}

fn wrong(cx: &mut BookContext<'_>) {
    if !is_marked(cx.book) {
        return;
    }
    report(cx, &by_marks(cx.book), |_, standing, finding| match standing {
        Standing::Found(found) => Some(finding(Confidence::Certain).arg("found", found.to_string())),
        _ => None,
    });
}

fn doubtful(cx: &mut BookContext<'_>) {
    if is_marked(cx.book) {
        return;
    }
    let estimate = Estimate::of(cx.book);
    let rate = estimate.rate.unwrap_or(0).to_string();
    let entries = &cx.book.contents.entries;
    report(cx, &estimate.standings, |i, standing, finding| match standing {
        Standing::Between(low, high) => {
            let finding =
                finding(Confidence::Likely).arg("low", low.to_string()).arg("high", high.to_string());
            let Some(crowd) = estimate.crowds.iter().find(|c| c.entry == i) else {
                return Some(finding.arg("rate", rate.as_str()));
            };
            let other = entries.get(crowd.from)?;
            let finding = finding
                .variant("crowded")
                .arg("rate", crowd.full.to_string())
                .arg("other", other.title.as_str())
                .arg("text", crowd.text.to_string());
            let mut finding = with_page(finding, other, other.page?, false);
            // Those that share the page stand further off still: one fault.
            let page = entries.get(i)?.page?;
            for next in entries[i + 1..].iter().take_while(|e| e.page == Some(page)) {
                finding = with_page(finding, next, page, true);
            }
            Some(finding)
        }
        _ => None,
    });
}

fn report(
    cx: &mut BookContext<'_>,
    standings: &[Standing],
    judge: impl Fn(usize, Standing, &dyn Fn(Confidence) -> Finding) -> Option<Finding>,
) {
    let book = cx.book;
    for (i, (entry, standing)) in book.contents.entries.iter().zip(standings).enumerate() {
        let Some(page) = entry.page.filter(|p| standing.agrees(*p) == Some(false)) else { continue };
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        let begin = |confidence| {
            let finding = Finding::new(Place::Source(at), confidence)
                .arg("title", entry.title.as_str())
                .arg("page", page.to_string());
            match place(book, entry.body) {
                Some(body) => finding.related(Place::Source(body), "正文在这里", "the body has it here"),
                None => finding,
            }
        };
        if let Some(finding) = judge(i, *standing, &begin) {
            cx.push(finding);
        }
    }
}

/// By the marks of the source. Marks without labels tell how many pages lie between two titles: the
/// difference that most entries share holds.
fn by_marks(book: &Book<'_>) -> Vec<Standing> {
    let marks: Vec<Option<(u32, Option<u32>)>> = book
        .contents
        .entries
        .iter()
        .map(|e| {
            let at = place(book, e.body)?;
            let mark = book.manuscript.source(at.source)?.page_at(at.span.start)?;
            Some((mark.ordinal, mark.label))
        })
        .collect();
    let mut shifts: BTreeMap<i64, usize> = BTreeMap::new();
    for (entry, mark) in book.contents.entries.iter().zip(&marks) {
        if let (Some(page), Some((ordinal, None))) = (entry.page, mark) {
            *shifts.entry(i64::from(page) - i64::from(*ordinal)).or_default() += 1;
        }
    }
    let all: usize = shifts.values().sum();
    let shift = shifts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| n * 2 > all).map(|(s, _)| s);
    marks
        .into_iter()
        .map(|mark| match (mark, shift) {
            (Some((_, Some(label))), _) => Standing::Found(label),
            (Some((ordinal, None)), Some(shift)) => {
                u32::try_from(i64::from(ordinal) + shift).map_or(Standing::Unknown, Standing::Found)
            }
            _ => Standing::Unknown,
        })
        .collect()
}

/// A title of the contents with its page and how much text stands before it.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    /// Index of the contents entry.
    pub entry: usize,
    /// Text before it, in characters.
    pub text: i64,
    pub page: i64,
}

/// Entries that a 类目 must have before its pages are estimated.
const ENOUGH: usize = 6;
/// Thousandths of a page.
const PAGE: i64 = 1000;

/// Pages as the amount of text tells them.
struct Estimate {
    standings: Vec<Standing>,
    /// Characters that fill a page.
    rate: Option<u32>,
    crowds: Vec<Crowd>,
}

impl Estimate {
    /// Estimates pages within each 类目: the rate of pages to text is the median over pairs of entries, the
    /// bounds follow from how far the entries scatter. A new 类目 begins on a new page with a divider before
    /// it, so text says nothing across.
    fn of(book: &Book<'_>) -> Estimate {
        let entries = &book.contents.entries;
        let mut standings = vec![Standing::Unknown; entries.len()];
        let mut parts = parts(book);
        let mut rates = Vec::new();
        for points in parts.iter().filter(|p| p.len() >= ENOUGH) {
            let Some(rate) = slope(points) else { continue };
            rates.push(rate);
            for (i, standing) in bounds(points, rate) {
                standings[i] = standing;
            }
        }
        // Pages that fall are reported as such.
        for points in &mut parts {
            let mut top = 0;
            points.retain(|p| {
                let stands = p.page >= top;
                top = top.max(p.page);
                stands
            });
        }
        let crowds = crowds(&parts);
        for crowd in &crowds {
            let low = u32::try_from(crowd.low).unwrap_or(0);
            standings[crowd.entry] = match standings[crowd.entry] {
                Standing::Between(old, high) => Standing::Between(old.max(low), high.max(low)),
                _ => Standing::Between(low, low + 1),
            };
        }
        let rate = median(&mut rates).filter(|r| *r > 0);
        Estimate { standings, rate: rate.and_then(|r| u32::try_from(PAGE * PAGE / r).ok()), crowds }
    }
}

/// The titles of each 类目, in the order of the text.
fn parts(book: &Book<'_>) -> Vec<Vec<Point>> {
    let amounts = amounts(book);
    let mut parts: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    for (i, entry) in book.contents.entries.iter().enumerate() {
        let Some(at) = place(book, entry.body).filter(|_| !matches!(entry.body, ContentsMatch::Category(_)))
        else {
            continue;
        };
        let Some((id, block)) = book.block_at(at) else { continue };
        let (Some(category), Some(page)) = (block.category, entry.page) else { continue };
        let text = amounts.get(id.index()).copied().unwrap_or(0);
        parts.entry(category.0).or_default().push(Point { entry: i, text, page: i64::from(page) });
    }
    let mut parts: Vec<Vec<Point>> = parts.into_values().collect();
    for points in &mut parts {
        points.sort_by_key(|p| (p.text, p.entry));
    }
    parts
}

/// Text before each block, in characters; rows and headings take more room than they have characters.
fn amounts(book: &Book<'_>) -> Vec<i64> {
    let mut sum = 0;
    book.blocks
        .iter()
        .map(|block| {
            let before = sum;
            let bytes = i64::from(block.at.span.end - block.at.span.start) / 3;
            sum += match block.kind {
                BlockKind::TableRow => bytes.max(40),
                BlockKind::Heading { .. } => bytes.max(20) * 3,
                BlockKind::Image => 300,
                BlockKind::Divider | BlockKind::Comment | BlockKind::Break => 0,
                _ => bytes + 12,
            };
            before
        })
        .collect()
}

/// Thousandths of a page to a thousand characters, the median over pairs that stand apart. Entries whose
/// pages fall are left out.
fn slope(points: &[Point]) -> Option<i64> {
    let keep = rising(&points.iter().map(|p| p.page).collect::<Vec<_>>());
    let kept: Vec<&Point> = keep.iter().filter_map(|i| points.get(*i)).collect();
    let half = (kept.len() / 2).max(1);
    let mut rates: Vec<i64> = kept
        .iter()
        .zip(kept.iter().skip(half))
        .filter(|(a, b)| b.text > a.text + 500)
        .map(|(a, b)| (b.page - a.page) * PAGE * PAGE / (b.text - a.text))
        .collect();
    median(&mut rates).filter(|rate| *rate > 0)
}

fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

/// Pages that each point can have: the text from the entries round it, to either side, at the rate of the
/// 类目, and as much play as those entries show among themselves.
fn bounds(points: &[Point], rate: i64) -> Vec<(usize, Standing)> {
    let offset = |p: &Point| p.page * PAGE - p.text * rate / PAGE;
    let near = |i: usize| {
        let from = i.saturating_sub(4);
        points[from..points.len().min(i + 5)].iter().enumerate().filter(move |(n, _)| from + n != i)
    };
    points
        .iter()
        .enumerate()
        .filter_map(|(i, point)| {
            let mut offsets: Vec<i64> = near(i).map(|(_, p)| offset(p)).collect();
            let middle = median(&mut offsets)?;
            let mut scatter: Vec<i64> = offsets.iter().map(|o| (o - middle).abs()).collect();
            let play = (median(&mut scatter)? * 3 + PAGE).max(PAGE * 17 / 10);
            let page = point.text * rate / PAGE + middle;
            let low = u32::try_from(((page - play).max(PAGE) + PAGE - 1) / PAGE).ok()?;
            let high = u32::try_from((page + play) / PAGE).ok()?;
            Some((point.entry, Standing::Between(low, high.max(low))))
        })
        .collect()
}
