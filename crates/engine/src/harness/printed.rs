//! An example as a proof.
//!
//! Each line of its text is a printed line, and `<!-- line -->` ends one inside of a paragraph. `<!-- page: 12 -->` begins
//! a page with that folio (`-` for none), `<!-- column -->` the next column, `<!-- head: 农业 -->` is a running head of
//! the page, `<!-- picture: captioned -->` a picture with a caption and `<!-- picture: bare -->` one without. Lines stand
//! one under the other.

use kanwu_text::{LineKind, PageBox, PageMark, PictureGroup, Proof, ProofLine, ProofPage, SourceSpan, Turn};

/// The pages and lines of an example.
pub(super) fn proof(text: &str) -> Proof {
    let mut proof = Proof::default();
    let mut now = ProofLine {
        span: SourceSpan::new(0, 0),
        page: 0,
        column: 1,
        line: 0,
        kind: LineKind::Text,
        turn: Turn::Upright,
        base: 0,
        top: 0,
        edges: Vec::new(),
    };
    let mut from = 0;
    while from < text.len() {
        let rest = &text[from..];
        if let Some(end) =
            rest.strip_prefix("<!-- ").and_then(|inner| Some(inner.find(" -->")? + "<!-- ".len()))
        {
            command(&rest["<!-- ".len()..end], &mut proof, &mut now);
            from += end + " -->".len();
            continue;
        }
        let end = rest.find(['\n', '<']).unwrap_or(rest.len()).max(1);
        let line = rest[..end].trim_end_matches('\n');
        if !line.trim().is_empty() {
            push(line, from, &mut proof, &mut now);
        }
        from += end;
    }
    proof
}

fn command(text: &str, proof: &mut Proof, now: &mut ProofLine) {
    if let Some(page) = text.strip_prefix("page: ") {
        let folio = page.parse().ok();
        proof.pages.push(ProofPage { folio, label: folio, columns: 1, ..ProofPage::default() });
        *now = ProofLine { page: now.page + 1, column: 1, line: 0, base: 0, ..now.clone() };
    } else if let (Some(head), Some(page)) = (text.strip_prefix("head: "), proof.pages.last_mut()) {
        page.heads.push(head.to_owned());
    } else if let (Some(kind), Some(page)) = (text.strip_prefix("picture: "), proof.pages.last_mut()) {
        let frame = PageBox { top: now.base - 10, bottom: now.base - 1500, ..PageBox::default() };
        page.groups.push(PictureGroup { frame, captioned: kind == "captioned" });
        page.pictures += 1;
    } else if text == "column" {
        *now = ProofLine { column: now.column + 1, line: 0, base: 0, ..now.clone() };
        proof.pages.iter_mut().last().into_iter().for_each(|page| page.columns = now.column);
    }
}

fn push(line: &str, at: usize, proof: &mut Proof, now: &mut ProofLine) {
    now.line += 1;
    now.base -= 1600;
    now.top = now.base + 1000;
    let kind = match line {
        _ if line.starts_with('#') => LineKind::Heading,
        _ if line.contains('\t') => LineKind::Cell,
        _ => LineKind::Text,
    };
    let mut from = at;
    for piece in line.split('\t') {
        let span = SourceSpan::of(from..from + piece.len());
        proof.lines.push(ProofLine { span, kind, ..now.clone() });
        from += piece.len() + 1;
    }
}

/// The marks of its pages.
pub(super) fn marks(proof: &Proof) -> Vec<PageMark> {
    let first = |page: u32| proof.lines.iter().find(|line| line.page == page);
    let mark = |(ordinal, page): (u32, &ProofPage)| {
        first(ordinal).map(|line| PageMark { at: line.span.start, ordinal, label: page.label })
    };
    (1..).zip(&proof.pages).filter_map(mark).collect()
}
