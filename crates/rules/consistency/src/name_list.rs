//! Lists of names below a heading or behind the title of an entry.

use kanwu_plugin::book::{BlockKind, Book, Reading, ReadingId, StructureWords};
use kanwu_plugin::text::{TokenKind, kind_of};
use kanwu_plugin::{Span, reading::numeral::parse_han};
use rust_decimal::prelude::ToPrimitive;

use crate::table::name_lists::{ANNOUNCED, COUNTED_BY};

/// A list of names, and nothing but names.
pub(crate) struct NameList {
    /// The number of persons that its title states, and where.
    pub stated: Option<(u32, ReadingId, Span)>,
    /// The names without blanks, and where each stands.
    pub names: Vec<(String, ReadingId, Span)>,
}

/// Names with fewer characters or more are none.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// The lists of a book, in order.
pub(crate) fn name_lists(book: &Book<'_>) -> Vec<NameList> {
    let mut out = Vec::new();
    // The list that is open; `None` where what was read is none.
    let mut open: Option<NameList> = None;
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        match reading.kind {
            BlockKind::Heading { .. } => {
                close(open.take(), &mut out);
                open = Some(NameList { stated: stated(&reading.text, id), names: Vec::new() });
            }
            BlockKind::EntryHead => {
                close(open.take(), &mut out);
                let to = reading.head.end as usize;
                let title = reading.text.get(..to).unwrap_or_default();
                let list = NameList { stated: stated(title, id), names: Vec::new() };
                open = announced(reading, id).or_else(|| with(Some(list), reading, id, to));
            }
            BlockKind::Comment | BlockKind::Break | BlockKind::Image | BlockKind::RunningHead => {}
            // The last line of a list looks like the names of contributors.
            BlockKind::Paragraph | BlockKind::NameLine | BlockKind::ListItem | BlockKind::Signature => {
                match announced(reading, id) {
                    Some(list) => {
                        close(open.take(), &mut out);
                        open = Some(list);
                    }
                    None => open = with(open, reading, id, 0),
                }
            }
            _ => open = None,
        }
    }
    close(open, &mut out);
    out
}

fn close(list: Option<NameList>, out: &mut Vec<NameList>) {
    out.extend(list.filter(|list| list.names.len() > 1));
}

/// A list with the names of a paragraph from byte `from` on; `None` where it says anything else.
fn with(list: Option<NameList>, reading: &Reading<'_>, id: ReadingId, from: usize) -> Option<NameList> {
    let mut list = list?;
    let text = reading.text.get(from..)?;
    let own = names(text)?;
    let at = |span: Span| Span::new(span.start + from as u32, span.end + from as u32);
    list.names.extend(own.into_iter().map(|(name, span)| (name, id, at(span))));
    Some(list)
}

/// The names that a text consists of, parted by blanks and 、; a blank may widen a name of two characters.
pub(crate) fn names(text: &str) -> Option<Vec<(String, Span)>> {
    let mut out: Vec<(String, Span)> = Vec::new();
    let mut single: Option<(String, Span)> = None;
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() && !matches!(c, '、' | '*') {
            continue;
        }
        let token = text.get(from..at)?;
        let span = Span::of(from..at);
        from = at + c.len_utf8();
        if token.is_empty() {
            continue;
        }
        let name = token.split(['（', '(']).next().unwrap_or_default();
        let han = name.chars().all(|c| kind_of(c) == TokenKind::Han || c == '·');
        let count = name.chars().count();
        match (count, single.take()) {
            (1, Some((first, start))) if han => out.push((first + name, start.join(span))),
            (1, None) if han => single = Some((name.to_owned(), span)),
            (_, None) if han && (NAME.contains(&count) || name.contains('·')) => {
                let end = span.start + name.len() as u32;
                out.push((name.to_owned(), Span::new(span.start, end)));
            }
            _ => return None,
        }
    }
    // Rare surnames are no words of the book, but most of a list have common ones.
    let known =
        out.iter().filter(|(name, _)| name.contains('·') || StructureWords::get().is_name(name)).count();
    (single.is_none() && known * 3 >= out.len() * 2).then_some(out)
}

/// 全县有6人获奖，名单如下：: the list that a sentence announces with the one number of persons that it states.
fn announced(reading: &Reading<'_>, id: ReadingId) -> Option<NameList> {
    let text = reading.text.trim_end();
    let lead = ANNOUNCED.iter().find_map(|word| text.strip_suffix(word))?;
    let start = lead.rfind(['。', '；', '】', '\n']).map_or(0, |at| at + '。'.len_utf8());
    let sentence = lead.get(start..)?;
    let mut persons = sentence.char_indices().filter_map(|(at, c)| {
        let before = sentence.get(..at)?;
        let figure = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let number = before.get(at - figure..)?.parse().ok()?;
        let counted = COUNTED_BY.contains(&c) && figure > 0;
        counted.then(|| (number, Span::of(start + at - figure..start + at + c.len_utf8())))
    });
    let (number, span) = persons.next()?;
    persons.next().is_none().then(|| NameList { stated: Some((number, id, span)), names: Vec::new() })
}

/// （6人）, （共12名）: the number of persons that a title states.
fn stated(title: &str, id: ReadingId) -> Option<(u32, ReadingId, Span)> {
    let open = title.rfind(['（', '('])?;
    let inner_at = open + title.get(open..)?.chars().next()?.len_utf8();
    let inner = title.get(inner_at..)?.split(['）', ')']).next()?;
    let counted = inner.trim_end().trim_end_matches(COUNTED_BY);
    let figure = counted.trim_start_matches(['共', '计', ' ']);
    if counted.len() == inner.trim_end().len() || figure.is_empty() {
        return None;
    }
    let number = figure.parse().ok().or_else(|| parse_han(figure)?.value.to_u32())?;
    let from = inner_at + inner.find(figure)?;
    Some((number, id, Span::of(from..inner_at + inner.trim_end().len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Vec<String>> {
        names(text).map(|names| names.into_iter().map(|(name, _)| name).collect())
    }

    #[test]
    fn names_are_read() {
        let list = |names: &[&str]| Some(names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(of("王小明　李　伟　赵大海（女）"), list(&["王小明", "李伟", "赵大海"]));
        assert_eq!(of("王小明、李大伟"), list(&["王小明", "李大伟"]));
        assert_eq!(of("王小明获奖。"), None);
    }
}
