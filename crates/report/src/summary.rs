//! Counts, and what was not checked, so that silence is not read as 合格.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use kanwu_book::{BlockKind, Zone};
use kanwu_card::{Applicability, Class, Severity};
use kanwu_text::Lang;

use crate::coverage::{self, Told};
use crate::messages::{list, summary as said};
use crate::printable::Printable;
use crate::{Checked, Options, Totals, words};

/// Writes how much was read, what was found by severity, class and family, what was not checked, and how
/// long it took.
pub fn summary(
    out: &mut impl Write,
    run: &Checked<'_>,
    totals: &Totals,
    options: &Options,
) -> io::Result<()> {
    let out = &mut Printable(out);
    let counts = &totals.counts;
    let (files, seconds) = (counts.files, seconds(run.elapsed));
    let first = match !counts.read {
        true => said::Opened { files, seconds }.text(options.lang),
        false => said::Checked { files, characters: counts.characters, seconds }.text(options.lang),
    };
    writeln!(out, "{first}")?;
    body(out, run, totals, options)
}

/// The lines that [`summary`] writes after its first, which tells the time that it took.
pub(crate) fn lines(run: &Checked<'_>, totals: &Totals, options: &Options) -> io::Result<Vec<String>> {
    let mut told = Vec::new();
    body(&mut told, run, totals, &Options { color: false, ..*options })?;
    let told = String::from_utf8(told).map_err(io::Error::other)?;
    Ok(told.lines().map(|line| line.trim().to_owned()).collect())
}

fn body(out: &mut impl Write, run: &Checked<'_>, totals: &Totals, options: &Options) -> io::Result<()> {
    if let Some(only) = &run.only {
        writeln!(out, "{}", only.told(options.lang))?;
    }
    tell(out, run, totals, options)?;
    let told = Told::of(run, &totals.seen);
    for line in told.required_lines(options.lang) {
        match options.color {
            true => writeln!(out, "\u{1b}[31m{line}\u{1b}[0m")?,
            false => writeln!(out, "{line}")?,
        }
    }
    told.lines(options.lang).iter().try_for_each(|line| writeln!(out, "{line}"))
}

#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub files: usize,
    pub characters: u64,
    /// By severity, without traces of conversion.
    severities: BTreeMap<Severity, usize>,
    /// By class, without `info`.
    classes: BTreeMap<Class, usize>,
    /// By family, without `info` and traces of conversion.
    families: BTreeMap<String, usize>,
    fixes: BTreeMap<Applicability, usize>,
    /// All that is neither `info` nor a trace of conversion.
    found: usize,
    pictures: usize,
    verbatim: usize,
    unpaged: bool,
    /// Whether a character was read.
    pub read: bool,
    /// Whether some book has running heads that were not read.
    unheaded: bool,
}

impl Counts {
    /// Adds some manuscripts.
    pub(crate) fn add(&mut self, part: &Checked<'_>) {
        let counts = self;
        let filled = |text: &str| !text.trim().is_empty();
        let mut readings = part.manuscripts.iter().flat_map(|(book, _)| &book.readings);
        counts.read |= readings.any(|reading| filled(&reading.text));
        for file in part.positions().files() {
            counts.files += 1;
            counts.characters += u64::from(file.columns.characters());
            counts.unpaged |= file.source.pages.is_empty();
        }
        for (book, _) in &part.manuscripts {
            counts.pictures += book.blocks.iter().filter(|b| b.kind == BlockKind::Image).count();
            counts.unheaded |= book.blocks.iter().all(|b| b.kind != BlockKind::RunningHead);
            counts.verbatim += book.readings.iter().filter(|r| r.zone == Zone::Verbatim).count();
        }
        for listed in part.findings() {
            let (card, finding) = (listed.card, listed.finding);
            let informs = finding.severity == Severity::Info;
            if !informs {
                *counts.classes.entry(card.class).or_default() += 1;
            }
            if listed.is_conversion() {
                continue;
            }
            *counts.severities.entry(finding.severity).or_default() += 1;
            if informs {
                continue;
            }
            counts.found += 1;
            *counts.families.entry(card.family().to_owned()).or_default() += 1;
            if let Some(fix) = &finding.fix {
                *counts.fixes.entry(fix.grade).or_default() += 1;
            }
        }
    }

