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
            let near = |first: &&Point| (1..=SPREAD).contains(&pages_of(first, point));
            let Some(first) = points[start..j.max(start)].iter().filter(near).max_by_key(|p| over(p)) else {
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
            let rest = points[i + 1..].iter();
            let fit = rest.filter(|last| (3..=8).contains(&pages_of(first, last)));
            averages.extend(fit.map(|last| text_between(first, last) / pages_of(first, last)));
        }
    }
    averages.sort_unstable();
    let most = averages.len() * 98 / 100;
    averages.get(most).copied().filter(|full| averages.len() >= ENOUGH && *full > 0)
}
