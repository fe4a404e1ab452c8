//! The one thing in which two tellings of one event in different words differ: a figure, an ordinal, a level, a place.

use std::ops::Range;

use kanwu_plugin::context::{ends_any, find_any, starts_any, tail};
use kanwu_plugin::text::han;
use rustc_hash::FxHashSet;

use super::difference::Ranges;
use crate::table::retelling::{
    ABOUT, BEFORE_FIGURES, HELD_VERBS, LEVELS, ONE_BY_ONE, OTHER_FIGURES, PART_OF, PERSON_UNITS, PLACE_ENDS,
    TIMES, VENUE_ENDS,
};

/// Two tellings of one event share so many characters in a row.
pub(super) const SHARED: usize = 4;

/// Where a figure or a place differs, they share so many.
const LONG: usize = 5;

/// What stands round a figure is shared in so many characters.
const NAMED: usize = 2;

/// The name of an event is told by so many characters at its end.
const EVENT: usize = 3;

/// No place is named in more characters.
const PLACE: usize = 10;

/// An honour is named in so many characters.
const HONOUR: usize = 5;

/// All runs of so many Han characters that a telling has.
pub(super) fn runs(text: &[char]) -> FxHashSet<[char; SHARED]> {
    (text.windows(SHARED))
        .filter(|run| run.iter().all(is_han))
        .filter_map(|run| <[char; SHARED]>::try_from(run).ok())
        .collect()
}

/// Where two tellings of one event differ, in characters.
pub(super) fn differs(a: &[char], b: &[char]) -> Option<Ranges> {
    let named = || level(a, b).or_else(|| ordinal(a, b));
    let told = || figure(a, b).or_else(|| place(a, b));
    named().or_else(|| share(a, b).then(told).flatten())
}

/// Whether two tellings share a long run of Han characters.
fn share(a: &[char], b: &[char]) -> bool {
    let long: FxHashSet<&[char]> = a.windows(LONG).filter(|run| run.iter().all(is_han)).collect();
    b.windows(LONG).any(|run| long.contains(run))
}

fn is_han(c: &char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(c)
}

fn is_mark(c: &char) -> bool {
    matches!(c, '，' | '、' | '：' | '（' | '）' | '；')
}

fn words(text: &[char], range: Range<usize>) -> String {
    text.get(range).unwrap_or_default().iter().collect()
}

/// A figure with its unit, and the clause that it stands in.
struct Counted {
    digits: Range<usize>,
    unit: Range<usize>,
    clause: Range<usize>,
}

impl Counted {
    fn value(&self, text: &[char]) -> String {
        words(text, self.digits.clone())
    }

    /// The measure with the power of ten before it; persons are counted by several.
    fn unit(&self, text: &[char]) -> String {
        let unit = words(text, self.unit.clone());
        if PERSON_UNITS.contains(&unit.as_str()) { PERSON_UNITS[0].to_owned() } else { unit }
    }

    /// The two characters on either side, where they are Han.
    fn beside(&self, text: &[char]) -> [Option<String>; 2] {
        let of = |range: Range<usize>| {
            let chars = text.get(range)?;
            (chars.len() == NAMED && chars.iter().all(is_han)).then(|| chars.iter().collect())
        };
        let lead = words(text, self.clause.start..self.digits.start);
        let named = BEFORE_FIGURES.iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(&lead);
        let end = self.clause.start + named.chars().count();
        let before = end.checked_sub(NAMED).and_then(|from| of(from..end));
        [before, of(self.unit.end..self.unit.end + NAMED)]
    }
}

/// The figures of a telling that count or measure something, each with its measure word.
fn counted(text: &[char]) -> Vec<Counted> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let from = at;
        at += text[from..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        let powers = text[at..].iter().take_while(|c| han::MAGNITUDES.contains(c)).count();
        let unit = at..at + powers + usize::from(text.get(at + powers).is_some_and(is_han));
        let before = from.checked_sub(1).and_then(|n| text.get(n));
        let about = before.into_iter().chain(text.get(at + powers)).any(|c| ABOUT.contains(c));
        let start = text[..from].iter().rposition(is_mark).map_or(0, |mark| mark + 1);
        let end = text[at..].iter().position(is_mark).map_or(text.len(), |mark| at + mark);
        let lead = words(text, start..from);
        let other = ends_any(&lead, OTHER_FIGURES)
            || text.get(at + powers).is_none_or(|c| TIMES.contains(c))
            || PART_OF.iter().any(|word| lead.contains(word));
        if !about && !other && before != Some(&han::ORDINAL) {
            out.push(Counted { digits: from..at, unit, clause: start..end });
        }
    }
    out
}

