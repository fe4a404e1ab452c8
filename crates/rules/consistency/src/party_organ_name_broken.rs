//! 市政法委, 区团委: names of Party and League organs that have lost a word or have it in the wrong place.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::party_organ_name_broken as card;
use crate::table::organisations::{GOES_ON, LIST_LINKS, PARTY_ORGANS};
use crate::table::place_levels::{NO_ORGANS, ORGANS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

/// Organs of a Party committee; 团委, of which the level stands within; and a name that stands twice.
const TERMS: [&str; PARTY_ORGANS.len() + 2] = {
    let mut terms = [TWICE; PARTY_ORGANS.len() + 2];
    let mut i = 0;
    while i < PARTY_ORGANS.len() {
        terms[i] = PARTY_ORGANS[i];
        i += 1;
    }
    terms[i] = LEAGUE;
    terms
};

const LEAGUE: &str = "团委";
const TWICE: &str = "常委会常务委员会";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(organ) = TERMS.get(n) else { return };
    if *organ == TWICE {
        cx.push(Finding::likely(span).arg(card::args::FOUND, TWICE).arg(card::args::WANT, "常委会"));
        return;
    }
    let before = cx.before(span.start);
    let Some(level) = before.chars().next_back().filter(|c| ORGANS.contains(c)) else { return };
    let place = before.strip_suffix(level).unwrap_or_default();
    // 省、市组织部, 省市组织部.
    let rest = place.strip_suffix(LIST_LINKS).unwrap_or(place);
    let listed = rest.ends_with(ORGANS) || place.ends_with('全');
    if listed || ends_any(before, NO_ORGANS) || starts_any(cx.after(span.end), GOES_ON) {
        return;
    }
    let want = if *organ == LEAGUE { format!("团{level}委") } else { format!("{level}委{organ}") };
    let found = Span::new(span.start - level.len_utf8() as u32, span.end);
    cx.push(Finding::likely(found).arg(card::args::FOUND, cx.of(found)).arg(card::args::WANT, want));
}
