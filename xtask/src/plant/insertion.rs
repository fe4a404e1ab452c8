//! One fault at one place, and the texts in which several stand.

use std::ops::Range;

use fastrand::Rng;
use kanwu_book::{Zone, ZoneSet};
use kanwu_card::{Card, Example, mark};

use super::figures;
use super::ground::{Ground, Spot, Way};
use super::mutation::Mutation;
use super::seed::{Seed, dress};

/// A change of the clean text that makes a fault.
#[derive(Clone, Debug)]
pub(crate) struct Plant {
    /// What it replaces, bytes.
    pub at: Range<usize>,
    /// The line it stands in.
    pub line: usize,
    /// What stands there with the fault, ⟦ ⟧ round it.
    pub wrong: String,
    /// What stands there in the clean twin.
    pub right: String,
    /// How it is planted, for a look.
    pub how: String,
}

/// What can be planted of one rule.
pub(crate) struct Inserter<'g> {
    card: &'g Card,
    zones: ZoneSet,
    ground: &'g Ground,
    /// By example: places where the right form stands.
    turns: Vec<Vec<(usize, usize)>>,
}

impl<'g> Inserter<'g> {
    /// `stands_alone` says whether the rule finds a fault among words that say nothing.
    pub fn new(card: &'g Card, ground: &'g Ground, stands_alone: impl Fn(&str) -> bool) -> Inserter<'g> {
        let zones = ZoneSet::named(card.zones.iter().map(String::as_str)).unwrap_or_default();
        let places = |example: &Example| {
            let (Some(right), None, false) = (&example.fixed, &example.zone, is_whole(example)) else {
                return Vec::new();
            };
            let wrong = mark(&example.text);
            let mutation = Mutation::between(&wrong.text, right);
            if wrong.main.len() != 1 || !stands_alone(&mutation.alone) {
                return Vec::new();
            }
            let legal = ground.stretches.iter().filter(|(zone, ..)| zones.has(*zone));
            legal
                .flat_map(|(_, line, at)| mutation.places(&ground.text, *at).into_iter().map(|p| (*line, p)))
                .collect()
        };
        Inserter { card, zones, ground, turns: card.bad.iter().map(places).collect() }
    }

    /// One fault of the `n`th example at a drawn place.
    pub fn insert(&self, n: usize, rng: &mut Rng) -> Option<Plant> {
        let which = n % self.card.bad.len();
        let example = self.card.bad.get(which)?;
        let turns = &self.turns[which];
        if !turns.is_empty() && rng.bool() {
            let (line, at) = turns[rng.usize(..turns.len())];
            let wrong = mark(&example.text).text;
            let mutation = Mutation::between(&wrong, example.fixed.as_deref()?);
            return Some(Plant {
                at: at..at + mutation.right.len(),
                line,
                wrong: format!("⟦{}⟧", mutation.wrong),
                right: mutation.right.to_owned(),
                how: "turned".to_owned(),
            });
        }
        let made = if rng.bool() { figures::make(&self.card.name, rng) } else { None };
        let seed = made.unwrap_or_else(|| Seed::of(example, rng));
        if is_whole(example) {
            return self.chapter(example, &seed, rng);
        }
        let fits = |spot: &&Spot| {
            let zone = match &example.zone {
                Some(zone) => Zone::named(zone) == Some(spot.zone),
                None => self.zones.has(spot.zone) && !matches!(spot.zone, Zone::Contents | Zone::Names),
            };
            // A clause of the spec stands before every place where it is broken.
            let ruled = example.spec.is_none() || spot.at.start >= self.ground.spec;
            zone && ruled && dress(&seed.wrong, spot.way, example).is_some()
        };
        let spot = draw(self.ground.spots.iter().filter(fits).collect(), rng)?;
        let wrong = dress(&seed.wrong, spot.way, example)?;
        let right = match &seed.right {
            Some(right) => dress(right, spot.way, example)?,
            None => self.good(example, spot, rng).unwrap_or_default(),
        };
        let right = if right.is_empty() { self.ground.text[spot.at.clone()].to_owned() } else { right };
        let how = format!("{:?} in {:?}", spot.way, spot.zone);
        let mut plant = Plant { at: spot.at.clone(), line: spot.line, wrong, right, how };
        if let Some(spec) = &example.spec {
            let clause = format!("\n\n{spec}");
            let between = &self.ground.text[self.ground.spec..plant.at.start];
            plant.wrong = format!("{clause}{between}{}", plant.wrong);
            plant.right = format!("{clause}{between}{}", plant.right);
            plant.at.start = self.ground.spec;
        }
        Some(plant)
    }

    /// A right example of the card, where a paragraph of its own stands. It may be right only as one, and only
    /// with its own figures.
    fn good(&self, bad: &Example, spot: &Spot, rng: &mut Rng) -> Option<String> {
        let same = |good: &&Example| {
            !is_whole(good) && good.zone == bad.zone && good.spec == bad.spec && !good.text.contains('\n')
        };
        let all: Vec<&Example> = self.card.good.iter().filter(same).collect();
        let good = all.get(rng.usize(..all.len().max(1)))?;
        if spot.way != Way::Paragraph && good.zone.is_none() {
            return None;
        }
        dress(&good.text, spot.way, good)
    }

    /// A small manuscript, or a paragraph that needs a 类目 of its own, as chapters among the others.
    fn chapter(&self, example: &Example, seed: &Seed, rng: &mut Rng) -> Option<Plant> {
        let chapter = |text: &str, category: &Option<String>| match category {
            Some(title) => format!("# {title}\n\n## 综合\n\n{}\n\n", text.trim_matches('\n')),
            None => format!("{}\n\n", text.trim_matches('\n')),
        };
        let wrong = chapter(&seed.wrong, &example.category);
        let right = match &seed.right {
            Some(right) => chapter(right, &example.category),
            None => {
                let same = |good: &&Example| good.manuscript == example.manuscript;
                let all: Vec<&Example> = self.card.good.iter().filter(same).collect();
                let good = all.get(rng.usize(..all.len().max(1)));
                good.map_or(String::new(), |good| chapter(&good.text, &good.category))
            }
        };
        let at = *self.ground.chapters.get(rng.usize(1..self.ground.chapters.len().max(2)))?;
        Some(Plant { at: at..at, line: usize::MAX, wrong, right, how: "chapter".to_owned() })
    }
}

