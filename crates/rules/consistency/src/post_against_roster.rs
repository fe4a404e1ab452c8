//! A post in the text against the list of leaders: 名录 has 副局长, the text 局长.

use std::collections::BTreeMap;

use kanwu_plugin::book::Zone;
use kanwu_plugin::context::near_end;
use kanwu_plugin::index::names::{Holder, Month, Names, Person};
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Place, Rule, Variant};

use crate::card::post_against_roster as card;
use crate::post::{Post, body_of, is_former, is_shared, may_be_one, of_other_rank, posts_of};
use crate::table::place_levels::OWN;

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

/// So many places are asked about for one person or one post.
const MOST: usize = 3;

/// Lists with fewer holders are no list of leaders.
const LEAST: usize = 2;

/// The title of the book stands within so many lines.
const TITLE_LINES: usize = 4;

const YEARBOOK: &str = "年鉴";

/// The list of leaders.
struct Roster<'h> {
    by_name: BTreeMap<&'h str, Vec<(&'h Holder, Post)>>,
    by_title: BTreeMap<&'static str, Vec<(&'h Holder, Post)>>,
    /// The year of the record, where it is known.
    year: Option<i32>,
}

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let holders = names.holders();
    let year = cx.settings.record_year().or_else(|| year_of_title(cx.book));
    if holders.len() < LEAST {
        return;
    }
    let mut roster = Roster { by_name: BTreeMap::new(), by_title: BTreeMap::new(), year };
    for holder in holders {
        for post in posts_of(holder) {
            roster.by_name.entry(&holder.name).or_default().push((holder, post.clone()));
            roster.by_title.entry(post.title).or_default().push((holder, post));
        }
    }
    let mut told: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for person in names.persons() {
        let Some((holder, variant)) = against(cx, names, &roster, person) else { continue };
        let name = names.text(person.reading, person.name);
        let times = told.entry((name.to_owned(), holder.post_number)).or_default();
        *times += 1;
        if *times > MOST {
            continue;
        }
        let finding = Finding::new(Place::Reading(person.reading, person.post), Confidence::Likely)
            .variant(variant)
            .arg(card::args::FOUND, names.text(person.reading, person.post))
            .arg(card::args::NAME, name)
            .arg(card::args::POST, holder.post.as_str())
            .arg(card::args::HOLDER, holder.name.as_str())
            .arg(card::args::TERM, term(names, holder))
            .labelled(Place::Reading(holder.reading, holder.name_at), card::labels::ROSTER);
        cx.push(finding);
    }
}

/// The term of a holder as printed; a list without terms is named.
fn term<'b>(names: &Names<'b>, holder: &Holder) -> &'b str {
    if holder.from.is_some() { names.text(holder.reading, holder.term_at) } else { "未列任期" }
}

/// The year that is recorded by a book whose title names the next: 清河年鉴（2023）.
fn year_of_title(book: &Book<'_>) -> Option<i32> {
    book.readings.iter().take(TITLE_LINES).find_map(|reading| {
        let (_, after) = reading.text.split_once(YEARBOOK)?;
        let from = after.find(|c: char| c.is_ascii_digit())?;
        let year: i32 = after.get(from..from + 4)?.parse().ok()?;
        (1900..=2200).contains(&year).then_some(year - 1)
    })
}

/// What the list has against a person's post in the text.
fn against<'h>(
    cx: &BookContext<'_>,
    names: &Names<'_>,
    roster: &Roster<'h>,
    person: &Person,
) -> Option<(&'h Holder, Variant)> {
    let name = names.text(person.reading, person.name);
    let body = body_of(names, person);
    let text = &cx.book.reading(person.reading)?.text;
    let before = near_end(text.get(..person.post.start as usize)?);
    if is_former(before, body) {
        return None;
    }
    let year = roster.year?;
    let told = names.month(person).map(|month| Month { year, month });
    let month = person.of_year.or(told);
    // The posts of the editorial board are those of the year of printing, of which the list tells only who had left.
    if cx.book.reading(person.reading).is_some_and(|reading| reading.zone == Zone::FrontMatter) {
        let posts = roster.by_name.get(name)?;
        let printing = Some(Month { year: year + 1, month: 1 });
        return of_listed(roster, posts, person, body, printing)
            .filter(|(_, variant)| *variant == card::variants::TERM);
    }
    if let Some(posts) = roster.by_name.get(name) {
        return of_listed(roster, posts, person, body, month);
    }
    // Somebody whom the list does not have, under a post that one person holds.
    let shared = is_shared(person.title);
    if shared && !ONE_IN_A_LIST.contains(&person.title) || !person.formed {
        return None;
    }
    let titles = if body.is_empty() { titles_of(cx.book, person) } else { Vec::new() };
    let same: Vec<&(&Holder, Post)> = (roster.by_title.get(person.title)?.iter())
        .filter(|(_, post)| post.body.chars().count() >= 3)
        .filter(|(_, post)| {
            let own = if shared { is_of(body, &post.body) } else { body.ends_with(&post.body) };
            own || titles.iter().any(|title| is_of(title, &post.body))
        })
        .collect();
    let in_office = |(holder, _): &&&(&'h Holder, Post)| match month {
        Some(month) => holds(holder, month) == Some(true),
        None => holds(holder, Month { year, month: 1 }) == Some(true) && holder.to.is_none(),
    };
    let one = same.iter().find(in_office)?;
    // A list in which several hold the post in that month does not tell who is meant.
    let sole =
        same.iter().filter(|(holder, _)| holder.post_number == one.0.post_number).filter(in_office).count();
    (sole == 1).then_some((one.0, card::variants::HOLDER))
}

