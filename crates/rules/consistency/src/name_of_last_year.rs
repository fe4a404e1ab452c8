//! 区农业农村综合服务中心, where last year's volume has 区农业综合服务中心: names that changed since.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::index::names::{NameKind, Slip, slip};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::name_of_last_year as card;

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

/// Names are brought together by so many characters at one of their ends.
const END: usize = 3;

/// Of names that begin or end alike so many are compared.
const MOST: usize = 24;

fn judge(cx: &mut BookContext<'_>) {
    let settings = cx.settings;
    if settings.references.is_empty() {
        return;
    }
    let names = cx.index.names();
    let mut here: BTreeMap<&str, (ReadingId, Span)> = BTreeMap::new();
    let whole = |kind: NameKind| matches!(kind, NameKind::Body | NameKind::Firm);
    for mention in names.mentions().iter().filter(|m| whole(m.kind) && !m.own.is_empty()) {
        let span = Span::new(mention.own.start, mention.run.end);
        here.entry(names.text(mention.reading, span)).or_insert((mention.reading, span));
    }
    let mut findings = Vec::new();
    let earlier = |year: Option<i32>| year.zip(settings.record_year()).is_none_or(|(year, now)| year < now);
    for reference in settings.references.iter().filter(|reference| earlier(reference.year)) {
        let gone: BTreeSet<&str> = reference.names().filter(|name| !here.contains_key(name)).collect();
        let mut by_end: BTreeMap<(bool, String), Vec<&str>> = BTreeMap::new();
        for name in gone {
            for key in ends(name) {
                by_end.entry(key).or_default().push(name);
            }
        }
        for (name, (reading, span)) in here.iter().filter(|(name, _)| !reference.has_name(name)) {
            let chars: Vec<char> = name.chars().collect();
            let kin = ends(name).into_iter().filter_map(|key| by_end.get(&key));
            let changed = kin.flat_map(|kin| kin.iter().take(MOST)).find(|old| {
                let old: Vec<char> = old.chars().collect();
                slip(&old, &chars).is_some_and(|slip| !matches!(slip, Slip::Moved))
                    && old.last() == chars.last()
            });
            let Some(old) = changed else { continue };
            let finding = Finding::new(Place::Reading(*reading, *span), Confidence::Guess)
                .arg(card::args::FOUND, *name)
                .arg(card::args::OTHER, *old)
                .arg(card::args::REFERENCE, reference.name.as_str());
            findings.push(((*reading, span.start), finding));
        }
    }
    findings.sort_by_key(|(at, _)| *at);
    findings.into_iter().for_each(|(_, finding)| cx.push(finding));
}

/// The first and the last characters of a name.
fn ends(name: &str) -> [(bool, String); 2] {
    let first: String = name.chars().take(END).collect();
    let last: String = name.chars().rev().take(END).collect();
    [(true, first), (false, last)]
}
