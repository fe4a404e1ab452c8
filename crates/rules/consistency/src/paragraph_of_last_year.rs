//! A paragraph taken over from last year's volume with the year in it: 旧稿未更新.

use kanwu_plugin::book::Zone;
use kanwu_plugin::context::head;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, ReadingSpan, Rule};

use crate::card::paragraph_of_last_year as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, judge);

/// Characters of the paragraph that the message shows.
const SHOWN: usize = 16;

/// Digits of a year.
const YEAR: usize = 4;

fn judge(cx: &mut BookContext<'_>) {
    let (book, settings) = (cx.book, cx.settings);
    let Some(now) = settings.record_year() else { return };
    let mut findings = Vec::new();
    for reference in settings.references.iter() {
        let Some(year) = reference.year.filter(|year| *year < now) else { continue };
        for (n, reading) in (0_u32..).zip(&book.readings) {
            if reading.zone != Zone::Prose || !reference.has_paragraph(&reading.text) {
                continue;
            }
            let digits = format!("{year}年");
            // Told of this year too, it is a history.
            let told = reading.text.find(&digits).filter(|_| !reading.text.contains(&now.to_string()));
            let Some(at) = told else { continue };
            let span = ReadingSpan::of(at..at + YEAR + han::YEAR.len_utf8());
            let finding =
                Finding::new(Place::Reading(kanwu_plugin::book::ReadingId(n), span), Confidence::Likely)
                    .arg(card::args::FOUND, digits)
                    .arg(card::args::WORDS, head(reading.text.trim(), SHOWN))
                    .arg(card::args::REFERENCE, reference.name.as_str())
                    .arg(card::args::YEAR, now);
            findings.push(finding);
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}
