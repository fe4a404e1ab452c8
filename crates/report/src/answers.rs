//! What has been answered to findings, as reports for people tell it.

use std::io::{self, Write};

use kanwu_plugin::{Decided, State};
use kanwu_text::Lang;

use crate::checked::Listed;
use crate::messages::answers as said;
use crate::{Checked, privacy};

/// One line on the answer to a finding; none where nobody has answered.
pub(crate) fn note(listed: &Listed<'_>, lang: Lang) -> Option<String> {
    let Some(decided) = &listed.finding.state else {
        return listed.finding.known.then(|| said::KNOWN.text(lang).to_owned());
    };
    let head = match decided.state {
        // The finding still stands, so the correction was not made.
        State::Change => said::UNMENDED.text(lang),
        state => state.as_str(),
    };
    Some(format!("{head}{}", told(decided, listed, lang)))
}

/// Reason, and in brackets who, when and at which stage.
fn told(decided: &Decided, listed: &Listed<'_>, lang: Lang) -> String {
    let mut text = String::new();
    if !decided.reason.is_empty() {
        let reason = privacy::excerpt(listed.card, &decided.reason);
        text.push_str(&said::Reason { reason }.text(lang));
    }
    let in_text = if decided.in_text { said::IN_TEXT.text(lang) } else { "" };
    let by: Vec<&str> = [&decided.person, &decided.date, &decided.stage, in_text]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect();
    if !by.is_empty() {
        text.push_str(&said::By { by: &by }.text(lang));
    }
    text
}

/// How many findings are settled, held, not yet corrected, or known, and each that is waived under a rule
/// that is never silent.
#[derive(Debug)]
pub(crate) struct Answered {
    lang: Lang,
    kept: usize,
    held: usize,
    unmended: usize,
    known: usize,
    /// A line each.
    waived: Vec<String>,
}

impl Answered {
    pub fn new(lang: Lang) -> Answered {
        Answered { lang, kept: 0, held: 0, unmended: 0, known: 0, waived: Vec::new() }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        for listed in part.all() {
            match listed.finding.state.as_ref().map(|d| d.state) {
                Some(State::Keep) => self.kept += 1,
                Some(State::Hold) => self.held += 1,
                Some(State::Change) => self.unmended += 1,
                None if listed.finding.known => self.known += 1,
                None => {}
            }
        }
        let waived = part.waived();
        if waived.is_empty() {
            return;
        }
        let positions = part.positions();
        for listed in &waived {
            let (Some(place), Some(decided)) =
                (positions.told(listed.manuscript, listed.finding.at, self.lang), &listed.finding.state)
            else {
                continue;
            };
            let excerpt = privacy::excerpt(listed.card, listed.book.text(listed.finding.at));
            let told = told(decided, listed, self.lang);
            self.waived.push(format!("{place} {} “{excerpt}”{told}", listed.card.name));
        }
    }

    /// Nothing where nobody has answered.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (tally, lang) = (self, self.lang);
        let counts = [tally.kept, tally.held, tally.unmended, tally.known];
        let named = said::TALLY.text(lang).into_iter().zip(counts).filter(|(_, n)| *n > 0);
        let counted: Vec<String> = named.map(|(name, n)| format!("{name} {n}")).collect();
        if counted.is_empty() {
            return Ok(());
        }
        // What is kept or known is not listed.
        let line = match tally.kept + tally.known > 0 {
            true => said::AnsweredHidden { said: &counted }.text(lang),
            false => said::Answered { said: &counted }.text(lang),
        };
        writeln!(out, "{line}")?;
        let waived = &self.waived;
        if waived.is_empty() {
            return Ok(());
        }
        writeln!(out, "{}", said::Waived { count: waived.len() }.text(lang))?;
        waived.iter().try_for_each(|line| writeln!(out, "  {line}"))
    }
}
