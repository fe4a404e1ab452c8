//! 保定市来水县: nearly the name of a county in the prefecture or province before it, or a county of another province.

use kanwu_plugin::context::{ends_any, head};
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::{TokenKind, han, kind_of};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::county_name_wrong::{NAME, args, variants};
use crate::formula_context::{worded, year_before};
use crate::table::counties::{FORMER, GOES_ON, OF_OLD, PREFECTURE, PROVINCE, ProvinceRow};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many names a county may stand after.
const COUNT: usize = {
    let (mut count, mut row) = (PREFECTURE.len() + PROVINCE.len(), 0);
    while row < PREFECTURE.len() {
        count += !PREFECTURE[row].short.is_empty() as usize;
        row += 1;
    }
    row = 0;
    while row < PROVINCE.len() {
        count += !PROVINCE[row].short.is_empty() as usize;
        row += 1;
    }
    count
};

/// Prefectures and provinces in full and in short.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let (mut row, mut at) = (0, 0);
    while row < PREFECTURE.len() {
        terms[at] = PREFECTURE[row].name;
        at += 1;
        if !PREFECTURE[row].short.is_empty() {
            terms[at] = PREFECTURE[row].short;
            at += 1;
        }
        row += 1;
    }
    row = 0;
    while row < PROVINCE.len() {
        terms[at] = PROVINCE[row].name;
        at += 1;
        if !PROVINCE[row].short.is_empty() {
            terms[at] = PROVINCE[row].short;
            at += 1;
        }
        row += 1;
    }
    terms
};

/// Longer names are those of autonomous counties, which are looked for everywhere.
const LONGEST: usize = 7;

/// Names of so many characters have a near miss by any character.
const LONG: usize = 5;

/// Since this year no county changed its province.
const SETTLED: i64 = 1998;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, place) = trigger else { return };
    let after = cx.after(place.end);
    // Most of what follows is no county.
    if !head(after, LONGEST).chars().skip(1).any(|c| han::COUNTIES.contains(&c)) {
        return;
    }
    let name = cx.of(place);
    // The full name is a term of its own: 济南|市.
    let whole =
        |full: &&str| full.strip_prefix(name).is_some_and(|rest| !rest.is_empty() && after.starts_with(rest));
    let full_names = PREFECTURE.iter().map(|row| row.name).chain(PROVINCE.iter().map(|row| row.name));
    if full_names.into_iter().any(|full| whole(&full)) {
        return;
    }
    let province = PROVINCE.iter().find(|row| row.name == name || row.short == name);
    let prefecture = PREFECTURE.iter().find(|row| row.name == name || row.short == name);
    let own: Vec<&str> = match (province, prefecture) {
        (Some(row), _) => of_province(row).collect(),
        (_, Some(row)) => row.has.to_vec(),
        _ => return,
    };
    let stands = |county: &str| after.starts_with(county);
    if own.iter().any(|county| stands(county)) {
        return;
    }
    let near = own.iter().find_map(|county| Some((*county, near(county, after)?)));
    let full = province.filter(|row| row.name == name);
    if near.is_none() && full.is_none() {
        return;
    }
    if FORMER.iter().any(|county| stands(county)) {
        return;
    }
    let elsewhere = counties().filter(|county| stands(county)).max_by_key(|county| county.len());
    if let Some(county) = elsewhere {
        if full.is_some() {
            of_other_province(cx, place, county);
        }
        return;
    }
    let Some((county, length)) = near else { return };
    let found = after.get(..length).unwrap_or_default();
    let end = place.end + length as u32;
    if is_word(found) || name_goes_on(cx, place, end) {
        return;
    }
    let span = Span::new(place.start, end);
    let want = format!("{name}{county}");
    let finding =
        Finding::likely(span).arg(args::FOUND, cx.of(span)).arg(args::WANT, want).arg(args::PLACE, "");
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}

/// All counties.
fn counties() -> impl Iterator<Item = &'static str> {
    let direct = PROVINCE.iter().flat_map(|row| row.has.iter().copied());
    PREFECTURE.iter().flat_map(|row| row.has.iter().copied()).chain(direct)
}

