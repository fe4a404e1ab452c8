//! A text checked as the command line checks it with its default settings.

use kanwu_book::parse;
use kanwu_card::Severity;
use kanwu_engine::{Diagnostic, Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_text::{Format, Manuscript, Source};

/// A finding that is no `info`, with the bytes of every place it names.
pub(crate) struct Found {
    /// Code of the rule.
    pub code: String,
    /// The place itself, then related places and occurrences; byte ranges of the text.
    pub places: Vec<(usize, usize)>,
}

impl Found {
    /// The three letters of the code.
    pub fn family(&self) -> &str {
        self.code.get(..3).unwrap_or_default()
    }

    /// Whether the place itself shares a byte with `from..to`.
    pub fn at_overlaps(&self, from: usize, to: usize) -> bool {
        self.places.first().is_some_and(|(start, end)| *start < to && from < *end)
    }

    /// Whether a place touches the bytes `from..to`, or stands at most `slack` bytes off.
    pub fn touches(&self, from: usize, to: usize, slack: usize) -> bool {
        self.places.iter().any(|(start, end)| *start <= to + slack && *end + slack >= from)
    }
}

/// Every family's rules.
pub(crate) fn registry() -> Result<Registry, String> {
    Registry::new(&kanwu::families(), Vec::new()).map_err(|e| e.to_string())
}

/// Checks `text`, which stands in a file called `name`.
pub(crate) fn check(registry: &Registry, name: &str, text: &str) -> Vec<Found> {
    let format = if name.ends_with(".txt") { Format::Plain } else { Format::Markdown };
    let manuscript = Manuscript::single(Source::new(name, format, text));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let selection = Selection { least: Some(Severity::Warning), ..Selection::default() };
    run(registry, &selection, &settings, &book, Mode::Serial)
        .iter()
        .filter(|d| d.severity > Severity::Info)
        .map(|d| found(registry, d))
        .collect()
}

fn found(registry: &Registry, d: &Diagnostic) -> Found {
    let related = d.related.iter().map(|r| r.at);
    let places = std::iter::once(d.at).chain(related).chain(d.occurrences.iter().map(|o| o.at));
    Found {
        code: registry.get(d.rule).map(|r| r.card.code.clone()).unwrap_or_default(),
        places: places.map(|at| (at.span.start as usize, at.span.end as usize)).collect(),
    }
}