/// 签约项目26个, 签约项目62个: one figure of one thing.
fn figure(a: &[char], b: &[char]) -> Option<Ranges> {
    let (of_a, of_b) = (counted(a), counted(b));
    of_a.iter().find_map(|x| {
        let unit = x.unit(a);
        let same = |text: &[char], y: &&Counted| y.unit(text) == unit;
        let sole = of_a.iter().filter(|y| same(a, y)).count() == 1;
        let mut others = of_b.iter().filter(|y| same(b, y));
        let (y, None) = (others.next()?, others.next()) else { return None };
        let (one, other) = (x.value(a), y.value(b));
        let rounded = (one.contains('.') || other.contains('.'))
            && (one.starts_with(&other) || other.starts_with(&one));
        let (clause_a, clause_b) = (words(a, x.clause.clone()), words(b, y.clause.clone()));
        let named =
            |of: [Option<String>; 2], clause: &str| of.iter().flatten().any(|word| clause.contains(word));
        let one_thing = named(x.beside(a), &clause_b) && named(y.beside(b), &clause_a);
        let differ = sole && one != other && !rounded && one_thing;
        differ.then_some((x.digits.start..x.unit.end, y.digits.start..y.unit.end))
    })
}

/// 第28次常务会议, 第26次区政府常务会议: the ordinal of one meeting.
fn ordinal(a: &[char], b: &[char]) -> Option<Ranges> {
    let (of_a, of_b) = (ordinals(a), ordinals(b));
    let ([x], [y]) = (of_a.as_slice(), of_b.as_slice()) else { return None };
    let number = |text: &[char], range: &Range<usize>| {
        kanwu_plugin::reading::numeral::parse_number(&words(text, range.start + 1..range.end - 1))
            .map(|number| number.value)
    };
    let measure = |text: &[char], range: &Range<usize>| text.get(range.end - 1).copied();
    let behind = |text: &[char], range: &Range<usize>| {
        let name = words(text, range.end..(range.end + PLACE).min(text.len()));
        let verb = find_any(&name, HELD_VERBS).map_or(name.len(), |(at, _)| at);
        name.get(..verb).unwrap_or_default().to_owned()
    };
    let (name, other) = (behind(a, x), behind(b, y));
    let chars: Vec<char> = name.chars().collect();
    let one_event = chars
        .windows(EVENT + 1)
        .any(|part| part.iter().all(is_han) && other.contains(&part.iter().collect::<String>()));
    let differ = number(a, x)? != number(b, y)?;
    (measure(a, x) == measure(b, y) && one_event && differ).then(|| (x.clone(), y.clone()))
}

/// 第28次, 第三届: what is numbered one by one.
fn ordinals(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, _) in text.iter().enumerate().filter(|(_, c)| **c == han::ORDINAL) {
        let figures = text[at + 1..].iter().take_while(|c| c.is_ascii_digit() || han::is_figure(**c)).count();
        let end = at + 1 + figures;
        if figures > 0 && text.get(end).is_some_and(|c| ONE_BY_ONE.contains(c)) {
            out.push(at..end + 1);
        }
    }
    out
}

/// “省级节水示范区”, “国家级节水示范区”: an honour of two levels.
fn level(a: &[char], b: &[char]) -> Option<Ranges> {
    let (of_a, of_b) = (honours(a), honours(b));
    of_a.iter().find_map(|(x, rest)| {
        let (y, _) = of_b.iter().find(|(_, other)| other == rest)?;
        (words(a, x.clone()) != words(b, y.clone())).then(|| (x.clone(), y.clone()))
    })
}

/// The level of each quoted honour that has one, and the rest of its name.
fn honours(text: &[char]) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    for (open, _) in text.iter().enumerate().filter(|(_, c)| **c == '“') {
        let from = open + 1;
        let Some(len) = text[from..].iter().position(|c| *c == '”') else { continue };
        let name = words(text, from..from + len);
        let level = LEVELS.iter().filter(|level| name.starts_with(**level)).max_by_key(|level| level.len());
        let Some((level, rest)) = level.and_then(|level| Some((level, name.strip_prefix(level)?))) else {
            continue;
        };
        if rest.chars().count() >= HONOUR {
            out.push((from..from + level.chars().count(), rest.to_owned()));
        }
    }
    out
}

