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
}

impl Zone {
    /// Every zone.
    pub const ALL: [Zone; 9] = [
        Zone::Prose,
        Zone::Verbatim,
        Zone::Chronicle,
        Zone::Table,
        Zone::Names,
        Zone::Contents,
        Zone::Caption,
        Zone::Heading,
        Zone::FrontMatter,
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
