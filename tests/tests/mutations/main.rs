//! The targets of the fuzzer on mutated manuscripts and documents, where no fuzzer can be had: the same seed gives the
//! same mutations. `KANWU_FUZZ_SECONDS` says for how long, `KANWU_FUZZ_SEED` where to begin.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something fails")]

use std::io::{Cursor, Read, Write};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use encoding_rs::GB18030;
use fastrand::Rng;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a mutation puts in.
const ODD: &[&str] = &[
    "，",
    "。",
    ",",
    ".",
    "“",
    "”",
    "\"",
    "《",
    "》",
    "（",
    "）",
    "(",
    "\u{200b}",
    "\u{feff}",
    "\u{3000}",
    "\u{a0}",
    "\r\n",
    "\r",
    "\n\n",
    "\u{c}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "𠀀",
    "〇",
    "10～15%",
    "2023年2月30日",
    "—",
    "～",
    "、",
    "# ",
    "## ",
    "- ",
    "> ",
    "| a | b |\n|---|---|\n",
    "```\n",
    "<!-- page: 3 -->",
    "<!-- kanwu-ignore PUN001: 试 -->",
    "$x^2$",
    "**",
    "`",
    "[^1]: ",
    "&nbsp;",
    "<table>",
    "13912345678",
    "１３９ 1234-5678",
    "99999999999999999999999999999",
    "0.1",
    "%",
    "第九千九百九十九",
    "习近平",
    "Ａ",
    "１",
    "千瓦小时",
    "截止2023年",
];

/// What a mutation puts into a part of a document.
const TAGS: &[&str] = &[
    "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:ins w:id=\"9\" w:author=\"甲\">",
    "</w:ins>",
    "<w:del w:id=\"8\">",
    "</w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "&#x4E2D;",
    "&#xD800;",
    "&amp;",
    "<!-- -->",
    "<![CDATA[甲,乙]]>",
    "<w:lock w:val=\"contentLocked\"/>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:commentRangeStart w:id=\"1\"/>",
    " xml:space=\"preserve\"",
    "<w:vanish/>",
    "全年,增长10～15%。",
    "（",
    "\u{1}",
];

