//! What has been answered to findings, as reports for people tell it.

use std::io::{self, Write};

use kanwu_plugin::{Decided, State};
use kanwu_text::Lang;

use crate::checked::Listed;
use crate::{Checked, privacy};

/// One line on the answer to a finding; none where nobody has answered.
pub(crate) fn note(listed: &Listed<'_>, lang: Lang) -> Option<String> {
    let Some(decided) = &listed.finding.state else {
        return listed.finding.known.then(|| match lang {
            Lang::Zh => "基线已知".to_owned(),
            Lang::En => "known from the baseline".to_owned(),
        });
    };
    let head = match (decided.state, lang) {
        // The finding still stands, so the correction was not made.
        (State::Change, Lang::Zh) => "漏改，原文未动",
        (State::Change, Lang::En) => "漏改, the text is unchanged",
        (state, _) => state.as_str(),
    };
    Some(format!("{head}{}", told(decided, listed, lang)))
}

/// Reason, and in brackets who, when and at which stage.
fn told(decided: &Decided, listed: &Listed<'_>, lang: Lang) -> String {
    let mut text = String::new();
    if !decided.reason.is_empty() {
        text.push_str(if lang == Lang::Zh { "：" } else { ": " });
        text.push_str(&privacy::excerpt(listed.card, &decided.reason));
    }
    let in_text = match (decided.in_text, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "原文注记",
        (true, Lang::En) => "a comment in the text",
    };
    let by: Vec<&str> = [&decided.person, &decided.date, &decided.stage, in_text]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect();
    if !by.is_empty() {
        text.push_str(&match lang {
            Lang::Zh => format!("（{}）", by.join("，")),
            Lang::En => format!(" ({})", by.join(", ")),
        });
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
        let counts = match lang {
            Lang::Zh => [
                ("不改", tally.kept),
                ("待核", tally.held),
                ("漏改", tally.unmended),
                ("基线已知", tally.known),
            ],
            Lang::En => {
                [("不改", tally.kept), ("待核", tally.held), ("漏改", tally.unmended), ("known", tally.known)]
            }
        };
        let said: Vec<String> =
            counts.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} {n}")).collect();
        if said.is_empty() {
            return Ok(());
        }
        let hidden = tally.kept + tally.known > 0;
        match (lang, hidden) {
            (Lang::Zh, true) => {
                writeln!(out, "已有处理：{}；不改和已知的不列（--show kept）。", said.join("，"))?
            }
            (Lang::Zh, false) => writeln!(out, "已有处理：{}。", said.join("，"))?,
            (Lang::En, true) => {
                writeln!(
                    out,
                    "Answered: {}; what is kept or known is not listed (--show kept).",
                    said.join(", ")
                )?;
            }
            (Lang::En, false) => writeln!(out, "Answered: {}.", said.join(", "))?,
        }
        let waived = &self.waived;
        if waived.is_empty() {
            return Ok(());
        }
        match lang {
            Lang::Zh => writeln!(out, "必报而豁免的{}处：", waived.len())?,
            Lang::En => writeln!(out, "Waived under rules that are never silent: {}", waived.len())?,
        }
        waived.iter().try_for_each(|line| writeln!(out, "  {line}"))
    }
}
