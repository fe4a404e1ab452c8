//! The title of a law that there is not, and that is nearly one there is: 《中华人民共和国道路安全交通法》, and without the
//! name of the state 《安全生产保障法》.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::law_title_wrong as card;
use crate::table::law_titles::{LAWS, NO_LAWS, OF_OTHERS, PARTY};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(HEADS), check);

/// What a title begins with, and last what the title of a law ends with.
const HEADS: &[&str] = &["《中华人民共和国", "《中国共产党", "法》"];

/// So many characters at least has a title that is looked at without the name of the state: shorter ones are as near to
/// the titles of books.
const SHORTEST: usize = 5;

/// So many bytes at most are looked through for the end of a title.
const LONGEST: usize = 120;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, head) = trigger else { return };
    if index == 2 {
        return short_title(cx, head);
    }
    let Some((title, _)) = cx.after(head.end).split_once('》').filter(|(t, _)| t.len() <= LONGEST) else {
        return;
    };
    let titles = if index == 0 { LAWS } else { PARTY };
    // Drafts, amendments, and rules for a law have titles of their own.
    let is_law = title.ends_with('法') || title.ends_with("条例");
    if !is_law || title.contains(['（', '(', '〈']) || titles.contains(&title) {
        return;
    }
    let Some(right) = nearest(title, titles) else { return };
    let span = Span::new(head.end, head.end + title.len() as u32);
    cx.push(Finding::likely(span).arg(card::args::FOUND, title).arg(card::args::WANT, right));
}

/// A title without the name of the state, which ends in `end`.
fn short_title(cx: &mut LocalContext<'_>, end: Span) {
    let before = cx.paragraph().before(end.start);
    let Some((_, title)) = before.rsplit_once('《').filter(|(_, t)| t.len() <= LONGEST) else { return };
    let start = end.start - title.len() as u32;
    let title = format!("{title}法");
    // 办法, 方法 and other words on 法 are no laws.
    let other = NO_LAWS.iter().any(|word| title.ends_with(word)) || title.contains(OF_OTHERS);
    if other || title.chars().count() < SHORTEST || LAWS.contains(&title.as_str()) {
        return;
    }
    let Some(right) = nearest(&title, LAWS) else { return };
    let span = Span::new(start, start + title.len() as u32);
    cx.push(Finding::likely(span).arg(card::args::FOUND, title).arg(card::args::WANT, right));
}

/// The title nearest to one that there is not; none where two are as near, or none is near.
fn nearest(title: &str, titles: &[&'static str]) -> Option<&'static str> {
    let wrong: Vec<char> = title.chars().collect();
    let most = match wrong.len() {
        0..=3 => return None,
        4 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, &'static str)> = None;
    let mut even = false;
    // Each character that the wrong one does not have is at least one slip.
    let strange = |right: &str| right.chars().filter(|c| !wrong.contains(c)).nth(most).is_some();
    // 公职选举法: a title with a word before it is another one.
    for right in titles.iter().filter(|right| !strange(right) && !title.ends_with(**right)) {
        let chars: Vec<char> = right.chars().collect();
        let away = if same_characters(&wrong, &chars) { 1 } else { distance(&wrong, &chars, most) };
        match best {
            _ if away > most => {}
            Some((least, _)) if least < away => {}
            Some((least, _)) if least == away => even = true,
            _ => {
                best = Some((away, right));
                even = false;
            }
        }
    }
    best.filter(|_| !even).map(|(_, right)| right)
}

/// Whether one has the characters of the other in another order.
fn same_characters(a: &[char], b: &[char]) -> bool {
    let sorted = |chars: &[char]| {
        let mut chars = chars.to_vec();
        chars.sort_unstable();
        chars
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// How many characters are lost, put in, or replaced between the two; beyond `most` it is not counted out.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            let [slant, above] = pair else { continue };
            left = (slant + usize::from(x != y)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_title_is_told_where_there_is_one() {
        assert_eq!(nearest("道路安全交通法", LAWS), Some("道路交通安全法"));
        assert_eq!(nearest("水土保护法", LAWS), Some("水土保持法"));
        assert_eq!(nearest("村委会组织法", LAWS), Some("村民委员会组织法"));
        assert_eq!(nearest("河道采砂航运法", LAWS), None);
        assert_eq!(nearest("兵法", LAWS), None);
    }
}
