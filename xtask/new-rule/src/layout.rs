//! Lays out a new rule: everything that has a fixed form, so that what is left is the rule itself.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

use std::path::Path;

const FAMILIES: [(&str, &str); 8] = [
    ("PUN", "punctuation"),
    ("NUM", "number"),
    ("UNI", "unit"),
    ("TYP", "typography"),
    ("WRD", "wording"),
    ("TOC", "toc"),
    ("STR", "structure"),
    ("CON", "consistency"),
];

/// Writes the card, and the Rust file unless the rule is data alone.
pub(crate) fn run(root: &Path, code: &str, name: &str, data: bool) -> Result<String, String> {
    let letters = code.get(..3).unwrap_or_default();
    let family = FAMILIES.iter().find(|(c, _)| *c == letters).map(|(_, f)| *f);
    let family =
        family.ok_or_else(|| format!("`{code}` begins with none of PUN NUM UNI TYP WRD TOC STR CON"))?;
    let card = root.join(format!("rules/{family}/{code}-{name}.toml"));
    write_new(&card, &card_text(code, name, data))?;
    let mut said = format!("wrote {}\n", card.display());
    if data {
        said.push_str("Fill in the card; its examples are the test: ");
    } else {
        let module = name.replace('-', "_");
        let file = root.join(format!("crates/rules/{family}/src/{module}.rs"));
        write_new(&file, &rust_text(&module))?;
        said.push_str(&format!(
            "wrote {}\nAdd `mod {module};` and `{module}::RULE` to crates/rules/{family}/src/lib.rs, fill in both: ",
            file.display()
        ));
    }
    said.push_str(&format!(
        "cargo test -p kanwu-rules-{family}\nThen `cargo xtask doubles {code}` tells whether another rule reports the same places, \
         and `cargo xtask docs` makes the reference anew."
    ));
    Ok(said)
}

fn write_new(path: &Path, text: &str) -> Result<(), String> {
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn card_text(code: &str, name: &str, data: bool) -> String {
    let body = if data {
        "\n[[pattern]]\nliteral = \"错\"\nreplace = \"对\"\nbad = \"这里⟦错⟧了。\"\ngood = \"交错。\"\nnot-before = \"交\"\n"
    } else {
        ""
    };
    format!(
        r#"name = "{name}"
code = "{code}"
rows = []
class = "hard"
clause = "GB/T 15834—2011 4.1"
zones = ["prose", "chronicle"]
quoted = false
weight = "0.1"
preview = true

[fix]
certain = "safe"

[zh]
title = "错处的名目"
why = "查什么，为什么，哪些不算。"
what = "“{{found}}”有误。"
advice = "依据（{{clause}}）；改为“{{want}}”。"

[en]
title = "What the fault is called"
why = "What is checked, why, and what is left alone."
what = "“{{found}}” is wrong."
advice = "The reason ({{clause}}): write “{{want}}”."

[[bad]]
text = "这里⟦错⟧了。"
fixed = "这里对了。"

[[good]]
text = "这里对了。"
why = "例外"
{body}"#
    )
}

fn rust_text(module: &str) -> String {
    format!(
        r#"//! What is wrong, in one line.

use kanwu_plugin::{{Finding, LocalContext, Rule, Trigger, Triggers}};

use crate::card::{module} as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["错"]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {{
    let Trigger::Term(_, span) = trigger else {{ return }};
    let found = cx.of(span);
    let finding = Finding::certain(span).arg(card::args::FOUND, found).arg(card::args::WANT, "对");
    cx.push(finding.fix(span, "对"));
}}
"#
    )
}
