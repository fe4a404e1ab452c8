//! What `[reference]` names: a bulletin, last year's volume, or exported facts.

use std::path::Path;
use std::sync::Arc;

use kanwu_book::{Book, Period, Stated, parse};
use kanwu_intake::Revisions;
use kanwu_plugin::Settings;
use kanwu_plugin::index::facts::Reference;
use kanwu_text::{Lang, Manuscript};

use super::{Config, ConfigError};
use crate::failure;
use crate::messages::config_error as said;

/// So many lines at the head of a bulletin may name its year.
const HEAD: usize = 12;

impl Config {
    /// Reads what `[reference]` names; an error where a file can't be read.
    pub(super) fn read_references(&self, lang: Lang) -> Result<Arc<Vec<Reference>>, ConfigError> {
        let read = |file: &std::path::PathBuf| {
            let path = self.folder().join(file);
            read(&path, lang).map_err(|what| {
                let of = self.path.as_deref().unwrap_or(Path::new(super::NAME));
                ConfigError::of(of, &what, lang)
            })
        };
        self.reference.files.iter().map(read).collect::<Result<Vec<_>, _>>().map(Arc::new)
    }
}

fn read(path: &Path, lang: Lang) -> Result<Reference, String> {
    let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let bytes = kanwu_disk::read_all(path).map_err(|e| failure::told(e).message(lang))?;
        return kanwu_report::read_facts(&bytes, &name).map_err(|why| {
            let path = failure::shown(path);
            said::Reference { path, why }.text(lang)
        });
    }
    let source =
        kanwu_disk::read_file_as(path, Revisions::Accepted).map_err(|e| failure::told(e).message(lang))?;
    let manuscript = Manuscript::single(source);
    let book = parse(&manuscript);
    let mut settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    if let Some(year) = settings.record_year().is_none().then(|| year_of(&book, &name)).flatten() {
        let value = Period { from: (year, 1, 1), to: (year, 12, 31) };
        settings.spec.period = Some(Stated { value, at: None });
    }
    let facts = kanwu_engine::facts(&book, &settings);
    Ok(Reference::of(name, settings.record_year(), &book, &facts))
}

/// The year that a bulletin names in its head, or its file in its name.
fn year_of(book: &Book<'_>, name: &str) -> Option<i32> {
    let heads = book.readings.iter().take(HEAD).map(|reading| reading.text.as_ref());
    heads.chain([name]).find_map(|text| {
        let at = text.match_indices('2').map(|(at, _)| at);
        at.into_iter().find_map(|at| {
            let digits = text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
            let whole = !text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            let year = digits.parse().ok().filter(|year| (2000..2100).contains(year))?;
            (whole && !text.get(at + 4..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
                .then_some(year)
        })
    })
}
