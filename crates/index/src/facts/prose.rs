//! Facts of a paragraph.

use kanwu_book::{ReadingId, Zone};
use kanwu_reading::Item;
use kanwu_reading::figure::Figure;
use kanwu_reading::ordinal::Ordinal;
use kanwu_reading::unit::UnitKind;
use kanwu_reading::{in_root, numeral::NumberForm};
use kanwu_text::ReadingSpan;

use super::observation::{Observation, Origin, Qualifier};
use super::period::Period;
use super::signs::{Sign, Signs};
use crate::facts::RANK;
use crate::table::fact_words::{MARKS, RANK_SCOPES, YEAR_BEFORE};

/// Bytes that a clause has at most, on either side of its figure.
const LONGEST: usize = 180;

/// A paragraph, as facts are read from it.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The paragraph.
    pub id: ReadingId,
    /// Its text.
    pub text: &'a str,
    /// Its items.
    pub items: &'a [Item],
    /// Its zone.
    pub zone: Zone,
    /// Where the title of its entry ends, marks included.
    pub head_end: u32,
    /// The year that the book records.
    pub recorded: Option<i32>,
    /// The month that the headings above it name, in a chronicle.
    pub month: Option<u8>,
}

/// Adds the facts of a paragraph to `out`.
pub fn read(passage: &Passage<'_>, out: &mut Vec<Observation>) {
    if matches!(passage.zone, Zone::Contents | Zone::Heading | Zone::RunningHead | Zone::Table | Zone::Names)
    {
        return;
    }
    for (i, item) in passage.items.iter().enumerate() {
        let valued = match item {
            Item::Quantity(quantity) => in_root(quantity)
                .filter(|(unit, _)| !matches!(unit.kind, UnitKind::Time | UnitKind::Temperature))
                .filter(|(_, figure)| figure.value > rust_decimal::Decimal::ZERO)
                .map(|(unit, figure)| (unit.key, figure)),
            Item::Ordinal(ordinal) => rank(passage, ordinal).map(|figure| (RANK, figure)),
            _ => None,
        };
        if let Some((unit, figure)) = valued
            && let Some(mut told) = observation(passage, i, unit, figure)
        {
            inherit(passage, &mut told, out.last());
            out.push(told);
        }
    }
}

fn observation(passage: &Passage<'_>, i: usize, unit: &'static str, figure: Figure) -> Option<Observation> {
    let span = passage.items.get(i)?.span();
    let (before, after) = clause(passage, i)?;
    let signs = Signs::of(before.of_text(passage.text));
    Some(Observation {
        origin: Origin::Prose { reading: passage.id, span, before, after },
        period: Period::of(passage.text, passage.items, i, signs, passage.recorded, passage.month),
        qualifier: qualifier(signs, after.of_text(passage.text)),
        unit,
        figure,
        verbatim: passage.zone == Zone::Verbatim,
    })
}

/// 粮食产量21.8万吨，上年为20.5万吨: a figure of the year before without a name is of the thing before it.
fn inherit(passage: &Passage<'_>, told: &mut Observation, earlier: Option<&Observation>) {
    let (Origin::Prose { before, .. }, Some(earlier)) = (&mut told.origin, earlier) else { return };
    let words = before.of_text(passage.text);
    let bare = YEAR_BEFORE.iter().find_map(|word| words.trim_start().strip_prefix(word));
    let unnamed = bare.is_some_and(|rest| rest.chars().count() <= UNNAMED);
    match earlier.origin {
        Origin::Prose { reading, before: name, .. }
            if unnamed && reading == passage.id && earlier.unit == told.unit =>
        {
            *before = name;
        }
        _ => {}
    }
}

/// So many characters behind 上年 name nothing: 为, 同期为.
const UNNAMED: usize = 3;

/// The words on either side of item `i` up to the next mark or figure.
fn clause(passage: &Passage<'_>, i: usize) -> Option<(ReadingSpan, ReadingSpan)> {
    let text = passage.text;
    let span = passage.items.get(i)?.span();
    // A date is part of the clause: 图书馆2022年藏书.
    let is_date = |item: &Item| matches!(item, Item::Date(_) | Item::FixedWord(_));
    let earlier = passage.items.get(..i)?.iter().rev().take(4).find(|item| !is_date(item));
    let floor = earlier.map_or(0, |item| item.span().end).max(passage.head_end.min(span.start)) as usize;
    let floor = floor.max(span.start.saturating_sub(LONGEST as u32) as usize);
    let floor = (floor..=span.start as usize).find(|at| text.is_char_boundary(*at))?;
    let lead = text.get(floor..span.start as usize)?;
    let start = lead.rfind(MARKS).map_or(0, |at| at + lead[at..].chars().next().map_or(1, char::len_utf8));
    let ceiling = passage.items.get(i + 1).map_or(text.len(), |item| item.span().start as usize);
    let ceiling = ceiling.min(span.end as usize + LONGEST);
    let ceiling = (span.end as usize..=ceiling).rev().find(|at| text.is_char_boundary(*at))?;
    let rest = text.get(span.end as usize..ceiling)?;
    let end = rest.find(MARKS).unwrap_or(rest.len());
    Some((
        ReadingSpan::of(floor + start..span.start as usize),
        ReadingSpan::of(span.end as usize..span.end as usize + end),
    ))
}

/// How a figure is meant, by the words round it.
fn qualifier(before: Signs, after: &str) -> Qualifier {
    if before.has(Sign::Planned)
        || after.starts_with("以上")
        || after.starts_with("以内")
        || after.starts_with("以下")
    {
        Qualifier::Planned
    } else if before.has(Sign::Changed) {
        Qualifier::Change
    } else if before.has(Sign::Shared) {
        Qualifier::Share
    } else if before.has(Sign::Mean) {
        Qualifier::Mean
    } else if before.has(Sign::Cumulative) {
        Qualifier::Cumulative
    } else {
        Qualifier::Actual
    }
}

/// Behind the place among which something is ranked, the kind may be named in so many characters: 全国内河港口第七位.
const KIND: usize = 6;

/// Where the words begin that say among what something is ranked, at the end of a text.
pub fn rank_scope(before: &str) -> Option<usize> {
    let near = before.char_indices().rev().nth(KIND + 3).map_or(0, |(at, _)| at);
    let words = before.get(near..)?;
    let at = RANK_SCOPES.iter().filter_map(|scope| Some((words.rfind(scope)?, scope.len()))).max()?;
    let kind = words.get(at.0 + at.1..)?;
    let plain =
        kind.chars().count() <= KIND && !kind.contains(MARKS) && !kind.contains(|c: char| c.is_ascii_digit());
    plain.then_some(near + at.0)
}

/// The rank that an ordinal states: 居全省第2位. Its scope is named before it.
fn rank(passage: &Passage<'_>, ordinal: &Ordinal) -> Option<Figure> {
    let after = passage.text.get(ordinal.span.end as usize..)?;
    let counted = match ordinal.classifier {
        Some(classifier) => matches!(classifier.of_text(passage.text), "位" | "名"),
        // 增速列全市第五，
        None => after.is_empty() || after.starts_with(MARKS),
    };
    let before = passage.text.get(..ordinal.span.start as usize)?;
    let scoped = counted && rank_scope(before).is_some();
    let plain = ordinal.number.form == NumberForm::Arabic || ordinal.number.upper.is_none();
    (scoped && plain).then(|| Figure::exact(ordinal.number.value))
}
