//! Words put into the office's list `words.toml` as it is now; what stands in it stays, comments too.

use kanwu_card::{HouseWords, WordFault, WrongWord};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::Problem;
use crate::messages::words as said;

/// The words of a file.
///
/// # Errors
/// Where it is no list of words, or says nothing or contradicts itself; with the place.
pub fn read_words(text: &str) -> Result<HouseWords, Problem> {
    let words: HouseWords = toml::from_str(text).map_err(|e| Problem::of_toml(e.span(), e.message()))?;
    words.check().map_err(|fault| {
        let told = |lang| match &fault {
            WordFault::Empty => said::EMPTY.text(lang).to_owned(),
            WordFault::Same(word) => said::Same { word }.text(lang),
            WordFault::Twice(word) => said::Twice { word }.text(lang),
            WordFault::Allowed(word) => said::Allowed { word }.text(lang),
            WordFault::Years(word) => said::Years { word }.text(lang),
        };
        let span = fault.word().and_then(|word| text.rfind(word).map(|at| at..at + word.len()));
        Problem::new(span, told)
    })?;
    Ok(words)
}

/// Puts words into a file's text, `None` where there is no file. What is in it already is not put in again. Gives the
/// text with the words that are in it now.
///
/// # Errors
/// Where the file is no list of words, or what is put in contradicts it.
pub fn merge_words(text: Option<&str>, more: &HouseWords) -> Result<(String, HouseWords), Problem> {
    let text = text.unwrap_or_default();
    let problem = |e: toml_edit::TomlError| Problem::of_toml(e.span(), e.message());
    let mut file: DocumentMut = text.parse().map_err(problem)?;
    let was = read_words(text)?;
    plain(&mut file, "allow", &was.allow, &more.allow);
    plain(&mut file, "people", &was.people, &more.people);
    plain(&mut file, "bodies", &was.bodies, &more.bodies);
    let known = |word: &WrongWord| was.wrong.iter().any(|old| old.wrong == word.wrong);
    for word in more.wrong.iter().filter(|word| !known(word)) {
        push(&mut file, "wrong", fields_of(word));
    }
    for word in more.watch.iter().filter(|word| was.watch.iter().all(|old| old.word != word.word)) {
        push(&mut file, "watch", texts(&[("word", &word.word), ("note", &word.note)]));
    }
    let mut merged = file.to_string();
    if text.is_empty() {
        merged = merged.trim_start().to_owned();
    }
    let words = read_words(&merged)?;
    Ok((merged, words))
}

/// Puts words into a plain list.
fn plain(file: &mut DocumentMut, key: &str, was: &[String], more: &[String]) {
    let mut fresh: Vec<&String> = Vec::new();
    for word in more {
        if !was.contains(word) && !fresh.contains(&word) {
            fresh.push(word);
        }
    }
    if fresh.is_empty() {
        return;
    }
    let list = file.entry(key).or_insert_with(|| value(Array::new()));
    let Some(list) = list.as_array_mut() else { return };
    for word in fresh {
        // One a line, so that two people's words merge.
        list.push_formatted(Value::from(word.as_str()).decorated("\n    ", ""));
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}

/// An entry of a list, by its keys.
type Fields = Vec<(&'static str, Value)>;

/// The keys that say something.
fn texts(all: &[(&'static str, &str)]) -> Fields {
    all.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (*key, Value::from(*text))).collect()
}

fn fields_of(word: &WrongWord) -> Fields {
    let mut fields = texts(&[("wrong", &word.wrong), ("right", &word.right)]);
    if !word.categories.is_empty() {
        let titles: Array = word.categories.iter().map(String::as_str).collect();
        fields.push(("categories", Value::from(titles)));
    }
    let years = [("from", word.from), ("until", word.until)];
    fields.extend(years.into_iter().filter_map(|(key, year)| Some((key, Value::from(i64::from(year?))))));
    fields.extend(texts(&[("note", &word.note)]));
    fields
}

/// Puts an entry into a list of tables, in whichever way it is written.
fn push(file: &mut DocumentMut, key: &str, fields: Fields) {
    let list = file.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(tables) = list.as_array_of_tables_mut() {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        for (name, text) in fields {
            table.insert(name, value(text));
        }
        tables.push(table);
    } else if let Some(list) = list.as_array_mut() {
        list.push(fields.into_iter().collect::<toml_edit::InlineTable>());
    }
}

#[cfg(test)]
mod tests {
    use kanwu_card::WatchedWord;

    use super::*;

    fn more() -> HouseWords {
        HouseWords {
            allow: vec!["青石话".into(), "青石话".into()],
            wrong: vec![WrongWord {
                wrong: "青石乡".into(), right: "青石镇".into(), ..WrongWord::default()
            }],
            watch: vec![WatchedWord { word: "友好城市".into(), note: String::new() }],
            people: vec!["温知秋".into()],
            bodies: Vec::new(),
        }
    }

    #[test]
    fn words_go_into_a_new_file_and_into_one_that_is_there() {
        let (new, read) = merge_words(None, &more()).unwrap();
        assert_eq!(read.allow, ["青石话"]);
        assert_eq!((read.wrong.len(), read.watch.len(), read.people.len()), (1, 1, 1));
        assert_eq!(read.wrong, more().wrong);
        assert_eq!(merge_words(Some(&new), &more()).unwrap().0, new, "nothing is put in twice");

        let old = "# 2024年核定\nallow = ['清河腔'] # 方言\nwrong = [{ wrong = '甲', right = '乙' }]\n";
        let (merged, read) = merge_words(Some(old), &more()).unwrap();
        assert!(
            merged.starts_with("# 2024年核定\nallow = ['清河腔',") && merged.contains("# 方言"),
            "{merged}"
        );
        assert_eq!(read.allow, ["清河腔", "青石话"]);
        assert_eq!(read.wrong.iter().map(|word| word.right.as_str()).collect::<Vec<_>>(), ["乙", "青石镇"]);
    }

    #[test]
    fn what_is_no_list_of_words_is_left_alone() {
        assert!(merge_words(Some("allow = '青石话'"), &more()).is_err());
        assert!(merge_words(Some("允许 ="), &more()).is_err());
    }
}
