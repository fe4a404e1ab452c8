//! `--fix` on Markdown: prose is mended, and nothing else is touched.

use crate::common::{findings, kanwu};

fn fixed(before: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("稿.md");
    std::fs::write(&file, before).unwrap();
    kanwu(folder.path(), &["check", "稿.md", "--isolated", "--fix", "--unsafe-fixes"]);
    std::fs::read_to_string(&file).unwrap()
}

fn count(text: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), text).unwrap();
    let found = findings(&kanwu(folder.path(), &["check", "稿.md", "--isolated", "--output-format", "json"]));
    found["diagnostics"].as_array().unwrap().len()
}

#[test]
fn syntax_and_literal_text_stay() {
    let before = "---\ntitle: 清河,志; 2023\n---\n\n# 教育 {#jiaoyu,a}\n\n文件存于`书稿/附录(二校).md`，\
                  见[图表,一](图/表,1(新).png \"题,甲\")，全区,有学校30所&#65307;教师300人&mdash;均达标[^1]。\n\n\
                  ```text\n代码,里面(不查);\n```\n\n    let 甲 = (1,2);\n\n\
                  <div class=\"注,释\">学生,30人。</div>\n\n<!-- 编辑注,请核 -->\n\n[^1]: 脚注,内容。\n\n\
                  [参,1]: http://x.cn/图,1 \"题,乙\"\n\n$$\nS=甲,乙;丙\n$$\n\n增速按$甲,乙$计算。\n";
    let after = before
        .replace("[图表,一]", "[图表，一]")
        .replace("全区,有", "全区，有")
        .replace("脚注,内容", "脚注，内容");
    assert_eq!(fixed(before), after);
}

#[test]
fn an_escape_goes_with_the_sign_it_stands_before() {
    assert_eq!(fixed("# 教育\n\n全区\\,有学校30所。\n"), "# 教育\n\n全区，有学校30所。\n");
}

#[test]
fn nothing_is_found_in_what_is_no_prose() {
    assert_eq!(count("# 说明\n\n稿件存放于`书稿/特载,附录;v1(二校).md`，请勿改名。\n"), 0);
    assert_eq!(
        count("# 环境\n\n全年二氧化碳（CO~2~）排放量下降3.5%，臭氧（O~3~）浓度为每立方米160微克。\n"),
        0
    );
    assert_eq!(count("# 统计\n\n增速按$r = (x_1, x_2)/y$计算，其中$x,y$为产值。\n\n$$\nS=a,b;c\n$$\n"), 0);
    assert_eq!(count("# 教育\n\n全区&nbsp;有学校30所&#65307;教师300人。<br/>占比&lt;5%。\n"), 0);
}
