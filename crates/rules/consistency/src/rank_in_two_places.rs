//! One thing ranked twice: 增速居全市第3位 in one place, 第2位 in another.

use std::collections::HashMap;

use kanwu_plugin::context::{ends_any, has_any, tail};
use kanwu_plugin::index::facts::{Observation, Origin, RANK, plain, rank_scope, shared_end};
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Rule};

use crate::card::rank_in_two_places as card;
use crate::table::fact_words::{RANKED, WHOLE};
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// What is ranked is told in so many characters.
const ENOUGH: usize = 6;

/// So many at its end tell which are compared.
const END: usize = 4;

/// A thing that is ranked in more places recurs.
const MOST: usize = 6;

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut groups: HashMap<(&str, String), Vec<(String, &Observation)>> = HashMap::new();
    let mut order = Vec::new();
    for fact in cx.index.facts().all().iter().filter(|fact| fact.unit == RANK) {
        let Some((scope, subject)) = ranked(book, fact) else { continue };
        let key = (scope, tail(&subject, END).to_owned());
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push((subject, fact));
    }
    let mut findings = Vec::new();
    for key in order {
        let Some(group) = groups.get(&key).filter(|group| group.len() <= MOST) else { continue };
        let pair = group.iter().enumerate().find_map(|(i, (subject, second))| {
            let earlier = group.get(..i)?.iter();
            let (_, first) = earlier.into_iter().find(|(other, first)| {
                let count = subject.chars().count().min(other.chars().count());
                first.figure.value != second.figure.value
                    && first.period.meets(second.period)
                    && shared_end(subject, other) == count
            })?;
            Some((subject, *first, *second))
        });
        let Some((subject, first, second)) = pair else { continue };
        let finding = Finding::new(told_at(second), Confidence::Likely)
            .arg(card::args::SUBJECT, subject.as_str())
            .arg(card::args::FOUND, format!("{}{}", key.0, second.printed(book)))
            .arg(card::args::OTHER, format!("{}{}", key.0, first.printed(book)))
            .labelled(told_at(first), card::labels::OTHER);
        findings.push(finding);
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}

/// Among what something is ranked, and what.
fn ranked<'b>(book: &'b Book<'_>, fact: &Observation) -> Option<(&'b str, String)> {
    let Origin::Prose { reading, span, .. } = fact.origin else { return None };
    let text = book.reading(reading)?.text.get(..span.start as usize)?;
    let (words, scope) = text.split_at_checked(rank_scope(text)?)?;
    let mut bare = words;
    while ends_any(bare, RANKED)
        && let Some(rest) = RANKED.iter().find_map(|word| bare.strip_suffix(word))
    {
        bare = rest;
    }
    let sentence = bare.rsplit(['。', '；', '\n', '】']).next()?;
    let clause = sentence.trim_end_matches(['，', '、']).rsplit(['，', '、', '：']).next()?;
    let subject = plain(clause);
    // A short name is told apart where it is one of the whole place.
    let least = if has_any(clause, WHOLE) { END } else { ENOUGH };
    (subject.chars().count() >= least).then_some((scope, subject))
}
