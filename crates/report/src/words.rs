//! Names of severities, classes and families.

use kanwu_card::{Applicability, Class, Confidence, Severity};
use kanwu_text::Lang;

use crate::messages;

pub(crate) const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => messages::severity::ERROR,
        Severity::Warning => messages::severity::WARNING,
        Severity::Info => messages::severity::INFO,
        Severity::Off => messages::severity::OFF,
    }
    .text(lang)
}

pub(crate) const fn class(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::Hard => messages::class::HARD,
        Class::House => messages::class::HOUSE,
        Class::Advice => messages::class::ADVICE,
        Class::Conversion => messages::class::CONVERSION,
    }
    .text(lang)
}

pub(crate) const fn confidence(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::Certain => messages::confidence::CERTAIN,
        Confidence::Likely => messages::confidence::LIKELY,
        Confidence::Guess => messages::confidence::GUESS,
    }
    .text(lang)
}

pub(crate) const fn applicability(grade: Applicability, lang: Lang) -> &'static str {
    match grade {
        Applicability::Safe => messages::applicability::SAFE,
        Applicability::Unsafe => messages::applicability::UNSAFE,
        Applicability::Display => messages::applicability::DISPLAY,
    }
    .text(lang)
}

/// A zone, or a group of zones, as cards name it.
pub(crate) fn zone(name: &str, lang: Lang) -> &str {
    match name {
        "all" => messages::zone::ALL,
        "text" => messages::zone::TEXT,
        "prose" => messages::zone::PROSE,
        "verbatim" => messages::zone::VERBATIM,
        "chronicle" => messages::zone::CHRONICLE,
        "table" => messages::zone::TABLE,
        "names" => messages::zone::NAMES,
        "contents" => messages::zone::CONTENTS,
        "caption" => messages::zone::CAPTION,
        "heading" => messages::zone::HEADING,
        "front-matter" => messages::zone::FRONT_MATTER,
        "footnote" => messages::zone::FOOTNOTE,
        "running-head" => messages::zone::RUNNING_HEAD,
        other => return other,
    }
    .text(lang)
}

/// The family of a code's three letters; those of house packs stand as they are.
pub(crate) fn family(code: &str, lang: Lang) -> &str {
    match code {
        "PUN" => messages::family::PUN,
        "NUM" => messages::family::NUM,
        "UNI" => messages::family::UNI,
        "TYP" => messages::family::TYP,
        "WRD" => messages::family::WRD,
        "TOC" => messages::family::TOC,
        "STR" => messages::family::STR,
        "CON" => messages::family::CON,
        "CFG" => messages::family::CFG,
        other => return other,
    }
    .text(lang)
}
