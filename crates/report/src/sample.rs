//! A small manuscript, cards and findings for tests.

use std::ops::Range;

use kanwu_card::{Card, Confidence, Severity, StoredCard};
use kanwu_plugin::{
    Applicability, Decided, Diagnostic, DiagnosticFix, FindingId, RelatedPlace, RuleId, State,
};
use kanwu_text::{Edit, Format, Location, Manuscript, Source, SourceId, SourceSpan};

const CARDS: [&str; 4] = [
    r#"
name = "range-left-percent-missing"
code = "NUM013"
class = "hard"
clause = "GB/T 15835—2011 5.1"
zones = ["all"]
quoted = true
weight = "0.1"
fix = { certain = "safe" }
[zh]
title = "百分数范围前一数漏百分号"
why = "表示百分数的范围时，前后两数都带“%”。"
what = "“{found}”前一数漏“{sign}”。"
advice = "百分数范围两端都应带“{sign}”（{clause}）；改为“{want}”。"
[en]
title = "First number of a range without its sign"
why = "In a range of percentages both numbers carry the sign."
what = "The first number of “{found}” lacks “{sign}”."
advice = "Both ends carry “{sign}” ({clause}): write “{want}”."
[[bad]]
text = "产量增长⟦15～30%⟧，　成本下降⟦2～3‰⟧。"
fixed = "产量增长15%～30%，　成本下降2‰～3‰。"
[[good]]
text = "湿度为(65±2)%。"
why = "公差"
"#,
    r#"
name = "pair-unclosed"
code = "PUN004"
class = "hard"
clause = "GB/T 15834—2011 5.1"
zones = ["prose", "verbatim"]
quoted = false
weight = "0.1"
waiver = "single"
preview = true
[zh]
title = "成对标点配错"
why = "引号、书名号、括号成对使用。"
what = "“{found}”与前半不配。"
advice = "成对标点前后两半同形（{clause}）；改为“{want}”。"
[en]
title = "Mark with the wrong other half"
why = "Marks come in pairs."
what = "“{found}” does not fit its opening half."
advice = "Both halves have one form ({clause}): write “{want}”."
[[bad]]
manuscript = true
text = """
# 政务

审议⟦1:《⟧清河区林长制方案⟦〉⟧。

印发“通知⟦’⟧。
"""
fixed = """
# 政务

审议《清河区林长制方案》。

印发“通知”。
"""
[[bad]]
text = "印发⟦《⟧清河区防汛预案。"
[[good]]
manuscript = true
text = """
“第一段。

“第二段。”
"""
why = "跨段引文"
"#,
    r#"
name = "paragraph-split"
code = "STR101"
class = "conversion"
clause = "年鉴体例"
zones = ["all"]
quoted = true
weight = "0"
[zh]
title = "一段拆成两段"
why = "扫描、转换时，跨页的一段常被拆成两段。"
what = "段落在“{before}”之后断开。"
advice = "请把两部分接起来。"
[en]
title = "Paragraph cut in two"
why = "Scanning cuts paragraphs."
what = "The paragraph breaks off after “{before}”."
advice = "Join the two parts."
[[bad]]
text = "全年⟦整理⟧"
"#,
    r#"
name = "mobile-number"
code = "TYP101"
class = "house"
clause = "年鉴体例"
zones = ["all"]
quoted = true
weight = "0"
[zh]
title = "手机号码"
why = "年鉴不登个人手机号码。"
what = "“{found}”是手机号码。"
advice = "个人号码不宜刊登（{clause}）；请删去。"
[en]
title = "Mobile number"
why = "A yearbook prints no mobile numbers of people."
what = "“{found}” is a mobile number."
advice = "Such numbers are not printed ({clause}): delete it."
[[bad]]
text = "电话⟦13900001234⟧。"
"#,
];

pub(crate) fn cards() -> Vec<StoredCard> {
    CARDS.iter().map(|toml| Card::parse(toml, "sample.toml").unwrap().into()).collect()
}

pub(crate) fn card(code: &str) -> Card {
    cards().into_iter().find(|c| c.code == code).map(|c| Card::clone(&c)).unwrap()
}

pub(crate) const TEXT: &str = "\
# 农业

## 种植业

**【概况】** 2023年，清河区全年完成造林，面积稳步扩大，粮食产量增长15～30%，比上年提高；农民收入持续增加，生活明显改善，青石镇建成示范园区。

