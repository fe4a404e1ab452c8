//! The zip package of a .docx: its parts unpacked within bounds, and packed again with some changed.

use std::io::{Cursor, Read, Write};

use rustc_hash::FxHashSet;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::DocxError;
use super::foreign::refuse;
use super::xml::{Node, Xml, attribute};

/// How much a package may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Bytes that one part may unpack to. A book of a million characters takes about 20 MB.
    pub part: u64,
    /// Bytes that all parts read may unpack to together.
    pub all: u64,
    /// Entries; a book with three thousand pictures has fewer.
    pub entries: usize,
}

const LIMITS: Limits = Limits { part: 128 << 20, all: 256 << 20, entries: 20_000 };

/// A package opened for reading.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    largest: u64,
    left: u64,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, DocxError> {
        Package::within(bytes, LIMITS)
    }

    pub fn within(bytes: &'b [u8], limits: Limits) -> Result<Package<'b>, DocxError> {
        if let Some(foreign) = refuse(bytes) {
            return Err(foreign);
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|e| DocxError::Damaged(e.to_string()))?;
        if archive.len() > limits.entries {
            return Err(DocxError::TooManyEntries(archive.len()));
        }
        each_name_once(bytes, &archive)?;
        one_name_each(bytes, &mut archive)?;
        Ok(Package { archive, largest: limits.part, left: limits.all })
    }

    /// The names of all parts, in order.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        names.sort_unstable();
        names
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as text; `None` where the package has none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let damaged = |detail: String| DocxError::DamagedPart { part: name.to_owned(), detail };
        let entry = self.archive.by_index(index).map_err(|e| damaged(e.to_string()))?;
        let most = self.largest.min(self.left);
        // The size that the entry claims is not to be trusted, but it may say enough.
        if entry.size() > most {
            return Err(DocxError::TooLarge(name.to_owned()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size()).unwrap_or_default() + 1);
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|e| damaged(e.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(DocxError::TooLarge(name.to_owned()));
        }
        self.left -= bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(DocxError::NotUtf8(name.to_owned())),
        }
    }

    /// The package with `parts`, by name, in place of its own or after them; the others are copied as they are.
    pub fn with(&mut self, parts: &[(&str, &str)]) -> Result<Vec<u8>, DocxError> {
        let damaged = |e: &dyn std::fmt::Display| DocxError::Damaged(e.to_string());
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.archive.comment().into()).map_err(|e| damaged(&e))?;
        let mut written = vec![false; parts.len()];
        for i in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(i).map_err(|e| damaged(&e))?;
            let name = entry.name().map_err(|e| damaged(&e))?.into_owned();
            match parts.iter().position(|(part, _)| *part == name) {
                Some(changed) => {
                    let mut options = options();
                    if let Some(time) = entry.last_modified() {
                        options = options.last_modified_time(time);
                    }
                    out.start_file(name, options).map_err(|e| damaged(&e))?;
                    out.write_all(parts[changed].1.as_bytes()).map_err(|e| damaged(&e))?;
                    written[changed] = true;
                }
                None => out.raw_copy_file(entry).map_err(|e| damaged(&e))?,
            }
        }
        for ((name, text), _) in parts.iter().zip(written).filter(|(_, written)| !written) {
            out.start_file(*name, options()).map_err(|e| damaged(&e))?;
            out.write_all(text.as_bytes()).map_err(|e| damaged(&e))?;
        }
        Ok(out.finish().map_err(|e| damaged(&e))?.into_inner())
    }
}

/// Refuses a package whose directory has two entries of one name, or of names that differ in case alone, which for a
/// package are one. Which of the two counts depends on the program, and a copy that kanwu writes would lose one of them.
fn each_name_once(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), DocxError> {
    // How a header of the directory begins, how long it is, and where the lengths of its name, extra fields and comment are.
    const HEADER: &[u8] = b"PK\x01\x02";
    const NAME: usize = 46;
    const LENGTHS: [usize; 3] = [28, 30, 32];
    let directory = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(directory..).unwrap_or_default();
    let mut names = FxHashSet::default();
    while rest.starts_with(HEADER) {
        let length =
            |at: usize| Some(usize::from(u16::from_le_bytes(rest.get(at..at + 2)?.try_into().ok()?)));
        let [Some(name), Some(extra), Some(comment)] = LENGTHS.map(length) else { break };
        let Some(named) = rest.get(NAME..NAME + name) else { break };
        if !names.insert(named.to_ascii_lowercase()) {
            return Err(DocxError::Twice(String::from_utf8_lossy(named).into_owned()));
        }
        rest = rest.get(NAME + name + extra + comment..).unwrap_or_default();
    }
    Ok(())
}

