//! Automatic numbers, as a word processor prints them before a paragraph.

use rustc_hash::{FxHashMap, FxHashSet};

use super::error::DocxError;
use super::numerals::numeral;
use super::styles::Styles;
use super::xml::{Node, Xml, attribute, is_on, number, val};

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    /// `numFmt`
    format: String,
    /// `%1` stands for the number of the first level.
    text: String,
    /// Whether a tab or blank follows.
    spaced: bool,
    /// Only a level so high (from 1) begins the count anew; 0: none does.
    restart: Option<u8>,
    /// Other levels' numbers stand in digits.
    legal: bool,
    /// The style that this level belongs to.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            spaced: true,
            restart: None,
            legal: false,
            style: None,
        }
    }
}

#[derive(Debug, Default)]
struct Outline {
    levels: Vec<Level>,
    /// The style whose list this one stands for.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    outline: u32,
    /// By level: what the count begins with in this list.
    starts: FxHashMap<u8, u32>,
    /// By level: another level in place of the outline's.
    levels: FxHashMap<u8, Level>,
}

/// What stands before a paragraph of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A bullet, whatever its shape.
    Bullet,
    /// A number with what belongs to it: 一、 （二） 3.
    Number(String),
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    outlines: FxHashMap<u32, Outline>,
    lists: FxHashMap<u32, List>,
    /// By outline: the number last given on each level.
    counts: FxHashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists whose own start has been used, by level.
    started: FxHashSet<(u32, u8)>,
}

