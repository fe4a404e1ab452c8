//! Faults of cards in the editor's language.

use kanwu_book::{Zone, ZoneSet};
use kanwu_card::{Card, Problem};
use kanwu_reading::ProtectedKind;
use kanwu_text::Lang;

use crate::messages::card as said;

/// What is wrong with a card.
pub(crate) fn told(problem: &Problem, lang: Lang) -> String {
    match problem {
        Problem::Code(code) => said::Code { code }.text(lang),
        Problem::Name(name) => said::Name { name }.text(lang),
        Problem::FileName(name) => said::FileName { name }.text(lang),
        Problem::NoBad => said::NO_BAD.text(lang).to_owned(),
        Problem::Unfilled(text) => said::Unfilled { text }.text(lang),
        Problem::NoZone => said::NO_ZONE.text(lang).to_owned(),
        Problem::ClueWeight => said::CLUE_WEIGHT.text(lang).to_owned(),
        Problem::Weight(weight) => said::Weight { weight }.text(lang),
        Problem::NoMarks(text) => said::NoMarks { text }.text(lang),
        Problem::BadGuards(text) => said::BadGuards { text }.text(lang),
        Problem::GoodFixed(text) => said::GoodFixed { text }.text(lang),
        Problem::LiteralTwice => said::LITERAL_TWICE.text(lang).to_owned(),
        Problem::NoLiteral => said::NO_LITERAL.text(lang).to_owned(),
        Problem::EmptyLiteral => said::EMPTY_LITERAL.text(lang).to_owned(),
        Problem::NothingMade(right) => said::NothingMade { right }.text(lang),
        Problem::NoRight => said::NO_RIGHT.text(lang).to_owned(),
        Problem::Confused { pair, right } => said::Confused { pair, right }.text(lang),
        Problem::NoPartingWords(name) => said::NoPartingWords { name }.text(lang),
        Problem::PartsNothing(name) => said::PartsNothing { name }.text(lang),
        Problem::ReplaceAndChange => said::REPLACE_AND_CHANGE.text(lang).to_owned(),
        Problem::NoChange(literal) => said::NoChange { literal }.text(lang),
        Problem::TableWithoutList => said::TABLE_WITHOUT_LIST.text(lang).to_owned(),
        Problem::NoForms => said::NO_FORMS.text(lang).to_owned(),
        Problem::ShortForm(form) => said::ShortForm { form }.text(lang),
        Problem::NoCondition(name) => said::NoCondition { name }.text(lang),
        Problem::TwoPartners(literal) => said::TwoPartners { literal }.text(lang),
        Problem::NoPartner(literal) => said::NoPartner { literal }.text(lang),
        Problem::NoVariant(name) => said::NoVariant { name }.text(lang),
        Problem::NoRightForm(literal) => said::NoRightForm { literal }.text(lang),
        Problem::VariantsDiffer => said::VARIANTS_DIFFER.text(lang).to_owned(),
        Problem::LabelsDiffer => said::LABELS_DIFFER.text(lang).to_owned(),
        Problem::IdleArgument(name) => said::IdleArgument { name }.text(lang),
        Problem::Clause(clause) => said::Clause { clause }.text(lang),
        Problem::ShortSample { place: _, least } => said::ShortSample { least: *least }.text(lang),
        Problem::FixedTwice { place: _, text } => said::FixedTwice { text }.text(lang),
        Problem::FarGood { place: _, text } => said::FarGood { text }.text(lang),
        Problem::SameFrame(one, other) => said::SameFrame { one, other }.text(lang),
        Problem::Placeholder { name, known } => said::Placeholder { name, known }.text(lang),
        Problem::Expression { source_text, why } => {
            // What comes before is the expression, drawn over several lines.
            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
            said::Expression { source_text, why }.text(lang)
        }
        Problem::NoBody => said::NO_BODY.text(lang).to_owned(),
        Problem::Unproven(what) | Problem::Index(what) => what.clone(),
    }
}

/// The first word of `zones` or `reads` that names nothing, and what may stand there.
pub(crate) fn unknown(card: &Card, lang: Lang) -> Option<(String, String)> {
    if let Err(word) = ZoneSet::named(card.zones.iter().map(String::as_str)) {
        let known: Vec<&str> = ["text", "all"].into_iter().chain(Zone::ALL.map(Zone::name)).collect();
        let what = said::UnknownZone { word: &word, known: &known }.text(lang);
        return Some((word, what));
    }
    let word = card.reads.iter().find(|name| name.parse::<ProtectedKind>().is_err())?;
    let known: Vec<&str> = ProtectedKind::ALL.iter().map(|kind| kind.name()).collect();
    Some((word.clone(), said::UnknownKind { word, known: &known }.text(lang)))
}
