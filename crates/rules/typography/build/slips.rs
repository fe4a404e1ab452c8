//! Wrong forms of common words of two characters: one taken for another that is like it by sound and shape; and those
//! that a list names.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    words: Words,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    right: String,
    groups: String,
    listed: String,
    also_right: String,
}

/// Pairs of characters that may begin a row.
pub(crate) type Pairs = BTreeSet<(char, char)>;

/// The rows as Rust, and what they begin with. `known` are the words of the lexicon; what stands in `taken` has rows
/// already; `adjacent` are the pairs that text has side by side.
pub(crate) fn rows(
    rules: &Path,
    known: &BTreeMap<&str, u64>,
    taken: &Pairs,
    adjacent: &Pairs,
) -> Result<(String, Pairs), Box<dyn Error>> {
    let read = |name: &str| {
        let path = rules.join(name);
        println!("cargo:rerun-if-changed={}", path.display());
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let table: Table = toml::from_str(&read("tables/word-slips.toml")?)?;
    let card = "wording/WRD009-fixed-misspelling.toml";
    let card = kanwu_card::Card::parse(&read(card)?, card)?;
    // Wrong forms that are left to that card.
    let listed: BTreeSet<String> = card.plain_forms().into_iter().map(|form| form.literal).collect();
    let by_sound = read("tables/confusable-sound.txt")?;
    let sound = alike(&by_sound, usize::MAX);
    let nearest = alike(&by_sound, NEAREST);
    let by_shape = read("tables/confusable-shape.txt")?;
    let mut alike = alike(&by_shape, usize::MAX);
    for (c, others) in &mut alike {
        others.retain(|other| sound.get(c).is_some_and(|s| s.contains(other)));
    }
    for group in table.words.groups.split_whitespace() {
        for c in group.chars() {
            alike.entry(c).or_default().extend(group.chars().filter(|other| *other != c));
        }
    }
    let right: BTreeSet<&str> = table.words.also_right.split_whitespace().collect();
    let meet = Meet::of(known);
    let mut rows: BTreeMap<(char, char), BTreeMap<(char, char), u8>> = BTreeMap::new();
    // Forms whose characters are alike in sound.
    let mut heard: BTreeSet<((char, char), (char, char))> = BTreeSet::new();
    let is_heard = |c: char, other: char| sound.get(&c).is_some_and(|s| s.contains(&other));
    let mut add = |wrong: (char, char), word: (char, char), least: u8| {
        let text: String = [wrong.0, wrong.1].iter().collect();
        let is_word = known.contains_key(text.as_str()) || right.contains(text.as_str());
        if wrong != word && !is_word && !taken.contains(&wrong) && !listed.contains(&text) {
            rows.entry(wrong).or_default().entry(word).or_insert(least);
        }
    };
    for pair in table.words.listed.split_whitespace() {
        let (wrong, word) = pair.split_once('=').ok_or_else(|| format!("`{pair}` is no wrong=right"))?;
        let least = if known.contains_key(word) { LIKE } else { 0 };
        add(two(wrong)?, two(word)?, least);
        // What is listed needs no second sign.
        heard.insert((two(wrong)?, two(word)?));
    }
    for word in table.words.right.split_whitespace() {
        let (a, b) = two(word)?;
        for other in alike.get(&a).into_iter().flatten() {
            add((*other, b), (a, b), LIKE);
            if is_heard(a, *other) {
                heard.insert(((*other, b), (a, b)));
            }
        }
        for other in alike.get(&b).into_iter().flatten() {
            add((a, *other), (a, b), LIKE);
            if is_heard(b, *other) {
                heard.insert(((a, *other), (a, b)));
            }
        }
        if known.get(word).is_none_or(|count| *count < COMMON) {
            continue;
        }
        let heard = |wrong: (char, char)| meet.rarely(wrong.0, wrong.1) && !adjacent.contains(&wrong);
        for other in nearest.get(&a).into_iter().flatten().filter(|other| heard((**other, b))) {
            add((*other, b), (a, b), SOUND);
        }
        for other in nearest.get(&b).into_iter().flatten().filter(|other| heard((a, **other))) {
            add((a, *other), (a, b), SOUND);
        }
    }
    let stray = stray(adjacent, &table.words, known, taken, &listed, [&by_sound, &by_shape])?;
    let mut text = String::from("static SLIPS: &[Slip] = &[\n");
    for ((a1, b1), words) in &rows {
        for ((c1, d1), least) in words {
            let [a, b, c, d] = [code(*a1)?, code(*b1)?, code(*c1)?, code(*d1)?];
            let by_shape = *least == LIKE && !heard.contains(&((*a1, *b1), (*c1, *d1)));
            writeln!(
                text,
                "Slip {{ wrong: [{a}, {b}], right: [{c}, {d}], least: {least}, by_sound: {}, by_shape: {by_shape} }},",
                *least == SOUND
            )?;
        }
    }
    text += "];\n";
    let mut pairs: Pairs = rows.into_keys().collect();
    writeln!(text, "static STRAY: &[Stray] = &[")?;
    for (wrong, words) in &stray {
        pairs.insert(*wrong);
        for (c, d) in words {
            let (at, meant) = if wrong.1 == *d { (0, *c) } else { (1, *d) };
            // Two that changed places differ in both: the second of the word is told by the first of the pair.
            let at = if wrong.0 != *c && wrong.1 != *d { 2 } else { at };
            writeln!(text, "Stray({}, {}, {}, {at}),", code(wrong.0)?, code(wrong.1)?, code(meant)?)?;
        }
    }
    text += "];\n";
    Ok((text, pairs))
}

/// Pairs with the words that are meant.
type Rows = BTreeMap<(char, char), BTreeSet<(char, char)>>;

/// Pairs that text does not have side by side, with the common words of which they are a slip: one character taken for another
/// of like sound or shape, or two that changed places.
fn stray(
    adjacent: &Pairs,
    words: &Words,
    known: &BTreeMap<&str, u64>,
    taken: &Pairs,
    listed: &BTreeSet<String>,
    [by_sound, by_shape]: [&str; 2],
) -> Result<Rows, Box<dyn Error>> {
    let near = [alike(by_sound, NEAREST_STRAY), alike(by_shape, NEAREST_STRAY)];
    let right: BTreeSet<&str> = words.also_right.split_whitespace().collect();
    let is_right = |pair: (char, char)| {
        let text: String = [pair.0, pair.1].iter().collect();
        known.contains_key(text.as_str())
            || right.contains(text.as_str())
            || listed.contains(&text)
            || taken.contains(&pair)
            || adjacent.contains(&pair)
    };
    let mut rows = Rows::new();
    for word in words.right.split_whitespace() {
        if known.get(word).is_none_or(|count| *count < STRAY_COMMON) {
            continue;
        }
        let (a, b) = two(word)?;
        let likes = |c: char| near.iter().filter_map(move |near| near.get(&c)).flatten().copied();
        let slips = likes(a).map(|other| (other, b)).chain(likes(b).map(|other| (a, other))).chain([(b, a)]);
        for wrong in slips.filter(|wrong| *wrong != (a, b) && !is_right(*wrong)) {
            rows.entry(wrong).or_default().insert((a, b));
        }
    }
    Ok(rows)
}

/// Words that the lexicon counts so often are looked for in two characters that stand alone.
const STRAY_COMMON: u64 = 100;

/// Text must be so much likelier with the right word, in eighths of a bit: with a character that is like the right one
/// by sound and shape, and by sound alone.
const LIKE: u8 = 50;
const SOUND: u8 = 60;

/// Of the characters of the same sound the first ones are mistaken for it.
const NEAREST: usize = 6;

/// So many are, where the two stand alone.
const NEAREST_STRAY: usize = 6;

/// Words that the lexicon counts so often are written by sound.
const COMMON: u64 = 800;

/// How often characters end and begin words.
struct Meet {
    ends: BTreeMap<char, u64>,
    begins: BTreeMap<char, u64>,
    total: u64,
}

impl Meet {
    fn of(known: &BTreeMap<&str, u64>) -> Meet {
        let mut meet = Meet { ends: BTreeMap::new(), begins: BTreeMap::new(), total: 0 };
        for (word, count) in known {
            meet.total += count;
            if let Some(c) = word.chars().next_back() {
                *meet.ends.entry(c).or_default() += count;
            }
            if let Some(c) = word.chars().next() {
                *meet.begins.entry(c).or_default() += count;
            }
        }
        meet
    }

    /// Whether a word on `a` is rarely followed by one that begins with `b`.
    fn rarely(&self, a: char, b: char) -> bool {
        let count = |of: &BTreeMap<char, u64>, c| of.get(&c).copied().unwrap_or_default();
        count(&self.ends, a).saturating_mul(count(&self.begins, b)) <= self.total.saturating_mul(MEET)
    }
}

/// So many times at most in as many words as the lexicon counts.
const MEET: u64 = 20;

/// Characters with those that are like them, the first `most` of each; where all count, either way.
fn alike(table: &str, most: usize) -> BTreeMap<char, BTreeSet<char>> {
    let mut out: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((c, others)) = line.split_once('\t') else { continue };
        let Some(c) = c.chars().next() else { continue };
        for other in others.chars().take(most) {
            out.entry(c).or_default().insert(other);
            if most == usize::MAX {
                out.entry(other).or_default().insert(c);
            }
        }
    }
    out
}

/// Characters of words have codes of two bytes.
fn code(c: char) -> Result<u16, Box<dyn Error>> {
    u16::try_from(u32::from(c)).map_err(|_| format!("`{c}` is too rare a character").into())
}

fn two(word: &str) -> Result<(char, char), Box<dyn Error>> {
    let mut chars = word.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(a), Some(b), None) => Ok((a, b)),
        _ => Err(format!("`{word}` is not of two characters").into()),
    }
}
