//! Names for findings that outlive edits elsewhere.

use kanwu_book::Book;
use kanwu_plugin::FindingId;
use kanwu_text::Location;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::{Diagnostic, Registry};

/// Letters, digits and Han characters on each side that belong to a finding's name. Marks, blanks and markup
/// between them do not, so that a comma made full-width next to a place leaves the answer to it standing.
const AROUND: usize = 12;

/// How far they are looked for, in characters.
const REACH: usize = 48;

/// Names every finding. Call once, on all findings of a manuscript in their order.
pub(crate) fn identify(registry: &Registry, book: &Book<'_>, found: &mut [Diagnostic]) {
    let bases: Vec<u64> = found.par_iter().with_min_len(256).map(|d| base(registry, book, d)).collect();
    let mut seen: FxHashMap<u64, u64> = FxHashMap::default();
    for (d, base) in found.iter_mut().zip(bases) {
        let ordinal = seen.entry(base).or_default();
        // The first of equal ones keeps its name when others come or go.
        d.id = FindingId(match *ordinal {
            0 => base,
            n => xxh3_64_with_seed(&base.to_le_bytes(), n),
        });
        *ordinal += 1;
    }
}

fn base(registry: &Registry, book: &Book<'_>, d: &Diagnostic) -> u64 {
    const PART: u8 = 0x1f;
    let mut key = Vec::with_capacity(256);
    let code = registry.get(d.rule).map_or("", |r| r.card.code.as_str());
    key.extend_from_slice(code.as_bytes());
    key.push(PART);
    let (before, after) = line_around(book, d.at);
    words(&mut key, before.chars().rev());
    key.push(PART);
    key.extend_from_slice(book.text(d.at).as_bytes());
    key.push(PART);
    words(&mut key, after.chars());
    xxh3_64(&key)
}

/// What stands before and after a place in its line.
fn line_around<'m>(book: &Book<'m>, at: Location) -> (&'m str, &'m str) {
    let Some(source) = book.manuscript.source(at.source) else { return ("", "") };
    let range = at.span.range();
    (source.text.get(..range.start).unwrap_or_default(), source.text.get(range.end..).unwrap_or_default())
}

fn words(key: &mut Vec<u8>, text: impl Iterator<Item = char>) {
    let line = text.take(REACH).take_while(|c| *c != '\n');
    for c in line.filter(|c| is_word(*c)).take(AROUND) {
        key.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn is_word(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_blanks_and_other_lines_are_not_in_the_key() {
        let key = |text: &str| {
            let mut key = Vec::new();
            words(&mut key, text.chars());
            String::from_utf8_lossy(&key).into_owned()
        };
        assert_eq!(key("，全 区**GDP**1.2万\n次行"), "全区GDP12万");
        assert_eq!(key("一二三四五六七八九十百千万"), "一二三四五六七八九十百千");
        assert_eq!(key(&"。".repeat(100_000)), "");
    }
}
