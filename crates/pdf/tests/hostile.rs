//! Files that are made to take time or memory without end.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]

mod made;

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::{Compression, write::ZlibEncoder};
use kanwu_pdf::read;
use kanwu_text::Refusal;
use made::file;

/// Far more than any of them takes where tests are not optimised.
const BOUND: Duration = Duration::from_secs(60);

const CATALOGUE: &str = "<</Type/Catalog/Pages 2 0 R>>";
const ONE_PAGE: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>/Contents 4 0 R>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const FORM: &str = "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 12/Resources<</XObject<</X 6 0 R>>>>>>\nstream\n/X Do /X Do \nendstream";

fn packed(part: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..times {
        encoder.write_all(part).unwrap();
    }
    let data = encoder.finish().unwrap();
    let mut out = format!("<</Length {}/Filter/FlateDecode>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

fn objects(contents: Vec<u8>) -> Vec<Vec<u8>> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![text(CATALOGUE), text(ONE_PAGE), text(PAGE), contents, text(FONT), text(FORM)]
}

/// Reads within bounds; what the first page is refused for, where the file is read at all.
fn refused(name: &str, bytes: &[u8]) -> Option<Refusal> {
    let begun = Instant::now();
    let read = read(bytes, name);
    let taken = begun.elapsed();
    assert!(taken < BOUND, "{name} took {taken:?}");
    read.ok()?.proof()?.pages.first()?.refused
}

#[test]
fn pages_of_a_tree_that_leads_back_to_itself_are_refused() {
    let tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec();
    let bytes = file(&[CATALOGUE.as_bytes().to_vec(), tree]);
    assert_eq!(refused("loop.pdf", &bytes), Some(Refusal::Damaged));
}

#[test]
fn pages_that_unpack_without_end_are_refused() {
    let blanks = packed(&[b' '; 1 << 16], 1 << 11);
    assert_eq!(refused("blanks.pdf", &file(&objects(blanks))), Some(Refusal::TooMuch));
    let text = packed(b"BT /F 9 Tf (aaaaaaaaaa) Tj ET\n", 1_000_000);
    assert_eq!(refused("text.pdf", &file(&objects(text))), Some(Refusal::TooMuch));
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    refused("form.pdf", &file(&objects(packed(b"/X Do ", 1_000))));
}

#[test]
fn very_many_rules_pages_and_objects_come_to_an_end() {
    refused("rules.pdf", &file(&objects(packed(b"0 0 m 100 0 l S\n", 20_000))));
    let mut many = objects(packed(b"BT /F 9 Tf (a) Tj ET", 1));
    many[1] = format!("<</Type/Pages/Kids[{}]/Count 100000>>", "3 0 R ".repeat(100_000)).into_bytes();
    assert!(read(&file(&many), "pages.pdf").is_err(), "no book has so many pages");
    let mut objects = objects(b"[".repeat(100_000));
    objects.extend(std::iter::repeat_n(b"null".to_vec(), 100_000));
    refused("objects.pdf", &file(&objects));
}

#[test]
fn numbers_out_of_all_bounds_place_nothing() {
    for number in ["1e38", "-99999999999999", "0.0000000000000001"] {
        let draw = format!("BT /F {number} Tf {number} {number} Td (abc) Tj ET {number} 0 {number} 9 re f\n");
        refused("numbers.pdf", &file(&objects(packed(draw.as_bytes(), 50))));
    }
}
