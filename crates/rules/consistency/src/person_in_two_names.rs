//! One person in two names: 清河区副区长田进山, 清河区副区长田近山.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::book::{ReadingId, StructureWords};
use kanwu_plugin::context::{head, tail};
use kanwu_plugin::index::names::{Names, Person, one_apart};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule, Span};

use crate::card::person_in_two_names as card;
use crate::post::{is_shared, posts_of};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge).reads(Reads::TEXT);

/// So many characters before a post tell whose it is.
const BODY: usize = 3;

/// Behind the name that titles an entry, so many characters tell who it is.
const ABOUT: usize = 60;

/// So many characters of a post with its body are one's own.
const OWN_POST: usize = 5;

/// A place where a name stands.
#[derive(Clone, Copy)]
struct At {
    reading: ReadingId,
    span: Span,
}

impl At {
    fn place(self) -> Place {
        Place::Reading(self.reading, self.span)
    }
}

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let mut told: BTreeSet<(ReadingId, u32)> = BTreeSet::new();
    let mut found = under_one_post(cx, names);
    found.extend(under_own_title(cx, names));
    for (post, odd, known) in found {
        if !told.insert((odd.reading, odd.span.start)) {
            continue;
        }
        let finding = Finding::new(odd.place(), Confidence::Likely)
            .arg(card::args::FOUND, names.text(odd.reading, odd.span))
            .arg(card::args::OTHER, names.text(known.reading, known.span))
            .arg(card::args::POST, post)
            .labelled(known.place(), card::labels::OTHER);
        cx.push(finding);
    }
}

/// The end of the body before the post; empty where it is too short to tell one.
fn body_end<'b>(names: &Names<'b>, person: &Person) -> &'b str {
    let post = names.text(person.reading, person.post);
    let body = tail(post.strip_suffix(person.title).unwrap_or_default(), BODY);
    if body.chars().count() < 2 { "" } else { body }
}

/// Names that are nearly one and stand behind one post: the post, the place to ask about and the other.
fn under_one_post(cx: &BookContext<'_>, names: &Names<'_>) -> Vec<(String, At, At)> {
    let mut posts: BTreeMap<(&str, &str), BTreeMap<&str, Vec<At>>> = BTreeMap::new();
    for person in names.persons() {
        let key = (body_end(names, person), person.title);
        let name = names.text(person.reading, person.name);
        let at = At { reading: person.reading, span: person.name };
        posts.entry(key).or_default().entry(name).or_default().push(at);
    }
    let listed: BTreeSet<(ReadingId, u32)> =
        names.holders().iter().map(|holder| (holder.reading, holder.name_at.start)).collect();
    let holders: Vec<_> = (names.holders().iter())
        .flat_map(|holder| posts_of(holder).into_iter().map(move |post| (holder, post)))
        .collect();
    for (holder, post) in &holders {
        let body = tail(&post.body, BODY);
        let body = if body.chars().count() < 2 { "" } else { body };
        let at = At { reading: holder.reading, span: holder.name_at };
        // The text may name the post without its body. What a list has counts for two places, so that it holds there
        // against one.
        for body in BTreeSet::from([body, ""]) {
            let places =
                posts.entry((body, post.title)).or_default().entry(holder.name.as_str()).or_default();
            places.retain(|known| known.reading != at.reading || known.span != at.span);
            places.extend([at, at]);
        }
    }
    let mut out = Vec::new();
    // Pairs of names of which each stands once behind a post that many hold.
    let mut alone: Vec<(&str, At, At)> = Vec::new();
    for ((body, title), named) in posts {
        let list: Vec<Vec<char>> = named.keys().map(|name| name.chars().collect()).collect();
        let places: Vec<&Vec<At>> = named.values().collect();
        let alike: Vec<(usize, usize)> = one_apart(&list);
        // One body has one head: two of one surname in that post, of which the list of leaders has one, are hardly two
        // persons.
        let sole = !body.is_empty() && !is_shared(title);
        let kin = if sole { of_one_surname(&list) } else { Vec::new() };
        let kin = kin.into_iter().filter(|pair| !alike.contains(pair)).map(|(a, b)| (a, b, false, true));
        let alike = alike.iter().map(|(a, b)| (*a, *b, false, false));
        let turned = turned(&list).into_iter().map(|(a, b)| (a, b, true, false));
        for (a, b, turned, kin) in alike.chain(turned).chain(kin) {
            let is_name = |n: usize| list.get(n).is_some_and(|name| is_name(name));
            // A surname may be the character that slipped, but not in both.
            if !is_name(a) && !is_name(b) {
                continue;
            }
            let (Some(a), Some(b)) = (places.get(a), places.get(b)) else { continue };
            // Both in one paragraph are two persons.
            if a.iter().any(|x| b.iter().any(|y| x.reading == y.reading)) {
                continue;
            }
            let first = |places: &[At]| places.first().map(|at| (at.reading, at.span.start));
            let a_is_odd = (a.len(), std::cmp::Reverse(first(a))) < (b.len(), std::cmp::Reverse(first(b)));
            let (odd, known) = if a_is_odd { (a, b) } else { (b, a) };
            // Without a body many hold the post: the other name must stand more often.
            if body.is_empty() && !turned && known.len() < 2 * odd.len() {
                if let ([odd], [known]) = (odd.as_slice(), known.as_slice()) {
                    alone.push((title, *odd, *known));
                }
                continue;
            }
            // Two of one list are two persons.
            let in_list =
                |places: &[At]| places.iter().all(|at| listed.contains(&(at.reading, at.span.start)));
            let has_listed =
                |places: &[At]| places.iter().any(|at| listed.contains(&(at.reading, at.span.start)));
            if in_list(odd) && in_list(known) || kin && has_listed(odd) == has_listed(known) {
                continue;
            }
            if let (Some(odd), Some(known)) = (odd.first(), known.first()) {
                out.push((format!("{body}{title}"), *odd, *known));
            }
        }
    }
    out.extend(told_elsewhere(cx, names, &alone));
    out
}

