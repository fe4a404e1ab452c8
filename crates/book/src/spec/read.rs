//! The way from the lines of 编辑说明 to data.

use kanwu_text::han;
use kanwu_text::{Location, Manuscript};

use super::{categories, period};
use crate::table::spec_words as words;
use crate::{Clause, EditorialSpec, Stated};

/// A stretch of one line, with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'m> {
    pub text: &'m str,
    at: Location,
}

impl<'m> Stretch<'m> {
    pub fn new(text: &'m str, at: Location) -> Stretch<'m> {
        Stretch { text, at }
    }

    /// Place of bytes `from..to` of the stretch.
    pub fn place(&self, from: usize, to: usize) -> Location {
        self.at.part(from..to)
    }

    /// Bytes `from..to` as a stretch.
    pub fn part(&self, from: usize, to: usize) -> Stretch<'m> {
        Stretch { text: self.text.get(from..to).unwrap_or_default(), at: self.place(from, to) }
    }

    /// The stretch without blanks at either end.
    pub fn trimmed(&self) -> Stretch<'m> {
        let from = self.text.len() - self.text.trim_start().len();
        self.part(from, from + self.text.trim().len())
    }

    /// The stretches between marks that `cuts` names.
    pub fn split(&self, cuts: impl Fn(char) -> bool) -> Vec<Stretch<'m>> {
        let mut out = Vec::new();
        let mut from = 0;
        for (i, c) in self.text.char_indices() {
            if cuts(c) {
                out.push(self.part(from, i));
                from = i + c.len_utf8();
            }
        }
        out.push(self.part(from, self.text.len()));
        out
    }

    pub fn stated<T>(&self, value: T) -> Stated<T> {
        Stated { value, at: Some(self.at) }
    }
}

/// Reads the spec from its lines, without the heading over them; `at` is left to the caller.
pub(crate) fn read(manuscript: &Manuscript, lines: &[Location]) -> EditorialSpec {
    let mut spec = EditorialSpec::default();
    for &at in lines {
        let line = Stretch::new(manuscript.text_at(at), at);
        clause(&line, &mut spec);
        if spec.period.is_none() {
            spec.period = period::find(&line);
        }
        standards(&line, &mut spec.standards);
        if spec.keeps_mu.is_none() {
            spec.keeps_mu = keeps_mu(&line);
        }
        if spec.bulletin.is_none() {
            spec.bulletin = bulletin(&line);
        }
        categories::read(&line, &mut spec);
    }
    spec
}

fn clause(line: &Stretch<'_>, spec: &mut EditorialSpec) {
    match number(line.text) {
        Some(number) => spec.clauses.push(Clause { number, at: line.place(0, line.text.len()) }),
        None => {
            // A line without a number goes on with the clause before it.
            if let Some(last) = spec.clauses.last_mut().filter(|c| c.at.source == line.at.source) {
                last.at.span = last.at.span.join(line.at.span);
            }
        }
    }
}

/// The number of a clause: `七、`, `（七）`, `7.`, `第七条`.
fn number(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['*', '#', '-', ' ', '\u{3000}']);
    let (open, rest) = match text.strip_prefix(['（', '(', han::ORDINAL]) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits: String =
        rest.chars().take_while(|c| words::CLAUSE_FIGURE.contains(c) || c.is_ascii_digit()).collect();
    let after = rest[digits.len()..].chars().next();
    let closed = if open {
        matches!(after, Some('）' | ')' | '条'))
    } else {
        matches!(after, Some('、' | '.' | '．' | ' ' | '\u{3000}'))
    };
    (closed && !digits.is_empty()).then_some(digits)
}

/// Numbers of standards: capitals, perhaps `/T`, figures and dashes.
fn standards(line: &Stretch<'_>, out: &mut Vec<Stated<String>>) {
    let text = line.text;
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_uppercase()).map(|i| i + from) {
        let letters = text[start..].bytes().take_while(u8::is_ascii_uppercase).count();
        let mut end = start + letters;
        from = end;
        if !(2..=4).contains(&letters) {
            continue;
        }
        for tail in ["/T", "/Z", "／T", "∕T"] {
            if text[end..].starts_with(tail) {
                end += tail.len();
            }
        }
        end += text[end..].len() - text[end..].trim_start_matches([' ', '\u{a0}']).len();
        let figures =
            text[end..].trim_start_matches(|c: char| c.is_ascii_digit() || ".-–—－～~ ".contains(c));
        let whole = text[start..text.len() - figures.len()].trim_end_matches(|c: char| !c.is_ascii_digit());
        if whole.len() >= letters + 3 && text[end..].starts_with(|c: char| c.is_ascii_digit()) {
            let at = line.part(start, start + whole.len());
            out.push(at.stated(whole.to_owned()));
            from = start + whole.len();
        }
    }
}

fn keeps_mu(line: &Stretch<'_>) -> Option<Stated<bool>> {
    let about = |s: &Stretch<'_>| s.text.contains('亩');
    let part = line.split(|c| "，。；".contains(c)).into_iter().find(about)?.trimmed();
    let says = |list: &[&str]| list.iter().any(|w| part.text.contains(w));
    if says(words::MU_DROPPED) {
        return Some(part.stated(false));
    }
    says(words::MU_KEPT).then(|| part.stated(true))
}

/// The statistical bulletin: its title in 《》, or the words that name it.
fn bulletin(line: &Stretch<'_>) -> Option<Stated<String>> {
    let has = |t: &str, list: &[&str]| list.iter().any(|w| t.contains(w));
    let named = |t: &str| has(t, words::STATISTICS) && has(t, words::BULLETIN);
    let mut from = 0;
    while let Some(open) = line.text[from..].find('《').map(|i| i + from + '《'.len_utf8()) {
        let close = line.text[open..].find('》').map(|i| i + open)?;
        if named(&line.text[open..close]) {
            return Some(line.part(open, close).stated(line.text[open..close].to_owned()));
        }
        from = close;
    }
    let title_end = |word: &str| {
        line.text.match_indices(word).find_map(|(at, _)| {
            let at = at + word.len();
            let kind = words::BULLETIN.iter().find(|kind| line.text[at..].starts_with(**kind))?;
            Some(at + kind.len())
        })
    };
    let end = words::STATISTICS.iter().filter_map(|w| title_end(w)).min()?;
    let head = &line.text[..end];
    let start =
        words::BEFORE_BULLETIN.iter().filter_map(|w| Some(head.rfind(w)? + w.len())).max().unwrap_or(0);
    let at = line.part(start, end).trimmed();
    Some(at.stated(at.text.to_owned()))
}
