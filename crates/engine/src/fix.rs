//! Which fixes are applied together.

use std::collections::BTreeMap;

use kanwu_card::Applicability;
use kanwu_text::{Edit, SourceId, SourceSpan};

use crate::Diagnostic;

/// Chooses the fixes of one source that can be made at once: those of at least `grade`, whole or not at
/// all, none overlapping or touching one chosen before. A fix that edits several sources is left out, and so is that
/// of a finding which is to stay as it is 不改.
pub fn choose(
    diagnostics: &[Diagnostic],
    source: SourceId,
    grade: Applicability,
) -> Vec<Vec<Edit<SourceSpan>>> {
    choose_of(diagnostics.iter(), source, grade).into_iter().map(|(_, edits)| edits).collect()
}

/// The same of some findings, each fix with its finding.
pub fn choose_of<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    source: SourceId,
    grade: Applicability,
) -> Vec<(&'d Diagnostic, Vec<Edit<SourceSpan>>)> {
    let mut chosen = Vec::new();
    // By where they begin. They are apart, so that only the nearest on either side can touch another.
    let mut taken: BTreeMap<u32, SourceSpan> = BTreeMap::new();
    let fixes = diagnostics
        .filter(|d| !d.is_kept())
        .filter_map(|d| Some((d, d.fix.as_ref()?)))
        .filter(|(_, fix)| fix.grade >= grade);
    for (finding, fix) in fixes {
        if fix.edits.is_empty() || fix.edits.iter().any(|e| e.at.source != source) {
            continue;
        }
        let free = fix.edits.iter().all(|e| {
            let before = taken.range(..=e.at.span.start).next_back();
            let after = taken.range(e.at.span.start..).next();
            before.into_iter().chain(after).all(|(_, span)| apart(*span, e.at.span))
        });
        if free {
            taken.extend(fix.edits.iter().map(|e| (e.at.span.start, e.at.span)));
            let edits = fix.edits.iter().map(|e| Edit::new(e.at.span, e.content.clone())).collect();
            chosen.push((finding, edits));
        }
    }
    chosen
}

fn apart(a: SourceSpan, b: SourceSpan) -> bool {
    a.end < b.start
        || b.end < a.start
        || (a.end == b.start || b.end == a.start) && !a.is_empty() && !b.is_empty()
}