    fn severity(&self, severity: Severity) -> usize {
        self.severities.get(&severity).copied().unwrap_or_default()
    }

    fn class(&self, class: Class) -> usize {
        self.classes.get(&class).copied().unwrap_or_default()
    }

    /// What can be corrected without an editor's own words.
    fn by_fix(&self, lang: Lang) -> Vec<String> {
        let grades = [Applicability::Safe, Applicability::Unsafe];
        let told = |grade: &Applicability| {
            let count = *self.fixes.get(grade)?;
            Some(said::Fix { count, grade: words::applicability(*grade, lang) }.text(lang))
        };
        grades.iter().filter_map(told).collect()
    }

    /// What no rule looks at.
    pub(crate) fn unchecked(&self, lang: Lang) -> Vec<String> {
        let mut unchecked = vec![match self.pictures {
            0 => said::PICTURES.text(lang).to_owned(),
            count => said::SomePictures { count }.text(lang),
        }];
        if self.unheaded {
            unchecked.push(said::RUNNING_HEADS.text(lang).to_owned());
        }
        if self.unpaged {
            unchecked.push(said::PAGES.text(lang).to_owned());
        }
        if self.verbatim > 0 {
            unchecked.push(said::Verbatim { count: self.verbatim }.text(lang));
        }
        unchecked
    }

    /// What is said where nothing was found. 没有发现 is said only of what was read, and never alone where a rule that
    /// may not be silent was.
    pub(crate) fn nothing(&self, run: &Checked<'_>, lang: Lang) -> String {
        let required = coverage::rules_off(run).iter().filter(|off| off.required).count();
        match (!self.read, required) {
            (true, _) => said::NOTHING_READ.text(lang).to_owned(),
            (false, 0) => said::NOTHING_FOUND.text(lang).to_owned(),
            (false, count) => said::NothingButOff { count }.text(lang),
        }
    }

    /// In the order of a report: 硬伤, 体例, 建议.
    fn by_class(&self, lang: Lang) -> String {
        let classes = [Class::Hard, Class::House, Class::Advice];
        let named = classes.iter().filter(|c| self.class(**c) > 0);
        let all: Vec<String> =
            named.map(|c| format!("{} {}", words::class(*c, lang), self.class(*c))).collect();
        list::Parts { all: &all }.text(lang)
    }

    fn by_family(&self, lang: Lang) -> String {
        let named = self.families.iter().map(|(code, n)| format!("{} {n}", words::family(code, lang)));
        list::Parts { all: &named.collect::<Vec<_>>() }.text(lang)
    }
}

/// Seconds with two decimals.
fn seconds(elapsed: Duration) -> String {
    let hundredths = (elapsed.as_millis() + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn tell(out: &mut impl Write, run: &Checked<'_>, totals: &Totals, options: &Options) -> io::Result<()> {
    let counts = &totals.counts;
    let lang = options.lang;
    if !run.errors.is_empty() {
        writeln!(out, "{}", said::UnreadFiles { count: run.errors.len() }.text(lang))?;
    }
    if counts.found == 0 {
        writeln!(out, "{}", counts.nothing(run, lang))?;
    } else {
        let errors = counts.severity(Severity::Error);
        let warnings = counts.severity(Severity::Warning);
        writeln!(out, "{}", said::Found { found: counts.found, errors, warnings }.text(lang))?;
        writeln!(out, "{}", said::ByClass { classes: counts.by_class(lang) }.text(lang))?;
        writeln!(out, "{}", said::ByFamily { families: counts.by_family(lang) }.text(lang))?;
        let fixes = counts.by_fix(lang);
        if !fixes.is_empty() {
            let fixes = list::Parts { all: &fixes }.text(lang);
            writeln!(out, "{}", said::Fixes { fixes }.text(lang))?;
        }
    }
    let conversion = counts.class(Class::Conversion);
    if !options.show_info {
        writeln!(out, "{}", said::NO_INFO.text(lang))?;
    }
    if conversion > 0 {
        writeln!(out, "{}", said::Conversion { count: conversion }.text(lang))?;
    }
    totals.answered.write(out)?;
    let what = list::Clauses { all: &counts.unchecked(lang) }.text(lang);
    writeln!(out, "{}", said::Unchecked { what }.text(lang))
}
