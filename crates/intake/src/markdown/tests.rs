//! What is prose, and what edits leave alone.

use kanwu_text::{Edit, Format, LineShape, MarkupKind, SourceSpan};
use proptest::prelude::*;

use super::reader::parse;
use super::*;
use crate::read_bytes;

/// The text with what is not prose in ⟦ ⟧; escapes left out.
fn told(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for s in layout(text).stretches {
        out.push_str(&text[from..s.span.start as usize]);
        from = s.span.end as usize;
        if s.kind != MarkupKind::Escape {
            out.push_str(&format!("⟦{}⟧", s.span.of_text(text)));
        }
    }
    out + &text[from..]
}

fn shapes(text: &str) -> Vec<LineShape> {
    layout(text).lines.iter().map(|line| line.shape).collect()
}

#[test]
fn syntax_and_literal_text_are_told_from_prose() {
    for told_as in [
        "⟦---\ntitle: 甲,乙\n---\n⟧\n⟦# ⟧清河\n",
        "甲⟦**⟧乙⟦**⟧丙⟦*⟧丁⟦*⟧",
        "存于⟦`甲,乙;c`⟧，见⟦[⟧图,一⟦](图,1(新).png \"题,甲\")⟧。",
        "⟦```text\n甲,乙;\n```⟧\n",
        "甲⟦&nbsp;⟧乙⟦&#65307;⟧丙⟦&mdash;⟧",
        "参见⟦[⟧乙⟦][ref]⟧和甲⟦[^1]⟧。\n\n⟦[ref]: http://x.cn/图,1 \"题,乙\"⟧\n\n⟦[^1]:⟧ 脚注,甲。",
        "甲⟦<span style=\"a,b\">⟧乙⟦</span>⟧⟦<!-- 丙,丁 -->⟧",
        "⟦<div class=\"注,释\">⟧⟦学生30人,⟧⟦</div>⟧",
        "⟦$$\nS=a,b;c\n$$⟧\n",
        "增速按⟦$r = (x_1, x_2)/y$⟧计算。",
        "⟦# ⟧简介 ⟦{#intro .unnumbered}⟧\n",
        "⟦![⟧说明,甲⟦](a.png){width=50%,height=3}⟧",
        "⟦> ⟧甲,乙\n⟦> ⟧丙\n",
        "⟦- ⟧甲\n⟦- ⟧⟦[ ]⟧ 乙\n",
        "见⟦<http://x.cn/a,b>⟧。",
        "⟦## ⟧甲 ⟦##⟧\n",
        "⟦<script>\nvar 甲 = 1,2;\n</script>\n⟧",
        "甲\\,乙\\*丙\\\\",
    ] {
        let text = told_as.replace(['⟦', '⟧'], "");
        let text = text.as_str();
        let joined = told(text).replace('\\', "");
        assert_eq!(joined.replace("⟧⟦", ""), told_as.replace('\\', "").replace("⟧⟦", ""), "{text}");
    }
}

#[test]
fn escapes_are_escapes() {
    let kinds: Vec<_> = layout("甲\\,乙\\\\丙\\丁").stretches.iter().map(|s| (s.kind, s.span)).collect();
    let escape = |at| (MarkupKind::Escape, SourceSpan::new(at, at + 1));
    assert_eq!(kinds, [escape(3), escape(8)]);
}

/// The departures of `docs/markdown.md`, in its order.
#[test]
fn what_scanners_leave_is_prose() {
    for prose in [
        "    清河区位于江南，2022年有人口30万人。",
        "\t\t概况\t40\n\t\t教学管理\t41",
        "```\n甲,乙\n\n丙",
        "甲\n\n<!-- 乙\n\n丙",
        "面积2*3*4米",
        "10~20万元，30~40万元",
        "北纬$41^{\\circ}25$，$ 30\\% $",
        "$5至$6",
        "完成2<sup>#</sup>地块",
        "[记者]: 你好",
        ">60岁人口",
        "#12楼",
        "1. 甲",
        "甲{乙}",
        "增长<3%，>2%",
        "甲*乙_丙~丁`戊[己]",
    ] {
        assert_eq!(told(prose), prose);
    }
    assert_eq!(told("**【概况】**2022年"), "⟦**⟧【概况】⟦**⟧2022年");
    assert_eq!(told("**甲"), "⟦**⟧甲");
    assert_eq!(told("##甲"), "⟦##⟧甲");
    assert_eq!(told("# 甲{乙}"), "⟦# ⟧甲{乙}");
    assert_eq!(told("    let 甲 = 1,2;"), "⟦    let 甲 = 1,2;⟧");
    assert_eq!(told("CO~2~和m^2^"), "CO⟦~2~⟧和m⟦^2^⟧");
}

#[test]
fn lines_have_the_shape_of_their_block() {
    use LineShape::*;
    assert_eq!(shapes("```\n# 甲\n- 乙\n```\n# 丙\n"), [Literal, Literal, Literal, Literal, Heading(1)]);
    assert_eq!(shapes("---\ntitle: 甲\n---\n乙\n---\n丙\n"), [Literal, Literal, Literal, Text, Break, Text]);
    assert_eq!(shapes("<!--\n甲\n-->\n乙\n"), [Comment, Comment, Comment, Text]);
    assert_eq!(shapes("甲 | 乙\n---|---\n1 | 2\n"), [Row, Row, Row]);
    assert_eq!(shapes("<div>\n甲\n</div>\n"), [Literal, Text, Literal]);
    assert_eq!(shapes("![甲](a.png){width=3}\n\n<img src=\"b\">\n"), [Image, Image]);
    assert_eq!(shapes("[a]: http://x.cn\n\n甲[a]\n"), [Literal, Text]);
    assert_eq!(shapes("$$\na=b\n$$\n"), [Literal, Literal, Literal]);
}

