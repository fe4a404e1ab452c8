//! One value with two growths: 64万美元，增长52.4% here, 64万美元，同比增长53.4% there.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Measure, Paragraph};

use super::fact::{Read, Stated};
use super::scope::{self, Year};
use crate::table::stocks::{BASES, GROWTH as GROWTHS, SHARE_VERBS};
use kanwu_plugin::reading::in_root;

/// Group of growths.
pub(super) const GROWTH: &str = "growth";

/// Characters of the text before a figure in which it is named.
const NEAR: usize = 48;

/// So many characters of a name must be the same.
const SHARED: usize = 4;

/// Significant digits of a value by which alone a thing is known again.
const DIGITS: usize = 2;

/// Reads item `i`.
pub(super) fn read(paragraph: &Paragraph<'_>, i: usize) -> Option<Read> {
    let percent = paragraph.quantity(i).filter(|q| q.unit_key() == "percent" && q.sign.is_none())?;
    let before = i.checked_sub(1)?;
    let lead = paragraph.between(before, i).trim_start_matches(['，', ',', ' ', '、', '（']);
    let (base, down) =
        GROWTHS.iter().find_map(|row| Some((lead.trim_end().strip_suffix(row.word)?, row.down)))?;
    if !base.trim().is_empty() && !BASES.contains(&base.trim()) {
        return None;
    }
    let of = valued(paragraph, before)?;
    let (unit, value) = in_root(of)?;
    let digits = value.value.normalize().mantissa().to_string().trim_end_matches('0').len();
    let Year(year) = scope::year(paragraph, of.span.start).filter(|_| digits >= DIGITS)?;
    let printed = Figure::of(percent)?;
    let figure = if down { printed.negative() } else { printed };
    let measure = Measure {
        subject: String::new(),
        scope: String::new(),
        unit: unit.key,
        value: Some(value.value.normalize()),
        year,
    };
    Some(Read { group: GROWTH, measure, name: paragraph.of(of.span).to_owned(), figure, span: percent.span })
}

/// The value that has grown: item `at`, or the one before a share of a task done.
fn valued<'a>(paragraph: &'a Paragraph<'_>, at: usize) -> Option<&'a Quantity> {
    let quantity = paragraph.quantity(at)?;
    if quantity.kind()? != UnitKind::Percent {
        return Some(quantity).filter(|q| q.kind() != Some(UnitKind::Count));
    }
    let earlier = paragraph.item_before(at)?;
    let link = paragraph.between(earlier, at).trim_start_matches(['，', ',']);
    let done = starts_any(link, SHARE_VERBS) && !has_any(link, &["，", "。", "；"]);
    paragraph
        .quantity(earlier)
        .filter(|q| done && !matches!(q.kind(), Some(UnitKind::Percent | UnitKind::Count)))
}

/// Whether both are growths of one thing: its name stands before both values, in paragraphs of their own.
pub(super) fn is_one(a: &Stated<'_>, b: &Stated<'_>) -> bool {
    if a.fact.reading == b.fact.reading {
        return false;
    }
    let [a, b] = [a, b].map(|stated| {
        let cut = stated.before.rfind(stated.name.as_str()).unwrap_or(stated.before.len());
        tail(stated.before.get(..cut).unwrap_or_default(), NEAR)
    });
    let is_name = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let last: Vec<char> = a.chars().collect();
    last.windows(SHARED)
        .any(|part| part.iter().all(is_name) && b.contains(part.iter().collect::<String>().as_str()))
}