/// Pairs of names of one surname and length that differ in one other character.
fn of_one_surname(names: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (b, other) in names.iter().enumerate().take(HEADS) {
        for (a, name) in names.iter().enumerate().take(b) {
            let apart = name.iter().zip(other).filter(|(x, y)| x != y).count();
            if apart == 1 && name.len() == other.len() && name.first() == other.first() {
                out.push((a, b));
            }
        }
    }
    out
}

/// A post that more have held is not one of a single body.
const HEADS: usize = 8;

/// Of pairs that each stand once behind a post those of which one name stands in other places, too.
fn told_elsewhere(
    cx: &BookContext<'_>,
    names: &Names<'_>,
    pairs: &[(&str, At, At)],
) -> Vec<(String, At, At)> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let text = |at: &At| names.text(at.reading, at.span);
    let words: Vec<&str> = pairs.iter().flat_map(|(_, a, b)| [text(a), text(b)]).collect();
    let mut places: BTreeMap<&str, Vec<ReadingId>> = BTreeMap::new();
    for place in cx.index.unmarked(words.iter().copied()) {
        if let Some(word) = words.get(place.word) {
            places.entry(word).or_default().push(place.reading);
        }
    }
    let of = |at: &At| places.get(text(at)).map_or(&[][..], Vec::as_slice);
    let pair = |(title, a, b): &(&str, At, At)| {
        let (odd, known) = if of(a).len() < of(b).len() { (a, b) } else { (b, a) };
        let apart = of(known).iter().all(|reading| !of(odd).contains(reading));
        let told = of(odd).len() == 1 && of(known).len() > 1 && apart;
        told.then(|| ((*title).to_owned(), *odd, *known))
    };
    pairs.iter().filter_map(pair).collect()
}

fn is_name(name: &[char]) -> bool {
    let name: String = name.iter().collect();
    name.contains('·') || StructureWords::get().is_name(&name)
}

/// Pairs of names of one surname whose other characters have changed places.
fn turned(names: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut kin: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    for (n, name) in names.iter().enumerate().filter(|(_, name)| name.len() >= 3) {
        let mut sorted = name.clone();
        if let Some(rest) = sorted.get_mut(1..) {
            rest.sort_unstable();
        }
        kin.entry(sorted).or_default().push(n);
    }
    let pairs = kin.into_values().filter(|kin| kin.len() == 2);
    pairs.filter_map(|kin| Some((*kin.first()?, *kin.get(1)?))).collect()
}

/// Names that are nearly the title of an entry about a person, and stand behind a post that the entry tells.
fn under_own_title(cx: &BookContext<'_>, names: &Names<'_>) -> Vec<(String, At, At)> {
    let mut entries: BTreeMap<Vec<char>, (At, &str)> = BTreeMap::new();
    for entry in &cx.book.entries {
        let name: String = entry.title.chars().filter(|c| !c.is_whitespace()).collect();
        if name.chars().count() != 3 || !StructureWords::get().is_name(&name) {
            continue;
        }
        let Some(id) = cx.book.block(entry.block).and_then(|block| block.reading) else { continue };
        let Some(reading) = cx.book.reading(id) else { continue };
        let Some(at) = reading.text.find(&entry.title) else { continue };
        let about = reading.text.get(at + entry.title.len()..).unwrap_or_default();
        let at = At { reading: id, span: Span::of(at..at + entry.title.len()) };
        entries.insert(name.chars().collect(), (at, head(about, ABOUT)));
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let persons: Vec<(Vec<char>, &Person)> = (names.persons().iter())
        .map(|p| (names.text(p.reading, p.name).chars().collect::<Vec<char>>(), p))
        .filter(|(name, _)| name.len() == 3 && !entries.contains_key(name))
        .collect();
    let mut by_name: BTreeMap<&Vec<char>, Vec<&Person>> = BTreeMap::new();
    for (name, person) in &persons {
        by_name.entry(name).or_default().push(person);
    }
    let list: Vec<Vec<char>> = entries.keys().chain(by_name.keys().copied()).cloned().collect();
    let mut out = Vec::new();
    for (a, b) in one_apart(&list).into_iter().chain(turned(&list)) {
        let (Some(a), Some(b)) = (list.get(a), list.get(b)) else { continue };
        let (title, other) = if entries.contains_key(a) { (a, b) } else { (b, a) };
        let (Some((at, about)), Some(others)) = (entries.get(title), by_name.get(other)) else { continue };
        for person in others {
            let post = tail(names.text(person.reading, person.post), OWN_POST);
            if post.chars().count() == OWN_POST && about.contains(post) && person.reading != at.reading {
                out.push((post.to_owned(), At { reading: person.reading, span: person.name }, *at));
            }
        }
    }
    out
}