/// The counties of a province.
fn of_province(row: &ProvinceRow) -> impl Iterator<Item = &'static str> {
    let (name, direct) = (row.name, row.has);
    let held = PREFECTURE.iter().filter(move |prefecture| prefecture.province == name);
    held.flat_map(|prefecture| prefecture.has.iter().copied()).chain(direct.iter().copied())
}

/// 河北省青州市: a county of one other province alone.
fn of_other_province(cx: &mut LocalContext<'_>, place: Span, county: &str) {
    // Names of districts stand in many cities, of which some are gone.
    let telling = !county.ends_with('区') && county.chars().nth(2).is_some();
    let mut homes = PREFECTURE.iter().filter(|row| row.has.contains(&county)).map(|row| row.province);
    let direct = PROVINCE.iter().find(|row| row.has.contains(&county)).map(|row| row.name);
    let home = homes.next().or(direct);
    let of_old = ends_any(cx.before(place.start), OF_OLD)
        || year_before(cx.paragraph(), place.start).is_some_and(|year| year < SETTLED);
    let Some(home) = home.filter(|_| telling && homes.next().is_none() && !of_old) else { return };
    let span = Span::new(place.start, place.end + county.len() as u32);
    let finding = Finding::likely(span).variant(variants::PROVINCE);
    let finding = finding.arg(args::FOUND, cx.of(span)).arg(args::WANT, home).arg(args::PLACE, county);
    cx.push(finding);
}

/// How many bytes of the text are `county` but for one slip before its last character.
fn near(county: &str, text: &str) -> Option<usize> {
    let right: Vec<char> = county.chars().collect();
    let stands: Vec<char> = text.chars().take(right.len() + 1).collect();
    let n = right.len();
    if n < 3 {
        return None;
    }
    let length = |n: usize| stands.get(..n).map(|s| s.iter().map(|c| c.len_utf8()).sum());
    let han = |n: usize| stands.iter().take(n).all(|c| kind_of(*c) == TokenKind::Han);
    let same = right.iter().zip(&stands).take_while(|(a, b)| a == b).count();
    let goes_on =
        |from: usize, at: usize| stands.get(at..).is_some_and(|rest| rest.starts_with(&right[from..]));
    let doubled = same > 0 && same < n && stands.get(same) == stands.get(same - 1) && goes_on(same, same + 1);
    if doubled {
        return length(n + 1);
    }
    // Where the two part; the last character tells the kind.
    if same + 1 >= n || stands.len() < n - 1 {
        return None;
    }
    let alike = |a: char, b: char| n >= LONG || sound_alike(a, b) || look_alike(a, b);
    if goes_on(same + 1, same + 1) && han(n) {
        return alike(right[same], stands[same]).then(|| length(n)).flatten();
    }
    let swapped =
        same + 2 < n && stands.get(same..same + 2).is_some_and(|two| two == [right[same + 1], right[same]]);
    if swapped && goes_on(same + 2, same + 2) {
        return length(n);
    }
    // Of the shortest names what is left is a name of its own.
    if n > 3 && goes_on(same + 1, same) { length(n - 1) } else { None }
}

/// Whether the text is a word of the lexicon.
fn is_word(text: &str) -> bool {
    let words = segment(text);
    words.len() == 1 && words.iter().all(|word| word.class != WordClass::Unknown)
}

/// 县级, 市区, 区间: the last character belongs to the next word.
fn name_goes_on(cx: &LocalContext<'_>, place: Span, end: u32) -> bool {
    let last = cx.of(Span::new(place.end, end)).chars().next_back().map_or(0, char::len_utf8) as u32;
    let next = cx.after(end).chars().next();
    let Some(next) = next.filter(|c| kind_of(*c) == TokenKind::Han) else { return false };
    let word = cx.of(Span::new(end - last, end + next.len_utf8() as u32));
    // 县城, 县委 and 区政府 are of the county.
    is_word(word) && GOES_ON.contains(&next)
}