/// Whether an example is more than a paragraph.
pub(crate) fn is_whole(example: &Example) -> bool {
    example.manuscript || example.category.is_some()
}

/// A place of a drawn way and zone, so that no kind of place is drowned by the many others.
fn draw<'s>(spots: Vec<&'s Spot>, rng: &mut Rng) -> Option<&'s Spot> {
    let mut kinds: Vec<(Way, Zone)> = Vec::new();
    for spot in &spots {
        if !kinds.contains(&(spot.way, spot.zone)) {
            kinds.push((spot.way, spot.zone));
        }
    }
    let kind = kinds.get(rng.usize(..kinds.len().max(1)))?;
    let of_kind: Vec<&Spot> = spots.into_iter().filter(|s| (s.way, s.zone) == *kind).collect();
    of_kind.get(rng.usize(..of_kind.len().max(1))).copied()
}

/// The clean text with the plants in it, wrong and right, and where the marked places are in the wrong one
/// (bytes), plant by plant.
pub(crate) fn grow(clean: &str, plants: &mut [Plant]) -> (String, String, Vec<Vec<Range<usize>>>) {
    plants.sort_by_key(|p| p.at.start);
    let (mut wrong, mut right, mut marks) = (String::new(), String::new(), Vec::new());
    let mut from = 0;
    for plant in plants.iter() {
        let between = &clean[from..plant.at.start];
        wrong.push_str(between);
        right.push_str(between);
        let marked = mark(&plant.wrong);
        marks.push(marked.main.iter().map(|(a, b)| wrong.len() + a..wrong.len() + b).collect());
        wrong.push_str(&marked.text);
        right.push_str(&plant.right);
        from = plant.at.end;
    }
    wrong.push_str(&clean[from..]);
    right.push_str(&clean[from..]);
    (wrong, right, marks)
}
