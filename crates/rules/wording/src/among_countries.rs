//! 美国、日本、台湾等国家: Hong Kong, Macao or Taiwan in a list of countries, as one of them.

use kanwu_plugin::context::{sentence_after, sentence_before};
use kanwu_plugin::text::han;
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::hk_mo_tw_among_countries::{NAME, args, variants};
use crate::table::countries::{
    AREA, AREAS, COUNT, COUNTRY, END, JOINER, NO_STATE, PLACE, REGION, WITH_AREAS,
};

/// What may follow the name of an area.
const AREA_WORD: &str = "地区";

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(REGION), check);

const CHINA: &str = "中国";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let before = sentence_before(cx, word.start);
    let whole = sentence_after(cx, word.start);
    // 港澳 in 港澳台: the longer word triggers, too.
    if longest(REGION, whole).is_none_or(|w| w.len() as u32 != word.len()) || before.ends_with(CHINA) {
        return;
    }
    let left = Left::of(before);
    if left == Left::Region {
        return;
    }
    let (run, after) = regions(whole);
    let next = joined(after);
    let right = next.is_some_and(|item| is_any(COUNTRY, item));
    let foreign = right || left == Left::Country;
    let is_area = whole.get(run..).is_some_and(|rest| rest.starts_with(AREA_WORD));
    let (listed, rest) = items(after);
    let named = AREAS.iter().any(|words| before.contains(words) || whole.contains(words));
    let (confidence, variant) = match closing(rest) {
        Closing::States => (Confidence::Certain, variants::STATES),
        Closing::Areas if !foreign && !listed && left == Left::Nothing => {
            (Confidence::Likely, variants::AREAS_ONLY)
        }
        Closing::Areas => return,
        Closing::Open if named || is_area || is_any(PLACE, rest) => return,
        Closing::Open if (left == Left::China && ends(after)) || next.is_some_and(is_china) => {
            (Confidence::Likely, variants::PAIR)
        }
        // 广东、香港、美国: a list of places, not of countries.
        Closing::Open if left == Left::Other || next.is_some() && !right => return,
        Closing::Open if foreign && ends(rest) => (Confidence::Likely, variants::LIST),
        Closing::Open => return,
    };
    let found = Span::new(word.start, word.start + run as u32);
    cx.push(Finding::new(Place::Here(found), confidence).variant(variant).arg(args::FOUND, cx.of(found)));
}

/// What stands before the region in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// It is the first of the list.
    Nothing,
    /// 中国.
    China,
    /// A foreign country.
    Country,
    /// Another of the three regions, which triggers itself.
    Region,
    /// Something else.
    Other,
}

impl Left {
    fn of(before: &str) -> Left {
        let Some(item) = JOINER.iter().filter_map(|j| before.strip_suffix(j)).min_by_key(|item| item.len())
        else {
            return Left::Nothing;
        };
        let item = item.strip_suffix(AREA_WORD).unwrap_or(item);
        let is = |words: &[&str]| words.iter().any(|w| item.ends_with(w));
        if is(REGION) && !item.ends_with("中国香港") && !item.ends_with("中国澳门") {
            Left::Region
        } else if item.ends_with(CHINA) {
            Left::China
        } else if is(COUNTRY) {
            Left::Country
        } else if is(AREA) {
            Left::Nothing
        } else {
            Left::Other
        }
    }
}

/// How a list ends.
enum Closing {
    /// 等国家, 三国.
    States,
    /// 等国家和地区.
    Areas,
    /// Without such a word.
    Open,
}

fn closing(rest: &str) -> Closing {
    let listed = rest.strip_prefix(han::AND_SO_ON);
    let mut at = listed.unwrap_or(rest);
    let mut counted = listed.is_some();
    while let Some(count) = longest(COUNT, at) {
        at = at.get(count.len()..).unwrap_or_default();
        counted = true;
    }
    let after = at.strip_prefix("国家").or_else(|| at.strip_prefix('国'));
    match after.filter(|_| counted) {
        Some(after) if is_any(WITH_AREAS, after) => Closing::Areas,
        Some(after) if !is_any(NO_STATE, after) => Closing::States,
        _ => Closing::Open,
    }
}

/// Bytes of the run of regions that the text begins with, and the text after it.
fn regions(text: &str) -> (usize, &str) {
    let mut len = 0;
    let mut at = text;
    while let Some(word) = longest(REGION, at) {
        len = text.len() - at.len() + word.len();
        let rest = text.get(len..).unwrap_or_default();
        match joined(rest.strip_prefix(AREA_WORD).unwrap_or(rest)) {
            Some(item) => at = item,
            None => break,
        }
    }
    let rest = text.get(len..).unwrap_or_default();
    (len, rest.strip_prefix(AREA_WORD).unwrap_or(rest))
}

/// Goes over the countries, areas and regions that follow; whether there were any, and the text after them.
fn items(text: &str) -> (bool, &str) {
    let mut rest = text;
    let mut any = false;
    while let Some(item) = joined(rest) {
        let item = item.strip_prefix(CHINA).unwrap_or(item);
        let Some(word) = [COUNTRY, AREA, REGION].iter().find_map(|words| longest(words, item)) else { break };
        rest = item.get(word.len()..).unwrap_or_default();
        any = true;
    }
    (any, rest)
}

/// The next item of a list, if one follows.
fn joined(text: &str) -> Option<&str> {
    longest(JOINER, text).and_then(|j| text.get(j.len()..))
}

/// Whether the item is 中国 alone, not 中国香港 or 中国政府.
fn is_china(item: &str) -> bool {
    item.strip_prefix(CHINA).is_some_and(ends)
}

/// Whether a list ends here.
fn ends(text: &str) -> bool {
    text.is_empty() || is_any(END, text)
}

fn is_any(words: &[&str], text: &str) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// The longest of the words that the text begins with.
fn longest<'w>(words: &[&'w str], text: &str) -> Option<&'w str> {
    words.iter().copied().filter(|w| text.starts_with(w)).max_by_key(|w| w.len())
}
