//! Plants known faults in clean text and tells how many are found.
//!
//! Each card shows its fault beside the right text. Where the fault is one whatever stands further off, and
//! the right form stands in the clean text with the same kind of neighbours, it is made wrong there. Else the
//! whole example is set as a paragraph of its own, and its right text in the clean twin.

use std::path::Path;

use fastrand::Rng;
use kanwu_book::{Zone, parse};
use kanwu_card::{Bad, Card, Class, mark};
use kanwu_engine::{Diagnostic, Mode, Registry, Selection, run};
use kanwu_rule::Settings;
use kanwu_text::token::{TokenKind, kind_of};
use kanwu_text::{Format, Manuscript, Source, Span};

/// What came of the planting of one rule.
pub(crate) struct Planted {
    /// The rule.
    pub rule: String,
    /// How many faults were planted.
    pub planted: usize,
    /// How many of them were found, at their place.
    pub found: usize,
    /// How many clean twins were not silent.
    pub alarms: usize,
    /// A planted text that was missed, for a look.
    pub missed: Option<String>,
}

/// One fault, planted.
struct Plant {
    text: String,
    at: Span,
    twin: String,
}

/// Plants `count` faults of every rule that can be planted, or of `only`.
pub(crate) fn plant(
    registry: &Registry,
    clean: &str,
    only: Option<&str>,
    count: usize,
    seed: u64,
) -> Vec<Planted> {
    let mut rng = Rng::with_seed(seed);
    let places = prose(clean);
    let mut out = Vec::new();
    for (_, rule) in registry.iter() {
        let card = &rule.card;
        let examples: Vec<&Bad> = card.bad.iter().filter(|b| can_be_planted(b)).collect();
        if only.is_some_and(|n| n != card.name) || examples.is_empty() || !is_exact(card) {
            continue;
        }
        let mut one = Planted { rule: card.name.clone(), planted: 0, found: 0, alarms: 0, missed: None };
        for _ in 0..count {
            let example = examples[rng.usize(..examples.len())];
            let Some(plant) = place(registry, card, clean, &places, example, &mut rng) else { continue };
            one.planted += 1;
            let hits = check(registry, &card.name, &plant.text);
            if hits.iter().any(|d| touches(d, plant.at)) {
                one.found += 1;
            } else {
                let shown = Span::new(plant.at.start.saturating_sub(60), plant.at.end + 60);
                one.missed = Some(around(&plant.text, shown));
            }
            one.alarms += usize::from(!check(registry, &card.name, &plant.twin).is_empty());
        }
        out.push(one);
    }
    out
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
        let missed = one.missed.map(|m| format!("  missed: {m}")).unwrap_or_default();
        said.push_str(&format!(
            "{:40} planted {:3}  found {:3}  twins not silent {:3}{missed}\n",
            one.rule, one.planted, one.found, one.alarms
        ));
    }
    Ok(said)
}

/// Rules that claim to find practically every such fault.
fn is_exact(card: &Card) -> bool {
    card.class != Class::Conversion && !card.preview
}

/// An example in prose, whose right text is known, with one place.
fn can_be_planted(bad: &Bad) -> bool {
    let prose = bad.zone.as_deref().is_none_or(|z| z == "prose");
    prose
        && !bad.manuscript
        && bad.spec.is_none()
        && bad.category.is_none()
        && bad.fixed.is_some()
        && mark(&bad.text).main.len() == 1
}

/// Byte ranges of plain paragraphs of prose.
fn prose(clean: &str) -> Vec<Span> {
    let manuscript = Manuscript::single(Source::new("clean.md", Format::Markdown, clean));
    let book = parse(&manuscript);
    let plain = |zone: Zone| zone == Zone::Prose;
    book.readings
        .iter()
        .filter(|r| plain(r.zone) && r.joins.is_empty())
        .filter_map(|r| r.pieces.last())
        .filter(|p| p.len > 60)
        .map(|p| Span::new(p.start, p.start + p.len))
        .collect()
}

