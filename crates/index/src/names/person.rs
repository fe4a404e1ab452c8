//! Persons named with their posts: 区财政局局长李某.

use kanwu_book::{ReadingId, StructureWords, Zone};
use kanwu_reading::Item;
use kanwu_reading::date::Calendar;
use kanwu_reading::words::{WordClass, segment};
use kanwu_text::{ReadingSpan, TokenKind, kind_of};

use super::Month;
use crate::table::name_ends::{BEFORE_ONE, WITHIN};
use crate::table::name_posts::{
    ACTING_AS, BEHIND_NAME, CAPACITY, GOES_ON, NO_NAME, POSTS, SELDOM_SURNAME, TITLES_BEHIND,
};

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
    /// Whether the name has the form of one: it begins with a surname or has 间隔号.
    pub formed: bool,
    /// Month and day that stand before it in the paragraph.
    pub day: Option<(u8, u8)>,
    /// The month of another year that stands before it in its sentence: 2019年3月.
    pub of_year: Option<Month>,
}

/// A body and a post have at most so many characters.
const LONGEST: usize = 24;

/// No name is longer.
const LONGEST_NAME: usize = 12;

/// Adds the person that is named with the post `title` at `span`. They are asked for in the order of the text; those of
/// the paragraph stand in `out` from `first` on.
pub(super) fn read(
    (id, zone): (ReadingId, Zone),
    text: &str,
    items: &[Item],
    (title, span): (&'static str, ReadingSpan),
    first: usize,
    out: &mut Vec<Person>,
) {
    // 副局长 is found before 局长, which ends there too.
    let known = out.get(first..).and_then(<[Person]>::last);
    let inner = known.is_some_and(|p| p.post.end >= span.end || p.name.overlaps(span));
    let person = || {
        person(id, text, title, span)
            .or_else(|| titled(id, text, title, span))
            .or_else(|| in_capacity(id, text, title, span))
    };
    if let Some(person) = (!inner).then(person).flatten() {
        let of_year = month_before(text, items, span.start);
        let day = day_before(items, span.start).or_else(|| {
            // 区长田进山在青石镇检查（5月6日摄）
            let last = (zone == Zone::Caption).then(|| day_before(items, text.len() as u32));
            last.flatten()
        });
        out.push(Person { day, of_year, ..person });
    }
}

fn person(id: ReadingId, text: &str, title: &'static str, span: ReadingSpan) -> Option<Person> {
    // 董事长 is not 董事 and a name.
    let here = text.get(span.start as usize..)?;
    let goes_on = |post: &str| {
        let last = here.as_bytes().get(post.len() - 1);
        post.len() > title.len() && post.as_bytes().last() == last && here.starts_with(post)
    };
    if POSTS.iter().copied().any(goes_on) {
        return None;
    }
    let after = text.get(span.end as usize..)?;
    let rest = after.trim_start_matches(['：', ' ', '　']);
    // 院长为钟离岳
    let rest = after.strip_prefix('为').filter(|rest| opens_with_name(rest)).unwrap_or(rest);
    // 书记们, 局长会议: the post goes on.
    let glued = rest.len() == after.len();
    if glued && GOES_ON.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let alone = opens_with_name(rest);
    let name = name_at(rest).filter(|name| alone || !begins_with_word(rest, name))?;
    let start = span.end + (after.len() - rest.len()) as u32;
    let body = body_len(text.get(..span.start as usize)?);
    Some(Person {
        reading: id,
        name: ReadingSpan::new(start, start + name.len() as u32),
        formed: name.contains('·')
            || StructureWords::get().is_name(name) && !name.starts_with(SELDOM_SURNAME),
        post: ReadingSpan::new(span.start - body as u32, span.end),
        title,
        day: None,
        of_year: None,
    })
}

/// Whether a name stands alone at the start of a text: a mark follows it.
fn opens_with_name(text: &str) -> bool {
    let run = text.find(['，', '。', '；', '、']).and_then(|at| text.get(..at)).unwrap_or_default();
    run.contains('·') || StructureWords::get().is_name(run)
}

/// How many bytes before a post name the body that it belongs to.
fn body_len(before: &str) -> usize {
    let han = before.chars().rev().take(LONGEST).take_while(|c| kind_of(*c) == TokenKind::Han);
    let from = before.len() - han.map(char::len_utf8).sum::<usize>();
    let run = before.get(from..).unwrap_or_default();
    // The body begins behind the last character that stands before names; 和 and the like stand within names as well.
    let ends = |c: char| BEFORE_ONE.binary_search(&c).is_ok() && WITHIN.binary_search(&c).is_err();
    let cut = run.char_indices().rev().find(|(_, c)| ends(*c)).map(|(at, c)| at + c.len_utf8());
    run.len() - cut.unwrap_or(0)
}

/// Whether a text begins with a word of the language that is no name: the lexicon has no names of persons.
fn begins_with_word(text: &str, name: &str) -> bool {
    let to = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    let words = segment(text.get(..to).unwrap_or_default());
    let first = words.first();
    first.is_some_and(|word| {
        let len = word.span.len() as usize;
        len > 3 && len <= name.len() && word.class != WordClass::Place && word.class != WordClass::Unknown
    })
}

/// 柴某某院士: a person whose title stands behind the name.
fn titled(id: ReadingId, text: &str, title: &'static str, span: ReadingSpan) -> Option<Person> {
    if !TITLES_BEHIND.contains(&title) {
        return None;
    }
    let before = text.get(..span.start as usize)?;
    let from = before.char_indices().rev().nth(2).map(|(at, _)| at)?;
    let name = before.get(from..)?;
    let han = name.chars().all(|c| kind_of(c) == TokenKind::Han);
    // The last two characters alone may be the name as well, where the first may end the words before.
    let shorter = name.char_indices().nth(1).and_then(|(at, _)| name.get(at..))?;
    let words = StructureWords::get();
    let parted = before.get(..from)?.chars().next_back().is_none_or(|c| kind_of(c) != TokenKind::Han);
    let sure = han && words.is_name(name) && (parted || !words.is_name(shorter));
    sure.then(|| Person {
        reading: id,
        name: ReadingSpan::of(from..before.len()),
        formed: true,
        post: span,
        title,
        day: None,
        of_year: None,
    })
}

/// 田进山以副局长身份出席: a person who acts in the capacity of a post.
fn in_capacity(id: ReadingId, text: &str, title: &'static str, span: ReadingSpan) -> Option<Person> {
    if !CAPACITY.iter().any(|word| text.get(span.end as usize..).is_some_and(|rest| rest.starts_with(word))) {
        return None;
    }
    let before = text.get(..span.start as usize)?;
    let near = before.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let opening = near + before.get(near..)?.rfind(ACTING_AS)?;
    let post = opening + before.get(opening..)?.chars().next()?.len_utf8();
    let body = before.get(post..)?;
    let named = before.get(..opening)?;
    let words = StructureWords::get();
    let name = [3, 2].into_iter().find_map(|count| {
        let from = named.char_indices().rev().nth(count - 1).map(|(at, _)| at)?;
        let parted = named.get(..from)?.chars().next_back().is_none_or(|c| kind_of(c) != TokenKind::Han);
        (parted && words.is_name(named.get(from..)?)).then_some(from)
    })?;
    body.chars().all(|c| kind_of(c) == TokenKind::Han).then(|| Person {
        reading: id,
        name: ReadingSpan::of(name..opening),
        formed: true,
        post: ReadingSpan::of(post..span.end as usize),
        title,
        day: None,
        of_year: None,
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
    let goes_on = |rest: &str| !rest.is_empty() && !BEHIND_NAME.iter().any(|word| rest.starts_with(word));
    let short = !compound && !behind.is_empty() && !goes_on(behind);
    // 欧阳敬贤 has two characters behind its surname, 欧阳修 one.
    let long = compound && run.get(three.len()..).is_some_and(goes_on);
    let name = match three.chars().count() {
        3 if long => head(4),
        3 if !short => three,
        _ => two,
    };
    (name.chars().count() >= 2).then_some(name)
}

/// The month with its year that was told last before byte `at` in its sentence.
fn month_before(text: &str, items: &[Item], at: u32) -> Option<Month> {
    let upto = items.partition_point(|item| item.span().end <= at);
    let last = items.get(..upto)?.iter().rev().take(2).find_map(|item| match item {
        Item::Date(date) if date.calendar == Calendar::Gregorian => Some(date),
        _ => None,
    })?;
    let between = text.get(last.span.end as usize..at as usize)?;
    let month = Month { year: last.full_year()?, month: last.month? };
    (!between.contains(['。', '；', '\n'])).then_some(month)
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
    use super::super::mentions;

    fn persons(text: &str) -> Vec<(&str, &str)> {
        mentions(text).persons.iter().map(|p| (p.post.of_text(text), p.name.of_text(text))).collect()
    }

    #[test]
    fn persons_act_in_the_capacity_of_a_post() {
        assert_eq!(persons("会上，田进山以副局长身份发言"), [("副局长", "田进山")]);
        assert_eq!(persons("他们以副局长身份发言"), []);
    }

    #[test]
    fn persons_are_named_behind_their_posts() {
        assert_eq!(persons("县农业农村局副局长田进山带队"), [("县农业农村局副局长", "田进山")]);
        assert_eq!(persons("区长王明主持会议，区委书记在会上讲话"), [("区长", "王明")]);
        assert_eq!(persons("局长会议召开，主任办公会"), []);
    }
}
