//! The rows of a collation.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_collate::{Change, ChangeKind, Collation, Expected, Outcome, Place, Settled, Stream, settle};
use kanwu_engine::Diagnostic;
use kanwu_plugin::{Class, Severity, StoredCard};
use kanwu_report::{
    CollationClass, CollationKind, CollationPlaces, CollationRow, CollationSide, CollationTable, NewFault,
    whole_message,
};
use kanwu_text::{Lang, Location, SourceId, SourceSpan};

use super::requests::Requests;
use super::state::{State, is_proof};
use crate::messages::collate as said;

/// Both states, what should have come of the old one, and how they compare.
pub(super) struct Compared<'c> {
    pub old: &'c State<'c>,
    pub new: &'c State<'c>,
    pub expected: &'c Expected,
    pub should: &'c Stream<'c>,
    pub is: &'c Stream<'c>,
    pub collation: &'c Collation,
    pub old_places: &'c CollationPlaces<'c>,
    pub new_places: &'c CollationPlaces<'c>,
}

impl Compared<'_> {
    /// Adds what became of each request, and the changes that no request accounts for.
    pub fn tell(&self, table: &mut CollationTable, requests: &Requests, lang: Lang) {
        let regions = &self.expected.regions;
        let (settled, explained) = settle(self.should, self.is, self.collation, regions);
        self.requests(table, requests, &settled, lang);
        let mut borders = 0;
        let inferred = is_proof(self.old.book) || is_proof(self.new.book);
        let is_border = |change: &Change| matches!(change.kind, ChangeKind::Split | ChangeKind::Joined);
        let all = self.collation.changes.iter().filter(|change| is_border(change)).count();
        // Where every line is a paragraph of its own, another width of page makes other paragraphs.
        let lines_differ = all * 20 > self.old.paragraphs.len().max(20);
        for (i, change) in self.collation.changes.iter().enumerate() {
            if explained.contains(&i) {
                continue;
            }
            if is_border(change) && (inferred || lines_differ) {
                borders += 1;
                continue;
            }
            table.rows.push(self.change(change, table.against_copy));
        }
        if borders > 0 {
            let note = if inferred {
                said::BordersOfProof { count: borders }.text(lang)
            } else {
                said::Borders { count: borders }.text(lang)
            };
            table.notes.push(note);
        }
    }

    fn requests(&self, table: &mut CollationTable, requests: &Requests, settled: &[Settled], lang: Lang) {
        // A request with several places is as far as the one that is least far.
        let mut worst: BTreeMap<usize, &Settled> = BTreeMap::new();
        for one in settled {
            let Some(owner) = requests.owner.get(one.asked) else { continue };
            let known = worst.entry(*owner).or_insert(one);
            if one.outcome < known.outcome {
                *known = one;
            }
        }
        let mut blank = 0;
        for (owner, one) in worst {
            let class = match one.outcome {
                Outcome::Missed => CollationClass::Missed,
                Outcome::Wrong => CollationClass::Wrong,
                Outcome::Touched => CollationClass::Touched,
                Outcome::Done => CollationClass::Done,
                Outcome::Blank => {
                    blank += 1;
                    continue;
                }
            };
            let (Some(region), Some(request)) = (
                self.expected.regions.iter().find(|region| region.asked == one.asked),
                requests.list.get(owner),
            ) else {
                continue;
            };
            let now = self.is.text(one.new.clone());
            let kind = match (region.was.is_empty(), now.is_empty()) {
                _ if class == CollationClass::Missed => CollationKind::Same,
                (true, _) => CollationKind::Inserted,
                (_, true) => CollationKind::Deleted,
                _ => CollationKind::Replaced,
            };
            table.rows.push(CollationRow {
                class,
                kind,
                old: self.old_side(std::slice::from_ref(&region.at), &region.was),
                new: self.new_side(&self.is.places(one.new.clone()), &now),
                request: Some(request.clone()),
            });
        }
        if blank > 0 {
            table.notes.push(said::Blank { count: blank }.text(lang));
        }
    }

    fn change(&self, change: &Change, against_copy: bool) -> CollationRow {
        let (old, new) = (self.should.places(change.old.clone()), self.is.places(change.new.clone()));
        let (was, now) = (self.should.text(change.old.clone()), self.is.text(change.new.clone()));
        let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
        let contents = old.iter().all(|place| self.old.is_contents(place.paragraph))
            && new.iter().all(|place| self.new.is_contents(place.paragraph));
        let class = match against_copy {
            _ if contents && number(&was) && number(&now) => CollationClass::Page,
            true => CollationClass::Difference,
            false => CollationClass::Unasked,
        };
        let kind = match change.kind {
            ChangeKind::Inserted => CollationKind::Inserted,
            ChangeKind::Deleted => CollationKind::Deleted,
            ChangeKind::Replaced => CollationKind::Replaced,
            ChangeKind::Moved => CollationKind::Moved,
            ChangeKind::Split => CollationKind::Split,
            ChangeKind::Joined => CollationKind::Joined,
        };
        let (old, new) = (self.old_side(&old, &was), self.new_side(&new, &now));
        CollationRow { class, kind, old, new, request: None }
    }

    /// Places of the state that should have come, as they stand in the old one.
    fn old_side(&self, places: &[Place], text: &str) -> CollationSide {
        let places: Vec<Place> = places.iter().map(|place| self.expected.in_old(place)).collect();
        side(self.old, self.old_places, &places, text)
    }

    fn new_side(&self, places: &[Place], text: &str) -> CollationSide {
        side(self.new, self.new_places, places, text)
    }

    /// Findings that stand in what was changed.
    pub fn faults(&self, found: &[Diagnostic], cards: &[&StoredCard], lang: Lang) -> Vec<NewFault> {
        let changed = self.changed();
        let mut seen = BTreeSet::new();
        let new = found.iter().filter(|d| d.severity >= Severity::Warning && !d.is_kept());
        let new = new.filter(|d| touches(&changed, d.at));
        let fault = |d: &Diagnostic| {
            let card = cards.get(d.rule.index()).filter(|card| card.class != Class::Conversion)?;
            Some(NewFault {
                code: card.code.clone(),
                name: card.name.clone(),
                severity: if d.severity == Severity::Error { "error" } else { "warning" },
                message: whole_message(card, d, lang),
                at: match self.new.place(d.at) {
                    Some(place) => {
                        let text = self.new.text(&place).to_owned();
                        side(self.new, self.new_places, &[place], &text)
                    }
                    None => self.new_places.side(d.at, self.new.book.text(d.at), ("", "")),
                },
            })
        };
        new.filter_map(fault)
            .filter(|fault| seen.insert((fault.code.clone(), fault.at.told.clone(), fault.message.clone())))
            .collect()
    }

    /// Where text was put in, changed or left out in the new state, in order.
    fn changed(&self) -> BTreeMap<(SourceId, u32), u32> {
        let mut out = BTreeMap::new();
        let text = |change: &&Change| {
            matches!(change.kind, ChangeKind::Inserted | ChangeKind::Deleted | ChangeKind::Replaced)
        };
        for change in self.collation.changes.iter().filter(text) {
            self.note(change.new.clone(), &mut out);
        }
        // What was asked for is no difference from what should have come, and may be a fault all the same.
        for region in &self.expected.regions {
            let own = self.should.range(region.at.paragraph, region.at.span.clone());
            if !region.open {
                self.note(self.collation.counterpart(own), &mut out);
            }
        }
        out
    }

    fn note(&self, range: std::ops::Range<usize>, out: &mut BTreeMap<(SourceId, u32), u32>) {
        for place in self.is.places(range) {
            let at = self.new.locate(&place);
            let end = out.entry((at.source, at.span.start)).or_default();
            *end = at.span.end.max(*end);
        }
    }
}

/// Places of a state with what stands there and what their paragraphs read round it.
fn side(state: &State<'_>, told: &CollationPlaces<'_>, places: &[Place], text: &str) -> CollationSide {
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return told.side(Location::default(), text, ("", ""));
    };
    let before = Place { paragraph: first.paragraph, span: 0..first.span.start };
    let after = Place { paragraph: last.paragraph, span: last.span.end..usize::MAX };
    told.side(state.locate(first), text, (state.text(&before), state.text(&after)))
}

/// Whether a place shares a byte with one of some stretches, or holds one without width.
fn touches(stretches: &BTreeMap<(SourceId, u32), u32>, at: Location) -> bool {
    let SourceSpan { start, end, .. } = at.span;
    let before = stretches.range(..(at.source, start)).next_back();
    let reaches = before.is_some_and(|((source, _), to)| *source == at.source && *to > start);
    reaches || stretches.range((at.source, start)..(at.source, end.max(start + 1))).next().is_some()
}