impl Numbering {
    pub fn read(part: &str, text: &str) -> Result<Numbering, DocxError> {
        let mut xml = Xml::new(part, text);
        let mut all = Numbering::default();
        if !xml.open_word()? {
            return Err(DocxError::NotWord(part.to_owned()));
        }
        let (mut outline, mut list) = (None, None);
        let mut level: u8 = 0;
        loop {
            let tag = match xml.next()? {
                Node::Start(tag, _) | Node::Empty(tag, _) => tag,
                Node::Eof => return Ok(all),
                _ => continue,
            };
            match xml.word(&tag) {
                "abstractNum" => {
                    list = None;
                    outline = attribute(&tag, "abstractNumId").and_then(|id| id.parse().ok());
                    if let Some(id) = outline {
                        all.outlines.insert(id, Outline::default());
                    }
                }
                "num" => {
                    outline = None;
                    list = attribute(&tag, "numId").and_then(|id| id.parse().ok());
                    if let Some(id) = list {
                        all.lists.insert(id, List::default());
                    }
                }
                "lvlOverride" | "lvl" => {
                    level = attribute(&tag, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
                    if xml.word(&tag) == "lvl" {
                        all.new_level(outline, list, level);
                    }
                }
                name => all.take(name, &tag, outline, list, level),
            }
        }
    }

    fn new_level(&mut self, outline: Option<u32>, list: Option<u32>, level: u8) {
        if usize::from(level) >= LEVELS {
            return;
        }
        if let Some(list) = list.and_then(|id| self.lists.get_mut(&id)) {
            list.levels.insert(level, Level::default());
        } else if let Some(outline) = outline.and_then(|id| self.outlines.get_mut(&id)) {
            let levels = outline.levels.len().max(usize::from(level) + 1);
            outline.levels.resize(levels, Level::default());
        }
    }

    fn take(
        &mut self,
        name: &str,
        tag: &quick_xml::events::BytesStart<'_>,
        outline: Option<u32>,
        list: Option<u32>,
        level: u8,
    ) {
        let list = list.and_then(|id| self.lists.get_mut(&id));
        let outline = outline.and_then(|id| self.outlines.get_mut(&id));
        match (name, list, outline) {
            ("abstractNumId", Some(list), _) => list.outline = number(tag).unwrap_or(u32::MAX),
            ("startOverride", Some(list), _) => {
                list.starts.insert(level, number(tag).unwrap_or(1));
            }
            ("numStyleLink", _, Some(outline)) => outline.link = val(tag).map(|v| v.into_owned()),
            (name, Some(list), _) => {
                if let Some(level) = list.levels.get_mut(&level) {
                    level.take(name, tag);
                }
            }
            (name, None, Some(outline)) => {
                if let Some(level) = outline.levels.get_mut(usize::from(level)) {
                    level.take(name, tag);
                }
            }
            _ => {}
        }
    }

    /// Counts a paragraph of list `id` and gives what is printed before it. `level`: from 0; `None` is the
    /// level that belongs to the paragraph's style.
    pub fn next(&mut self, id: u32, level: Option<u8>, style: &str, styles: &Styles) -> Option<Label> {
        let mut list = self.lists.get(&id)?;
        let mut id = id;
        let mut outline = self.outlines.get(&list.outline)?;
        if let Some(link) = outline.link.as_ref().filter(|_| outline.levels.is_empty()) {
            id = styles.get(link).look.list?;
            list = self.lists.get(&id)?;
            outline = self.outlines.get(&list.outline)?;
        }
        let own = || outline.levels.iter().position(|l| l.style.as_deref() == Some(style));
        let level = level.map(usize::from).or_else(own).unwrap_or(0);
        let at = |n: usize| u8::try_from(n).ok().and_then(|n| list.levels.get(&n)).or(outline.levels.get(n));
        let this = at(level)?;
        if level >= LEVELS {
            return None;
        }
        let counts = self.counts.entry(list.outline).or_default();
        let fresh = u8::try_from(level)
            .ok()
            .and_then(|n| list.starts.get(&n).filter(|_| self.started.insert((id, n))).copied());
        counts[level] = Some(match (fresh, counts[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => this.start,
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let begins = match at(deeper).and_then(|l| l.restart) {
                Some(0) => false,
                Some(highest) => level < usize::from(highest),
                None => true,
            };
            if begins {
                *count = None;
            }
        }
        if this.format == "bullet" {
            return Some(Label::Bullet);
        }
        let mut text = String::new();
        let mut rest = this.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            rest = after;
            let Some(n) = after.chars().next().and_then(|c| c.to_digit(10)).filter(|n| *n > 0) else {
                text.push('%');
                continue;
            };
            rest = &after[1..];
            let n = n as usize - 1;
            let Some(shown) = at(n) else { continue };
            let value = *counts[n.min(LEVELS - 1)].get_or_insert(shown.start);
            let format = if this.legal && n != level { "decimal" } else { shown.format.as_str() };
            text.push_str(&numeral(format, value));
        }
        text.push_str(rest);
        if text.is_empty() {
            return None;
        }
        // After a Chinese mark the gap is that of the mark.
        if this.spaced && text.ends_with(|c: char| c.is_ascii()) {
            text.push(' ');
        }
        Some(Label::Number(text))
    }
}

impl Level {
    fn take(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        let text = || val(tag).unwrap_or_default().into_owned();
        match name {
            "start" => self.start = number(tag).unwrap_or(1),
            "numFmt" => self.format = text(),
            "lvlText" => self.text = text(),
            "suff" => self.spaced = text() != "nothing",
            "lvlRestart" => self.restart = number(tag),
            "isLgl" => self.legal = is_on(tag),
            "pStyle" => self.style = Some(text()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="4">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3."/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>"#;

    #[test]
    fn numbers_are_those_that_are_printed() {
        let mut all = Numbering::read("word/numbering.xml", LISTS).unwrap();
        let styles = Styles::default();
        let mut next = |list, level| match all.next(list, Some(level), "", &styles) {
            Some(Label::Number(text)) => text,
            other => format!("{other:?}"),
        };
        let steps = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 0), (1, 0), (3, 0)];
        assert_eq!(
            steps.map(|(list, level)| next(list, level)),
            [
                "一、",
                "（一）",
                "（二）",
                "1.3. ",
                "二、",
                "（一）",
                "2.3. ",
                "一、",
                "二、",
                "三、",
                "Some(Bullet)"
            ]
        );
        assert_eq!(next(9, 0), "None");
    }
}
