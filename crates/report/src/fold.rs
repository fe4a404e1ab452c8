//! Traces of conversion 转换痕迹 are folded to one line a kind on a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::Card;
use kanwu_text::Lang;

use crate::checked::Listed;
use crate::message::words;
use crate::messages::place as said;
use crate::positions::Positions;
use crate::{Checked, Options, words as names};

/// Places of a kind that are named.
const NAMED: usize = 3;

/// Findings of one rule, in order.
pub(crate) type Kinds<'c> = BTreeMap<&'c str, Vec<Listed<'c>>>;

/// What is shown one by one, and what by kind.
pub(crate) struct Folded<'c> {
    pub shown: Vec<Listed<'c>>,
    /// How many more there are than may be shown.
    pub more: usize,
    /// By code.
    pub kinds: Kinds<'c>,
}

/// Parts the findings of conversion from the others, if the options say so, and leaves out what is more
/// than may be shown.
pub(crate) fn fold<'c>(checked: &'c Checked<'_>, options: &Options) -> Folded<'c> {
    let (folded, mut shown): (Vec<_>, Vec<_>) =
        checked.listed(options).into_iter().partition(|l| options.fold_conversion && l.is_conversion());
    let mut kinds = Kinds::new();
    for listed in folded {
        kinds.entry(&listed.card.code).or_default().push(listed);
    }
    let most = options.max_findings.unwrap_or(usize::MAX);
    let more = shown.len().saturating_sub(most);
    shown.truncate(most);
    Folded { shown, more, kinds }
}

/// Writes how many are left out; then, unless the options want quiet, one line a kind: how many, and the first
/// places.
pub(crate) fn write(
    out: &mut impl Write,
    folded: &Folded<'_>,
    positions: &Positions<'_>,
    options: &Options,
) -> io::Result<()> {
    if folded.more > 0 {
        writeln!(out, "{}", left_out(folded.more, options.lang))?;
    }
    if options.quiet && !options.strict_conversion {
        return Ok(());
    }
    for (code, all) in &folded.kinds {
        let Some(card) = all.first().map(|l| l.card) else { continue };
        let class = names::class(card.class, options.lang);
        writeln!(out, "{class}[{code} {}]: {}", card.name, kind(card, all, positions, options.lang))?;
    }
    Ok(())
}

/// That `more` findings are not listed.
pub(crate) fn left_out(more: usize, lang: Lang) -> String {
    said::LeftOut { count: more }.text(lang)
}

/// What is wrong, how often, and the first places.
pub(crate) fn kind(card: &Card, all: &[Listed<'_>], positions: &Positions<'_>, lang: Lang) -> String {
    let places: Vec<String> =
        all.iter().take(NAMED).filter_map(|l| positions.told(l.manuscript, l.finding.at, lang)).collect();
    let title = &words(card, lang).title;
    match all.len() > NAMED {
        false => said::Kind { title, count: all.len(), places: &places }.text(lang),
        true => said::KindOfMore { title, count: all.len(), places: &places }.text(lang),
    }
}
