//! Mistakes on the command line, in one line of the reader's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use kanwu_text::Lang;

use super::help::half;

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
    let hint = |help: &str| match (&near, lang) {
        (Some(near), Lang::Zh) => format!("是不是“{near}”？"),
        (Some(near), Lang::En) => format!("did you mean “{near}”?"),
        (None, Lang::Zh) => format!("见 `{help}`。"),
        (None, Lang::En) => format!("see `{help}`."),
    };
    let said = match (error.kind(), lang) {
        (
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
            _,
        ) => return None,
        (ErrorKind::InvalidSubcommand, Lang::Zh) => {
            let word = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有“{word}”这个命令；{}", hint("kanwu --help"))
        }
        (ErrorKind::InvalidSubcommand, Lang::En) => {
            let word = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("there is no command “{word}”; {}", hint("kanwu --help"))
        }
        (ErrorKind::UnknownArgument, Lang::Zh) => {
            format!("没有“{arg}”这个选项，或这里不能再写；{}", hint("kanwu 命令 --help"))
        }
        (ErrorKind::UnknownArgument, Lang::En) => {
            format!("there is no option “{arg}”, or no more may stand here; {}", hint("kanwu COMMAND --help"))
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::Zh) if value.is_empty() => {
            format!("“{arg}”要写值{}。", choices(&list(ContextKind::ValidValue), lang))
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::En) if value.is_empty() => {
            format!("“{arg}” wants a value{}.", choices(&list(ContextKind::ValidValue), lang))
        }
        (ErrorKind::ValueValidation, lang) if said_by_us(error).is_some() => {
            let said = said_by_us(error).map(|said| half(&said, lang)).unwrap_or_default();
            match lang {
                Lang::Zh => format!("“{arg}”不能是“{value}”：{said}"),
                Lang::En => format!("“{arg}” can't be “{value}”: {said}"),
            }
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::Zh) => {
            let guess = near.as_ref().map(|near| format!("是不是“{near}”？")).unwrap_or_default();
            format!("“{arg}”不能是“{value}”{}。{guess}", choices(&list(ContextKind::ValidValue), lang))
        }
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, Lang::En) => {
            let guess =
                near.as_ref().map(|near| format!("; did you mean “{near}”?")).unwrap_or(".".to_owned());
            format!("“{arg}” can't be “{value}”{}{guess}", choices(&list(ContextKind::ValidValue), lang))
        }
        (ErrorKind::MissingSubcommand, Lang::Zh) => {
            format!("还要写一个命令：{}。", subcommands(&list(ContextKind::ValidSubcommand)).join("、"))
        }
        (ErrorKind::MissingSubcommand, Lang::En) => {
            format!("still wanted: one of {}.", subcommands(&list(ContextKind::ValidSubcommand)).join(", "))
        }
        (ErrorKind::MissingRequiredArgument, Lang::Zh) => format!("还要写：{arg}。"),
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("still wanted: {arg}."),
        (ErrorKind::ArgumentConflict, Lang::Zh) => {
            let other = others(&list(ContextKind::PriorArg), "、");
            format!("“{arg}”和“{other}”不能一起用。")
        }
        (ErrorKind::ArgumentConflict, Lang::En) => {
            let other = others(&list(ContextKind::PriorArg), ", ");
            format!("“{arg}” and “{other}” exclude each other.")
        }
        (_, Lang::Zh) => "命令写法不对；见 `kanwu --help`。".to_owned(),
        (_, Lang::En) => "this command is wrong; see `kanwu --help`.".to_owned(),
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

fn others(of: &[String], between: &str) -> String {
    of.iter().map(|arg| bare(arg)).collect::<Vec<_>>().join(between)
}

/// Those that do something.
fn subcommands(of: &[String]) -> Vec<&str> {
    of.iter().map(String::as_str).filter(|name| *name != "help").collect()
}

/// What one of our own parsers says of a value, in both languages.
fn said_by_us(error: &Error) -> Option<String> {
    let said = std::error::Error::source(error)?.to_string();
    said.contains(" / ").then_some(said)
}

fn choices(of: &[String], lang: Lang) -> String {
    match (of.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("，可以是：{}", of.join("、")),
        (false, Lang::En) => format!("; it may be: {}", of.join(", ")),
    }
}

/// The language asked for, on a command line that could not be read.
pub(crate) fn lang(args: &[std::ffi::OsString]) -> Lang {
    let english =
        args.windows(2).any(|w| w[0] == "--lang" && w[1] == "en") || args.iter().any(|a| a == "--lang=en");
    if english { Lang::En } else { Lang::Zh }
}
