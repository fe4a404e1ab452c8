//! Mistakes on the command line, in one line of the reader's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use kanwu_text::Lang;

use super::args::WrongOutputFile;
use crate::messages::usage;

/// One line for a mistake; nothing for what is none (help, version).
pub(crate) fn message(error: &Error, lang: Lang) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) => Some(all.join(" ")),
        _ => None,
    };
    let list = |kind| match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.clone(),
        Some(ContextValue::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    };
    let arg = text(ContextKind::InvalidArg).map(|arg| bare(&arg)).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        // The nearest comes last.
        .find_map(|kind| list(kind).pop());
    let hint = |command: &str| match &near {
        Some(near) => usage::Near { near }.text(lang),
        None => usage::See { command }.text(lang),
    };
    let choices = || choices(&list(ContextKind::ValidValue), lang);
    let said = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => {
            let word = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            usage::NoCommand { word, hint: hint("kanwu --help") }.text(lang)
        }
        ErrorKind::UnknownArgument => {
            usage::NoOption { option: arg, hint: hint(usage::COMMAND_HELP.text(lang)) }.text(lang)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            usage::NoValue { option: arg, choices: choices() }.text(lang)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).and_then(|e| e.downcast_ref::<WrongOutputFile>());
            match (why, near) {
                (Some(why), _) => {
                    usage::RefusedValue { option: arg, value, why: why.message(lang) }.text(lang)
                }
                (None, None) => usage::WrongValue { option: arg, value, choices: choices() }.text(lang),
                (None, Some(near)) => {
                    usage::WrongValueNear { option: arg, value, choices: choices(), near }.text(lang)
                }
            }
        }
        ErrorKind::MissingSubcommand => {
            let all = list(ContextKind::ValidSubcommand);
            usage::NoSubcommand { commands: &subcommands(&all) }.text(lang)
        }
        ErrorKind::MissingRequiredArgument => usage::Missing { argument: arg }.text(lang),
        ErrorKind::ArgumentConflict => {
            let others: Vec<String> = list(ContextKind::PriorArg).iter().map(|arg| bare(arg)).collect();
            usage::Conflict { one: arg, others: &others }.text(lang)
        }
        _ => usage::WRONG.text(lang).to_owned(),
    };
    Some(said)
}

/// An argument as it is called in a sentence: `<规则>` is 规则, `--since <版本>` stays.
fn bare(arg: &str) -> String {
    if arg.starts_with('-') {
        return arg.to_owned();
    }
    arg.trim_end_matches("...").trim_matches(['[', ']', '<', '>']).to_owned()
}

/// Those that do something.
fn subcommands(of: &[String]) -> Vec<&str> {
    of.iter().map(String::as_str).filter(|name| *name != "help").collect()
}

fn choices(of: &[String], lang: Lang) -> String {
    if of.is_empty() { String::new() } else { usage::Choices { values: of }.text(lang) }
}

/// The language asked for, on a command line that could not be read.
pub(crate) fn lang(args: &[std::ffi::OsString]) -> Lang {
    let english =
        args.windows(2).any(|w| w[0] == "--lang" && w[1] == "en") || args.iter().any(|a| a == "--lang=en");
    if english { Lang::En } else { Lang::Zh }
}
