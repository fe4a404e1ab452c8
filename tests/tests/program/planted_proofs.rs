//! Proofs of one small yearbook: forty faults that only proofs show, sixty wrong pages in the contents, and a clean twin.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::common::{findings, kanwu, root};

/// By kind of fault: the rule that finds it.
const RULES: [(&str, &str); 27] = [
    ("ISBN check digit", "STR157"),
    ("chief editor on the title page", "STR162"),
    ("contents page wrong", "TOC004"),
    ("contents title differs", "TOC001"),
    ("decimal broken", "STR151"),
    ("figure broken", "STR151"),
    ("half a dash", "STR151"),
    ("half an ellipsis", "STR151"),
    ("heading alone at the foot", "STR152"),
    ("index column wrong", "STR158"),
    ("index heading repeated", "STR160"),
    ("index out of order", "STR159"),
    ("index page wrong", "STR158"),
    ("mark at the start of a line", "STR150"),
    ("opening mark at the end of a line", "STR150"),
    ("page number doubled", "STR154"),
    ("page number missing", "STR154"),
    ("page outside the count", "STR163"),
    ("pictures without caption", "STR164"),
    ("press on the cover", "STR162"),
    ("running head wrong", "STR155"),
    ("sheets against pages", "STR161"),
    ("single character at the foot of a page", "STR153"),
    ("single character at the head of a page", "STR153"),
    ("table cut without 续表", "STR156"),
    ("volume in the running head", "STR024"),
    ("volume on the spine", "STR024"),
];

#[derive(Deserialize)]
struct Expected {
    faults: Book,
    contents60: Book,
}

#[derive(Deserialize)]
struct Book {
    faults: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    kind: String,
    page: u64,
    fragment: String,
    printed: Option<u64>,
}

fn expected() -> Expected {
    let text = std::fs::read_to_string(root().join("tests/plants/proofs/expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What the rules on proofs, titles and contents find, without 提示.
fn found_in(proof: &str) -> Vec<Value> {
    let path = root().join("tests/plants/proofs").join(proof).display().to_string();
    let mut codes: Vec<&str> = RULES.iter().map(|(_, code)| *code).collect();
    codes.extend(["TOC002", "TOC003", "TOC005", "TOC102", "TOC103", "TOC105", "STR002", "STR129"]);
    let select = codes.join(",");
    let output =
        kanwu(&root(), &["check", &path, "--output-format", "json", "--isolated", "--select", &select]);
    findings(&output)["diagnostics"].as_array().cloned().unwrap_or_default()
}

/// How many findings each rule has on each page.
fn counted(found: &[Value]) -> BTreeMap<(String, u64), usize> {
    let mut out = BTreeMap::new();
    for one in found {
        let page = one["place"]["sheet"].as_u64().unwrap_or_default();
        *out.entry((one["code"].as_str().unwrap_or_default().to_owned(), page)).or_default() += 1;
    }
    out
}

#[test]
fn forty_faults_are_found_and_nothing_else() {
    let mut want = BTreeMap::new();
    for fault in expected().faults.faults {
        let (_, code) = RULES.iter().find(|(kind, _)| *kind == fault.kind).unwrap();
        // What is missing on a blank page is told on the next.
        let page = fault.page + u64::from(fault.kind == "page outside the count");
        // An ISBN stands twice in the imprint.
        *want.entry(((*code).to_owned(), page)).or_default() += if *code == "STR157" { 2 } else { 1 };
    }
    assert_eq!(counted(&found_in("faults-typst.pdf")), want);
}

#[test]
fn sixty_wrong_pages_are_found_exactly() {
    let mut want: Vec<(u64, u64)> =
        expected().contents60.faults.iter().map(|fault| (fault.page, fault.printed.unwrap())).collect();
    let found = found_in("contents60-typst.pdf");
    let mut told: Vec<(u64, u64)> = found
        .iter()
        .filter(|one| one["code"] == "TOC004")
        .map(|one| {
            let page = one["excerpt"].as_str().and_then(|text| text.parse().ok());
            (one["place"]["sheet"].as_u64().unwrap(), page.unwrap())
        })
        .collect();
    want.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, want);
    assert_eq!(found.len(), want.len(), "{found:#?}");
    let titles = expected().contents60.faults;
    assert!(titles.iter().all(|f| found.iter().any(|one| one.to_string().contains(&f.fragment))));
}

#[test]
fn the_clean_proof_has_no_fault() {
    let found = found_in("clean-typst.pdf");
    assert!(found.is_empty(), "{found:#?}");
}