fn place(
    registry: &Registry,
    card: &Card,
    clean: &str,
    places: &[Span],
    example: &Bad,
    rng: &mut Rng,
) -> Option<Plant> {
    let wrong = mark(&example.text).text;
    let right = example.fixed.as_deref()?;
    let change = Change::between(&wrong, right);
    let alone = !check(registry, &card.name, &change.alone).is_empty();
    let spots: Vec<usize> =
        if alone { places.iter().flat_map(|p| change.spots(clean, *p)).collect() } else { Vec::new() };
    if !spots.is_empty() {
        let at = spots[rng.usize(..spots.len())];
        let text = format!("{}{}{}", &clean[..at], change.wrong, &clean[at + change.right.len()..]);
        return Some(Plant { text, at: Span::of(at..at + change.wrong.len()), twin: clean.to_owned() });
    }
    let after = places.get(rng.usize(..places.len().max(1)))?.end as usize;
    let with = |paragraph: &str| format!("{}\n\n{paragraph}{}", &clean[..after], &clean[after..]);
    Some(Plant { text: with(&wrong), at: Span::of(after + 2..after + 2 + wrong.len()), twin: with(right) })
}

/// What differs between an example and its right text, and what stands on both sides.
struct Change<'e> {
    wrong: &'e str,
    right: &'e str,
    before: Option<TokenKind>,
    after: Option<TokenKind>,
    /// The fault between neighbours of the same kinds that say nothing.
    alone: String,
}

impl<'e> Change<'e> {
    fn between(wrong: &'e str, right: &'e str) -> Change<'e> {
        let same =
            wrong.chars().zip(right.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (w, r) = (&wrong[same..], &right[same..]);
        let tail: usize =
            w.chars().rev().zip(r.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let before = wrong[..same].chars().next_back();
        let after = w[w.len() - tail..].chars().next();
        let near = |c: Option<char>| c.map(neutral).into_iter();
        let middle: String = near(before).chain(w[..w.len() - tail].chars()).chain(near(after)).collect();
        let alone = format!("清河区{middle}清河区。");
        Change {
            alone,
            wrong: &w[..w.len() - tail],
            right: &r[..r.len() - tail],
            before: before.map(kind_of),
            after: after.map(kind_of),
        }
    }

    /// Places of the right form with neighbours of the same kinds.
    fn spots(&self, text: &str, within: Span) -> Vec<usize> {
        let Some(part) = text.get(within.range()).filter(|_| !self.right.is_empty()) else {
            return Vec::new();
        };
        part.match_indices(self.right)
            .filter(|(i, _)| {
                part[..*i].chars().next_back().map(kind_of) == self.before
                    && part[i + self.right.len()..].chars().next().map(kind_of) == self.after
            })
            .map(|(i, _)| within.start as usize + i)
            .collect()
    }
}

/// A character of the same kind that says nothing.
fn neutral(c: char) -> char {
    match kind_of(c) {
        TokenKind::Han => '山',
        TokenKind::Digit => '4',
        TokenKind::Latin => 'x',
        _ => c,
    }
}

fn check(registry: &Registry, rule: &str, text: &str) -> Vec<Diagnostic> {
    let manuscript = Manuscript::single(Source::new("planted.md", Format::Markdown, text));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let selection = Selection { select: vec![rule.to_owned()], ..Selection::default() };
    run(registry, &selection, &settings, &book, Mode::Serial)
}

fn touches(d: &Diagnostic, at: Span) -> bool {
    d.at.span.start <= at.end && at.start <= d.at.span.end
        || d.related.iter().any(|r| r.at.span.start <= at.end && at.start <= r.at.span.end)
}

fn around(text: &str, span: Span) -> String {
    let boundary =
        |n: u32| (0..=(n as usize).min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text[boundary(span.start)..boundary(span.end)].replace('\n', "⏎")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_faults_are_found_and_clean_twins_silent() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let clean = std::fs::read_to_string(root.join("samples/clean/青石镇年鉴2023.md")).unwrap();
        let registry = Registry::new(&kanwu::families(), Vec::new()).unwrap();
        let all = plant(&registry, &clean, None, 50, 7);
        assert!(all.len() >= 40, "only {} rules can be planted", all.len());
        for one in all {
            assert!(
                one.found * 100 >= one.planted * 95,
                "{}: {} of {}: {:?}",
                one.rule,
                one.found,
                one.planted,
                one.missed
            );
            assert_eq!(one.alarms, 0, "{}: the clean twin is not silent", one.rule);
        }
    }
}
