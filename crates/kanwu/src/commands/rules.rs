//! `kanwu rules` and `kanwu explain`.

use std::io::{self, Write as _};

use kanwu_engine::Registry;
use kanwu_plugin::Severity;
use kanwu_text::Message;

use crate::cli::{Listing, ListingFormat};
use crate::config::unknown_rule;
use crate::messages::{rules as said, severity};
use crate::ui::Ui;
use crate::{Exit, table};

/// So many terms at most are told where the text is only part of them.
const MOST: usize = 10;

/// Tells what a rule is for.
pub(crate) fn explain(ui: &mut Ui<'_>, registry: &Registry, name: &str) -> io::Result<Exit> {
    let Some(rule) = registry.find(name).and_then(|id| registry.get(id)) else {
        if term(ui, registry, name)? {
            return Ok(Exit::Clean);
        }
        // 八项规定 is part of several terms.
        let forms =
            if name.chars().nth(1).is_some() { registry.right_forms_with(name, MOST) } else { Vec::new() };
        if !forms.is_empty() {
            writeln!(ui.out, "{}", said::Holding { name }.text(ui.lang))?;
            for form in forms {
                term(ui, registry, form)?;
            }
            return Ok(Exit::Clean);
        }
        return ui.fail(unknown_rule(name, registry.nearest(name), ui.lang));
    };
    kanwu_report::explain(&mut ui.out, &rule.card, ui.lang, ui.color)?;
    Ok(Exit::Clean)
}

/// Tells what cards and tables say of a formula, a name, a session or a leader: rule, dates of use, source. `false` where
/// they say nothing.
fn term(ui: &mut Ui<'_>, registry: &Registry, name: &str) -> io::Result<bool> {
    let lang = ui.lang;
    let range = |from: &str, to: &str| match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => said::Since { from }.text(lang),
        (true, false) => said::Until { to }.text(lang),
        (false, false) => said::Range { from, to }.text(lang),
    };
    let right = registry.right_forms(name);
    let told = kanwu_rules_wording::terms(name);
    for (rule, form, concept) in &right {
        let Some(card) = registry.get(*rule).map(|rule| &rule.card) else { continue };
        let title = Message { zh: &card.zh.title, en: &card.en.title }.text(lang);
        let source = concept.source.as_deref().unwrap_or(&card.clause);
        let dates = range(concept.from.as_deref().unwrap_or(""), concept.to.as_deref().unwrap_or(""));
        let by = said::Source { source }.text(lang);
        writeln!(ui.out, "{form}  {} {title}{by}{dates}", card.code)?;
    }
    for term in &told {
        let by = said::Source { source: &term.source }.text(lang);
        let members = match term.members.as_slice() {
            [] => String::new(),
            members => said::Members { members }.text(lang),
        };
        writeln!(ui.out, "{}{}{by}{members}", term.name, range(&term.since, &term.until))?;
    }
    Ok(!right.is_empty() || !told.is_empty())
}

#[derive(serde::Serialize)]
struct RuleLine<'a> {
    code: &'a str,
    name: &'a str,
    title: &'a str,
    clause: &'a str,
    class: kanwu_plugin::Class,
    severity: kanwu_card::Severities,
    fix: kanwu_card::Fixes,
    preview: bool,
}

/// Lists the rules.
pub(crate) fn rules(ui: &mut Ui<'_>, registry: &Registry, listing: Listing) -> io::Result<Exit> {
    let lang = ui.lang;
    let lines: Vec<RuleLine<'_>> = registry
        .iter()
        .map(|(_, r)| RuleLine {
            code: &r.card.code,
            name: &r.card.name,
            title: Message { zh: r.card.zh.title.as_str(), en: &r.card.en.title }.text(lang),
            clause: &r.card.clause,
            class: r.card.class,
            severity: r.card.severity,
            fix: r.card.fix,
            preview: r.card.preview,
        })
        .collect();
    if listing.output_format == ListingFormat::Json {
        table::json(&mut ui.out, &lines)?;
        return Ok(Exit::Clean);
    }
    let severity = |s: Severity| match s {
        Severity::Error => severity::ERROR.text(lang),
        Severity::Warning => severity::WARNING.text(lang),
        Severity::Info => severity::INFO.text(lang),
        Severity::Off => severity::OFF.text(lang),
    };
    let mut rows = vec![said::COLUMNS.text(lang).map(str::to_owned).to_vec()];
    rows.extend(lines.iter().map(|l| {
        let title = match l.preview {
            true => said::InPreview { title: l.title }.text(lang),
            false => l.title.to_owned(),
        };
        vec![l.code.to_owned(), l.name.to_owned(), severity(l.severity.certain).to_owned(), title]
    }));
    table::write(&mut ui.out, &rows)?;
    Ok(Exit::Clean)
}
