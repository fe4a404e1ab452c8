//! 青石精制茶 and 青石精茶: one firm cited in two short forms.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::index::Unmarked;
use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::firm_in_two_short_forms as card;
use crate::table::organisations::{FIRM_GOES_ON, FIRM_IN_FULL, FIRM_TAILS};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge).reads(Reads::TEXT);

/// The longer of two short forms has so many characters.
const SHORT: std::ops::RangeInclusive<usize> = 5..=7;

/// The place that a firm is named after has so many; both forms have it.
const PLACE: usize = 2;

/// Each form stands in so many places.
const SUPPORT: usize = 2;

/// So many places of the rarer form are named.
const MOST: usize = 12;

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let (mut firms, mut others) = (BTreeSet::new(), BTreeSet::new());
    for mention in names.mentions().iter().filter(|m| m.kind == NameKind::Firm && !m.own.is_empty()) {
        let own = names.text(mention.reading, mention.own);
        let stem = FIRM_TAILS.iter().find_map(|tail| own.strip_suffix(tail)).unwrap_or(own);
        let han = stem.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        if han && SHORT.contains(&stem.chars().count()) {
            firms.insert(stem.to_owned());
        } else if ends_any(names.text(mention.reading, mention.run), FIRM_IN_FULL) {
            others.insert(stem);
        }
    }
    // Without one character between the place and the last one: what is still told by both ends.
    let mut shorter: BTreeMap<String, &str> = BTreeMap::new();
    for firm in &firms {
        let chars: Vec<char> = firm.chars().collect();
        for at in PLACE..chars.len() - 1 {
            let rest = chars.get(..at).into_iter().chain(chars.get(at + 1..)).flatten();
            let short: String = rest.collect();
            if !firms.contains(&short) && !others.contains(short.as_str()) {
                shorter.insert(short, firm);
            }
        }
    }
    let words: Vec<&str> = firms.iter().chain(shorter.keys()).map(String::as_str).collect();
    let mut places: BTreeMap<&str, Vec<Unmarked>> = BTreeMap::new();
    for place in cx.index.unmarked(words.iter().copied()) {
        let text = cx.book.reading(place.reading).map_or("", |reading| &*reading.text);
        let bare = text.get(place.span.end as usize..).is_some_and(|rest| !starts_any(rest, FIRM_GOES_ON));
        if let Some(word) = words.get(place.word).filter(|_| bare) {
            places.entry(word).or_default().push(place);
        }
    }
    for (short, firm) in &shorter {
        let (Some(one), Some(other)) = (places.get(short.as_str()), places.get(firm)) else { continue };
        if one.len() < SUPPORT || other.len() < SUPPORT {
            continue;
        }
        let (odd, known, found, usual) = if one.len() < other.len() {
            (one, other, short.as_str(), *firm)
        } else {
            (other, one, *firm, short.as_str())
        };
        let (Some(first), Some(there)) = (odd.first(), known.first()) else { continue };
        let mut finding = Finding::new(Place::Reading(first.reading, first.span), Confidence::Likely)
            .arg(card::args::FOUND, found)
            .arg(card::args::OTHER, usual)
            .arg(card::args::COUNT, known.len())
            .labelled(Place::Reading(there.reading, there.span), card::labels::OTHER);
        for place in odd.iter().skip(1).take(MOST) {
            finding = finding.labelled(Place::Reading(place.reading, place.span), card::labels::AGAIN);
        }
        cx.push(finding);
    }
}
