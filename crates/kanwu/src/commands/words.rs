//! `kanwu words`: the office's list of words, `words.toml`.

use std::io;
use std::path::Path;

use kanwu_card::{HouseWords, WatchedWord, WrongWord};
use kanwu_decision::merge_words;
use kanwu_report::{FormError, read_rows};

use crate::answer_store::merge;
use crate::cli::{Cli, WordList, WordsArgs, WordsCommand};
use crate::config::{self, Config, words};
use crate::messages::house_words as said;
use crate::{Exit, Ui, failure};

/// Shows the list, or puts words into it.
pub(crate) fn run_words(ui: &mut Ui<'_>, cli: &Cli, args: &WordsArgs) -> io::Result<Exit> {
    let lang = ui.lang;
    let start = Path::new(".");
    let config = match Config::load(cli.config.as_deref(), start, cli.allow_outside, lang) {
        Ok(config) => config,
        Err(error) => return ui.fail(error.0),
    };
    let file = args.file.clone().or(config.words_file.clone()).unwrap_or_else(|| {
        let beside = config::find_upward(start).and_then(|path| path.parent().map(Path::to_owned));
        beside.unwrap_or_default().join(words::NAME)
    });
    let more = match &args.command {
        None => return show(ui, &config),
        Some(WordsCommand::Add { list, words }) => {
            listed(*list, words.iter().map(|word| vec![word.clone()]).collect())
        }
        Some(WordsCommand::Import { list, from }) => match rows(ui, from)? {
            Ok(rows) => listed(*list, rows),
            Err(exit) => return Ok(exit),
        },
    };
    let mut now = HouseWords::default();
    let done = merge(&file, |text| {
        let (text, words) = merge_words(text, &more)?;
        now = words;
        Ok(text)
    });
    match done {
        Ok(()) => tell(ui, &file, &now).map(|()| Exit::Clean),
        Err(error) => ui.fail(error.message(lang)),
    }
}

fn show(ui: &mut Ui<'_>, config: &Config) -> io::Result<Exit> {
    let Some(file) = &config.words_file else {
        writeln!(ui.out, "{}", said::NO_FILE.text(ui.lang))?;
        return Ok(Exit::Clean);
    };
    tell(ui, file, &config.words)?;
    Ok(Exit::Clean)
}

fn tell(ui: &mut Ui<'_>, file: &Path, words: &HouseWords) -> io::Result<()> {
    let told = said::Holds {
        file: failure::shown(file),
        allow: words.allow.len(),
        wrong: words.wrong.len(),
        watch: words.watch.len(),
        people: words.people.len(),
        bodies: words.bodies.len(),
    };
    writeln!(ui.out, "{}", told.text(ui.lang))
}

/// The rows of a file of words: a workbook, CSV, or text with a word a line.
fn rows(ui: &mut Ui<'_>, from: &Path) -> io::Result<Result<Vec<Vec<String>>, Exit>> {
    let bytes = match kanwu_disk::read_all(from) {
        Ok(bytes) => bytes,
        Err(e) => return ui.fail(failure::told(e).message(ui.lang)).map(Err),
    };
    let is_text = from.extension().is_none_or(|extension| extension.eq_ignore_ascii_case("txt"));
    // Offices save text and CSV in GBK.
    let decoded = match bytes.starts_with(b"PK") {
        true => None,
        false => kanwu_intake::decode(&bytes).ok().map(|decoded| decoded.text),
    };
    if let Some(text) = decoded.as_ref().filter(|_| is_text) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        return Ok(Ok(lines.map(|line| vec![line.to_owned()]).collect()));
    }
    let bytes = decoded.map_or(bytes, String::into_bytes);
    match read_rows(&bytes) {
        Ok(rows) => Ok(Ok(rows)),
        Err(FormError::TooLarge) => ui.fail(said::TOO_LARGE.text(ui.lang)).map(Err),
        Err(_) => ui.fail(said::NoList { file: failure::shown(from) }.text(ui.lang)).map(Err),
    }
}

/// Rows as words of a list. The first cell is the word, the second the right form or the note; 误=正 in one cell is
/// parted. Rows without a word, and of wrong forms those without a right one, are no words.
fn listed(list: WordList, rows: Vec<Vec<String>>) -> HouseWords {
    let mut words = HouseWords::default();
    for row in rows {
        let mut cells = row.iter().map(|cell| cell.trim());
        let first = cells.next().unwrap_or_default();
        let (word, second) = match first.split_once(['=', '＝', '\t']) {
            Some((word, right)) => (word.trim(), right.trim()),
            None => (first, cells.next().unwrap_or_default()),
        };
        let note = cells.next().unwrap_or_default();
        match list {
            _ if word.is_empty() => {}
            WordList::Allow => words.allow.push(word.to_owned()),
            WordList::People => words.people.push(word.to_owned()),
            WordList::Bodies => words.bodies.push(word.to_owned()),
            WordList::Watch => words.watch.push(WatchedWord { word: word.into(), note: second.into() }),
            WordList::Wrong if second.is_empty() => {}
            WordList::Wrong => words.wrong.push(WrongWord {
                wrong: word.into(),
                right: second.into(),
                note: note.into(),
                ..WrongWord::default()
            }),
        }
    }
    words
}
