//! Lays out a new rule: everything that has a fixed form, so that what is left is the rule itself.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

use std::path::Path;

use crate::taken::{self, Taken};

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
    fits(&taken::read(root)?, code, name)?;
    let card = root.join(format!("rules/{family}/{code}-{name}.toml"));
    write_new(&card, &card_text(code, name, data))?;
    let mut said = format!("wrote {}\n", card.display());
    said.push_str("The build refuses what still begins with TODO.\n");
    if data {
        said.push_str(&format!("Fill in the card; `cargo try-card {code}` runs its examples, and so does "));
    } else {
        let module = name.replace('-', "_");
        let file = root.join(format!("crates/rules/{family}/src/{module}.rs"));
        write_new(&file, &rust_text(&module))?;
        said.push_str(&format!(
            "wrote {}\nAdd `mod {module};` and `{module}::RULE` to crates/rules/{family}/src/lib.rs, fill in both; their \
             examples are run by ",
            file.display()
        ));
    }
    said.push_str(&format!(
        "`cargo test -p kanwu-rules-{family} --test cards`.\nThen `cargo xtask doubles {code}` tells whether another rule reports the same places, \
         and `cargo xtask docs` makes the reference anew."
    ));
    Ok(said)
}

/// Whether code and name have the right form and are new.
fn fits(taken: &Taken, code: &str, name: &str) -> Result<(), String> {
    let number = code.get(3..).filter(|n| n.len() == 3).and_then(|n| n.parse::<u16>().ok());
    let Some(number) = number else {
        return Err(format!("`{code}` is not three letters and three digits, such as PUN199"));
    };
    let letters = code.get(..3).unwrap_or_default();
    if taken.codes.contains(code) {
        let free = (number..1000).map(|n| format!("{letters}{n:03}")).find(|c| !taken.codes.contains(c));
        let free = free.map_or_else(String::new, |free| format!("; {free} is free"));
        return Err(format!("`{code}` is taken, or was once{free}"));
    }
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !name.split('-').all(word) {
        return Err(format!("`{name}` is not kebab-case, such as comma-before-and"));
    }
    if taken.names.contains(name) {
        return Err(format!("`{name}` is the name of a rule, or was once"));
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> Result<(), String> {
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn card_text(code: &str, name: &str, data: bool) -> String {
    let body = if data {
        "\n[[pattern]]\nliteral = \"错\"\nreplace = \"对\"\nbad = \"TODO 这里⟦错⟧了。\"\ngood = \"TODO 交错。\"\nnot-before = \"交\"\n"
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
title = "TODO 错处的名目"
why = "TODO 查什么，为什么，哪些不算。"
what = "“{{found}}”有误。"
advice = "依据（{{clause}}）；改为“{{want}}”。"

[en]
title = "TODO What the fault is called"
why = "TODO What is checked, why, and what is left alone."
what = "“{{found}}” is wrong."
advice = "The reason ({{clause}}): write “{{want}}”."

[[bad]]
text = "TODO 这里⟦错⟧了。"
fixed = "TODO 这里对了。"

[[good]]
text = "TODO 这里对了。"
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, name: &str) -> String {
        let taken = Taken {
            codes: ["PUN001", "PUN002"].map(str::to_owned).into(),
            names: ["comma-doubled"].map(str::to_owned).into(),
        };
        fits(&taken, code, name).err().unwrap_or_default()
    }

    #[test]
    fn a_code_is_used_once_and_the_next_free_one_is_told() {
        assert_eq!(refused("PUN001", "stop-lost"), "`PUN001` is taken, or was once; PUN003 is free");
        assert_eq!(refused("PUN003", "stop-lost"), "");
        assert!(refused("PUN1", "stop-lost").contains("three digits"));
    }

    #[test]
    fn a_name_is_kebab_case_and_new() {
        assert!(refused("PUN003", "comma-doubled").contains("the name of a rule"));
        for name in ["Stop-Lost", "stop--lost", "-stop", "", "句号"] {
            assert!(refused("PUN003", name).contains("kebab-case"), "{name}");
        }
    }
}