fn at(rng: &mut Rng, text: &str) -> usize {
    let at = rng.usize(0..=text.len());
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

fn mutate(rng: &mut Rng, text: &mut String, pieces: &[&str]) {
    for _ in 0..*rng.choice(&[1, 1, 2, 3, 8, 30]).unwrap() {
        let (a, b) = (at(rng, text), at(rng, text));
        let piece = pieces.get(rng.usize(0..pieces.len())).unwrap();
        match rng.u8(0..7) {
            0..=2 => text.insert_str(a, &piece.repeat(*rng.choice(&[1, 1, 1, 2, 40]).unwrap())),
            3 => {
                let end = text.char_indices().map(|(i, _)| i).find(|i| *i > a + 12).unwrap_or(text.len());
                text.replace_range(a..end.max(a), "");
            }
            4 => {
                let end = (a + rng.usize(0..200)).min(text.len());
                let end = (a..=end).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(a);
                let copied = text.get(a..end).unwrap_or_default().to_owned();
                text.insert_str(b, &copied);
            }
            5 => {
                let line = text.lines().nth(rng.usize(0..50)).unwrap_or_default().to_owned();
                text.insert_str(b, &format!("\n{line}\n").repeat(rng.usize(1..4)));
            }
            _ => {
                let c = text.get(a..).and_then(|rest| rest.chars().next());
                if let Some(c) = c {
                    text.replace_range(a..a + c.len_utf8(), piece);
                }
            }
        }
        if text.len() > 40_000 {
            let end = (0..=20_000).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.truncate(end);
        }
    }
}

/// A stretch of a manuscript, mutated and in some encoding.
fn manuscript(rng: &mut Rng, all: &str) -> Vec<u8> {
    let from = at(rng, all);
    let to = (from + rng.usize(200..6000)).min(all.len());
    let to = (from..=to).rev().find(|i| all.is_char_boundary(*i)).unwrap_or(from);
    let mut text = all.get(from..to).unwrap_or_default().to_owned();
    mutate(rng, &mut text, ODD);
    let mut bytes = match rng.u8(0..10) {
        0 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        1 | 2 => GB18030.encode(&text).0.into_owned(),
        3 => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        4 => [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
        _ => text.into_bytes(),
    };
    if rng.u8(0..8) == 0 && !bytes.is_empty() {
        let i = rng.usize(0..bytes.len());
        bytes[i] = rng.u8(..);
    }
    bytes
}

/// A document with one of its parts mutated.
fn document(rng: &mut Rng, whole: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let often = if name == "word/document.xml" { 0..10 } else { 0..1 };
        if often.contains(&rng.u8(0..12)) && name.ends_with("xml") {
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            // Most mutations anywhere damage the XML; those in its text do not.
            let places: Vec<usize> = text.match_indices("</w:t>").map(|(i, _)| i).collect();
            for _ in 0..rng.usize(1..6) {
                let tags = rng.u8(0..3) == 0;
                let pieces = if tags { TAGS } else { ODD };
                let piece = pieces.get(rng.usize(0..pieces.len())).unwrap();
                let place = places.get(rng.usize(0..places.len().max(1))).copied().unwrap_or(0);
                if text.is_char_boundary(place) {
                    let plain = piece.replace('&', "&amp;").replace('<', "&lt;");
                    text.insert_str(place, if tags { piece } else { &plain });
                }
            }
            if rng.u8(0..12) == 0 {
                mutate(rng, &mut text, TAGS);
            }
            bytes = text.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    let mut bytes = out.finish().unwrap().into_inner();
    if rng.u8(0..10) == 0 {
        let i = rng.usize(0..bytes.len());
        bytes[i] = rng.u8(..);
    }
    bytes
}

/// Documents of a few kilobytes: checking a book takes longer than mutating it.
fn documents(root: &Path) -> Vec<Vec<u8>> {
    let folder =
        std::env::var_os("KANWU_DOCUMENTS").map_or_else(|| root.join("tests/fixtures/docx"), PathBuf::from);
    let mut out = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Some(bytes) =
                path.extension().filter(|e| *e == "docx").and_then(|_| std::fs::read(&path).ok())
            else {
                continue;
            };
            if bytes.len() < 60_000
                && ZipArchive::new(Cursor::new(bytes.as_slice())).is_ok_and(|a| a.len() < 60)
            {
                out.push(bytes);
            }
        }
    }
    out.sort();
    out
}

#[test]
#[ignore = "takes as long as it is told to; run by .ci/full"]
fn mutated_manuscripts_and_documents() {
    let number = |name: &str, usual| {
        std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok()).unwrap_or(usual)
    };
    let time = Duration::from_secs(number("KANWU_FUZZ_SECONDS", 60));
    let first = number("KANWU_FUZZ_SEED", 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let sample = std::fs::read_to_string(root.join("samples/清河年鉴2023.md")).unwrap();
    let documents = documents(root);
    let found = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    std::fs::create_dir_all(&found).unwrap();
    let started = Instant::now();
    let mut failed = Vec::new();
    let mut tried = [0_u64; 2];
    for seed in first.. {
        if started.elapsed() >= time {
            break;
        }
        let mut rng = Rng::with_seed(seed);
        let is_document = seed % 3 == 0 && !documents.is_empty();
        let chosen = rng.usize(0..documents.len().max(1));
        let bytes = match is_document {
            true => document(&mut rng, &documents[chosen]),
            false => manuscript(&mut rng, &sample),
        };
        tried[usize::from(is_document)] += 1;
        let (target, name): (fn(&[u8]), _) = match is_document {
            true => (kanwu_tests::fuzz::docx, format!("{seed}.docx")),
            false => (kanwu_tests::fuzz::check, format!("{seed}.md")),
        };
        if catch_unwind(|| target(&bytes)).is_err() {
            std::fs::write(found.join(&name), &bytes).unwrap();
            failed.push(name);
        }
    }
    let [texts, packages] = tried;
    let _ = writeln!(
        std::io::stderr(),
        "seeds from {first}: {texts} texts, {packages} documents; failed: {failed:?}, kept in {}",
        found.display()
    );
    assert!(failed.is_empty(), "{failed:?}");
}