fn written(text: &str, edits: &[(usize, usize, &str)]) -> Result<String, WriteError> {
    let source = read_bytes(text.as_bytes(), "a.md", Format::Markdown).unwrap();
    let edits: Vec<Edit<SourceSpan>> =
        edits.iter().map(|(from, to, content)| Edit::new(SourceSpan::of(*from..*to), *content)).collect();
    write(text.as_bytes(), &source, &edits).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn no_edit_reaches_out_of_the_prose() {
    assert_eq!(written("甲`,`乙,", &[(9, 9, "丙")]).unwrap(), "甲`,`乙丙,");
    assert_eq!(written("甲`,`乙,", &[(9, 10, "，")]).unwrap(), "甲`,`乙，");
    assert_eq!(written("甲`,`乙", &[(4, 5, "，")]), Err(WriteError::Markup(SourceSpan::new(4, 5))));
    assert_eq!(written("**甲**", &[(0, 2, "")]), Err(WriteError::Markup(SourceSpan::new(0, 2))));
    assert_eq!(written("甲\\,乙", &[(4, 5, "，")]), Err(WriteError::Markup(SourceSpan::new(4, 5))));
    assert_eq!(written("甲\\,乙", &[(3, 5, "，")]).unwrap(), "甲，乙");
}

#[test]
fn an_edit_that_changes_the_tree_is_left_out() {
    // The others are made.
    assert_eq!(
        written("甲,乙[丙]。\n\n[丙]: a.md\n", &[(3, 4, "，"), (8, 11, "丁")]).unwrap(),
        "甲，乙[丙]。\n\n[丙]: a.md\n"
    );
    assert_eq!(written("甲,乙\n", &[(3, 4, "\n\n# ")]).unwrap(), "甲,乙\n");
    assert_eq!(written("甲,乙\n", &[(3, 4, "`x`")]).unwrap(), "甲,乙\n");
    assert_eq!(written("1. 甲\n", &[(1, 2, "．")]).unwrap(), "1. 甲\n");
}

/// Pieces of Markdown, so that what comes of them is seldom plain.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "甲",
        "乙，",
        "丙,",
        "。",
        "2022年",
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "#",
        "# ",
        "- ",
        "1. ",
        "> ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~",
        "~~~",
        "$",
        "$$",
        "[",
        "]",
        "](a,b)",
        "[^1]",
        "[^1]: ",
        "[a]: b.c",
        "![",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<div>",
        "<sup>",
        "&",
        "&nbsp;",
        "\\",
        "|",
        "|-|-|\n",
        "---\n",
        "===\n",
        "---\ntitle: x\n---\n",
        "{#a}",
        "^",
        "\\,",
        "\u{c}",
        "https://a.b",
        "<script>",
        "\"",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn stretches_are_in_order_and_on_characters(text in markdown()) {
        let layout = layout(&text);
        let mut end = 0;
        for s in &layout.stretches {
            prop_assert!(s.span.start >= end && !s.span.is_empty());
            prop_assert!(text.get(s.span.range()).is_some());
            end = s.span.end;
        }
        prop_assert_eq!(layout.lines.len(), text.split('\n').filter(|l| !l.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}' || c == '\u{feff}').is_empty()).count());
    }

    #[test]
    fn plain_paragraphs_need_no_parser(text in markdown()) {
        let parsed = parse(&text);
        let lines = lines::shaped(&text, &parsed);
        prop_assert_eq!(layout(&text), Layout { lines, stretches: parsed.stretches });
    }

    #[test]
    fn the_tree_stays(
        text in markdown(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0usize..3), 0..6),
        content in prop::sample::select(vec!["", "，", "“", "。", " ", "\n", "*", "`", "[", "<b>", "\\", "#", "甲"]),
    ) {
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let layout = layout(&text);
        let mut edits = Vec::new();
        let mut starts: Vec<(usize, usize)> = places.iter().map(|(i, n)| (i.index(ends.len()), *n)).collect();
        starts.sort_unstable();
        let mut floor = 0;
        for (start, wide) in starts {
            let to = (start + wide).min(ends.len() - 1);
            let span = SourceSpan::of(ends[start]..ends[to]);
            if span.start < floor || !layout.is_prose(span) {
                continue;
            }
            floor = span.end + 1;
            edits.push(Edit::new(span, content));
        }
        let source = read_bytes(text.as_bytes(), "a.md", Format::Markdown).unwrap();
        let after = String::from_utf8(write(text.as_bytes(), &source, &edits).unwrap()).unwrap();
        let (a, b) = (parse(&text), parse(&after));
        prop_assert_eq!(a.tree, b.tree);
        let marks = |text: &str, parsed: &[kanwu_text::Stretch]| -> Vec<String> {
            parsed.iter().filter(|s| s.kind != MarkupKind::Escape).map(|s| s.span.of_text(text).to_owned()).collect()
        };
        prop_assert_eq!(marks(&text, &a.stretches), marks(&after, &b.stretches));
    }
}
