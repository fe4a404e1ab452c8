//! The rule reference, made from the cards: `docs/rules.md` for editors.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use kanwu_card::{Applicability, Card, Class, Confidence, Severity, Waiver, mark};
use kanwu_engine::Registry;

const FAMILIES: [(&str, &str); 9] = [
    ("PUN", "标点符号"),
    ("NUM", "数字"),
    ("UNI", "量和单位"),
    ("TYP", "字符与版式"),
    ("WRD", "用词"),
    ("TOC", "目录"),
    ("STR", "体例结构"),
    ("CON", "前后一致"),
    ("CFG", "注记"),
];

/// Writes the reference, or says whether the one there is up to date.
pub(crate) fn run(root: &Path, check: bool) -> Result<String, String> {
    let registry = Registry::new(&kanwu::families(), Vec::new()).map_err(|e| e.to_string())?;
    let cards: Vec<&Card> = registry.iter().map(|(_, r)| &*r.card).collect();
    let unchecked = unchecked(root)?;
    let mut text = reference(&cards);
    clauses(&mut text, &cards);
    rows(&mut text, &cards, &unchecked)?;
    let path = root.join("docs/rules.md");
    if check {
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        return if there == text {
            Ok("docs/rules.md is up to date".to_owned())
        } else {
            Err("docs/rules.md is stale: run `cargo xtask docs`".to_owned())
        };
    }
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(format!("wrote {} rules to docs/rules.md", cards.len()))
}

fn reference(cards: &[&Card]) -> String {
    let mut out = String::from(
        "# 规则总览\n\n<!-- 由 `cargo xtask docs` 从规则卡生成，请勿手改。 -->\n\n\
         每条规则列出依据、理由、错例与对例；“不报”各例都是测试。\n",
    );
    for (code, title) in FAMILIES {
        let family: Vec<&&Card> = cards.iter().filter(|c| c.family() == code).collect();
        if family.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "\n## {title}（{code}）\n\n| 代码 | 名称 | 查什么 | 级别 | 修改 |\n|---|---|---|---|---|\n"
        );
        for card in &family {
            let preview = if card.preview { "（试行）" } else { "" };
            let _ = writeln!(
                out,
                "| {} | [`{}`](#{}) | {}{preview} | {} | {} |",
                card.code,
                card.name,
                card.name,
                card.zh.title,
                severities(card),
                fix(card)
            );
        }
        for card in family {
            entry(&mut out, card);
        }
    }
    out
}

/// From each clause to the rules that check it.
fn clauses(out: &mut String, cards: &[&Card]) {
    let mut by_clause: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in cards {
        by_clause.entry(&card.clause).or_default().push(card);
    }
    out.push_str("\n## 依据与规则对照\n\n| 依据 | 规则 |\n|---|---|\n");
    for (clause, cards) in by_clause {
        let _ = writeln!(out, "| {clause} | {} |", links(&cards));
    }
}

/// How many rows the rule table of each family has, where all have a status.
const ROWS: [(&str, usize); 8] =
    [("PUN", 52), ("NUM", 43), ("UNI", 28), ("TYP", 14), ("TOC", 10), ("STR", 25), ("CON", 15), ("WRD", 16)];

/// The status of each row of the rule table: a card, perhaps with what of the row it leaves; a guard on a card; or why
/// a program can't check it.
fn rows(out: &mut String, cards: &[&Card], unchecked: &BTreeMap<String, String>) -> Result<(), String> {
    out.push_str("\n## 规则表各行的状态\n\n| 行 | 规则 | 说明 |\n|---|---|---|\n");
    for (family, count) in ROWS {
        for n in 1..=count {
            let row = format!("{family}-{n:03}");
            let checks: Vec<&Card> = cards.iter().filter(|c| c.rows.contains(&row)).copied().collect();
            let guards: Vec<&Card> = cards
                .iter()
                .filter(|c| c.good.iter().any(|g| g.guards.as_ref() == Some(&row)))
                .copied()
                .collect();
            let why = unchecked.get(&row);
            let line = match (checks.is_empty(), guards.is_empty(), why) {
                (false, _, None) => format!("| {row} | {} | |", links(&checks)),
                (false, _, Some(why)) => format!("| {row} | {} | 部分：{why} |", links(&checks)),
                (true, false, _) => format!("| {row} | {} | 不报：该规则的对例 |", links(&guards)),
                (true, true, Some(why)) => format!("| {row} | — | 不查：{why} |"),
                (true, true, None) => {
                    return Err(format!("{row} has neither a card nor a guard nor a reason"));
                }
            };
            let _ = writeln!(out, "{line}");
        }
    }
    Ok(())
}