/// Refuses a package with an entry that an extra field names otherwise than its header. Which of the two names counts
/// depends on the program: what kanwu reads would not be what Word and WPS show.
fn one_name_each(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), DocxError> {
    // How the field begins, and where in a header of the directory the name and its length stand.
    const FIELD: &[u8] = b"up";
    const LENGTH: usize = 28;
    const NAME: usize = 46;
    let directory = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    if memchr::memmem::find(bytes.get(directory..).unwrap_or_default(), FIELD).is_none() {
        return Ok(());
    }
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(|e| DocxError::Damaged(e.to_string()))?;
        let header = usize::try_from(entry.central_header_start()).unwrap_or(usize::MAX);
        let named = bytes.get(header..).and_then(|header| {
            let length = header.get(LENGTH..LENGTH + 2)?;
            header.get(NAME..NAME + usize::from(u16::from_le_bytes(length.try_into().ok()?)))
        });
        if let Some(named) = named.filter(|named| *named != entry.name_raw()) {
            return Err(DocxError::TwoNames {
                name: String::from_utf8_lossy(named).into_owned(),
                other: String::from_utf8_lossy(entry.name_raw()).into_owned(),
            });
        }
    }
    Ok(())
}

/// No time of the day, so that the same input gives the same bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
}

/// The parts of a document, by the relationships that name them.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub document: String,
    /// The relationships of the main part, whether or not they are there.
    pub rels: String,
    pub styles: Option<String>,
    pub numbering: Option<String>,
    pub footnotes: Option<String>,
    pub endnotes: Option<String>,
    pub comments: Option<String>,
    /// Headers and footers.
    pub running_heads: Vec<String>,
}

impl Names {
    pub fn of(package: &mut Package<'_>) -> Result<Names, DocxError> {
        let mut names = Names { document: "word/document.xml".to_owned(), ..Names::default() };
        for (kind, target) in relationships(package, "_rels/.rels", "")? {
            if kind == "officeDocument" {
                names.document = target;
            }
        }
        let (folder, file) = names.document.rsplit_once('/').unwrap_or(("", &names.document));
        let (folder, file) = (folder.to_owned(), file.to_owned());
        let slash = if folder.is_empty() { "" } else { "/" };
        names.rels = format!("{folder}{slash}_rels/{file}.rels");
        let mut seen = FxHashSet::from_iter([names.document.clone()]);
        for (kind, target) in relationships(package, &names.rels.clone(), &folder)? {
            // A part is of one kind: what is named as another as well is not that.
            if seen.contains(&target) {
                continue;
            }
            let slot = match kind.as_str() {
                "styles" => &mut names.styles,
                "numbering" => &mut names.numbering,
                "footnotes" => &mut names.footnotes,
                "endnotes" => &mut names.endnotes,
                "comments" => &mut names.comments,
                "header" | "footer" if package.has(&target) => {
                    seen.insert(target.clone());
                    names.running_heads.push(target);
                    continue;
                }
                _ => continue,
            };
            seen.insert(target.clone());
            *slot = Some(target);
        }
        Ok(names)
    }

    /// Name of a part beside the main one.
    pub fn beside(&self, file: &str) -> String {
        match self.document.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{file}"),
            None => file.to_owned(),
        }
    }
}

/// Kind (last step of its type) and target (name of a part) of each relationship inside the package.
fn relationships(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<(String, String)>, DocxError> {
    let Some(text) = package.part(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(name, &text);
    let mut out = Vec::new();
    loop {
        let tag = match xml.next()? {
            Node::Start(tag, _) | Node::Empty(tag, _) => tag,
            Node::Eof => return Ok(out),
            _ => continue,
        };
        let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target")) else {
            continue;
        };
        if attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External") {
            continue;
        }
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        out.push((kind, resolve(folder, &target)));
    }
}

/// A target, which may be absolute or go up, as the name of a part.
fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|s| !s.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
    }
}
