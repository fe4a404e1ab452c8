//! `kanwu init`: a commented config with what the manuscript says of itself.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_book::{EditorialSpec, parse};
use kanwu_card::fill;
use kanwu_disk::{Policy, files};
use kanwu_text::{Lang, Location, Manuscript, Message};

use crate::cli::InitArgs;
use crate::config::{Config, NAME};
use crate::git::exclude_own;
use crate::load::{Request, load};
use crate::messages::{file, init as said};
use crate::stage::stages;
use crate::{Exit, Ui, failure};

/// The file, with places for what is read from the manuscript.
const TEMPLATE: &str = include_str!("../../assets/kanwu.toml");

/// Runs the command: writes `kanwu.toml` beside the manuscript, never over one that is there.
pub(crate) fn run_init(ui: &mut Ui<'_>, args: &InitArgs) -> io::Result<Exit> {
    let first = args.files.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if files::is_dir(first) { first } else { first.parent().unwrap_or(Path::new("")) };
    let path = folder.join(NAME);
    let shown = failure::shown(&path);
    if files::exists(&path) {
        return ui.fail(said::Exists { path: shown }.text(ui.lang));
    }
    let request = Request::of(&args.files);
    let (loaded, errors) = load(&request, &Config::default());
    if let Some(error) = errors.into_iter().next() {
        return ui.fail(failure::told(error).message(ui.lang));
    }
    let whole = Manuscript { sources: loaded.into_iter().flat_map(|one| one.manuscript.sources).collect() };
    if whole.sources.is_empty() {
        return ui.fail(file::NO_MANUSCRIPT.text(ui.lang));
    }
    let book = parse(&whole);
    let text = config(&whole, folder, &book.spec);
    if let Err(e) = kanwu_disk::put(&path, text.as_bytes(), &Policy::NEW) {
        return ui.fail(failure::unsaved(e).message(ui.lang));
    }
    exclude_own(folder);
    writeln!(ui.out, "{}", said::Written { path: shown }.text(ui.lang))?;
    Ok(Exit::Clean)
}

/// The file: what the manuscript says stands in comments, for it is read anew each time.
fn config(manuscript: &Manuscript, folder: &Path, spec: &EditorialSpec) -> String {
    let files: Vec<String> = manuscript
        .sources
        .iter()
        .map(|s| {
            let path = Path::new(&s.path);
            quoted(&failure::shown(path.strip_prefix(folder).unwrap_or(path)))
        })
        .collect();
    let names: Vec<&str> = stages().iter().map(|s| s.name.as_str()).collect();
    let (names, files) = (names.join("、"), files.join(", "));
    let spec = spec_lines(manuscript, spec);
    fill(TEMPLATE, |name| match name {
        "stages" => Some(names.as_str()),
        "files" => Some(files.as_str()),
        "spec" => Some(spec.as_str()),
        _ => None,
    })
}

/// What the manuscript says of itself. The file is in Chinese, whatever the language of the run.
fn spec_lines(manuscript: &Manuscript, spec: &EditorialSpec) -> String {
    let mut out = String::new();
    let from = |at: Option<Location>| {
        at.and_then(|at| manuscript.source(at.source).map(|s| (s, at)))
            .map_or(String::new(), |(s, at)| format!("（{}:{}）", s.path, s.lines().line_of(at.span.start)))
    };
    let mut line = |name: Message, key: &str, value: Option<(String, Option<Location>)>| {
        let _ = match value {
            Some((value, at)) => writeln!(out, "# {}{}\n# {key} = {value}", name.zh, from(at)),
            None => writeln!(out, "# {}\n# {key} =", said::NotRead { name: name.zh }.text(Lang::Zh)),
        };
    };
    let day = |(y, m, d): (i32, u8, u8)| format!("{y:04}-{m:02}-{d:02}");
    let period = spec.period.as_ref();
    line(
        said::RECORD_PERIOD,
        "record-period",
        period.map(|p| (format!("[{}, {}]", day(p.value.from), day(p.value.to)), p.at)),
    );
    let all = |of: &[kanwu_book::Stated<String>]| {
        let list: Vec<String> = of.iter().map(|s| quoted(&s.value)).collect();
        of.first().map(|first| (format!("[{}]", list.join(", ")), first.at))
    };
    line(said::STANDARDS, "standards", all(&spec.standards));
    line(said::KEEPS_MU, "keeps-mu", spec.keeps_mu.as_ref().map(|s| (s.value.to_string(), s.at)));
    line(said::BULLETIN, "bulletin", spec.bulletin.as_ref().map(|s| (quoted(&s.value), s.at)));
    line(
        said::CATEGORY_COUNT,
        "category-count",
        spec.category_count.as_ref().map(|s| (s.value.to_string(), s.at)),
    );
    line(said::CATEGORIES, "categories", all(&spec.categories));
    out
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
