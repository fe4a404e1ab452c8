//! Proofs of one book in three designs, which `tests/proofs/make.py` makes.

#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]

use std::path::PathBuf;
use std::process::Command;

use kanwu_pdf::{Mark, Note, PdfError, annotate, read, remarks};
use kanwu_text::{LineKind, PageBox, Source, SourceSpan};

/// The designs: two columns, running heads, a word processor.
const DESIGNS: [&str; 3] = ["columns", "heads", "writer"];
/// Characters wrong in a hundred, at most.
const ERROR: f64 = 0.3;
/// Paragraphs in their place of a hundred, at least.
const ORDER: f64 = 99.0;

fn in_repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn bytes(design: &str) -> Vec<u8> {
    std::fs::read(in_repository(&format!("tests/proofs/{design}.pdf"))).unwrap()
}

fn proof(design: &str) -> Source {
    read(&bytes(design), design).unwrap()
}

/// The paragraphs behind the contents, without blanks and marks of markup.
fn paragraphs(text: &str) -> Vec<String> {
    let from = text.rfind("# 特　载").unwrap();
    let plain =
        |line: &str| line.chars().filter(|c| !c.is_whitespace() && !"#*".contains(*c)).collect::<String>();
    let lines = text[from..].lines().filter(|line| !line.starts_with("<!--"));
    lines.map(plain).filter(|line| !line.is_empty()).collect()
}

/// Least number of characters put in, left out or changed.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// Longest run of the one's paragraphs that stand in the other in the same order.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let best = if x == y { corner + 1 } else { row[j].max(row[j + 1]) };
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

#[test]
fn characters_and_paragraphs_are_those_of_the_book() {
    let book = std::fs::read_to_string(in_repository("samples/clean/青石镇年鉴2023.md")).unwrap();
    for design in DESIGNS {
        // LibreOffice does not print the mark that hangs at the end of this line.
        let book =
            if design == "writer" { book.replace("西、北两面", "西北两面") } else { book.clone() };
        let want = paragraphs(&book);
        let source = proof(design);
        let heads = source.proof().unwrap().lines.iter().find(|line| line.kind == LineKind::RunningHead);
        let body = heads.map_or(source.text.len(), |line| line.span.start as usize);
        let notes = |line: &String| !line.starts_with(['¹', '²']);
        let got: Vec<String> = paragraphs(&source.text[..body])
            .into_iter()
            .filter(notes)
            .map(|line| line.replace(['¹', '²'], ""))
            .collect();
        let all: usize = want.iter().map(|line| line.chars().count()).sum();
        let wrong = distance(&got.concat(), &want.concat());
        let error = 100.0 * wrong as f64 / all as f64;
        let order = 100.0 * in_order(&got, &want) as f64 / want.len() as f64;
        println!("{design}: {error:.2} characters wrong in 100, {order:.1} paragraphs of 100 in their place");
        assert!(error < ERROR, "{design}: {error}");
        assert!(order >= ORDER, "{design}: {order}");
    }
}

#[test]
fn text_set_downwards_is_read_in_its_order() {
    let script = std::fs::read_to_string(in_repository("tests/proofs/make.py")).unwrap();
    let list = script.split("VERTICAL = [").nth(1).unwrap().split("]\n").next().unwrap();
    // Strings of one paragraph stand under one another without a comma.
    let want: String = list.chars().filter(|c| !"\" \n,".contains(*c)).collect();
    let source = proof("vertical");
    let got: String = source.text.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(got.strip_suffix("12"), Some(want.as_str()), "and the folio behind it");
    let place = source.text.find("46").unwrap();
    let line = source.proof().unwrap().line_at(u32::try_from(place).unwrap()).unwrap();
    assert_eq!(line.turn, kanwu_text::Turn::Down);
}

#[test]
fn pages_have_their_numbers_heads_and_columns() {
    let folios = |source: &Source| -> Vec<Option<u32>> {
        source.proof().unwrap().pages.iter().map(|page| page.folio).collect()
    };
    for design in DESIGNS {
        let source = proof(design);
        let numbered: Vec<u32> = folios(&source).into_iter().flatten().collect();
        let want: Vec<u32> = (1..=u32::try_from(numbered.len()).unwrap()).collect();
        assert!(numbered.len() >= 7 && numbered == want, "{design}: {numbered:?}");
    }
    let columns = proof("columns");
    assert!(columns.proof().unwrap().pages.iter().filter(|page| page.columns == 2).count() >= 6);
    let heads = proof("heads");
    let heads: Vec<&str> =
        heads.proof().unwrap().pages.iter().flat_map(|page| &page.heads).map(String::as_str).collect();
    assert!(heads.contains(&"青石镇年鉴2023") && heads.contains(&"城镇建设"), "{heads:?}");
}

#[test]
fn every_line_has_its_box_on_its_page() {
    for design in DESIGNS {
        let source = proof(design);
        let proof = source.proof().unwrap();
        for line in &proof.lines {
            let text = line.span.of_text(&source.text);
            assert_eq!(line.edges.len(), text.chars().count() + 1, "{text}");
            let frame = line.frame(&source.text, line.span);
            assert!(frame.left < frame.right && frame.bottom < frame.top, "{text} {frame:?}");
            assert!(frame.left > 0 && frame.right < 50_000 && frame.top < 70_000, "{text} {frame:?}");
        }
        let spans = proof.lines.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(spans, "{design}");
    }
}

