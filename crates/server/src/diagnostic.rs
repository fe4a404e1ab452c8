//! Findings as the editor shows them.

use kanwu_engine::Diagnostic;
use kanwu_plugin::Severity;
use kanwu_report::whole_message;
use kanwu_text::{Lang, Location, SourceId};
use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString};
use serde_json::json;

use crate::book::View;

/// The name under which the editor shows what comes from here.
pub(crate) const NAME: &str = "kanwu";

/// The findings that touch a place.
pub(crate) fn touching<'f>(found: &[&'f Diagnostic], at: Location) -> Vec<&'f Diagnostic> {
    let touches = |place: Location| {
        place.source == at.source && place.span.start <= at.span.end && at.span.start <= place.span.end
    };
    found.iter().copied().filter(|one| touches(one.at)).collect()
}

/// The findings of one source.
pub(crate) fn of_source(
    view: View<'_>,
    found: &[&Diagnostic],
    source: SourceId,
) -> Vec<lsp_types::Diagnostic> {
    found.iter().filter(|d| d.at.source == source).filter_map(|d| diagnostic(view, d)).collect()
}

/// One finding.
pub(crate) fn diagnostic(view: View<'_>, found: &Diagnostic) -> Option<lsp_types::Diagnostic> {
    let card = view.book.cards.get(found.rule.index())?;
    let lang = view.client.lang;
    let related = found.related.iter().filter_map(|place| {
        let message = if lang == Lang::En { place.en.clone() } else { place.zh.clone() };
        Some(DiagnosticRelatedInformation { location: view.location(place.at)?, message })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    Some(lsp_types::Diagnostic {
        range: view.range(found.at)?,
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info | Severity::Off => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(card.head.code.to_string())),
        source: Some(NAME.to_owned()),
        message: whole_message(card, found, lang),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({ "id": found.id.to_string() })),
        ..Default::default()
    })
}
