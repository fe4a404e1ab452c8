//! `kanwu rules` and `kanwu explain`.

use std::io::{self, Write as _};

use kanwu_engine::Registry;
use kanwu_plugin::Severity;
use kanwu_text::Lang;

use crate::cli::{Listing, ListingFormat};
use crate::config::unknown_rule;
use crate::ui::Ui;
use crate::{Exit, table};

/// Tells what a rule is for.
pub(crate) fn explain(ui: &mut Ui<'_>, registry: &Registry, name: &str) -> io::Result<Exit> {
    let Some(rule) = registry.find(name).and_then(|id| registry.get(id)) else {
        if term(ui, registry, name)? {
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
    let zh = ui.lang == Lang::Zh;
    let words = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let range = |from: &str, to: &str| match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{}{from}", words("；起始：", "; since ")),
        (true, false) => format!("{}{to}", words("；用到：", "; until ")),
        (false, false) => format!("{}{from}—{to}", words("；起止：", "; from–to ")),
    };
    let right = registry.right_forms(name);
    let told = kanwu_rules_wording::terms(name);
    for (rule, form, concept) in &right {
        let Some(card) = registry.get(*rule).map(|rule| &rule.card) else { continue };
        let title = if zh { &card.zh.title } else { &card.en.title };
        let source = concept.source.as_deref().unwrap_or(&card.clause);
        let dates = range(concept.from.as_deref().unwrap_or(""), concept.to.as_deref().unwrap_or(""));
        let by = words("；出处：", "; source: ");
        writeln!(ui.out, "{form}  {} {}{by}{source}{dates}", card.code, title)?;
    }
    for term in &told {
        let by = words("；出处：", "; source: ");
        let members = match term.members.is_empty() {
            true => String::new(),
            false => format!("{}{}", words("；依次为：", "; members: "), term.members.join("、")),
        };
        writeln!(ui.out, "{}{}{by}{}{members}", term.name, range(&term.since, &term.until), term.source)?;
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
            title: if lang == Lang::Zh { &r.card.zh.title } else { &r.card.en.title },
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
    let severity = |s: Severity| match (s, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (Severity::Off, Lang::Zh) => "不报",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::En) => "info",
        (Severity::Off, Lang::En) => "off",
    };
    let head = match lang {
        Lang::Zh => ["代码", "名称", "级别", "查什么"],
        Lang::En => ["code", "name", "severity", "what it checks"],
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(lines.iter().map(|l| {
        let preview = match (l.preview, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（试行）",
            (true, Lang::En) => " (preview)",
        };
        vec![
            l.code.to_owned(),
            l.name.to_owned(),
            severity(l.severity.certain).to_owned(),
            format!("{}{preview}", l.title),
        ]
    }));
    table::write(&mut ui.out, &rows)?;
    Ok(Exit::Clean)
}
