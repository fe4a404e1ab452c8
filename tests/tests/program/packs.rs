//! `kanwu pack check`: the cards of the guide hold, and what is wrong with a card is told with file and line.

use std::process::Output;

use crate::common::{kanwu, root, text};

const GUIDE: &str = "docs/packs.zh-CN.md";

/// The cards of the guide with the names of their files, which stand in their first lines.
fn cards() -> Vec<(String, String)> {
    let guide = std::fs::read_to_string(root().join(GUIDE)).unwrap();
    let card = |block: &str| {
        let card = block.split("```").next().unwrap_or_default();
        let name = card.lines().next().unwrap().trim_start_matches("# ");
        (name.to_owned(), card.to_owned())
    };
    guide.split("```toml\n").skip(1).map(card).collect()
}

fn checked(files: &[(String, String)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    for (name, card) in files {
        std::fs::write(folder.path().join(name), card).unwrap();
    }
    kanwu(folder.path(), &["pack", "check", "."])
}

#[test]
fn the_five_cards_of_the_guide_hold() {
    let cards = cards();
    assert_eq!(cards.len(), 5);
    let output = checked(&cards);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", text(&output.stderr));
    for code in ["HSE001", "HSE002", "HSE003", "HSE004", "HSE005"] {
        assert!(said.lines().any(|line| line.starts_with(code) && line.contains("都合")), "{code}: {said}");
    }
}

/// What is said of a card of the guide in which something is written otherwise.
fn told(code: &str, from: &str, to: &str) -> String {
    let all = cards();
    let (name, card) = all.iter().find(|(name, _)| name.starts_with(code)).unwrap();
    assert!(card.contains(from), "{from}");
    let output = checked(&[(name.clone(), card.replace(from, to))]);
    assert_ne!(output.status.code(), Some(0), "{to}");
    let said = text(&output.stderr);
    let line = card.lines().position(|line| line.contains(from)).unwrap() + 1;
    assert!(said.contains(&format!("{name}:{line}:")), "line {line}: {said}");
    said
}

#[test]
fn what_is_wrong_with_a_card_is_told_with_its_line() {
    assert!(told("HSE001", "是旧名。", "是旧名，见{fonud}。").contains("没有内容可填"));
    assert!(told("HSE005", "\"caption\"", "\"captoin\"").contains("没有“captoin”这个部分"));
    assert!(told("HSE003", "'（2018年'", "'(2018年'").contains("不是正则表达式"));
    assert!(told("HSE001", "class = \"hard\"", "class = \"hadr\"").contains("是不是“hard”"));
    assert!(told("HSE001", "⟦青石乡⟧", "青石乡").contains("没有用⟦ ⟧标出错处"));
}

#[test]
fn why_an_example_does_not_hold_is_told() {
    let condition = told("HSE003", "⟦镇卫计办⟧入户登记", "⟦镇卫计办⟧（2018年撤）");
    assert!(condition.contains("后面是“（2018年撤") && condition.contains("not-after"), "{condition}");
    assert!(told("HSE002", "储备备站⟧", "储被备备站⟧").contains("差"));
    assert!(told("HSE002", "建没服务中心⟧", "建设服务中心⟧").contains("就是正确的写法"));
    assert!(told("HSE004", "⟦召开⟧重阳节", "⟦举行⟧重阳节").contains("没有要找的“召开”"));
    assert!(told("HSE005", "居民自我区别对待", "通知说我区别对待").contains("这是正确的例子"));
}

#[test]
fn a_name_of_the_program_is_not_taken() {
    let all = cards();
    let card = all[0].1.replace("name = \"old-township-name\"", "name = \"half-width-mark\"");
    let output = checked(&[("HSE001-half-width-mark.toml".to_owned(), card.clone())]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("HSE001-half-width-mark.toml:2:") && said.contains("已有规则在用"), "{said}");
    let output = checked(&[("HSE001-other.toml".to_owned(), card)]);
    assert!(text(&output.stderr).contains("文件名应是“HSE001-half-width-mark.toml”"));
}
