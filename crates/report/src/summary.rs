//! Counts, and what was not checked, so that silence is not read as 合格.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use kanwu_book::{BlockKind, Zone};
use kanwu_card::{Applicability, Class, Severity};
use kanwu_text::Lang;

use crate::coverage::{self, Told};
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
    let elapsed = seconds(run.elapsed);
    let (files, characters) = (counts.files, counts.characters);
    match options.lang {
        Lang::Zh if !counts.read => writeln!(out, "读了{files}个文件，用时{elapsed}秒。")?,
        Lang::En if !counts.read => writeln!(out, "Opened {files} files, in {elapsed} s.")?,
        Lang::Zh => writeln!(out, "检查{files}个文件，{characters}字，用时{elapsed}秒。")?,
        Lang::En => {
            let noun = if files == 1 { "file" } else { "files" };
            writeln!(out, "Checked {files} {noun}, {characters} characters, in {elapsed} s.")?;
        }
    }
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
    match options.lang {
        Lang::Zh => zh(out, run, totals, options)?,
        Lang::En => en(out, run, totals, options)?,
    }
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
    fn by_fix(&self, said: impl Fn(Applicability, usize) -> String) -> Vec<String> {
        let grades = [Applicability::Safe, Applicability::Unsafe];
        grades.iter().filter_map(|g| self.fixes.get(g).map(|n| said(*g, *n))).collect()
    }

    /// What no rule looks at.
    pub(crate) fn unchecked(&self, lang: Lang) -> Vec<String> {
        match lang {
            Lang::Zh => {
                let mut unchecked = vec![match self.pictures {
                    0 => "图片".to_owned(),
                    n => format!("图片（{n}幅）"),
                }];
                if self.unheaded {
                    unchecked.push("书眉".to_owned());
                }
                if self.unpaged {
                    unchecked.push("实际页码（书稿无页码标记，目录只查先后）".to_owned());
                }
                if self.verbatim > 0 {
                    unchecked.push(format!(
                        "原文照录（{}段）的用字、数字用法和人称，只查字符和标点的形式",
                        self.verbatim
                    ));
                }
                unchecked
            }
            Lang::En => {
                let mut unchecked = vec![match self.pictures {
                    0 => "pictures".to_owned(),
                    n => format!("pictures ({n})"),
                }];
                if self.unheaded {
                    unchecked.push("running heads".to_owned());
                }
                if self.unpaged {
                    unchecked.push(
                        "real page numbers (no page marks: of the contents only the order is checked)"
                            .to_owned(),
                    );
                }
                if self.verbatim > 0 {
                    unchecked.push(format!(
                        "words, numerals and voice of reprinted text ({} paragraphs), of which only characters and marks are",
                        self.verbatim
                    ));
                }
                unchecked
            }
        }
    }

    /// What is said where nothing was found. 没有发现 is said only of what was read, and never alone where a rule that
    /// may not be silent was.
    pub(crate) fn nothing(&self, run: &Checked<'_>, lang: Lang) -> String {
        let required = coverage::rules_off(run).iter().filter(|off| off.required).count();
        match (lang, !self.read, required) {
            (Lang::Zh, true, _) => "未检查任何书稿。".to_owned(),
            (Lang::En, true, _) => "Nothing was checked.".to_owned(),
            (Lang::Zh, false, 0) => "没有发现差错。".to_owned(),
            (Lang::En, false, 0) => "Nothing was found.".to_owned(),
            (Lang::Zh, false, n) => format!("没有发现差错，但有{n}条必报规则被关闭。"),
            (Lang::En, false, n) => {
                format!("Nothing was found, but {n} rules that are never silent were switched off.")
            }
        }
    }

    /// In the order of a report: 硬伤, 体例, 建议.
    fn by_class(&self, lang: Lang, separator: &str) -> String {
        let classes = [Class::Hard, Class::House, Class::Advice];
        let named = classes.iter().filter(|c| self.class(**c) > 0);
        named
            .map(|c| format!("{} {}", words::class(*c, lang), self.class(*c)))
            .collect::<Vec<_>>()
            .join(separator)
    }

    fn by_family(&self, lang: Lang, separator: &str) -> String {
        let named = self.families.iter().map(|(code, n)| format!("{} {n}", words::family(code, lang)));
        named.collect::<Vec<_>>().join(separator)
    }
}

/// Seconds with two decimals.
fn seconds(elapsed: Duration) -> String {
    let hundredths = (elapsed.as_millis() + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn zh(out: &mut impl Write, run: &Checked<'_>, totals: &Totals, options: &Options) -> io::Result<()> {
    let counts = &totals.counts;
    if !run.errors.is_empty() {
        writeln!(out, "另有{}个文件未能读写，未检查。", run.errors.len())?;
    }
    if counts.found == 0 {
        writeln!(out, "{}", counts.nothing(run, Lang::Zh))?;
    } else {
        writeln!(
            out,
            "发现{}处：错误 {}，警告 {}。",
            counts.found,
            counts.severity(Severity::Error),
            counts.severity(Severity::Warning)
        )?;
        writeln!(out, "  按性质：{}", counts.by_class(Lang::Zh, "，"))?;
        writeln!(out, "  按类别：{}", counts.by_family(Lang::Zh, "，"))?;
        let fixes = counts.by_fix(|grade, n| format!("{n} 处{}", words::applicability(grade, Lang::Zh)));
        if !fixes.is_empty() {
            writeln!(out, "  其中 {}", fixes.join("，"))?;
        }
    }
    let conversion = counts.class(Class::Conversion);
    if !options.show_info {
        writeln!(out, "提示级的规则未列出（--show info）。")?;
    }
    if conversion > 0 {
        writeln!(out, "另有转换痕迹 {conversion} 处，不计差错。")?;
    }
    totals.answered.write(out)?;
    writeln!(out, "未检查：{}。没有列出的不等于合格。", counts.unchecked(Lang::Zh).join("；"))
}

fn en(out: &mut impl Write, run: &Checked<'_>, totals: &Totals, options: &Options) -> io::Result<()> {
    let counts = &totals.counts;
    if !run.errors.is_empty() {
        writeln!(out, "Not read or written, and not checked: {}.", run.errors.len())?;
    }
    if counts.found == 0 {
        writeln!(out, "{}", counts.nothing(run, Lang::En))?;
    } else {
        writeln!(
            out,
            "Found {}: error {}, warning {}.",
            counts.found,
            counts.severity(Severity::Error),
            counts.severity(Severity::Warning)
        )?;
        writeln!(out, "  by class: {}", counts.by_class(Lang::En, ", "))?;
        writeln!(out, "  by family: {}", counts.by_family(Lang::En, ", "))?;
        let fixes = counts.by_fix(|grade, n| format!("{n} {}", words::applicability(grade, Lang::En)));
        if !fixes.is_empty() {
            writeln!(out, "  fixes: {}", fixes.join(", "))?;
        }
    }
    let conversion = counts.class(Class::Conversion);
    if !options.show_info {
        writeln!(out, "Findings of severity info are not listed (--show info).")?;
    }
    if conversion > 0 {
        writeln!(out, "Traces of conversion, which are no faults of the book: {conversion}.")?;
    }
    totals.answered.write(out)?;
    writeln!(
        out,
        "Not checked: {}. What is not listed is not thereby right.",
        counts.unchecked(Lang::En).join("; ")
    )
}
