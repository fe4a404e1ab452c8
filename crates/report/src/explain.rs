//! A rule, from its card.

use std::io::{self, Write};

use ariadne::{CharSet, Color, Config, IndexType, Label, Report, ReportKind, Source};
use kanwu_card::{Applicability, Card, Confidence, Example, OptionKind, Severity, Waiver, mark};
use kanwu_text::{AmbiguousWidth, Lang, Message, SourceSpan};

use crate::message::words;
use crate::messages::{self, explain as told};
use crate::visible::{StandIns, Visible};
use crate::words as names;

/// Writes what a rule checks, by which clause, how severely, and its examples: faulty ones drawn, right
/// ones with the reason.
pub fn explain(out: &mut impl Write, card: &Card, lang: Lang, color: bool) -> io::Result<()> {
    let said = words(card, lang);
    writeln!(out, "{}", said.title)?;
    let class = names::class(card.class, lang);
    let family = names::family(card.family(), lang);
    writeln!(out, "{} {} · {family} · {class} · {}\n", card.code, card.name, card.clause)?;
    writeln!(out, "{}\n", said.why)?;
    let by_confidence = [Confidence::Certain, Confidence::Likely, Confidence::Guess];
    let severities: Vec<String> = by_confidence
        .iter()
        .map(|c| {
            let severity = named(card.severity.of(*c), lang);
            told::SeverityIf { severity, confidence: names::confidence(*c, lang) }.text(lang)
        })
        .collect();
    writeln!(out, "{}", told::Severity { severities: &severities }.text(lang))?;
    let fix = by_confidence.iter().map(|c| card.fix.of(*c)).max().unwrap_or(Applicability::Display);
    writeln!(out, "{}", told::Fix { grade: names::applicability(fix, lang) }.text(lang))?;
    let zones: Vec<&str> = card.zones.iter().map(|z| names::zone(z, lang)).collect();
    writeln!(out, "{}", told::Zones { zones: &zones }.text(lang))?;
    if !card.quoted {
        writeln!(out, "{}", told::UNQUOTED.text(lang))?;
    }
    for (name, option) in &card.options {
        let kind = match &option.kind {
            OptionKind::Boolean => "true, false".to_owned(),
            OptionKind::Integer => told::INTEGER.text(lang).to_owned(),
            OptionKind::Text => told::TEXT.text(lang).to_owned(),
            OptionKind::Choice(of) => of.join(", "),
        };
        let what = Message { zh: option.zh.as_str(), en: &option.en }.text(lang);
        writeln!(out, "{}", told::Option { name, kind, what }.text(lang))?;
    }
    if card.waiver == Waiver::Single {
        writeln!(out, "{}", told::WAIVER.text(lang))?;
    }
    if card.preview {
        writeln!(out, "{}", told::PREVIEW.text(lang))?;
    }
    for (i, bad) in card.bad.iter().enumerate() {
        writeln!(out)?;
        draw(out, bad, i + 1, lang, color)?;
    }
    if !card.good.is_empty() {
        writeln!(out, "\n{}", told::LEFT_ALONE.text(lang))?;
    }
    for good in &card.good {
        let reason = good.why.as_deref().unwrap_or_default();
        match (good.text.trim().contains('\n'), reason) {
            (true, reason) => {
                writeln!(out, "  ○ {reason}")?;
                lines(out, &good.text)?;
            }
            (false, "") => writeln!(out, "  ○ {}", visible(&good.text))?,
            (false, reason) => {
                let text = visible(&good.text);
                writeln!(out, "  ○ {}", told::Good { text, reason }.text(lang))?;
            }
        }
    }
    Ok(())
}

fn named(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Off => messages::severity::OFF_QUOTED.text(lang),
        severity => names::severity(severity, lang),
    }
}

fn visible(text: &str) -> String {
    let mut stand = StandIns::new(AmbiguousWidth::One);
    Visible::new(text.trim_end_matches('\n'), 0, "", true, &mut stand).text
}

/// A text of several lines, set in.
fn lines(out: &mut impl Write, text: &str) -> io::Result<()> {
    for line in visible(text.trim_matches('\n')).lines() {
        writeln!(out, "{}", format!("      {line}").trim_end())?;
    }
    Ok(())
}

fn draw(out: &mut impl Write, bad: &Example, n: usize, lang: Lang, color: bool) -> io::Result<()> {
    let marked = mark(bad.text.trim_matches('\n'));
    let mut stand = StandIns::new(AmbiguousWidth::One);
    // The renderer would turn a full-width blank into an ASCII one.
    let shown = Visible::new(&marked.text, 0, "", true, &mut stand);
    let name = told::Bad { number: n }.text(lang);
    let range = |&(start, end): &(usize, usize)| (name.as_str(), shown.range(SourceSpan::of(start..end)));
    let first = marked.main.first().map_or((name.as_str(), 0..0), range);
    let mut report = Report::build(ReportKind::Error, first).with_config(
        Config::new().with_index_type(IndexType::Byte).with_color(color).with_char_set(CharSet::Unicode),
    );
    let (fault, other) = (told::HERE.text(lang), told::RELATED.text(lang));
    let main = marked.main.iter().map(|place| (place, fault, Color::Red));
    let related = marked.related.iter().map(|place| (place, other, Color::Blue));
    let mut places: Vec<_> = main.chain(related).collect();
    // The renderer opens the text anew for a label that stands before the last one.
    places.sort_by_key(|(place, ..)| **place);
    for (place, message, paint) in places {
        report.add_label(Label::new(range(place)).with_message(message).with_color(paint));
    }
    let mut picture = Vec::new();
    report.finish().write((name.as_str(), Source::from(shown.text.as_str())), &mut picture)?;
    // The first line would say no more than the title.
    for line in String::from_utf8_lossy(&picture).lines().skip(1) {
        writeln!(out, "{}", line.trim_end())?;
    }
    match &bad.fixed {
        Some(fixed) => {
            let head = told::WRITE.text(lang);
            if fixed.trim().contains('\n') {
                writeln!(out, "  {}", head.trim_end())?;
                lines(out, fixed)
            } else {
                writeln!(out, "  {head}{}", visible(fixed.trim()))
            }
        }
        None => writeln!(out, "  {}", told::EDITOR.text(lang)),
    }
}
