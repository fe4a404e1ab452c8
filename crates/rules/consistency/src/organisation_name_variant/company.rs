//! Names of companies: place, 字号, business, legal form.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::context::has_any;
use kanwu_plugin::index::names::{Mention, Names};
use kanwu_plugin::{Fact, FactKey, FactValue, Span};
use rustc_hash::FxHashMap;

use super::{Name, Pair};
use crate::name_changes::{Change, are_alike, changes, pairs_alike};
use crate::table::organisations::{COMPANY_GROUP, OTHER_COMPANY};

const LIMITED: &str = "有限公司";
const LIABILITY: &str = "有限责任公司";

/// Before the legal form stand at least so many characters, the place among them.
const SHORTEST: usize = 4;

/// Legal forms, the longer first.
const FORMS: [&str; 4] = [TWICE, "股份有限公司", LIABILITY, LIMITED];

/// A slip of the keys.
const TWICE: &str = "有限有限公司";

/// A firm with its legal form, as far as its name may reach.
pub(super) fn fact(names: &Names<'_>, mention: &Mention) -> Option<Fact> {
    let run = names.text(mention.reading, mention.run);
    let before = [LIABILITY, LIMITED].iter().find_map(|form| run.strip_suffix(form))?;
    (before.chars().count() >= SHORTEST).then(|| Fact {
        group: "",
        key: FactKey::Words(run.to_owned()),
        value: FactValue::None,
        reading: mention.reading,
        span: mention.run,
    })
}

/// A company's name in parts.
struct Company<'f> {
    name: Name<'f>,
    /// Without 市 after the place, and without the legal form.
    core: Vec<char>,
    form: &'static str,
}

pub(super) fn judge<'f>(facts: &[&'f Fact]) -> Vec<Pair<'f>> {
    let companies = companies(facts);
    let cores: Vec<&[char]> = companies.iter().map(|c| c.core.as_slice()).collect();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, m) in pairs_alike(&cores, 4, 3) {
        let (Some(a), Some(b)) = (companies.get(n), companies.get(m)) else { continue };
        if !one_company(a, b) {
            continue;
        }
        let (lesser, greater) = if standing(a) < standing(b) { (n, m) } else { (m, n) };
        let better = |old: usize| companies.get(old).map(standing) >= companies.get(greater).map(standing);
        if !found.get(&lesser).is_some_and(|old| better(*old)) {
            found.insert(lesser, greater);
        }
    }
    let name = |n: usize| companies.get(n).map(|c| c.name.clone());
    // A name that is doubted itself is no answer.
    let last = |n: usize| found.get(&n).copied().unwrap_or(n);
    let found: Vec<(usize, usize)> =
        found.iter().map(|(a, b)| (*a, last(*b))).filter(|(a, b)| a != b).collect();
    found.into_iter().filter_map(|(a, b)| Some(Pair { found: name(a)?, want: name(b)? })).collect()
}

/// The rarer name is the one to be asked about, of two equal the shorter.
fn standing(company: &Company<'_>) -> (bool, usize, usize) {
    (company.form != TWICE, company.name.facts.len(), company.name.chars.len())
}

fn companies<'f>(facts: &[&'f Fact]) -> Vec<Company<'f>> {
    let places = home_places(facts);
    let mut names: BTreeMap<Vec<char>, Vec<(&'f Fact, Span)>> = BTreeMap::new();
    for fact in facts {
        let run: Vec<char> = fact.key.chars().collect();
        // Words of the sentence may stand before the name: it begins at the last place that leaves a name.
        let last = (0..run.len().saturating_sub(SHORTEST + LIMITED.chars().count() - 1))
            .rev()
            .find(|n| run.get(*n..*n + 2).is_some_and(|head| places.contains(head)));
        let Some(from) = last else { continue };
        let skipped: usize = run.iter().take(from).map(|c| c.len_utf8()).sum();
        let span = Span::new(fact.span.start + skipped as u32, fact.span.end);
        names.entry(run.get(from..).unwrap_or_default().to_vec()).or_default().push((fact, span));
    }
    names.into_iter().filter_map(|(chars, facts)| company(Name { chars, facts })).collect()
}

fn company(name: Name<'_>) -> Option<Company<'_>> {
    let text = name.text();
    let form = FORMS.into_iter().find(|form| text.ends_with(form))?;
    let mut core: Vec<char> = text.strip_suffix(form)?.chars().collect();
    if core.get(2) == Some(&'市') {
        core.remove(2);
    }
    (core.len() >= SHORTEST).then_some(Company { name, core, form })
}

/// The places where companies are at home: two characters that begin the names of at least three.
fn home_places(facts: &[&Fact]) -> BTreeSet<Vec<char>> {
    let mut heads: FxHashMap<Vec<char>, BTreeSet<&str>> = FxHashMap::default();
    for fact in facts {
        heads.entry(fact.key.chars().take(2).collect()).or_default().insert(&fact.key);
    }
    heads.into_iter().filter(|(_, names)| names.len() >= 3).map(|(head, _)| head).collect()
}

fn one_company(a: &Company<'_>, b: &Company<'_>) -> bool {
    let Some(changes) = changes(&a.core, &b.core, 4) else { return false };
    match changes.as_slice() {
        // The legal form is lost or put in, or 市; in one paragraph, two forms are two companies.
        [] => a.form == b.form || [a.form, b.form].contains(&TWICE) || !a.name.together(&b.name),
        [change] if is_turned(change) => true,
        [change] => {
            a.form == b.form && !a.name.beside(&b.name) && is_slip(change, a.core.len().min(b.core.len()))
        }
        _ => false,
    }
}

/// 生物饲料 and 饲料生物.
fn is_turned(change: &Change) -> bool {
    let halves = (change.from.get(..6), change.from.get(6..), change.to.get(..6), change.to.get(6..));
    matches!(halves, (Some(a), Some(b), Some(c), Some(d)) if a == d && b == c)
}

/// Whether a change within the 字号 or the business is rather a slip than another company.
fn is_slip(change: &Change, least: usize) -> bool {
    let (from, to) = (change.from.as_str(), change.to.as_str());
    if from.is_empty() || to.is_empty() {
        let word = if from.is_empty() { to } else { from };
        // Place and 字号 stand before what may be lost.
        let named = change.before >= 4;
        return named
            && least >= 6
            && word.chars().count() <= 2
            && !COMPANY_GROUP.contains(&word)
            && !has_any(word, OTHER_COMPANY);
    }
    let mut chars = from.chars().zip(to.chars());
    let one = from.chars().count() == 1 && to.chars().count() == 1;
    one && chars.all(|(x, y)| are_alike(x, y))
}
