//! A house's own set forms: a pack in the repository of the manuscript, from `kanwu.toml` to the finding and `explain`.

use crate::common::{kanwu, text};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

const CONFIG: &str = "lint.packs = [\"HSE001-our-terms-wrong.toml\"]\n";

const PACK: &str = r#"
name = "our-terms-wrong"
code = "HSE001"
class = "hard"
clause = "清河区委办公室2023年发文"
zones = ["text"]
quoted = true
weight = "1"
must-see = true

[zh]
title = "本区固定提法有误"
why = "区里的提法以区委文件为准。"
what = "“{found}”疑为“{right}”之误。"
advice = "请核；正确写法为“{right}”（{source}）。"

[en]
title = "Set form of the district wrong"
why = "The district's own set forms."
what = "“{found}” is nearly “{right}”."
advice = "Check; “{right}” is right ({source})."

[[bad]]
text = "推进⟦清河数字乡村先行驱⟧建设。"

[[good]]
text = "推进清河数字乡村先行区建设。"
why = "正确"

[[concept]]
right = ["清河数字乡村先行区"]
derive = ["lost", "doubled", "swapped", "sound", "shape"]
from = "2023-04"
source = "清河区委〔2023〕8号"
bad = "全镇申报⟦清河数字乡村先先行区⟧。"
good = "全镇申报清河数字乡村先行区，数字乡村试点启动。"
"#;

#[test]
fn a_pack_of_the_repository_finds_and_explains_its_terms() {
    let wrong = "# 农业\n\n**【数字乡村】** 2023年，青石镇启动清河数字乡先村行区申报。\n";
    let folder = folder(&[("kanwu.toml", CONFIG), ("HSE001-our-terms-wrong.toml", PACK), ("a.md", wrong)]);
    let checked = kanwu(folder.path(), &["check", "a.md"]);
    let out = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(1), "{out}");
    assert!(out.contains("HSE001") && out.contains("清河区委〔2023〕8号"), "{out}");
    let told = kanwu(folder.path(), &["explain", "清河数字乡村先行区"]);
    let out = text(&told.stdout);
    assert!(out.contains("清河区委〔2023〕8号") && out.contains("2023-04"), "{out}");
}

#[test]
fn explain_tells_source_and_dates_of_a_term() {
    let folder = folder(&[("a.md", "")]);
    let explain = |term: &str| {
        let out = kanwu(folder.path(), &["explain", term]);
        text(&out.stdout)
    };
    let told = explain("两个维护");
    assert!(told.contains("起始：2018") && told.contains("出处："), "{told}");
    let told = explain("国务院总理李强");
    assert!(told.contains("起始：2023-03"), "{told}");
    let told = explain("中国人民政治协商会议");
    assert!(told.contains("WRD"), "{told}");
}
