//! Titles whose pages leave no room for the text between them.

use crate::points::Point;

/// Two titles with more text between them than their pages hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crowd {
    /// Index of the contents entry where there is too much.
    pub entry: usize,
    /// The entry from which it is too much.
    pub from: usize,
    /// Characters between them.
    pub text: i64,
    /// Characters of a full page.
    pub full: i64,
    /// The lowest page on which `entry` can stand if the other's is right.
    pub low: i64,
}

/// With fewer pairs of titles than this it is not known how much fills a page.
const ENOUGH: usize = 60;
/// No eight pages have more titles than this.
const MOST: usize = 400;
/// Pages over which too much text is looked for: over more, pictures level it out.
const SPREAD: i64 = 3;

/// The first title of each run that does not fit. Pictures make pages emptier, never fuller: too little text
/// says nothing, but more than the fullest pages of the book hold, and a quarter more, can't be right.
pub(crate) fn crowds(parts: &[Vec<Point>]) -> Vec<Crowd> {
    let Some(full) = full_page(parts) else { return Vec::new() };
    let room = full * 5 / 4;
    let mut out = Vec::new();
    for points in parts {
        let mut start = 0;
        for (j, point) in points.iter().enumerate() {
            let over = |first: &Point| text_between(first, point) - pages_of(first, point) * room;
            let before = &points[start..j.max(start)];
            let pages = point.page - SPREAD + 1..=point.page;
            let Some(first) = pages.filter_map(|page| first_on(before, page)).max_by_key(|p| over(p)) else {
                continue;
            };
            if over(first) <= 0 {
                continue;
            }
            let text = text_between(first, point);
            let low = first.page + (text + room - 1) / room - 1;
            out.push(Crowd { entry: point.entry, from: first.entry, text, full, low });
            // All titles with the same wrong page are one fault.
            start = j + points[j..].iter().take_while(|p| p.page <= point.page).count();
        }
    }
    out
}

/// The first title on a page, the last of those that begin at one place: no other of the page is further off. Pages
/// and places rise.
fn first_on(points: &[Point], page: i64) -> Option<&Point> {
    let from = points.partition_point(|p| p.page < page);
    let text = points.get(from).filter(|p| p.page == page)?.text;
    let same = points[from..].partition_point(|p| p.page == page && p.text <= text);
    points.get(from + same - 1)
}

fn text_between(first: &Point, last: &Point) -> i64 {
    last.text - first.text
}

fn pages_of(first: &Point, last: &Point) -> i64 {
    last.page - first.page + 1
}

/// Characters of a full page: nearly the most that three to eight pages running hold on average.
fn full_page(parts: &[Vec<Point>]) -> Option<i64> {
    let mut averages = Vec::new();
    for points in parts {
        for (i, first) in points.iter().enumerate() {
            // Pages rise, so that those that fit stand together.
            let rest = &points[i + 1..];
            let fit = &rest[rest.partition_point(|last| pages_of(first, last) < 3)..];
            let fit = fit.iter().take_while(|last| pages_of(first, last) <= 8).take(MOST);
            averages.extend(fit.map(|last| text_between(first, last) / pages_of(first, last)));
        }
    }
    averages.sort_unstable();
    let most = averages.len() * 98 / 100;
    averages.get(most).copied().filter(|full| averages.len() >= ENOUGH && *full > 0)
}
