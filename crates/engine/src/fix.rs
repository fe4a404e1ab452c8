//! Which fixes are applied together.

use kanwu_card::Applicability;
use kanwu_text::{Edit, SourceId, SourceSpan};

use crate::Diagnostic;

/// Chooses the edits of one source that can be made at once: fixes of at least `grade`, whole or not at
/// all, none overlapping or touching one chosen before. Sorted by place. A fix that edits several sources
/// is left out, and so is that of a finding which is to stay as it is 不改. Also returns how many fixes were chosen.
pub fn choose(
    diagnostics: &[Diagnostic],
    source: SourceId,
    grade: Applicability,
) -> (Vec<Edit<SourceSpan>>, usize) {
    let mut chosen: Vec<Edit<SourceSpan>> = Vec::new();
    let mut count = 0;
    let fixes = diagnostics
        .iter()
        .filter(|d| !d.is_kept())
        .filter_map(|d| d.fix.as_ref())
        .filter(|f| f.grade >= grade);
    for fix in fixes {
        if fix.edits.iter().any(|e| e.at.source != source) {
            continue;
        }
        let free = fix.edits.iter().all(|e| chosen.iter().all(|c| apart(c.at, e.at.span)));
        if free && !fix.edits.is_empty() {
            chosen.extend(fix.edits.iter().map(|e| Edit::new(e.at.span, e.content.clone())));
            count += 1;
        }
    }
    chosen.sort_by_key(|e| (e.at.start, e.at.end));
    (chosen, count)
}

fn apart(a: SourceSpan, b: SourceSpan) -> bool {
    a.end < b.start
        || b.end < a.start
        || (a.end == b.start || b.end == a.start) && !a.is_empty() && !b.is_empty()
}
