//! Findings on a terminal, each with the stretch of text it stands in.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Picture, Label, Severity as Grade};
use codespan_reporting::term::termcolor::{Ansi, ColorSpec, NoColor, WriteColor};
use codespan_reporting::term::{Chars, Config, WriteStyle, emit_to_write_style};
use kanwu_card::Severity;
use kanwu_text::{AmbiguousWidth, Lang, Location};

use crate::checked::Listed;
use crate::fold::Fold;
use crate::messages::place as said;
use crate::positions::Positions;
use crate::printable::{Printable, printable};
use crate::visible::StandIns;
use crate::window::{Window, Windows};
use crate::{Checked, Options, Reporter, Totals, answers, message, place, privacy, words};

/// Places of a survey that are named; the others are counted.
const NAMED: usize = 5;

/// Every finding with the text it stands in, by place; traces of conversion are folded.
#[derive(Debug)]
pub struct Full {
    options: Options,
    fold: Fold,
}

impl Full {
    /// With nothing in it.
    pub fn new(options: &Options) -> Full {
        Full { options: *options, fold: Fold::new(options) }
    }
}

impl Reporter for Full {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let options = &self.options;
        let positions = part.positions();
        let config = config(options.ambiguous);
        let mut picture = Vec::new();
        for listed in &self.fold.take(part, &positions, options).shown {
            let mut stand = StandIns::new(options.ambiguous);
            picture.clear();
            draw(&mut picture, listed, &positions, &config, options, &mut stand)?;
            let text = std::str::from_utf8(&picture).map_err(io::Error::other)?;
            for line in stand.restore(text).lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.fold.write(&mut Printable(out), run, &self.options)
    }
}

fn config(ambiguous: AmbiguousWidth) -> Config {
    // Drawn lines are of ambiguous width themselves.
    let chars = match ambiguous {
        AmbiguousWidth::One => Chars::box_drawing(),
        AmbiguousWidth::Two => Chars::ascii(),
    };
    Config { chars, ..Config::default() }
}

fn draw(
    picture: &mut Vec<u8>,
    listed: &Listed<'_>,
    positions: &Positions<'_>,
    config: &Config,
    options: &Options,
    stand: &mut StandIns,
) -> io::Result<()> {
    let Listed { card, finding, manuscript, .. } = *listed;
    let (what, advice) = message(card, finding, options.lang);
    let mut windows = Windows::default();
    let mut labels = Vec::new();
    let columns = options.width.saturating_sub(gutter(listed, positions));
    let guarded = privacy::guards(card);
    let mut documents = Vec::new();
    let mut place = |at: Location, text: String, labels: &mut Vec<Label<usize>>| {
        let Some(file) = positions.file(manuscript, at.source) else { return };
        let known = windows.0.iter().position(|w| w.holds(&file.source.path, at.span));
        let id = known.unwrap_or_else(|| {
            let mut window = Window::new(file, at.span, columns, guarded, stand, options.ambiguous);
            if let Some(number) = place::number(file.source, at.span) {
                // A running head has no line; what draws the window counts from one.
                let number = number.max(1);
                window.line = number;
                let place = place::whole(file, at.span, options.lang);
                documents.push((format!(" {}:{number}:", file.source.path), place));
            }
            windows.0.push(window);
            windows.0.len() - 1
        });
        let Some(range) = windows.0.get(id).map(|w| w.range(at.span)) else { return };
        let label = if labels.is_empty() { Label::primary(id, range) } else { Label::secondary(id, range) };
        labels.push(label.with_message(text));
    };
    place(finding.at, String::new(), &mut labels);
    for related in &finding.related {
        place(related.at, listed.said_of(related, options.lang).into_owned(), &mut labels);
    }
    let notes = [
        Some(advice),
        answers::note(listed, options.lang),
        occurrences(listed, positions, options.lang),
        Some(listed.trail()),
    ];
    let drawn = Picture::new(match finding.severity {
        Severity::Error => Grade::Error,
        Severity::Warning => Grade::Warning,
        Severity::Info | Severity::Off => Grade::Note,
    })
    .with_message(what)
    .with_labels(labels)
    .with_notes(notes.into_iter().flatten().filter(|n| !n.is_empty()).collect());
    let head = format!("{}[{} {}]", words::severity(finding.severity, options.lang), card.code, card.name);
    let done = if options.color {
        let mut style = Style { out: Printable(Ansi::new(&mut *picture)), head: &head, in_head: false };
        emit_to_write_style(&mut style, config, &windows, &drawn)
    } else {
        let mut style = Style { out: Printable(NoColor::new(&mut *picture)), head: &head, in_head: false };
        emit_to_write_style(&mut style, config, &windows, &drawn)
    };
    done.map_err(io::Error::other)?;
    for (place, told) in documents {
        retell(picture, &printable(&place), &printable(&told));
    }
    Ok(())
}

