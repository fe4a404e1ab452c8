//! 来稿验收: a folder of contributions, one line a file, so that what is lacking is asked for before anybody edits.

use std::collections::{HashMap, HashSet};

use kanwu_book::{BlockKind, Book, Zone};
use kanwu_plugin::RuleId;
use kanwu_text::{Manuscript, SourceId};

use super::{Paper, PaperCell, PaperColumn};
use crate::messages::acceptance as said;
use crate::{Checked, Options};

/// What opens a contribution.
const OVERVIEW: [&str; 4] = ["概况", "综述", "概述", "总述"];
/// Fewer figures than these in a contribution of some length are few.
const FEW_FIGURES: usize = 5;
/// Characters from which figures are looked for.
const SOME_LENGTH: usize = 500;
/// Shorter sentences are alike in many books.
const LONG_SENTENCE: usize = 16;
/// Rules on what lies outside of the record period.
const OUTSIDE: [&str; 2] = ["date-after-record-period", "record-period-differs"];
/// The columns' shares of the width.
const WIDTHS: [u32; 10] = [5, 20, 8, 8, 10, 9, 10, 10, 10, 10];

/// Sentences of last year's book, to tell what was taken over from it.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    all: HashSet<String>,
}

impl Sentences {
    /// Adds those of a manuscript.
    pub fn add(&mut self, manuscript: &Manuscript) {
        for source in &manuscript.sources {
            self.all.extend(sentences(&source.text));
        }
    }

    /// Whether nothing is compared with.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// The sentences of a text that are long enough, letters and digits alone.
fn sentences(text: &str) -> impl Iterator<Item = String> + '_ {
    let bare = |sentence: &str| sentence.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    text.split(['。', '\n', '！', '？'])
        .map(bare)
        .filter(|sentence| sentence.chars().count() >= LONG_SENTENCE)
}

/// What is known of a file.
#[derive(Debug, Default)]
struct Contribution {
    path: String,
    characters: usize,
    overview: bool,
    figures: usize,
    signed: bool,
    outside: usize,
    images: usize,
    captions: usize,
    taken: usize,
    findings: usize,
}

/// The form.
#[derive(Debug)]
pub struct Acceptance {
    book: String,
    date: String,
    options: Options,
    former: Sentences,
    all: Vec<Contribution>,
}

impl Acceptance {
    /// With nothing in it. `former` are the sentences of last year's book.
    pub fn new(book: String, date: String, former: Sentences, options: &Options) -> Acceptance {
        let options = Options { max_findings: None, ..*options };
        Acceptance { book, date, options, former, all: Vec::new() }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let outside: HashSet<RuleId> =
            part.all().filter(|l| OUTSIDE.contains(&l.card.name.as_str())).map(|l| l.finding.rule).collect();
        for (book, findings) in &part.manuscripts {
            let first = self.all.len();
            let sources = 0..book.manuscript.sources.len();
            let made: Vec<Contribution> = sources.map(|i| self.of(book, SourceId(i as u32))).collect();
            self.all.extend(made);
            let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
            for finding in findings.iter().filter(|f| !f.is_kept() && !f.known) {
                let (all, late) = counts.entry(finding.at.source.0).or_default();
                *all += 1;
                *late += usize::from(outside.contains(&finding.rule));
            }
            for (i, (all, late)) in counts {
                if let Some(one) = self.all.get_mut(first + i as usize) {
                    (one.findings, one.outside) = (all, late);
                }
            }
        }
    }

    fn of(&self, book: &Book<'_>, source: SourceId) -> Contribution {
        let mut one = Contribution::default();
        let Some(file) = book.manuscript.source(source) else { return one };
        one.path.clone_from(&file.path);
        one.characters = file.text.chars().filter(|c| !c.is_whitespace()).count();
        let opens = |title: &str| OVERVIEW.iter().any(|word| title.contains(word));
        for block in book.blocks.iter().filter(|block| block.at.source == source) {
            match block.kind {
                BlockKind::Image => one.images += 1,
                BlockKind::Caption => one.captions += 1,
                BlockKind::Signature => one.signed = true,
                BlockKind::Heading { .. } => one.overview |= opens(book.text(block.at)),
                _ => {}
            }
            one.overview |=
                block.entry.and_then(|e| book.entries.get(e.index())).is_some_and(|e| opens(&e.title));
        }
        for reading in book.readings.iter().filter(|reading| reading.zone == Zone::Prose) {
            if book.block(reading.block).is_some_and(|block| block.at.source == source) {
                one.figures += figures(&reading.text);
            }
        }
        one.taken = sentences(&file.text).filter(|sentence| self.former.all.contains(sentence)).count();
        one
    }

    /// The form as it is.
    pub fn paper(self) -> Paper {
        let lang = self.options.lang;
        let [lacking, few, none] = said::WORDS.text(lang);
        let rows = self.all.iter().enumerate().map(|(n, one)| {
            let count = |n: usize| if n == 0 { none.to_owned() } else { n.to_string() };
            let long = one.characters >= SOME_LENGTH;
            let cells = [
                (n + 1).to_string(),
                one.path.clone(),
                one.characters.to_string(),
                if one.overview { none } else { lacking }.to_owned(),
                match one.figures {
                    n if n < FEW_FIGURES && long => said::Few { word: few, count: n }.text(lang),
                    n => n.to_string(),
                },
                if one.signed { none } else { lacking }.to_owned(),
                count(one.outside),
                count(one.images.saturating_sub(one.captions)),
                if self.former.is_empty() {
                    said::NOT_COMPARED.text(lang).to_owned()
                } else {
                    count(one.taken)
                },
                one.findings.to_string(),
            ];
            cells.into_iter().map(PaperCell::Text).collect()
        });
        let columns = said::COLUMNS.text(lang).into_iter().zip(WIDTHS);
        let [book, files, characters, date] = said::HEAD.text(lang).map(str::to_owned);
        let all: usize = self.all.iter().map(|one| one.characters).sum();
        Paper {
            title: said::TITLE.text(lang).to_owned(),
            rows: rows.collect(),
            head: vec![
                (book, self.book.clone()),
                (files, self.all.len().to_string()),
                (characters, all.to_string()),
                (date, self.date.clone()),
            ],
            columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
            notes: vec![said::NOTE.text(lang).to_owned()],
            signatures: said::SIGNATURES.text(lang).map(str::to_owned).to_vec(),
        }
    }
}

/// Figures with a unit or percent sign in a text, years and days left out.
fn figures(text: &str) -> usize {
    let mut count = 0;
    let mut digits = false;
    for c in text.chars() {
        match c {
            '0'..='9' | '.' | '．' | ',' | '，' if digits || c.is_ascii_digit() => digits = true,
            '年' | '月' | '日' | '时' | '号' => digits = false,
            c => {
                if digits && (c == '%' || c == '％' || c.is_alphabetic()) {
                    count += 1;
                }
                digits = false;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_are_no_main_figures() {
        assert_eq!(figures("2023年3月5日，全区生产总值120.5亿元，增长5.1%，有学校12所。"), 3);
    }

    #[test]
    fn sentences_are_alike_whatever_their_marks() {
        let one: Vec<String> = sentences("全区共有幼儿园、小学、初中和高中四十二所。短句。").collect();
        let other: Vec<String> = sentences("全区共有幼儿园，小学，初中和高中四十二所。").collect();
        assert_eq!(one, other);
        assert_eq!(one.len(), 1);
    }
}
