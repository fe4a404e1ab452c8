//! What a place has at one time, or makes in one year: it has one value.

use kanwu_plugin::context::{ends_any, has_any, starts_any};
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Measure, Paragraph};

use super::fact::Read;
use super::scope::{self, Year};
use crate::table::place_levels::{NO_WHOLE, OWN, WHOLE};
use crate::table::stocks::{
    COVERS, DONE, ENDS, EVENTS, FREE_WORDS, LINK_ENDS, LINKS, NAME_HEADS, PLACE_TAILS, PLAIN, STOCKS,
};
use kanwu_plugin::reading::in_root;

/// Group of facts of the form 全区90个社区.
pub(super) const COUNTED: &str = "counted";

/// Group of facts of the form 全区林业用地面积2000公顷.
const NAMED: &str = "named";

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 4..=14;

/// Reads item `i`.
pub(super) fn read(paragraph: &Paragraph<'_>, i: usize) -> Option<Read> {
    let quantity = paragraph.quantity(i)?;
    let before = paragraph.before(quantity.span.start).trim_end_matches(' ');
    before.chars().next_back().filter(|c| ENDS.contains(c) || LINK_ENDS.contains(c))?;
    if matches!(
        quantity.kind()?,
        UnitKind::Percent | UnitKind::Ratio | UnitKind::Time | UnitKind::Temperature
    ) {
        return None;
    }
    let floor = i.checked_sub(1).and_then(|at| paragraph.items.get(at)).map_or(0, |item| item.span().end);
    let clause = paragraph.text.get(floor as usize..quantity.span.start as usize)?;
    let clause = clause.rsplit(MARKS).next().unwrap_or_default().trim_end_matches(' ');
    let bare = unlinked(clause);
    if ends_any(bare, WHOLE) || ends_any(bare, COVERS) {
        return counted(paragraph, quantity);
    }
    named(paragraph, quantity, bare)
}

const MARKS: &[char] =
    &['，', '。', '；', '：', '、', ',', ';', ':', '（', '）', '(', ')', '“', '”', '】', '\n'];

/// A clause without the words that link it to its figure.
fn unlinked(clause: &str) -> &str {
    let mut bare = clause;
    while bare.ends_with(LINK_ENDS)
        && let Some(rest) = LINKS.iter().find_map(|link| bare.strip_suffix(link))
    {
        bare = rest.trim_end_matches(' ');
    }
    bare
}

/// 全区90个社区（村）
fn counted(paragraph: &Paragraph<'_>, quantity: &Quantity) -> Option<Read> {
    let (unit, figure) = in_root(quantity).filter(|(unit, _)| unit.kind == UnitKind::Count)?;
    let after = paragraph.after(quantity.span.end).trim_start();
    let is_name = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '（' | '）');
    let name: String = after.chars().take_while(|c| is_name(*c)).take(*NAME.end()).collect();
    let head: String = name.chars().take(2).collect();
    let Year(year) = scope::year(paragraph, quantity.span.start)?;
    let measure = Measure { subject: head, scope: String::new(), unit: unit.key, value: None, year };
    let whole = name.chars().count() >= 2;
    whole.then_some(Read { group: COUNTED, measure, name, figure, span: quantity.span })
}

/// The thing counted, cut from what follows its number; none where it may be a part of all of them.
pub(super) fn thing(name: &str) -> Option<String> {
    let mut thing = String::new();
    for word in segment(name) {
        let text = word.of(name);
        if text == "（" {
            let bracket = name.get(word.span.start as usize..)?;
            thing.push_str(bracket.get(..bracket.find('）')? + "）".len())?);
            break;
        }
        if word.class != WordClass::Noun && !PLAIN.contains(&text) {
            break;
        }
        thing.push_str(text);
    }
    let rest = name.strip_prefix(thing.as_str())?;
    let long = thing.chars().count() >= 3 || PLAIN.contains(&thing.as_str());
    (long && !starts_any(rest, DONE)).then_some(thing)
}

/// 全区林业用地面积2000公顷
fn named(paragraph: &Paragraph<'_>, quantity: &Quantity, bare: &str) -> Option<Read> {
    let name = ends_any(bare, STOCKS).then(|| own_name(bare))?;
    if !NAME.contains(&name.chars().count()) {
        return None;
    }
    let here = bare.len() > name.len() && bare.strip_suffix(name).is_some_and(is_place);
    let at = quantity.span.start;
    let scope = if here { place_scope(paragraph, bare, name) } else { scope::of(paragraph, at) }?;
    let Year(year) = scope::year(paragraph, at).filter(|_| !has_any(name, EVENTS))?;
    let (unit, figure) = in_root(quantity)?;
    let plain = FREE_WORDS.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    let measure = Measure { subject: plain, scope, unit: unit.key, value: None, year };
    Some(Read { group: NAMED, measure, name: name.to_owned(), figure, span: quantity.span })
}

/// A name without the place and time before it: 望山区林业用地面积.
fn own_name(bare: &str) -> &str {
    let whole = |at: usize| {
        let rest = bare.get(at..)?;
        WHOLE.iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
    };
    let after_whole = bare.rfind('全').and_then(whole);
    let after_level = || bare.rfind(OWN).map(|at| at + "区".len());
    let start = after_whole.or_else(after_level).unwrap_or(0);
    let name = bare.get(start..).unwrap_or_default();
    name.trim_start_matches(NAME_HEADS).trim_start()
}

/// Whether a clause so far ends with the name of a place or a word for the whole.
fn is_place(before: &str) -> bool {
    before.trim_end_matches(PLACE_TAILS).ends_with(OWN)
}

/// The scope of 望山区林业用地面积: that of 全区 where the place is one.
fn place_scope(paragraph: &Paragraph<'_>, bare: &str, name: &str) -> Option<String> {
    let place = bare.strip_suffix(name)?.trim_end_matches(PLACE_TAILS);
    let level = place.chars().next_back()?;
    let clear = !ends_any(place, NO_WHOLE);
    let whole = format!("全{level}");
    clear.then(|| scope::with_section(paragraph, &whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_those_of_the_words() {
        let ends = |words: &[&str], of: &[char]| words.iter().all(|word| word.ends_with(of));
        assert!(ends(LINKS, LINK_ENDS));
        assert!(ends(STOCKS, ENDS) && ends(WHOLE, ENDS) && ends(COVERS, ENDS));
    }
}