fn notes() -> Vec<Note> {
    let boxes = vec![PageBox { left: 5000, bottom: 50_000, right: 9000, top: 51_000 }];
    let note = |page, name: &str| Note {
        page,
        boxes: boxes.clone(),
        text: "疑有误，请核。".to_owned(),
        name: name.to_owned(),
    };
    vec![note(2, "kanwu-a"), note(3, "kanwu-b"), note(3, "kanwu-c")]
}

#[test]
fn notes_go_behind_the_file_and_are_known_again() {
    for design in DESIGNS {
        let original = bytes(design);
        let once = annotate(&original, &notes(), "刊误", "2023-05-01T08:00:00Z").unwrap();
        assert_eq!((once.added, once.known), (3, 0));
        assert!(once.bytes.starts_with(&original), "{design}: every byte of the file stays");
        let again = annotate(&once.bytes, &notes(), "刊误", "2023-05-02T08:00:00Z").unwrap();
        assert_eq!((again.added, again.known), (0, 3));
        assert_eq!(again.bytes, once.bytes);
        let (before, after) = (read(&original, "a.pdf").unwrap(), read(&once.bytes, "a.pdf").unwrap());
        assert_eq!(before.text, after.text);
        // Another update on top of the first.
        let mut more = notes();
        more.push(Note { name: "kanwu-d".to_owned(), ..more[0].clone() });
        let more = annotate(&once.bytes, &more, "刊误", "2023-05-02T08:00:00Z").unwrap();
        assert_eq!((more.added, more.known), (1, 3));
        assert!(more.bytes.starts_with(&once.bytes));
    }
}

#[test]
fn marks_of_readers_are_read_at_their_text() {
    for design in DESIGNS {
        let original = bytes(design);
        let source = read(&original, "a.pdf").unwrap();
        let proof = source.proof().unwrap();
        let word = "青石村";
        let at = source.text.find(word).unwrap();
        let span = SourceSpan::of(at..at + word.len());
        let line = proof.line_at(span.start).unwrap();
        let note = Note {
            page: line.page,
            boxes: vec![line.frame(&source.text, span)],
            text: "改为“青石社区”".to_owned(),
            name: "one".to_owned(),
        };
        let date = "2023-05-01T08:00:00Z";
        let marked = annotate(&original, std::slice::from_ref(&note), "王编辑", date).unwrap().bytes;
        let found = remarks(&marked, &source, "刊误").unwrap();
        assert_eq!(found.len(), 1, "{design}");
        assert_eq!(found[0].span.of_text(&source.text), word, "{design}");
        assert_eq!((found[0].mark, found[0].author.as_str()), (Mark::Remark, "王编辑"));
        assert_eq!(found[0].text, note.text);
        // What we have noted ourselves nobody has asked for.
        assert_eq!(remarks(&marked, &source, "王编辑").unwrap(), []);
        assert_eq!(remarks(&original, &source, "刊误").unwrap(), []);
    }
}

/// The picture of a page as poppler draws it; `None` where poppler is not installed.
fn drawn(pdf: &[u8], page: u32) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("kanwu-pdf-{}-{page}-{}", std::process::id(), pdf.len()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let page = page.to_string();
    let run = Command::new("pdftoppm").args(["-r", "40", "-f", &page, "-l", &page]).arg(&path).output();
    let picture = run.ok().map(|run| {
        assert!(run.status.success() && run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    });
    std::fs::remove_dir_all(&folder).unwrap();
    picture
}

#[test]
fn poppler_draws_the_notes() {
    for design in DESIGNS {
        let original = bytes(design);
        let noted = annotate(&original, &notes(), "刊误", "2023-05-01T08:00:00Z").unwrap().bytes;
        let (Some(before), Some(after)) = (drawn(&original, 3), drawn(&noted, 3)) else {
            println!("pdftoppm is not installed: notes were not drawn");
            return;
        };
        assert_ne!(before, after, "{design}");
        assert_eq!(drawn(&original, 1), drawn(&noted, 1), "{design}: other pages stay");
    }
}

#[test]
fn what_is_no_proof_is_refused() {
    assert_eq!(read(b"", "a.pdf").unwrap_err(), PdfError::NotPdf);
    assert_eq!(read("清河区".as_bytes(), "a.pdf").unwrap_err(), PdfError::NotPdf);
    assert!(matches!(read(b"%PDF-1.7\n%%EOF\n", "a.pdf"), Err(PdfError::Damaged(_) | PdfError::NoPages)));
}

#[test]
fn damaged_files_end_in_an_error_or_in_what_can_be_read() {
    let original = bytes("columns");
    for part in 1..12 {
        let _ = read(&original[..original.len() * part / 12], "a.pdf");
    }
    for seed in 0..40_usize {
        let mut damaged = original.clone();
        for k in 0..12 {
            let at = (seed * 7919 + k * 104_729) * 31 % damaged.len();
            damaged[at] ^= 1 << (k % 8);
        }
        let _ = read(&damaged, "a.pdf");
    }
}
