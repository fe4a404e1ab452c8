//! Pages estimated from how much text stands between titles.

use kanwu_plugin::book::Book;

use crate::crowded::{Crowd, crowds};
use crate::points::{Point, parts};
use crate::rising::rising;
use crate::standing::Standing;

/// Entries that a 类目 must have before its pages are estimated.
const ENOUGH: usize = 6;
/// Thousandths of a page.
const PAGE: i64 = 1000;

/// Pages as the amount of text makes them likely.
pub(crate) struct Estimate {
    pub standings: Vec<Standing>,
    /// Characters that fill a page.
    pub rate: Option<u32>,
    pub crowds: Vec<Crowd>,
}

impl Estimate {
    /// Estimates pages within each 类目: the rate of pages to text is the median over pairs of entries, the
    /// bounds follow from how far the entries scatter. A new 类目 begins on a new page with a divider before
    /// it, so text says nothing across.
    pub fn of(book: &Book<'_>) -> Estimate {
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
