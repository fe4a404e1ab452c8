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
pub(crate) struct Words {
    right: String,
    groups: String,
    listed: String,
    also_right: String,
}

impl Words {
    pub(crate) fn read(rules: &Path) -> Result<Words, Box<dyn Error>> {
        let table: Table = toml::from_str(&read(rules, "tables/word-slips.toml")?)?;
        Ok(table.words)
    }

    /// The pairs of characters in what looks like a slip and may be right.
    pub(crate) fn also_right_pairs(&self) -> impl Iterator<Item = (char, char)> {
        self.also_right.split_whitespace().filter_map(|word| two(word).ok())
    }

    /// The common words of two characters, of which two that no text has side by side may be a slip.
    pub(crate) fn common(&self, known: &BTreeMap<&str, u64>, days: &Days) -> Vec<Vec<u16>> {
        let right: BTreeSet<&str> = self.right.split_whitespace().collect();
        let is_common = |word: &str| {
            let Ok(pair) = two(word) else { return false };
            let met = days.get(&pair).copied().unwrap_or_default();
            met >= MET || met >= MET_IN_RECORDS && right.contains(word)
        };
        known.keys().filter(|word| is_common(word)).map(|word| word.encode_utf16().collect()).collect()
    }
}

/// A word is common that is met on so many days, or on so many where it is common in records.
const MET: u32 = 8;
const MET_IN_RECORDS: u32 = 3;

fn read(rules: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    let path = rules.join(name);
    println!("cargo:rerun-if-changed={}", path.display());
    Ok(std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?)
}

/// Pairs of characters that may begin a row.
pub(crate) type Pairs = BTreeSet<(char, char)>;

/// On how many days of newscasts pairs of characters were met.
pub(crate) type Days = BTreeMap<(char, char), u32>;

/// Whether a pair of characters is met in clean text so often that it is no slip of the word: 首部, for all that 首都 is
/// one character away.
pub(crate) fn is_met(days: &Days, pair: (char, char), word: (char, char)) -> bool {
    let count = |pair| days.get(&pair).copied().unwrap_or_default();
    let oftener = if count(pair) > 1 { OFTENER } else { OFTENER_THAN_ONE };
    count(pair).saturating_mul(oftener) > count(word)
}

/// A word that is met so many times as often as its slip may be meant by it.
const OFTENER: u32 = 60;

/// The same of a slip that stands on one day.
const OFTENER_THAN_ONE: u32 = 15;

/// The rows as Rust, and what they begin with. `known` are the words of the lexicon; what stands in `taken` has rows
/// already; `adjacent` are the pairs that text has side by side, `trade` those in words of the trades, `days` on how many
/// days.
pub(crate) fn rows(
    rules: &Path,
    words: &Words,
    known: &BTreeMap<&str, u64>,
    taken: &Pairs,
    adjacent: &Pairs,
    trade: &Pairs,
    days: &Days,
) -> Result<(String, Pairs), Box<dyn Error>> {
    let card = "wording/WRD009-fixed-misspelling.toml";
    let card = kanwu_card::Card::parse(&read(rules, card)?, card)?;
    // Wrong forms that are left to that card.
    let listed: BTreeSet<String> = card.plain_forms().into_iter().map(|form| form.literal).collect();
    let by_sound = read(rules, "tables/confusable-sound.txt")?;
    let sound = alike(&by_sound);
    let by_shape = read(rules, "tables/confusable-shape.txt")?;
    let mut alike = alike(&by_shape);
    for (c, others) in &mut alike {
        others.retain(|other| sound.get(c).is_some_and(|s| s.contains(other)));
    }
    for group in words.groups.split_whitespace() {
        for c in group.chars() {
            alike.entry(c).or_default().extend(group.chars().filter(|other| *other != c));
        }
    }
    let right: BTreeSet<&str> = words.also_right.split_whitespace().collect();
    let dictionary = read(rules, "tables/dictionary.txt")?;
    let dictionary: BTreeSet<&str> = dictionary.lines().collect();
    let mut rows: BTreeMap<(char, char), BTreeMap<(char, char), u8>> = BTreeMap::new();
    // Forms whose characters are alike in sound.
    let mut heard: BTreeSet<((char, char), (char, char))> = BTreeSet::new();
    let is_heard = |c: char, other: char| sound.get(&c).is_some_and(|s| s.contains(&other));
    let mut named: BTreeSet<((char, char), (char, char))> = BTreeSet::new();
    let mut add = |wrong: (char, char), word: (char, char), least: u8, is_named: bool| {
        let text: String = [wrong.0, wrong.1].iter().collect();
        // 高薪 is no slip of 高新, though few texts have it.
        let is_word = known.contains_key(text.as_str())
            || right.contains(text.as_str())
            || !is_named && (dictionary.contains(text.as_str()) || trade.contains(&wrong));
        if wrong != word && !is_word && !taken.contains(&wrong) && !listed.contains(&text) {
            rows.entry(wrong).or_default().entry(word).or_insert(least);
        }
    };
    for pair in words.listed.split_whitespace() {
        let (wrong, word) = pair.split_once('=').ok_or_else(|| format!("`{pair}` is no wrong=right"))?;
        let least = if known.contains_key(word) { LIKE } else { 0 };
        add(two(wrong)?, two(word)?, least, true);
        named.insert((two(wrong)?, two(word)?));
    }
    for word in words.right.split_whitespace() {
        let (a, b) = two(word)?;
        // Where no text has the two side by side, the rule asks for more words than these.
        let unmet = |wrong: (char, char)| adjacent.contains(&wrong) && !is_met(days, wrong, (a, b));
        for other in alike.get(&a).into_iter().flatten().filter(|other| unmet((**other, b))) {
            add((*other, b), (a, b), LIKE, false);
            if is_heard(a, *other) {
                heard.insert(((*other, b), (a, b)));
            }
        }
        for other in alike.get(&b).into_iter().flatten().filter(|other| unmet((a, **other))) {
            add((a, *other), (a, b), LIKE, false);
            if is_heard(b, *other) {
                heard.insert(((a, *other), (a, b)));
            }
        }
    }
    let mut text = String::from("static SLIPS: &[Slip] = &[\n");
    for ((a1, b1), words) in &rows {
        for ((c1, d1), least) in words {
            let [a, b, c, d] = [code(*a1)?, code(*b1)?, code(*c1)?, code(*d1)?];
            let listed = named.contains(&((*a1, *b1), (*c1, *d1)));
            let by_shape = *least == LIKE && !listed && !heard.contains(&((*a1, *b1), (*c1, *d1)));
            writeln!(
                text,
                "Slip {{ wrong: [{a}, {b}], right: [{c}, {d}], least: {least}, by_shape: {by_shape}, listed: {listed} }},"
            )?;
        }
    }
    text += "];\n";
    let pairs: Pairs = rows.into_keys().collect();
    Ok((text, pairs))
}

/// Text must be so much likelier with the right word, in eighths of a bit.
const LIKE: u8 = 50;

/// Characters with those that are like them, either way.
fn alike(table: &str) -> BTreeMap<char, BTreeSet<char>> {
    let mut out: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((c, others)) = line.split_once('\t') else { continue };
        let Some(c) = c.chars().next() else { continue };
        for other in others.chars() {
            out.entry(c).or_default().insert(other);
            out.entry(other).or_default().insert(c);
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