/// 在白沙镇举行, 在柳湾镇举办: the place of one event.
fn place(a: &[char], b: &[char]) -> Option<Ranges> {
    let (x, y) = (held_at(a)?, held_at(b)?);
    let (one, other) = (words(a, x.clone()), words(b, y.clone()));
    let (last, other_last) = (a.get(x.end - 1)?, b.get(y.end - 1)?);
    let towns = PLACE_ENDS.contains(last) && last == other_last;
    let halls = VENUE_ENDS.contains(last) && VENUE_ENDS.contains(other_last);
    // A town and a hall in it may both be named.
    let alike = towns || halls;
    let apart = one != other && !one.contains(&other) && !other.contains(&one);
    let event = |text: &[char], place: &Range<usize>| {
        let lead = words(text, 0..place.start - 1);
        let name = tail(lead.as_str(), EVENT).to_owned();
        (name.chars().count() == EVENT && name.chars().all(|c| is_han(&c))).then_some(name)
    };
    let (whole_a, whole_b) = (words(a, 0..a.len()), words(b, 0..b.len()));
    let one_event = event(a, &x).is_some_and(|name| whole_b.contains(&name))
        || event(b, &y).is_some_and(|name| whole_a.contains(&name));
    (alike && apart && one_event).then_some((x, y))
}

/// The one place at which a telling says that something was held.
fn held_at(text: &[char]) -> Option<Range<usize>> {
    let mut found = text.iter().enumerate().filter(|(_, c)| **c == han::AT[1]).filter_map(|(at, _)| {
        let from = at + 1;
        let behind = words(text, from..(from + PLACE + EVENT).min(text.len()));
        let len = (2..=PLACE).find(|len| {
            let rest: String = behind.chars().skip(*len).collect();
            starts_any(&rest, HELD_VERBS)
        })?;
        let place = text.get(from..from + len)?;
        place.iter().all(is_han).then_some(from..from + len)
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(a: &str, b: &str) -> Option<(String, String)> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let (x, y) = differs(&a, &b)?;
        Some((words(&a, x), words(&b, y)))
    }

    fn pair(a: &str, b: &str) -> Option<(String, String)> {
        Some((a.to_owned(), b.to_owned()))
    }

    #[test]
    fn figures_of_one_thing_differ() {
        for (a, b, differ) in [
            ("全县春季招聘会举行，提供岗位320个", "县人社局举办春季招聘会，岗位230个", ("320个", "230个")),
            ("首批志愿者36人赴松江支援抗洪", "志愿者63名赴松江支援抗洪", ("36人", "63名")),
            (
                "青石水厂扩建工程完工，新增供水能力3万吨",
                "青石水厂扩建完成，供水能力增加5万吨",
                ("3万吨", "5万吨"),
            ),
            ("区爱心协会向山区学校捐书1200册", "区爱心协会发起募捐，捐书2100册", ("1200册", "2100册")),
        ] {
            assert_eq!(found(a, b), pair(differ.0, differ.1), "{a}");
        }
        for (a, b) in [
            ("全县春季招聘会举行，提供岗位320个", "县人社局举办春季招聘会，达成意向230个"),
            ("全县春季招聘会举行，提供岗位约320个", "县人社局举办春季招聘会，岗位326个"),
            ("全县春季招聘会举行，提供岗位320个", "县春季招聘会有岗位320个，其中技工岗位80个"),
            ("青石水厂投资1.2亿元扩建", "青石水厂扩建投资1.23亿元"),
            ("招聘会设展位48个，岗位320个", "招聘会岗位320个"),
        ] {
            assert_eq!(found(a, b), None, "{a}");
        }
    }

    #[test]
    fn places_ordinals_and_levels_differ() {
        for (a, b, differ) in [
            (
                "第二届清河采茶节在青石镇举行",
                "第二届清河采茶节在柳湾镇开幕，游客3万人次",
                ("青石镇", "柳湾镇"),
            ),
            (
                "庆祝教师节座谈会在区文化馆召开",
                "区教育局在教师礼堂举办庆祝教师节座谈会",
                ("区文化馆", "教师礼堂"),
            ),
            ("区政府第12次常务会议研究供水工作", "召开第14次区政府常务会议，研究供水", ("第12次", "第14次")),
            (
                "清河区获“省级节水型社会达标县”称号",
                "清河区被授予“国家级节水型社会达标县”",
                ("省级", "国家级"),
            ),
        ] {
            assert_eq!(found(a, b), pair(differ.0, differ.1), "{a}");
        }
        for (a, b) in [
            ("第二届清河采茶节在青石镇举行", "第二届清河采茶节在青石镇文化广场开幕"),
            ("第二届清河采茶节在青石镇举行", "第二届清河采茶节在茶叶市场开幕"),
            ("全区护林防火会议在区会堂召开", "护林防火演练在西山林场举行"),
            ("区政府第12次常务会议召开", "区委第14次常委会会议召开"),
            ("获“省级节水型企业”称号", "获“国家级绿色工厂”称号"),
        ] {
            assert_eq!(found(a, b), None, "{a}");
        }
    }
}