/// The titles of the entry and the section that a person stands in: what is told there without a body is of theirs.
fn titles_of<'b>(book: &'b Book<'_>, person: &Person) -> Vec<&'b str> {
    let block = book.reading(person.reading).and_then(|reading| book.block(reading.block));
    let (_, section, entry) = block.map_or((None, None, None), |block| book.place(block));
    [section, entry].into_iter().flatten().map(str::trim).collect()
}

/// Whether a body is the one that a list has, with or without the place that it is of: 清河区教育局, 区教育局.
fn is_of(body: &str, listed: &str) -> bool {
    let place = body.strip_suffix(listed).or_else(|| listed.strip_suffix(body).filter(|_| !body.is_empty()));
    place.is_some_and(|place| place.is_empty() || place.ends_with(OWN))
}

/// Whether somebody holds a post in a month; `None` where the month is that of a change, or the term is not known.
fn holds(holder: &Holder, month: Month) -> Option<bool> {
    let from = holder.from?;
    let before = from.year > month.year || from.year == month.year && from.month > month.month;
    let after = holder.to.is_some_and(|to| {
        to.year < month.year || to.year == month.year && to.month != 0 && to.month < month.month
    });
    let edge = from == month || holder.to == Some(month);
    (!edge).then_some(!before && !after)
}

/// A person whom the list has: the post in the text is one of the list's, and was held in that month.
fn of_listed<'h>(
    roster: &Roster<'h>,
    posts: &[(&'h Holder, Post)],
    person: &Person,
    body: &str,
    month: Option<Month>,
) -> Option<(&'h Holder, Variant)> {
    let titled = |(_, post): &&(&Holder, Post)| post.title == person.title;
    let here: Vec<&(&Holder, Post)> =
        posts.iter().filter(titled).filter(|(_, p)| may_be_one(&p.body, body)).collect();
    if let Some((first, _)) = here.first() {
        let month = month?;
        let never = here.iter().all(|(holder, _)| holds(holder, month) == Some(false));
        return never.then_some((*first, card::variants::TERM));
    }
    // 局长 in the text, 副局长 of the same body in the list, and not the other way about in another line.
    let rank = posts.iter().find(|(_, post)| {
        of_other_rank(post.title, person.title)
            && post.body.is_empty() == body.is_empty()
            && may_be_one(&post.body, body)
    });
    rank.map(|(holder, _)| (*holder, card::variants::RANK))
        .or_else(|| held_by_another(roster, posts, person, body))
}

/// 水产学院党委书记王某, where the list of the same body has 王某 as 院长 and another as 党委书记.
fn held_by_another<'h>(
    roster: &Roster<'h>,
    posts: &[(&'h Holder, Post)],
    person: &Person,
    body: &str,
) -> Option<(&'h Holder, Variant)> {
    let shared = is_shared(person.title) && !ONE_IN_A_LIST.contains(&person.title);
    let own = |holder: &Holder| posts.iter().any(|(listed, _)| listed.list == holder.list);
    let same: Vec<&(&Holder, Post)> = roster
        .by_title
        .get(person.title)?
        .iter()
        .filter(|(holder, post)| own(holder) && holder.from.is_none() && may_be_one(&post.body, body))
        .collect();
    let [(holder, post)] = same.as_slice() else { return None };
    // What the list is of stands before the post in the text.
    let known = !post.body.is_empty() && body.contains(post.body.as_str());
    (!shared && known).then_some((*holder, card::variants::HOLDER))
}

/// Posts that many hold, but one in a list of one body.
const ONE_IN_A_LIST: [&str; 2] = ["书记", "主任"];
