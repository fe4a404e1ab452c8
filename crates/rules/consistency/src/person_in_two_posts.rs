//! One person under two posts that hardly go together: 市农业农村局副局长邢某, 市农业农村局局长邢某.

use std::collections::BTreeMap;

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{near_end, tail};
use kanwu_plugin::index::names::{Names, Person};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::person_in_two_posts as card;
use crate::post::{
    body_of, changes_posts, exclude_each_other, is_former, is_shared, may_be_one, of_other_rank,
};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

/// Of one person so many places are compared, so that time stays linear where a name stands thousands of times.
const MOST: usize = 24;

/// Days between two places that are too few for a change of posts.
const DAYS: i32 = 3;

/// So many characters of a body tell which it is.
const BODY: usize = 3;

/// A place where a person stands with a post.
#[derive(Clone, Copy)]
struct At<'b> {
    person: Person,
    body: &'b str,
    month: Option<u8>,
}

impl At<'_> {
    fn title(&self) -> &'static str {
        self.person.title
    }

    /// Days since the beginning of the year, as far as it matters.
    fn day(&self) -> Option<i32> {
        let (month, day) = self.person.day?;
        Some(i32::from(month) * 31 + i32::from(day))
    }

    fn same_post(&self, other: &At<'_>) -> bool {
        self.title() == other.title()
            && (self.body.is_empty() || other.body.is_empty() || may_be_one(self.body, other.body))
    }
}

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let mut persons: BTreeMap<&str, Vec<At<'_>>> = BTreeMap::new();
    let mut posts: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for person in names.persons() {
        let name = names.text(person.reading, person.name);
        if name.chars().count() < 2 || !(name.contains('·') || StructureWords::get().is_name(name)) {
            continue;
        }
        let body = body_of(names, person);
        posts.entry((tail(body, BODY), person.title)).or_default().push(name);
        let Some(reading) = cx.book.reading(person.reading) else { continue };
        let before = reading.text.get(..person.post.start as usize).unwrap_or_default();
        if is_former(near_end(before), body) || changes_posts(&reading.text) {
            continue;
        }
        persons.entry(name).or_default().push(At { person: *person, body, month: names.month(person) });
    }
    for (name, places) in persons {
        let places = places.get(..places.len().min(MOST)).unwrap_or_default();
        let Some((odd, known)) = doubt(name, places, names, &posts) else { continue };
        let finding = Finding::new(Place::Reading(odd.person.reading, odd.person.post), Confidence::Likely)
            .arg(card::args::NAME, name)
            .arg(card::args::FOUND, names.text(odd.person.reading, odd.person.post))
            .arg(card::args::OTHER, names.text(known.person.reading, known.person.post))
            .labelled(Place::Reading(known.person.reading, known.person.post), card::labels::OTHER);
        cx.push(finding);
    }
}

/// The place to be asked about, and the one that it is compared with.
fn doubt<'p, 'b>(
    name: &str,
    places: &'p [At<'b>],
    names: &Names<'_>,
    posts: &BTreeMap<(&str, &str), Vec<&str>>,
) -> Option<(&'p At<'b>, &'p At<'b>)> {
    let count = |at: &At<'_>| places.iter().filter(|other| at.same_post(other)).count();
    // Who rose or changed posts within the year is told so by the list of leaders.
    let listed = names.holders().iter().filter(|h| h.name == name).count();
    if listed > 1 {
        return None;
    }
    for (n, a) in places.iter().enumerate() {
        for b in places.get(n + 1..).unwrap_or_default() {
            if a.person.reading == b.person.reading || a.same_post(b) {
                continue;
            }
            let (of_a, of_b) = (count(a), count(b));
            let near = a.day().zip(b.day()).is_some_and(|(x, y)| (x - y).abs() <= DAYS)
                || (a.day().is_none() || b.day().is_none())
                    && a.month.zip(b.month).is_some_and(|(x, y)| x == y);
            let (odd, known, few, many) = if of_a < of_b { (a, b, of_a, of_b) } else { (b, a, of_b, of_a) };
            let rare = few == 1 && many >= 2;
            let one_body = tail(a.body, BODY) == tail(b.body, BODY) || a.body.is_empty() || b.body.is_empty();
            let rank = one_body && of_other_rank(a.title(), b.title());
            let renamed = stem(a).is_some() && stem(a) == stem(b);
            let taken = !is_shared(odd.title())
                && one_body
                && a.title() != b.title()
                && posts
                    .get(&(tail(odd.body, BODY), odd.title()))
                    .is_some_and(|holders| holders.iter().any(|holder| *holder != name));
            let apart = !a.body.is_empty()
                && !b.body.is_empty()
                && (exclude_each_other(a.body, b.body) || two_heads(a, b));
            if (rank || renamed) && (rare || near) || taken && rare || apart && near {
                return Some((odd, known));
            }
        }
    }
    None
}

/// 招生就业处 of 招生就业处处长: a body whose last character its head's title repeats, without it.
fn stem<'b>(at: &At<'b>) -> Option<&'b str> {
    let first = at.title().chars().next()?;
    at.body.strip_suffix(first).filter(|stem| stem.chars().count() >= BODY)
}

/// Heads of two bodies of one kind that have nothing in common: 市科技局局长, 市教育局局长.
fn two_heads(a: &At<'_>, b: &At<'_>) -> bool {
    let last = |at: &At<'_>| at.body.chars().next_back();
    a.title() == b.title() && !is_shared(a.title()) && last(a) == last(b) && !may_be_one(a.body, b.body)
}