审议《清河区林长制实施方案》，明确各级林长职责，落实巡护责任，完善考核办法，健全督查制度，并印发《清河区防汛预案〉，明确各方责任。

全年\u{3000}完成\u{e5e5}整理

三百卷，联系电话13900001234。

![图](a.png)
";

/// The manuscript; a second source holds one line.
pub(crate) fn manuscript() -> Manuscript {
    let second = "增长2～3%。\n";
    Manuscript {
        sources: vec![
            Source::new("清河年鉴/正文.md", Format::Markdown, TEXT),
            Source::new("清河年鉴/补.md", Format::Markdown, second),
        ],
    }
}

/// An answer to a finding.
pub(crate) fn decided(state: State) -> Box<Decided> {
    Box::new(Decided {
        state,
        reason: "供稿单位回复中".to_owned(),
        person: "王编辑".to_owned(),
        date: "2026-11-25".to_owned(),
        stage: "二校".to_owned(),
        in_text: false,
    })
}

/// A finding, as its parts come together.
pub(crate) struct Made(pub Diagnostic);

pub(crate) fn finding(card: &Card, source: u32, span: Range<usize>) -> Made {
    let rule = cards().iter().position(|c| c.code == card.code).unwrap();
    Made(Diagnostic {
        id: FindingId(0x9f3c_2a7b_1d4e_0000 + span.start as u64),
        rule: RuleId(rule as u16),
        severity: Severity::Error,
        confidence: Confidence::Certain,
        at: Location::new(SourceId(source), SourceSpan::of(span)),
        block: None,
        variant: "",
        args: Vec::new(),
        related: Vec::new(),
        fix: None,
        occurrences: Vec::new(),
        state: None,
        known: false,
    })
}

impl Made {
    pub fn arg(mut self, name: &'static str, value: &str) -> Made {
        self.0.args.push((name, value.to_owned()));
        self
    }

    pub fn severity(mut self, severity: Severity) -> Made {
        self.0.severity = severity;
        self
    }

    pub fn decided(mut self, state: State) -> Made {
        self.0.state = Some(decided(state));
        self
    }

    pub fn fix(mut self, content: &str) -> Made {
        let edits = vec![Edit::new(self.0.at, content)];
        self.0.fix = Some(DiagnosticFix { grade: Applicability::Safe, edits });
        self
    }

    pub fn related(mut self, span: Range<usize>, zh: &str, en: &str) -> Made {
        let at = Location::new(self.0.at.source, SourceSpan::of(span));
        self.0.related.push(RelatedPlace { at, zh: zh.to_owned(), en: en.to_owned() });
        self
    }

    pub fn occurrence(mut self, span: Range<usize>, content: &str) -> Made {
        let at = Location::new(self.0.at.source, SourceSpan::of(span));
        self.0.occurrences.push(Edit::new(at, content));
        self
    }
}

/// The bytes of the first `what` in the text.
pub(crate) fn place(what: &str) -> Range<usize> {
    let at = TEXT.find(what).unwrap();
    at..at + what.len()
}

/// Findings of every sort in the manuscript, not in order.
pub(crate) fn findings() -> Vec<Diagnostic> {
    let percent = card("NUM013");
    let pair = card("PUN004");
    let split = card("STR101");
    let mobile = card("TYP101");
    let range = |source, span, found: &str, want: &str| {
        finding(&percent, source, span).arg("found", found).arg("sign", "%").arg("want", want).fix(want)
    };
    let second = 6..12;
    vec![
        finding(&mobile, 0, place("13900001234"))
            .arg("found", "13900001234")
            .severity(Severity::Warning)
            .decided(State::Hold)
            .0,
        finding(&split, 0, place("整理")).arg("before", "整理").severity(Severity::Warning).0,
        range(1, second, "2～3%", "2%～3%").0,
        range(0, place("15～30%"), "15～30%", "15%～30%")
            .occurrence(place("粮食"), "谷物")
            .occurrence(place("面积"), "总面积")
            .0,
        finding(&pair, 0, place("〉"))
            .arg("found", "〉")
            .arg("want", "》")
            .related(place("《清河区防"), "前半", "opening half")
            .related(place("《清河区林"), "上一对", "the pair before")
            .severity(Severity::Warning)
            .0,
        finding(&pair, 0, place("。")).arg("found", "。").arg("want", "」").severity(Severity::Info).0,
    ]
}
