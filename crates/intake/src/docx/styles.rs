//! Styles, each with what it takes over from those it is based on.

use rustc_hash::FxHashMap;

use super::error::DocxError;
use super::xml::{Node, Xml, attribute, is_on, number, val};

/// The longest chain of styles, each based on the next.
const CHAIN: usize = 32;

/// How text or a paragraph looks, as far as kanwu asks. What is `None` is taken over from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: Option<bool>,
    /// 隐藏文字
    pub hidden: Option<bool>,
    /// 上标
    pub raised: Option<bool>,
    /// In half points.
    pub size: Option<u16>,
    /// 0 for the highest; 9 is body text.
    pub outline: Option<u8>,
    /// Number of the list; 0 takes it away.
    pub list: Option<u32>,
    /// 0-based level in the list.
    pub list_level: Option<u8>,
    pub page_before: Option<bool>,
    pub centred: Option<bool>,
}

impl Look {
    /// This look over another.
    pub fn over(&self, under: &Look) -> Look {
        Look {
            bold: self.bold.or(under.bold),
            hidden: self.hidden.or(under.hidden),
            raised: self.raised.or(under.raised),
            size: self.size.or(under.size),
            outline: self.outline.or(under.outline),
            list: self.list.or(under.list),
            list_level: self.list_level.or(under.list_level),
            page_before: self.page_before.or(under.page_before),
            centred: self.centred.or(under.centred),
        }
    }

    /// Takes in one property element of a run or paragraph.
    pub fn take(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(is_on(tag)),
            "vanish" => self.hidden = Some(is_on(tag)),
            "vertAlign" => self.raised = Some(val(tag).is_some_and(|v| v == "superscript")),
            "sz" => self.size = number(tag),
            "outlineLvl" => self.outline = number(tag),
            "numId" => self.list = number(tag),
            "ilvl" => self.list_level = number(tag),
            "pageBreakBefore" => self.page_before = Some(is_on(tag)),
            "jc" => self.centred = Some(val(tag).is_some_and(|v| v == "center")),
            _ => {}
        }
    }
}

/// A style with all that it takes over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub look: Look,
    /// Level (from 1) of 标题 1, heading 1 and the like.
    pub heading: Option<u8>,
    /// Level (from 1) of 目录 1, toc 1 and the like.
    pub contents: Option<u8>,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: FxHashMap<String, Style>,
    /// Of paragraphs that name none.
    pub usual: Style,
}

#[derive(Default)]
struct Raw {
    based_on: Option<String>,
    style: Style,
    is_usual: bool,
}

impl Styles {
    pub fn read(part: &str, text: &str) -> Result<Styles, DocxError> {
        let mut xml = Xml::new(part, text);
        if !xml.open_word()? {
            return Err(DocxError::NotWord(part.to_owned()));
        }
        let mut raw: FxHashMap<String, Raw> = FxHashMap::default();
        let mut defaults = Look::default();
        let mut open: Option<(String, Raw)> = None;
        let mut in_defaults = false;
        loop {
            match xml.next()? {
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "docDefaults" => in_defaults = true,
                    "latentStyles" => {}
                    "style" => {
                        in_defaults = false;
                        close(&mut raw, open.take());
                        let id = attribute(&tag, "styleId").unwrap_or_default().into_owned();
                        let paragraph = attribute(&tag, "type").is_some_and(|t| t == "paragraph");
                        let default = attribute(&tag, "default").is_some_and(|d| d != "0" && d != "false");
                        open = Some((id, Raw { is_usual: paragraph && default, ..Raw::default() }));
                    }
                    name => match &mut open {
                        Some((_, raw)) => match name {
                            "basedOn" => raw.based_on = val(&tag).map(|v| v.into_owned()),
                            "name" => raw.style.name(&val(&tag).unwrap_or_default()),
                            name => raw.style.look.take(name, &tag),
                        },
                        None if in_defaults => defaults.take(name, &tag),
                        None => {}
                    },
                },
                Node::Eof => break,
                _ => {}
            }
        }
        close(&mut raw, open);
        let mut styles = Styles::default();
        for (id, one) in &raw {
            let style = flatten(&raw, one, &defaults);
            if one.is_usual {
                styles.usual = style.clone();
            }
            styles.by_id.insert(id.clone(), style);
        }
        if !raw.values().any(|one| one.is_usual) {
            styles.usual.look = defaults;
        }
        Ok(styles)
    }

    /// The style of this id; the usual one where there is none.
    pub fn get(&self, id: &str) -> &Style {
        self.by_id.get(id).unwrap_or(&self.usual)
    }
}

fn close(all: &mut FxHashMap<String, Raw>, open: Option<(String, Raw)>) {
    if let Some((id, raw)) = open {
        all.insert(id, raw);
    }
}

fn flatten(all: &FxHashMap<String, Raw>, one: &Raw, defaults: &Look) -> Style {
    let mut style = one.style.clone();
    let mut at = one;
    for _ in 0..CHAIN {
        let Some(next) = at.based_on.as_ref().and_then(|id| all.get(id)) else { break };
        style.look = style.look.over(&next.style.look);
        style.heading = style.heading.or(next.style.heading);
        style.contents = style.contents.or(next.style.contents);
        at = next;
    }
    style.look = style.look.over(defaults);
    style
}

impl Style {
    fn name(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        let level = |prefixes: [&str; 2]| {
            let rest = prefixes.iter().find_map(|p| name.strip_prefix(p))?;
            rest.trim().parse::<u8>().ok().filter(|n| (1..=9).contains(n))
        };
        self.heading = level(["heading", "标题"]);
        self.contents = level(["toc", "目录"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_take_over_from_those_they_are_based_on() {
        let text = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
              <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="k"><w:name w:val="类目"/><w:basedOn w:val="1"/>
              <w:rPr><w:b w:val="0"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>
            <w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>
            <w:style w:type="paragraph" w:styleId="T2"><w:name w:val="目录 2"/></w:style></w:styles>"#;
        let styles = Styles::read("word/styles.xml", text).unwrap();
        let own = styles.get("k");
        assert_eq!((own.look.outline, own.look.bold, own.heading), (Some(0), Some(false), Some(1)));
        assert_eq!((own.look.size, styles.get("x").look.size), (Some(44), Some(21)));
        assert_eq!(styles.get("T2").contents, Some(2));
        assert_eq!(styles.usual.look.size, Some(21));
    }
}
