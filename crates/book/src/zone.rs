//! What kind of text a paragraph is, for the rules.

/// The zone of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Zone {
    /// The record's own text.
    #[default]
    Prose,
    /// 原文照录: speeches, laws, bulletins, documents, reprinted reports. The form of characters and marks is
    /// judged here; the choice of a word, a numeral or a voice is not.
    Verbatim,
    /// 大事记
    Chronicle,
    /// Table rows, titles and notes.
    Table,
    /// Lists of names, posts and honours.
    Names,
    /// 目录
    Contents,
    /// 图片说明
    Caption,
    /// Headings and entry titles.
    Heading,
    /// Title page, imprint, editorial board, 编辑说明.
    FrontMatter,
    /// 脚注、尾注 of the record's own text. Those of reprinted text belong to it.
    Footnote,
    /// 书眉: headers and footers.
    RunningHead,
}

impl Zone {
    /// Every zone.
    pub const ALL: [Zone; 11] = [
        Zone::Prose,
        Zone::Verbatim,
        Zone::Chronicle,
        Zone::Table,
        Zone::Names,
        Zone::Contents,
        Zone::Caption,
        Zone::Heading,
        Zone::FrontMatter,
        Zone::Footnote,
        Zone::RunningHead,
    ];

    /// The name that cards use.
    pub const fn name(self) -> &'static str {
        match self {
            Zone::Prose => "prose",
            Zone::Verbatim => "verbatim",
            Zone::Chronicle => "chronicle",
            Zone::Table => "table",
            Zone::Names => "names",
            Zone::Contents => "contents",
            Zone::Caption => "caption",
            Zone::Heading => "heading",
            Zone::FrontMatter => "front-matter",
            Zone::Footnote => "footnote",
            Zone::RunningHead => "running-head",
        }
    }

    /// The zone of this name.
    pub fn named(name: &str) -> Option<Zone> {
        Zone::ALL.into_iter().find(|z| z.name() == name)
    }
}

/// A set of zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ZoneSet(u16);

impl ZoneSet {
    /// The set that a card's `zones` names; `Err` gives the first unknown name. `all` is every zone, `text`
    /// all but tables, name lists and contents.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<ZoneSet, String> {
        let mut set = ZoneSet::default();
        for name in names {
            let zones: &[Zone] = match name {
                "all" => &Zone::ALL,
                "text" => &[
                    Zone::Prose,
                    Zone::Verbatim,
                    Zone::Chronicle,
                    Zone::Caption,
                    Zone::Heading,
                    Zone::FrontMatter,
                    Zone::Footnote,
                    Zone::RunningHead,
                ],
                one => &[Zone::named(one).ok_or_else(|| one.to_owned())?],
            };
            for zone in zones {
                set.0 |= 1 << *zone as u8;
            }
        }
        Ok(set)
    }

    /// Whether `zone` is in the set.
    pub const fn has(self, zone: Zone) -> bool {
        self.0 & (1 << zone as u8) != 0
    }
}

#[cfg(test)]
mod tests {
    use kanwu_text::{BlockEvidence, Document, Format, Manuscript, Origin, Source, Story};

    use super::*;
    use crate::{BlockKind, parse};

    #[test]
    fn notes_and_running_heads_of_a_document_have_zones_of_their_own() {
        let text = "# 综合\n全年增长。\n见公报。\n# 特载\n各位代表。\n见原文。\n清河年鉴\n";
        let at = |words: &str| text.find(words).unwrap() as u32;
        let block = |words, story| BlockEvidence { at: at(words), story, level: None };
        let mut source = Source::new("a.docx", Format::Docx, text);
        source.origin = Origin::DocxPart(Document {
            blocks: vec![
                block("# 综合", Story::Main),
                block("全年", Story::Main),
                block("见公报", Story::Note),
                block("# 特载", Story::Main),
                block("各位", Story::Main),
                block("见原文", Story::Note),
                block("清河", Story::RunningHead),
            ],
            ..Document::default()
        });
        let manuscript = Manuscript::single(source);
        let book = parse(&manuscript);
        let zones: Vec<Zone> = book.readings.iter().map(|r| r.zone).collect();
        use Zone::*;
        // A note of reprinted text belongs to it.
        assert_eq!(zones, [Heading, Prose, Footnote, Heading, Verbatim, Verbatim, RunningHead]);
        let last = book.blocks.last().unwrap();
        assert_eq!((last.kind, last.category), (BlockKind::RunningHead, None));
    }
}
