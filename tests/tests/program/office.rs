//! Word documents keep their text: each document of a folder gets comments and changes all over; with the changes
//! rejected, kanwu and LibreOffice read what they read before.
//!
//! `KANWU_DOCUMENTS` names the folder, which is searched with all below it; without it, our own documents are taken.
//! LibreOffice's part is done by `tests/office.py`, which says so where LibreOffice is missing.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use kanwu_intake::{Annotated, Remark, Revisions, annotate, read_bytes, read_stream};
use kanwu_text::{Edit, Format, Source, SourceSpan};

use crate::common::root;

const DATE: &str = "2023-05-01T08:00:00Z";

fn documents(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            documents(&path, out);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("docx") || e == "docm") {
            out.push(path);
        }
    }
}

/// Remarks of one to twelve characters wherever the text allows, over the ends of runs, controls and paragraphs.
fn remarks(source: &Source) -> Vec<Remark> {
    let starts: Vec<usize> = source.text.char_indices().map(|(at, _)| at).collect();
    let places = starts.iter().enumerate().step_by(37);
    places
        .filter_map(|(i, at)| {
            let end = *starts.get(i + 1 + i % 12)?;
            let span = SourceSpan::of(*at..end);
            let made = source.document().is_some_and(|document| document.is_made(span));
            let lines = vec!["有误。".to_owned(), format!("NUM{i:03}")];
            let id = i.to_string();
            (!made).then_some(Remark { span, lines, id, folded: false })
        })
        .collect()
}

/// Changes of one character, where a rule could make them.
fn edits(source: &Source) -> Vec<Edit<SourceSpan>> {
    let document = source.document().unwrap();
    let end = SourceSpan::of(0..source.text.len()).end;
    let mut out = Vec::new();
    for (at, c) in source.text.char_indices().step_by(53) {
        let span = SourceSpan::of(at..at + c.len_utf8());
        if !c.is_whitespace() && !document.touches_made(span, end) && !document.touches_closed(span) {
            out.push(Edit::new(span, if at % 2 == 0 { "〔改〕" } else { "" }));
        }
    }
    out
}

/// Every part is well formed that was so before, and no part is lost.
fn parts_hold(before: &[u8], after: &[u8], name: &str) {
    let mut old = zip::ZipArchive::new(Cursor::new(before)).unwrap();
    let mut new = zip::ZipArchive::new(Cursor::new(after)).unwrap();
    let text = |archive: &mut zip::ZipArchive<Cursor<&[u8]>>, i: usize| {
        let mut entry = archive.by_index(i).unwrap();
        let part = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        let _ = entry.read_to_end(&mut bytes);
        (part, bytes)
    };
    let parts: Vec<String> = (0..new.len()).map(|i| text(&mut new, i).0).collect();
    for i in 0..old.len() {
        let (part, _) = text(&mut old, i);
        assert!(parts.contains(&part), "{name}: {part} is lost");
    }
    for i in 0..new.len() {
        let (part, bytes) = text(&mut new, i);
        if matches!(part.rsplit('.').next(), Some("xml" | "rels")) {
            let was = old.by_name(&part).ok().map(|mut entry| {
                let mut bytes = Vec::new();
                let _ = entry.read_to_end(&mut bytes);
                bytes
            });
            if was.as_ref() != Some(&bytes) {
                let parsed = roxmltree::Document::parse(std::str::from_utf8(&bytes).unwrap()).map(|_| ());
                assert_eq!(parsed, Ok(()), "{name}: {part}");
            }
        }
    }
}

#[test]
#[ignore = "takes minutes; run by .ci/full"]
fn office_documents_keep_their_text() {
    let folder =
        std::env::var_os("KANWU_DOCUMENTS").map_or_else(|| root().join("tests/fixtures/docx"), PathBuf::from);
    let mut all = Vec::new();
    documents(&folder, &mut all);
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("office");
    let _ = std::fs::remove_dir_all(&to);
    for side in ["before", "after"] {
        std::fs::create_dir_all(to.join(side)).unwrap();
    }
    let mut wrong = Vec::new();
    let (mut done, mut refused, mut remarked, mut changed) = (0, 0, 0, 0);
    for (i, path) in all.iter().enumerate() {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).unwrap();
        let Ok(source) = read_bytes(&bytes, &name, Format::Docx) else {
            refused += 1;
            continue;
        };
        let (remarks, edits) = (remarks(&source), edits(&source));
        let made = annotate(&bytes, &source, &remarks, &edits, DATE);
        let Annotated { bytes: after, remarks: count, changes, .. } =
            made.unwrap_or_else(|e| panic!("{name}: {e}"));
        parts_hold(&bytes, &after, &name);
        let rejected = |bytes: &[u8], revisions| {
            let read = read_stream(bytes, bytes.len(), &name, Format::Docx, revisions);
            read.unwrap_or_else(|e| panic!("{name}: {e}")).text
        };
        let again = read_bytes(&after, &name, Format::Docx).unwrap_or_else(|e| panic!("{name}: {e}"));
        let known = annotate(&after, &again, &[], &[], DATE).unwrap();
        assert_eq!(known.bytes, after, "{name}");
        // Where others left changes of their own, rejecting takes those back as well.
        let theirs = rejected(&bytes, Revisions::Rejected);
        let ours = rejected(&after, Revisions::Rejected);
        if ours != theirs {
            let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
            wrong.push(format!("{name}: {:?} became {:?}", near(&theirs), near(&ours)));
            continue;
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let file = format!("{i:04}.{extension}");
        std::fs::write(to.join("before").join(&file), &bytes).unwrap();
        std::fs::write(to.join("after").join(&file), &after).unwrap();
        done += 1;
        remarked += count;
        changed += changes;
    }
    let _ = writeln!(
        std::io::stderr(),
        "{done} documents, {refused} more could not be read; {remarked} comments, {changed} changes"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(done > 0, "no document in {}", folder.display());
    let compared = Command::new("python3").arg(root().join("tests/office.py")).arg(&to).status().unwrap();
    assert!(compared.success());
}
