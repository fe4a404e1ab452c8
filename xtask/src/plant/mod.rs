//! Plants known faults in clean text and tells how many are found.
//!
//! Each card shows its faults, and most show the right text beside them. Where the fault is one whatever
//! stands further off, and the right form stands in the clean text with the same kind of neighbours, it is
//! made wrong there. Else the example, with other names and figures, is put at a legal place of the clean
//! text: as a sentence, a paragraph, a title, a heading, a cell, a caption, a chapter; and its right text at
//! the same place of the clean twin. Structure and contents have books of their own, in the tests of their
//! crates.

mod figures;
mod ground;
mod insertion;
mod mutation;
mod seed;
mod substitute;

use std::ops::Range;
use std::path::Path;

use fastrand::Rng;
use kanwu_book::parse;
use kanwu_card::Confidence;
use kanwu_engine::{Diagnostic, Mode, Registered, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_text::{Format, Manuscript, Source};
use rayon::prelude::*;

use ground::Ground;
use insertion::{Inserter, Plant, grow, is_whole};

/// Families that plant elsewhere: in whole books, by the tests of their crates; CFG tells of settings and
/// comments, not of text.
const ELSEWHERE: [&str; 3] = ["TOC", "STR", "CFG"];
/// How an example says that the fault is left in the document around the text, where nothing can be planted.
const LEFT: &str = "<!-- left: ";
/// Faults of a rule that looks at one paragraph at a time, in one text.
const TOGETHER: usize = 10;

/// What came of the planting of one rule.
pub(crate) struct Planted {
    /// The rule.
    pub rule: String,
    /// Whether it claims to find practically every such fault: what it says is certain.
    pub exact: bool,
    /// How many faults were planted.
    pub planted: usize,
    /// How many of them were found, at their place.
    pub found: usize,
    /// How many clean twins were not silent.
    pub alarms: usize,
    /// Planted texts that were missed, and twins that were not silent, for a look.
    pub look: Vec<String>,
}

/// Plants `count` faults of every rule that can be planted, or of `only`.
pub(crate) fn plant(
    registry: &Registry,
    clean: &str,
    only: Option<&str>,
    count: usize,
    seed: u64,
) -> Vec<Planted> {
    let whole = Ground::read(clean.to_owned());
    let bare = whole.without_contents();
    let chosen = |rule: &&Registered| {
        let card = &rule.card;
        !card.preview
            && !ELSEWHERE.contains(&card.family())
            // What is compared with another book needs that book, and what an office's words tell needs these.
            && !card.bad.iter().all(|bad| {
                bad.text.contains(LEFT) || bad.reference.is_some() || !bad.words.is_empty()
            })
            && only.is_none_or(|name| name == card.name || name == card.family())
    };
    let rules: Vec<&Registered> = registry.iter().map(|(_, rule)| rule).filter(chosen).collect();
    rules
        .into_par_iter()
        .map(|rule| {
            let ground = if rule.card.bad.iter().any(is_whole) { &bare } else { &whole };
            one(registry, rule, ground, count, &mut Rng::with_seed(seed))
        })
        .collect()
}

fn one(registry: &Registry, rule: &Registered, ground: &Ground, count: usize, rng: &mut Rng) -> Planted {
    let card = &rule.card;
    let name = card.name.as_str();
    let mut planted =
        Planted { rule: card.name.clone(), exact: false, planted: 0, found: 0, alarms: 0, look: Vec::new() };
    let inserter = Inserter::new(card, ground, |text| !check(registry, name, text).is_empty());
    let together = rule.is_local() && card.bad.iter().all(|e| !is_whole(e) && e.spec.is_none());
    let size = if together { TOGETHER } else { 1 };
    let mut drawn = 0;
    while planted.planted < count && drawn < count * 4 {
        let mut plants: Vec<Plant> = Vec::new();
        for _ in 0..size.min(count - planted.planted) {
            let plant = inserter.insert(drawn, rng);
            drawn += 1;
            plants.extend(plant.filter(|p| plants.iter().all(|other| other.line != p.line)));
        }
        let (wrong, right, marks) = grow(&ground.text, &mut plants);
        let hits = check(registry, name, &wrong);
        for (plant, marks) in plants.iter().zip(&marks) {
            planted.planted += 1;
            let hit = |mark: &Range<usize>| hits.iter().find(|d| touches(d, mark));
            planted.exact |= marks.iter().filter_map(hit).any(|d| d.confidence == Confidence::Certain);
            if marks.iter().all(|mark| hit(mark).is_some()) {
                planted.found += 1;
            } else {
                let place = marks.first().map(|mark| around(&wrong, mark.clone()));
                let place = place.unwrap_or_default();
                planted.look.push(format!("missed, {}: {place}", plant.how));
            }
        }
        for d in check(registry, name, &right) {
            planted.alarms += 1;
            planted.look.push(format!("clean twin: {}", around(&right, d.at.span.range())));
        }
    }
    planted.exact |= planted.found == 0;
    planted
}

/// For the command line: plants, and says what was found; writes the texts nowhere.
pub(crate) fn report(
    root: &Path,
    file: Option<&Path>,
    only: Option<&str>,
    count: usize,
) -> Result<String, String> {
    let path = file.map_or_else(|| root.join("samples/clean/青石镇年鉴2023.md"), Path::to_owned);
    let clean = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let registry = Registry::new(&kanwu::families(), Vec::new()).map_err(|e| e.to_string())?;
    let mut said = String::new();
    for one in plant(&registry, &clean, only, count, 1) {
        said.push_str(&format!(
            "{:40} {:9}  planted {:3}  found {:3}  clean twins not silent {:3}\n",
            one.rule,
            if one.exact { "exact" } else { "heuristic" },
            one.planted,
            one.found,
            one.alarms
        ));
        let shown = if only.is_some() { 20 } else { 1 };
        one.look.iter().take(shown).for_each(|look| said.push_str(&format!("    {look}\n")));
    }
    if said.is_empty() {
        said.push_str("nothing planted: no such rule, or one of a family that plants in whole books (tests/planted of its crate)\n");
    }
    Ok(said)
}

fn check(registry: &Registry, rule: &str, text: &str) -> Vec<Diagnostic> {
    let manuscript = Manuscript::single(Source::new("planted.md", Format::Markdown, text));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let selection = Selection { select: vec![rule.to_owned()], ..Selection::default() };
    run(registry, &selection, &settings, &book, Mode::Serial)
}

fn touches(d: &Diagnostic, at: &Range<usize>) -> bool {
    let related = d.related.iter().map(|r| r.at);
    let places = std::iter::once(d.at).chain(related).chain(d.occurrences.iter().map(|o| o.at));
    places.map(|place| place.span.range()).any(|span| span.start <= at.end && at.start <= span.end)
}

/// A span with a few characters on both sides, on one line.
fn around(text: &str, span: Range<usize>) -> String {
    let before: Vec<char> = text[..span.start].chars().rev().take(20).collect();
    let after: String = text[span.end..].chars().take(20).collect();
    let before: String = before.into_iter().rev().collect();
    format!("{before}⟦{}⟧{after}", &text[span]).replace('\n', "⏎")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_faults_are_found_and_clean_twins_silent() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let clean = std::fs::read_to_string(root.join("samples/clean/青石镇年鉴2023.md")).unwrap();
        let registry = Registry::new(&kanwu::families(), Vec::new()).unwrap();
        let mut failed = Vec::new();
        for one in plant(&registry, &clean, None, 50, 7).into_iter().filter(|one| one.exact) {
            let kept = one.planted > 0 && one.found * 100 >= one.planted * 95 && one.alarms == 0;
            if !kept {
                let Planted { rule, planted, found, alarms, mut look, .. } = one;
                look.truncate(3);
                failed.push(format!("{rule}: {found} of {planted}, {alarms} alarms: {look:#?}"));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}
