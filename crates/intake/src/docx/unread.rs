//! Text of a package that is not read, so that a report can say so.

use std::collections::BTreeMap;

use kanwu_text::{Unread, UnreadKind};

use super::package::Package;
use super::parts::Parts;

/// What parts hold text that is not read, and how much. `read` is how many characters of the main text are, `fields`
/// how many fields nothing ends.
pub(super) fn unread(package: &mut Package<'_>, parts: &Parts, fields: u32, read: u32) -> Vec<Unread> {
    let mut found: BTreeMap<UnreadKind, (u32, u32)> = BTreeMap::new();
    for name in package.names() {
        let Some(kind) = kind(&name).filter(|_| !parts.names.running_heads.contains(&name)) else { continue };
        let characters = match kind {
            UnreadKind::Embedded => 0,
            _ => package.part(&name).ok().flatten().map_or(0, |part| in_elements(&part)),
        };
        if characters > 0 || kind == UnreadKind::Embedded {
            let (count, all) = found.entry(kind).or_default();
            *count += 1;
            *all = all.saturating_add(characters);
        }
    }
    if fields > 0 {
        let lost = in_elements(&parts.document).saturating_sub(read);
        found.insert(UnreadKind::OpenField, (fields, lost));
    }
    found.into_iter().map(|(kind, (parts, characters))| Unread { kind, parts, characters }).collect()
}

/// By the name that word processors give a part.
fn kind(name: &str) -> Option<UnreadKind> {
    let (folder, file) = name.rsplit_once('/')?;
    let folder = folder.rsplit('/').next().unwrap_or_default();
    Some(match folder {
        "charts" if file.starts_with("chart") && file.ends_with(".xml") => UnreadKind::Chart,
        "diagrams" if file.starts_with("data") => UnreadKind::Diagram,
        "embeddings" => UnreadKind::Embedded,
        "_rels" => return None,
        _ if !file.ends_with(".xml") => return None,
        _ if file.starts_with("header") => UnreadKind::Header,
        _ if file.starts_with("footer") => UnreadKind::Footer,
        _ if file == "comments.xml" => UnreadKind::Comment,
        _ => return None,
    })
}

/// Characters in the elements of a part that hold text: `w:t` and `a:t`, and the values `c:v` of a chart.
fn in_elements(part: &str) -> u32 {
    let mut all = 0_u32;
    for at in memchr::memchr_iter(b'<', part.as_bytes()) {
        let rest = part.get(at + 1..).unwrap_or_default();
        let head: &str = rest.split(['>', ' ', '/']).next().unwrap_or_default();
        if !matches!(head.rsplit(':').next(), Some("t" | "v")) || !head.contains(':') {
            continue;
        }
        let Some(end) = memchr::memchr(b'>', rest.as_bytes()) else { break };
        let text = rest.get(end + 1..).unwrap_or_default();
        let length = memchr::memchr(b'<', text.as_bytes()).unwrap_or(text.len());
        if rest.as_bytes().get(end.wrapping_sub(1)) != Some(&b'/') {
            all = all.saturating_add(characters(text.get(..length).unwrap_or_default()));
        }
    }
    all
}

/// Characters that are not blank.
pub(super) fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_name() {
        assert_eq!(kind("word/header1.xml"), Some(UnreadKind::Header));
        assert_eq!(kind("word/footer2.xml"), Some(UnreadKind::Footer));
        assert_eq!(kind("word/charts/chart1.xml"), Some(UnreadKind::Chart));
        assert_eq!(kind("word/diagrams/data1.xml"), Some(UnreadKind::Diagram));
        assert_eq!(kind("word/embeddings/a.xlsx"), Some(UnreadKind::Embedded));
        assert_eq!(kind("word/_rels/header1.xml.rels"), None);
        assert_eq!(kind("word/document.xml"), None);
    }

    #[test]
    fn characters_in_elements_are_counted() {
        assert_eq!(
            in_elements("<w:p><w:t>清河</w:t><w:tab/><w:t xml:space=\"preserve\"> 区 </w:t></w:p>"),
            3
        );
        assert_eq!(in_elements("<c:v>12</c:v><a:t>甲</a:t><w:t/><w:tbl>x</w:tbl>"), 3);
    }
}
