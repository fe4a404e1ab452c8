//! What must hold for any bytes, as targets of a fuzzer and of a seeded test.

use std::sync::OnceLock;

use kanwu_engine::{Registry, Selection};
use kanwu_intake::{Remark, Revisions, annotate, read_bytes, read_stream};
use kanwu_lint::{Answers, Checker, Fixes, Input, fix};
use kanwu_plugin::{Applicability, Diagnostic};
use kanwu_text::{Format, Manuscript, Source};

const DATE: &str = "2023-05-01T08:00:00Z";

pub(crate) fn rules() -> &'static Registry {
    static RULES: OnceLock<Registry> = OnceLock::new();
    RULES.get_or_init(|| Registry::new(&kanwu::families(), Vec::new()).expect("rules that fit together"))
}

/// Bytes → check → fix → write, as Markdown or plain text. Panics where something does not hold.
pub fn check(bytes: &[u8]) {
    let format = if bytes.len().is_multiple_of(4) { Format::Plain } else { Format::Markdown };
    let Ok(source) = read_bytes(bytes, "a.md", format) else { return };
    for (at, _) in source.text.char_indices().step_by(97) {
        let offset = source.byte_offset(at as u32).expect("a text has its bytes");
        assert!(offset <= bytes.len() as u64);
    }
    let Some(fixes) = fixed(bytes, source) else { return };
    let [work] = fixes.files.as_slice() else { panic!("one file") };
    let after = &fixes.after.sources[0];
    match work.written(None) {
        Ok(written) => {
            let again = read_bytes(&written, "a.md", format).expect("what is written can be read");
            assert_eq!(again.text, after.text, "what is written is what was fixed");
            // What is settled stays as it is.
            if fixes.settled {
                let once_more = fixed(&written, again).expect("it can be fixed again");
                assert_eq!(once_more.files[0].count, 0, "a second fix finds nothing to do");
            }
        }
        // GB18030 and UTF-16 hold every character that a rule writes; if not, it is told.
        Err(e) => assert!(!e.to_string().is_empty()),
    }
}

/// A package → check → fix → annotate.
pub fn docx(bytes: &[u8]) {
    let Ok(source) = read_bytes(bytes, "a.docx", Format::Docx) else { return };
    let text = source.text.clone();
    let Some(fixes) = fixed(bytes, source) else { return };
    let [work] = fixes.files.as_slice() else { panic!("one file") };
    let remarks: Vec<Remark> = fixes
        .first
        .iter()
        .map(|d| Remark {
            span: d.at.span,
            lines: vec![d.rule.index().to_string()],
            id: d.rule.index().to_string(),
            folded: false,
        })
        .collect();
    let done = annotate(bytes, &work.before, &remarks, &work.edits(), DATE).expect("it can be annotated");
    let again = read_bytes(&done.bytes, "a.docx", Format::Docx).expect("what is annotated can be read");
    assert_eq!(again.text, fixes.after.sources[0].text, "changes accepted give what was fixed");
    let rejected = |bytes: &[u8]| {
        let read = read_stream(bytes, bytes.len(), "a.docx", Format::Docx, Revisions::Rejected);
        read.expect("it can be read with changes rejected").text
    };
    assert_eq!(rejected(&done.bytes), rejected(bytes), "changes rejected give what was there");
    let plain = work.written(None).expect("it can be written in place");
    let plain = read_bytes(&plain, "a.docx", Format::Docx).expect("what is written can be read");
    assert_eq!(plain.text, fixes.after.sources[0].text);
    assert_eq!(work.before.text, text);
}

/// A proof → check → annotate.
pub fn pdf(bytes: &[u8]) {
    let Ok(source) = read_bytes(bytes, "a.pdf", Format::Pdf) else { return };
    let proof = source.proof().expect("a proof has pages");
    for line in &proof.lines {
        let text = line.span.of_text(&source.text);
        assert_eq!(line.edges.len(), text.chars().count() + 1, "each character has its place");
    }
    let text = source.text.clone();
    let Some(fixes) = fixed(bytes, source) else { return };
    let [work] = fixes.files.as_slice() else { panic!("one file") };
    assert_eq!(fixes.after.sources[0].text, text, "a proof is not edited");
    let remark = |d: &Diagnostic| Remark {
        span: d.at.span,
        lines: vec![d.rule.index().to_string()],
        id: d.rule.index().to_string(),
        folded: false,
    };
    let remarks: Vec<Remark> = fixes.first.iter().map(remark).collect();
    // A file whose parts were only found by searching can be read, and has no end that an update could follow.
    let Ok(done) = annotate(bytes, &work.before, &remarks, &[], DATE) else { return };
    assert!(done.bytes.starts_with(bytes), "every byte stays");
}

/// Checked and fixed; `None` where there is more text than a test has time for.
fn fixed(bytes: &[u8], source: Source) -> Option<Fixes> {
    if source.text.len() > 200_000 {
        return None;
    }
    let selection = Selection { preview: true, ..Selection::default() };
    let checker = Checker::new(rules(), &selection);
    let input = Input { source, bytes: bytes.to_vec(), open: true };
    let fixes = fix(&checker, &Answers::default(), vec![input], Some(Applicability::Safe));
    let before = &fixes.files[0].before;
    let manuscript = Manuscript::single(Source::new(before.path.clone(), before.format, before.text.clone()));
    for d in &fixes.first {
        places_hold(d, &manuscript);
    }
    Some(fixes)
}

/// Every place lies on characters of the text.
fn places_hold(d: &Diagnostic, manuscript: &Manuscript) {
    let edits = d.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at);
    let others = d.related.iter().map(|related| related.at).chain(d.occurrences.iter().map(|o| o.at));
    for at in edits.chain(others).chain([d.at]) {
        let text = &manuscript.source(at.source).expect("a source").text;
        assert!(text.get(at.span.range()).is_some(), "a place off the characters");
    }
}
