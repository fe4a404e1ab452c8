use kanwu_card::Card;
use proptest::prelude::*;

use crate::{Registry, Selection};
use kanwu_index::likeness::like;

const CARD: &str = r#"
name = "n"
code = "HSE999"
class = "hard"
clause = "c"
zones = ["text"]
quoted = true
weight = "1"
zh = { title = "", why = "", what = "{found}", advice = "" }
en = { title = "", why = "", what = "", advice = "" }
[[bad]]
text = "⟦⟧"
"#;

const ALL: &str = "derive = [\"lost\", \"doubled\", \"swapped\", \"sound\", \"shape\"]\n";

/// What is found in `text` and what should stand there, by a card with these concepts.
fn found(concepts: &str, text: &str) -> Vec<String> {
    let card = Card::parse(&format!("{CARD}{concepts}"), "card").unwrap();
    let registry = Registry::new(&[], vec![card]).unwrap();
    let chosen = Selection::default().choose(&registry);
    let mut out = Vec::new();
    for concepts in super::Concepts::of(&registry, &chosen) {
        concepts.find(text, false, |miss| {
            out.push(format!("{} {} {:?}", miss.span.of_text(text), miss.right, miss.confidence));
        });
    }
    out
}

fn right(form: &str) -> String {
    format!("[[concept]]\nright = [{form:?}]\n{ALL}")
}

#[test]
fn one_slip_is_found_and_told() {
    let form = right("清河生态环境委员会");
    let one = |text: &str| found(&form, text).join("|");
    assert_eq!(one("经清河生态环境员会同意"), "清河生态环境员会 清河生态环境委员会 Certain");
    assert_eq!(one("经清河生态态环境委员会同意"), "清河生态态环境委员会 清河生态环境委员会 Certain");
    assert_eq!(one("经清河生态境环委员会同意"), "清河生态境环委员会 清河生态环境委员会 Certain");
    assert_eq!(one("经清河生态环镜委员会同意"), "清河生态环镜委员会 清河生态环境委员会 Certain");
    assert_eq!(one("经轻河生态环境委员会同意"), "轻河生态环境委员会 清河生态环境委员会 Certain");
    assert_eq!(one("经清河生态环境委员会同意"), "");
    assert_eq!(one("经清河山水环境委员会同意"), "");
}

#[test]
fn what_is_shorter_at_an_end_is_something_else() {
    let form = right("住房和城乡建设局");
    assert_eq!(found(&form, "住房和城乡建设成效明显"), [""; 0]);
    assert_eq!(found(&form, "房和城乡建设局"), [""; 0]);
}

#[test]
fn a_telling_character_lost_or_added_is_no_certain_fault() {
    let form = right("清河供销合作总社");
    assert_eq!(found(&form, "清河供销合作社"), ["清河供销合作社 清河供销合作总社 Guess"]);
    assert_eq!(found(&right("国务院总理王青石"), "国务院副总理王青石"), [""; 0]);
}

#[test]
fn a_right_form_covers_its_place() {
    let also = format!("{}also = [\"家事审判庭\", \"清河法院民事审判二庭\"]\n", right("清河法院刑事审判庭"));
    assert_eq!(found(&also, "清河法院形事审判庭").len(), 1);
    let both = format!("{}[[concept]]\nright = [\"清河法院民事审判庭\"]\n{ALL}", right("清河法院刑事审判庭"));
    assert_eq!(found(&both, "清河法院民事审判庭"), [""; 0]);
    let within = format!("{}also = [\"大清河法院形事审判庭\"]\n", right("清河法院刑事审判庭"));
    assert_eq!(found(&within, "大清河法院形事审判庭"), [""; 0]);
}

#[test]
fn a_word_of_the_lexicon_says_that_a_short_form_is_right() {
    assert_eq!(found(&right("土家族"), "土加族"), ["土加族 土家族 Likely"]);
    assert_eq!(found(&right("核心意识"), "核心意思"), [""; 0]);
    assert_eq!(found(&right("习近平"), "学习近平台"), [""; 0]);
    assert_eq!(found(&right("民政"), "民证"), [""; 0]);
}

#[test]
fn an_unlike_character_needs_a_word_of_the_card() {
    let form = "[[concept]]\nright = [\"青石人民共和区\"]\n";
    let unlike = "青石人水共和区";
    assert_eq!(found(&format!("{form}{ALL}"), unlike), [""; 0]);
    let other = format!("{form}derive = [\"other\"]\n");
    assert_eq!(found(&other, unlike), ["青石人水共和区 青石人民共和区 Likely"]);
    assert_eq!(found(&other, "青石人的共和区"), [""; 0]);
}

#[test]
fn parts_change_places_or_are_lost() {
    let form = "[[concept]]\nright = [\"清河|苗族|侗族|自治州\"]\nderive = [\"part-order\", \"part-lost\"]\n";
    assert_eq!(found(form, "清河侗族苗族自治州"), ["清河侗族苗族自治州 清河苗族侗族自治州 Certain"]);
    assert_eq!(found(form, "清河苗族自治州"), ["清河苗族自治州 清河苗族侗族自治州 Certain"]);
    assert_eq!(found(form, "清河苗族侗族自治州"), [""; 0]);
}

#[test]
fn a_wrong_number_is_found_where_the_card_asks() {
    let form = "[[concept]]\nright = [\"“四个意识”\"]\nderive = [\"number\"]\n";
    assert_eq!(found(form, "增强“五个意识”"), ["“五个意识” “四个意识” Certain"]);
    assert_eq!(found(&right("“四个意识”"), "增强“五个意识”"), [""; 0]);
}

#[test]
fn two_slips_are_found_in_a_long_form() {
    let form = right("清河区青石镇人民代表大会");
    assert_eq!(found(&form, "轻河区青石镇人民代大会").len(), 1);
    assert_eq!(found(&right("清河区青石镇人大"), "轻河区青石镇仁大"), [""; 0]);
}

proptest! {
    /// Every slip in every place of a form is found, whatever the form.
    #[test]
    fn every_slip_is_found(form in "[岷江峨嵋瓯海霍邱歙县泗洪]{6,14}", at in 1usize..12, kind in 0..4) {
        let mut wrong: Vec<char> = form.chars().collect();
        let at = 1 + at % (wrong.len() - 3);
        match kind {
            0 => { wrong.remove(at); }
            1 => wrong.insert(at, wrong[at]),
            2 => wrong.swap(at, at + 1),
            _ => wrong[at] = *like(wrong[at]).first().unwrap_or(&wrong[at]),
        }
        let wrong: String = wrong.into_iter().collect();
        prop_assume!(!wrong.contains(&form) && !form.contains(&wrong));
        let found = found(&right(&form), &format!("，{wrong}。"));
        prop_assert_eq!(found.len(), 1, "{} of {}", wrong, form);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[清河生态环境委员会a“”，\n𠀀]{0,40}") {
        found(&right("清河生态环境委员会"), &text);
        found(&right("清河生"), &text);
    }
}
