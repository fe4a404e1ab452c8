//! Names of severities, classes and families.

use kanwu_card::{Applicability, Class, Confidence, Severity};
use kanwu_text::Lang;

const fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(crate) const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "错误", "error"),
        Severity::Warning => pick(lang, "警告", "warning"),
        Severity::Info => pick(lang, "提示", "info"),
        Severity::Off => pick(lang, "不报", "off"),
    }
}

pub(crate) const fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Hard => pick(lang, "硬伤", "hard faults"),
        Class::House => pick(lang, "体例", "house style"),
        Class::Advice => pick(lang, "建议", "advice"),
        Class::Conversion => pick(lang, "转换痕迹", "traces of conversion"),
    }
}

pub(crate) const fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::Certain => pick(lang, "确定", "certain"),
        Confidence::Likely => pick(lang, "很可能", "likely"),
        Confidence::Guess => pick(lang, "存疑", "a guess"),
    }
}

pub(crate) const fn applicability(grade: Applicability, lang: Lang) -> &'static str {
    match grade {
        Applicability::Safe => pick(lang, "可直接改（--fix）", "applied by --fix"),
        Applicability::Unsafe => pick(lang, "须核对后再改（--unsafe-fixes）", "applied by --unsafe-fixes"),
        Applicability::Display => pick(lang, "只提示，不代改", "shown only"),
    }
}

/// A zone, or a group of zones, as cards name it.
pub(crate) fn zone(name: &str, lang: Lang) -> &str {
    match name {
        "all" => pick(lang, "全书", "all"),
        "text" => pick(lang, "表格、名录、目录以外", "all but tables, name lists and contents"),
        "prose" => pick(lang, "正文", "prose"),
        "verbatim" => pick(lang, "原文照录", "reprinted text"),
        "chronicle" => pick(lang, "大事记", "chronicle"),
        "table" => pick(lang, "表格", "tables"),
        "names" => pick(lang, "名录", "name lists"),
        "contents" => pick(lang, "目录", "contents"),
        "caption" => pick(lang, "图片说明", "captions"),
        "heading" => pick(lang, "标题", "headings"),
        "front-matter" => pick(lang, "卷首", "front matter"),
        "footnote" => pick(lang, "脚注", "footnotes"),
        "running-head" => pick(lang, "书眉", "running heads"),
        other => other,
    }
}

/// The family of a code's three letters; those of house packs stand as they are.
pub(crate) fn family(code: &str, lang: Lang) -> &str {
    match code {
        "PUN" => pick(lang, "标点", "punctuation"),
        "NUM" => pick(lang, "数字", "numbers"),
        "UNI" => pick(lang, "计量单位", "units"),
        "TYP" => pick(lang, "字符", "characters"),
        "WRD" => pick(lang, "用语", "wording"),
        "TOC" => pick(lang, "目录", "contents"),
        "STR" => pick(lang, "结构", "structure"),
        "CON" => pick(lang, "一致性", "consistency"),
        "CFG" => pick(lang, "配置", "configuration"),
        other => other,
    }
}
