//! Persons named with their posts: 区财政局局长李某.

use std::sync::OnceLock;

use kanwu_book::{ReadingId, StructureWords};
use kanwu_reading::Item;
use kanwu_reading::date::Calendar;
use kanwu_text::{ReadingSpan, Term, Terms, TokenKind, kind_of};

use crate::table::name_posts::{BEHIND_NAME, GOES_ON, NO_NAME, POSTS};

/// A place where a person is named with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The paragraph.
    pub reading: ReadingId,
    /// The name.
    pub name: ReadingSpan,
    /// The post with the body before it, as far as one clause goes.
    pub post: ReadingSpan,
    /// The post alone: 副局长.
    pub title: &'static str,
    /// Month and day that stand before it in the paragraph.
    pub day: Option<(u8, u8)>,
}

/// A body and a post have at most so many characters.
const LONGEST: usize = 24;

/// No name is longer.
const LONGEST_NAME: usize = 12;

fn posts() -> &'static Terms<'static, &'static str> {
    static TERMS: OnceLock<Terms<'static, &'static str>> = OnceLock::new();
    TERMS.get_or_init(|| Terms::new(POSTS.iter().map(|word| Term { word, data: *word }).collect()))
}

/// Adds the persons of a paragraph, in order.
pub(super) fn read(id: ReadingId, text: &str, items: &[Item], out: &mut Vec<Person>) {
    let first = out.len();
    posts().find(text, |title, span| {
        // 副局长 is found before 局长, which ends there too.
        let known = out.get(first..).and_then(<[Person]>::last);
        let inner = known.is_some_and(|p| p.post.end >= span.end || p.name.overlaps(span));
        if let Some(person) = (!inner).then(|| person(id, text, title, span)).flatten() {
            out.push(Person { day: day_before(items, span.start), ..person });
        }
    });
}

fn person(id: ReadingId, text: &str, title: &'static str, span: ReadingSpan) -> Option<Person> {
    let after = text.get(span.end as usize..)?;
    let rest = after.trim_start_matches(['：', ' ', '　']);
    // 书记们, 局长会议: the post goes on.
    let glued = rest.len() == after.len();
    if glued && GOES_ON.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let name = name_at(rest)?;
    let start = span.end + (after.len() - rest.len()) as u32;
    let body: usize = (text.get(..span.start as usize)?.chars().rev())
        .take(LONGEST)
        .take_while(|c| kind_of(*c) == TokenKind::Han)
        .map(char::len_utf8)
        .sum();
    Some(Person {
        reading: id,
        name: ReadingSpan::new(start, start + name.len() as u32),
        post: ReadingSpan::new(span.start - body as u32, span.end),
        title,
        day: None,
    })
}

/// The personal name that a text begins with, as far as its end can be seen.
pub fn name_at(text: &str) -> Option<&str> {
    let is_han = |c: char| kind_of(c) == TokenKind::Han;
    let run = text.find(|c: char| !is_han(c) && c != '·').unwrap_or(text.len());
    let run = text.get(..run)?;
    if NO_NAME.iter().any(|word| run.starts_with(word)) {
        return None;
    }
    let head = |count: usize| {
        let to = run.char_indices().nth(count).map_or(run.len(), |(at, _)| at);
        run.get(..to).unwrap_or_default()
    };
    if head(LONGEST_NAME).contains('·') {
        let dot = run.rfind('·')? + '·'.len_utf8();
        let last: usize = run.get(dot..)?.chars().take(3).map(char::len_utf8).sum();
        return run.get(..dot + last);
    }
    let words = StructureWords::get();
    let (two, three) = (head(2), head(3));
    let behind = run.get(two.len()..)?;
    let one = head(1);
    let compound = words.is_name(&format!("{two}某")) && !words.is_name(&format!("{one}某某"));
    let short = !compound && BEHIND_NAME.iter().any(|word| behind.starts_with(word));
    let name = if short || three.chars().count() < 3 { two } else { three };
    (name.chars().count() >= 2).then_some(name)
}

/// The day that was told last before byte `at`.
fn day_before(items: &[Item], at: u32) -> Option<(u8, u8)> {
    let upto = items.partition_point(|item| item.span().end <= at);
    items.get(..upto)?.iter().rev().take(24).find_map(|item| match item {
        Item::Date(date) if date.calendar == Calendar::Gregorian => date.month.zip(date.day),
        Item::DateRange(range) if range.from.calendar == Calendar::Gregorian => {
            range.from.month.zip(range.from.day)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn persons(text: &str) -> Vec<(&str, &str)> {
        let mut out = Vec::new();
        read(ReadingId(0), text, &[], &mut out);
        out.iter().map(|p| (p.post.of_text(text), p.name.of_text(text))).collect()
    }

    #[test]
    fn persons_are_named_behind_their_posts() {
        assert_eq!(persons("县农业农村局副局长田进山带队"), [("县农业农村局副局长", "田进山")]);
        assert_eq!(persons("区长王明主持会议，区委书记在会上讲话"), [("区长", "王明")]);
        assert_eq!(persons("局长会议召开，主任办公会"), []);
    }
}
