//! Traces of conversion 转换痕迹 are folded to one line a kind on a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_text::{Lang, Position};

use crate::checked::{Listed, Positions};
use crate::message::words;
use crate::{Checked, Options, words as names};

/// Places of a kind that are named.
const NAMED: usize = 3;

/// Findings of one rule, in order.
pub(crate) type Kinds<'c> = BTreeMap<&'c str, Vec<Listed<'c>>>;

/// What is shown one by one, and what by kind.
pub(crate) struct Folded<'c> {
    pub shown: Vec<Listed<'c>>,
    /// By code.
    pub kinds: Kinds<'c>,
}

/// Parts the findings of conversion from the others, if the options say so.
pub(crate) fn fold<'c>(checked: &'c Checked<'_>, options: &Options) -> Folded<'c> {
    let (folded, shown): (Vec<_>, Vec<_>) =
        checked.listed(options).into_iter().partition(|l| options.fold_conversion && l.is_conversion());
    let mut kinds = Kinds::new();
    for listed in folded {
        kinds.entry(&listed.card.code).or_default().push(listed);
    }
    Folded { shown, kinds }
}

/// Writes one line a kind: how many, and the first places.
pub(crate) fn write(
    out: &mut impl Write,
    kinds: &Kinds<'_>,
    positions: &Positions<'_>,
    options: &Options,
) -> io::Result<()> {
    for (code, all) in kinds {
        let Some(card) = all.first().map(|l| l.card) else { continue };
        let places: Vec<String> = all
            .iter()
            .take(NAMED)
            .filter_map(|l| positions.of(l.manuscript, l.finding.at))
            .map(place)
            .collect();
        let title = &words(card, options.lang).title;
        let class = names::class(card.class, options.lang);
        let more = all.len() > NAMED;
        match options.lang {
            Lang::Zh => writeln!(
                out,
                "{class}[{code} {}]: {title}，{}处：{}{}",
                card.name,
                all.len(),
                places.join("、"),
                if more { "等" } else { "" }
            )?,
            Lang::En => writeln!(
                out,
                "{class}[{code} {}]: {title}, {} in all: {}{}",
                card.name,
                all.len(),
                places.join(", "),
                if more { ", …" } else { "" }
            )?,
        }
    }
    Ok(())
}

/// `path:line:column`
pub(crate) fn place((path, at): (&str, Position)) -> String {
    format!("{path}:{}:{}", at.line, at.column)
}