/// Rows that no card checks, or whose example is not reported whole, and why: `rules/status.toml`.
fn unchecked(root: &Path) -> Result<BTreeMap<String, String>, String> {
    let path = root.join("rules/status.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let families: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(families.into_values().flatten().collect())
}

fn links(cards: &[&Card]) -> String {
    cards.iter().map(|c| format!("[{}](#{})", c.code, c.name)).collect::<Vec<_>>().join("、")
}

fn entry(out: &mut String, card: &Card) {
    let _ =
        write!(out, "\n### {}\n\n**{}**（{}，{}）", card.name, card.zh.title, card.code, class(card.class));
    let _ = write!(out, "\n\n{}\n\n- 依据：{}\n", card.zh.why, card.clause);
    if !card.rows.is_empty() {
        let _ = writeln!(out, "- 对应规则表：{}", card.rows.join("、"));
    }
    let quoted = if card.quoted { "引号、书名号内也查" } else { "引号、书名号内不查" };
    let _ = writeln!(
        out,
        "- 适用：{}；{quoted}",
        card.zones.iter().map(|z| zone(z)).collect::<Vec<_>>().join("、")
    );
    let _ = writeln!(out, "- 级别：{}；修改：{}；计错：{}", severities(card), fix(card), card.weight);
    if card.waiver == Waiver::Single {
        out.push_str("- 只能逐条说明理由后保留\n");
    }
    if card.is_must_see() {
        out.push_str("- 报告里列为必看\n");
    }
    out.push_str("\n错：\n");
    for bad in &card.bad {
        let marked = mark(&bad.text).text;
        if bad.manuscript {
            block(out, &marked);
        } else {
            match &bad.fixed {
                Some(fixed) => {
                    let _ = writeln!(out, "- {} → {}", escape(&marked), escape(fixed));
                }
                None => {
                    let _ = writeln!(out, "- {}", escape(&marked));
                }
            }
        }
    }
    if !card.good.is_empty() {
        out.push_str("\n不报：\n");
        for good in &card.good {
            let why = good.why.as_deref().unwrap_or("正确写法");
            if good.manuscript {
                let _ = writeln!(out, "- {why}：");
                block(out, &good.text);
            } else {
                let _ = writeln!(out, "- {}（{why}）", escape(&good.text));
            }
        }
    }
}

fn block(out: &mut String, text: &str) {
    out.push_str("\n```text\n");
    out.push_str(text.trim_matches('\n'));
    out.push_str("\n```\n\n");
}

fn escape(text: &str) -> String {
    format!("`{}`", text.replace('\n', " ").replace('`', "'"))
}

fn severities(card: &Card) -> String {
    let mut list: Vec<&str> = [Confidence::Certain, Confidence::Likely, Confidence::Guess]
        .into_iter()
        .map(|c| severity(card.severity.of(c)))
        .collect();
    list.dedup();
    list.join("／")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
        Severity::Off => "不报",
    }
}

fn fix(card: &Card) -> &'static str {
    match card.fix.certain.max(card.fix.likely) {
        Applicability::Safe => "可自动",
        Applicability::Unsafe => "逐条确认",
        Applicability::Display => "由编者定",
    }
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Hard => "硬伤",
        Class::House => "体例",
        Class::Advice => "建议",
        Class::Conversion => "转换痕迹",
    }
}

fn zone(name: &str) -> &str {
    match name {
        "all" => "全部",
        "text" => "文字部分",
        "prose" => "正文",
        "verbatim" => "原文照录",
        "chronicle" => "大事记",
        "table" => "表格",
        "names" => "名录",
        "contents" => "目录",
        "caption" => "图片说明",
        "heading" => "标题",
        "front-matter" => "卷首",
        "footnote" => "脚注",
        "running-head" => "书眉",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_reference_is_up_to_date() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        assert_eq!(run(root, true), Ok("docs/rules.md is up to date".to_owned()));
    }
}
