//! One thing ranked twice: 增速居全市第3位 in one place, 第2位 in another.

use std::collections::HashMap;

use kanwu_plugin::context::tail;
use kanwu_plugin::index::facts::{Observation, RANK, shared_end};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::rank_in_two_places as card;
use crate::rank::ranked;
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// What is ranked is told in so many characters.
const ENOUGH: usize = 6;

/// The scope is a place alone in so many characters: 全市, but 全市市级医院.
const PLACE: usize = 2;

/// So many at its end tell which are compared.
const END: usize = 4;

/// A thing that is ranked in more places recurs.
const MOST: usize = 6;

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut groups: HashMap<(&str, String), Vec<(String, &Observation)>> = HashMap::new();
    let mut order = Vec::new();
    for fact in cx.index.facts().all().iter().filter(|fact| fact.unit == RANK) {
        let Some(told) = ranked(book, fact) else { continue };
        let (scope, subject) = (told.scope, told.subject);
        // A short name is told apart where it is one of the whole place, or among bodies of one kind.
        let least = if told.whole || scope.chars().count() > PLACE { END } else { ENOUGH };
        if subject.chars().count() < least {
            continue;
        }
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
