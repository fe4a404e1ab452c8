//! Posts: the body, and the title that its holder bears.

use kanwu_plugin::context::has_any;
use kanwu_plugin::index::names::{Holder, Names, Person};

use crate::table::posts::{
    ACTING, ASSEMBLIES, FORMER, GENERIC, GOVERNMENTS, LISTS, NO_OFFICE, PARTY_GROUPS, SHARED, TITLES,
};

/// A post of a list of leaders: the body as text would name it, and the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// 区财政局; empty where the title alone tells, as 区长 does.
    pub body: String,
    /// 副局长
    pub title: &'static str,
}

/// The longest title that a post ends with.
pub(crate) fn title_of(post: &str) -> Option<&'static str> {
    TITLES.iter().copied().filter(|title| post.ends_with(title)).max_by_key(|title| title.len())
}

/// The posts that a holder has by the list: 区财政局党组书记、局长 are two.
pub(crate) fn posts_of(holder: &Holder) -> Vec<Post> {
    let mut base = of_list(&holder.body);
    let mut out = Vec::new();
    for item in holder.post.split(['、', '，']) {
        let Some(title) = title_of(item) else { continue };
        let own = item.strip_suffix(title).unwrap_or_default();
        // Who acts for the holder does not hold the post.
        if ACTING.contains(&own) {
            continue;
        }
        if !own.is_empty() {
            base = PARTY_GROUPS.iter().find_map(|group| own.strip_suffix(group)).unwrap_or(own).to_owned();
        }
        let body = if own.is_empty() { base.clone() } else { own.to_owned() };
        out.push(Post { body, title });
    }
    out
}

/// A heading that names the work of a body has so many characters.
const NAMED: std::ops::RangeInclusive<usize> = 2..=8;

/// What text calls the body that a list is of, by its heading: 中国人民政治协商会议清河区委员会, 政协.
fn of_list(heading: &str) -> String {
    let short = ASSEMBLIES.iter().find(|row| heading.contains(row.full)).map(|row| row.short);
    match short {
        Some(short) => short.to_owned(),
        None if heading.ends_with(GENERIC) => heading.to_owned(),
        // 卫生健康, over the list of 区卫生健康局.
        None if NAMED.contains(&heading.chars().count()) && !has_any(heading, LISTS) => heading.to_owned(),
        None => String::new(),
    }
}

/// The body before the title of a person in the text.
pub(crate) fn body_of<'b>(names: &Names<'b>, person: &Person) -> &'b str {
    names.text(person.reading, person.post).strip_suffix(person.title).unwrap_or_default()
}

/// Whether a post is said to be a former or a future one: 原局长, 时任局长.
pub(crate) fn is_former(before: &str, body: &str) -> bool {
    FORMER.iter().any(|word| body.contains(word) || before.ends_with(word))
}

/// Whether a paragraph tells of appointments, in which posts change.
pub(crate) fn changes_posts(text: &str) -> bool {
    NO_OFFICE.iter().any(|word| text.contains(word))
}

/// Whether many hold the post at once.
pub(crate) fn is_shared(title: &str) -> bool {
    title.starts_with(DEPUTY) || SHARED.contains(&title)
}

/// Before a title: one of several who stand under its holder.
const DEPUTY: char = '副';

/// The title with or without 副: 局长 and 副局长.
pub(crate) fn of_other_rank(a: &str, b: &str) -> bool {
    a.strip_prefix(DEPUTY) == Some(b) || b.strip_prefix(DEPUTY) == Some(a)
}

/// Whether two bodies may be one, in full and in short: they share a character that tells what they do.
pub(crate) fn may_be_one(a: &str, b: &str) -> bool {
    let telling = |c: &char| !GENERIC.contains(c) && ('\u{3400}'..='\u{9fff}').contains(c);
    let mut of_a = a.chars().filter(telling).peekable();
    let mut of_b = b.chars().filter(telling).peekable();
    of_a.peek().is_none() || of_b.peek().is_none() || of_a.any(|c| b.contains(c))
}

/// Whether a body is one of the government, another of an assembly: nobody serves both at once.
pub(crate) fn exclude_each_other(a: &str, b: &str) -> bool {
    let of = |body: &str, words: &[&str]| words.iter().any(|word| body.contains(word));
    let assembly = |body: &str| ASSEMBLIES.iter().any(|row| row.assembly && body.contains(row.short));
    (of(a, GOVERNMENTS) && assembly(b)) || (of(b, GOVERNMENTS) && assembly(a))
}