/// Puts page and paragraph where the renderer has put a line and a column, which a document does not have.
fn retell(picture: &mut Vec<u8>, place: &str, told: &str) {
    let Some(at) = picture.windows(place.len()).position(|w| w == place.as_bytes()) else { return };
    let digits = picture.iter().skip(at + place.len()).take_while(|b| b.is_ascii_digit()).count();
    picture.splice(at + 1..at + place.len() + digits, told.bytes());
}

/// Columns that line numbers and border take before the text.
fn gutter(listed: &Listed<'_>, positions: &Positions<'_>) -> usize {
    let finding = listed.finding;
    let places = finding.related.iter().map(|r| r.at).chain([finding.at]);
    let lines = places.filter_map(|at| {
        let file = positions.file(listed.manuscript, at.source)?;
        let line = || file.columns.position(at.span.start).line;
        Some(place::number(file.source, at.span).unwrap_or_else(line))
    });
    lines.max().unwrap_or(1).max(1).ilog10() as usize + 1 + " │ ".chars().count()
}

/// The places of a survey; those in the finding's own file without its path.
fn occurrences(listed: &Listed<'_>, positions: &Positions<'_>, lang: Lang) -> Option<String> {
    let (at, all) = (listed.finding.at, &listed.finding.occurrences);
    let place = |to: Location| {
        let file = positions.file(listed.manuscript, to.source)?;
        let told = if to.source == at.source { place::near } else { place::whole };
        Some(told(file, to.span, lang))
    };
    let named: Vec<String> = all.iter().take(NAMED).filter_map(|o| place(o.at)).collect();
    if named.is_empty() {
        return None;
    }
    Some(match all.len() > NAMED {
        false => said::First { count: all.len(), places: &named }.text(lang),
        true => said::FirstOfMore { count: all.len(), places: &named }.text(lang),
    })
}

/// Colours as the renderer's own, and a header in the reader's language in place of its English one.
struct Style<'h, W> {
    out: W,
    head: &'h str,
    in_head: bool,
}

impl<W: WriteColor> Write for Style<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.in_head { Ok(bytes.len()) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: WriteColor> WriteStyle for Style<'_, W> {
    fn set_header(&mut self, severity: Grade) -> io::Result<()> {
        WriteStyle::set_header(&mut self.out, severity)?;
        write!(self.out, "{}", self.head)?;
        self.in_head = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.in_head = false;
        self.out.set_color(ColorSpec::new().set_bold(true))
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        WriteStyle::set_line_number(&mut self.out)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        WriteStyle::set_note_bullet(&mut self.out)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        WriteStyle::set_source_border(&mut self.out)
    }

    fn set_label(
        &mut self,
        severity: Grade,
        style: codespan_reporting::diagnostic::LabelStyle,
    ) -> io::Result<()> {
        WriteStyle::set_label(&mut self.out, severity, style)
    }

    fn reset(&mut self) -> io::Result<()> {
        WriteColor::reset(&mut self.out)
    }
}
