//! Traces of conversion 转换痕迹 are folded to one line a kind on a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::Card;
use kanwu_plugin::RuleId;
use kanwu_text::Lang;

use crate::checked::Listed;
use crate::message::words;
use crate::messages::place as said;
use crate::positions::Positions;
use crate::{Checked, Options, words as names};

/// Places of a kind that are named.
const NAMED: usize = 3;

/// Findings of one rule of conversion.
#[derive(Debug)]
pub(crate) struct Kind {
    rule: RuleId,
    found: usize,
    /// The first, as they are told.
    places: Vec<String>,
}

/// What is shown one by one, and what by kind, over all parts of a run.
#[derive(Debug)]
pub(crate) struct Fold {
    folds: bool,
    /// How many may still be shown.
    left: usize,
    /// How many more there are than may be shown.
    pub more: usize,
    /// By code.
    kinds: BTreeMap<String, Kind>,
}

/// What a part of a run adds.
pub(crate) struct Taken<'c> {
    pub shown: Vec<Listed<'c>>,
    /// The first finding of each kind that was not met before.
    pub firsts: Vec<Listed<'c>>,
}

impl Fold {
    pub fn new(options: &Options) -> Fold {
        Fold {
            folds: options.fold_conversion,
            left: options.max_findings.unwrap_or(usize::MAX),
            more: 0,
            kinds: BTreeMap::new(),
        }
    }

    /// Parts the findings of conversion from the others, if the options say so, and leaves out what is more than may
    /// be shown.
    pub fn take<'c>(
        &mut self,
        part: &'c Checked<'_>,
        positions: &Positions<'c>,
        options: &Options,
    ) -> Taken<'c> {
        let (folded, mut shown): (Vec<_>, Vec<_>) =
            part.listed(options).into_iter().partition(|l| self.folds && l.is_conversion());
        let mut firsts = Vec::new();
        for listed in folded {
            let known = self.kinds.get_mut(listed.card.code.as_str());
            let kind = match known {
                Some(kind) => kind,
                None => {
                    firsts.push(listed);
                    let kind = Kind { rule: listed.finding.rule, found: 0, places: Vec::new() };
                    self.kinds.entry(listed.card.code.clone()).or_insert(kind)
                }
            };
            kind.found += 1;
            if kind.places.len() < NAMED {
                kind.places.extend(positions.told(listed.manuscript, listed.finding.at, options.lang));
            }
        }
        self.more += shown.len().saturating_sub(self.left);
        shown.truncate(self.left);
        self.left -= shown.len();
        Taken { shown, firsts }
    }

    /// Each kind: its rule, and what is wrong, how often, and the first places.
    pub fn kinds<'c>(&self, run: &'c Checked<'_>, lang: Lang) -> impl Iterator<Item = (&'c Card, String)> {
        self.kinds.values().filter_map(move |kind| {
            let card: &Card = run.cards.get(kind.rule.index())?;
            Some((card, told(card, kind, lang)))
        })
    }

    /// Writes how many are left out; then, unless the options want quiet, one line a kind.
    pub fn write(&self, out: &mut impl Write, run: &Checked<'_>, options: &Options) -> io::Result<()> {
        if self.more > 0 {
            writeln!(out, "{}", left_out(self.more, options.lang))?;
        }
        if options.quiet && !options.strict_conversion {
            return Ok(());
        }
        for (card, told) in self.kinds(run, options.lang) {
            let class = names::class(card.class, options.lang);
            writeln!(out, "{class}[{} {}]: {told}", card.code, card.name)?;
        }
        Ok(())
    }
}

/// That `more` findings are not listed.
pub(crate) fn left_out(more: usize, lang: Lang) -> String {
    said::LeftOut { count: more }.text(lang)
}

fn told(card: &Card, kind: &Kind, lang: Lang) -> String {
    let title = &words(card, lang).title;
    let (count, places) = (kind.found, kind.places.as_slice());
    match count > NAMED {
        false => said::Kind { title, count, places }.text(lang),
        true => said::KindOfMore { title, count, places }.text(lang),
    }
}
