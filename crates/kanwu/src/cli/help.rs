//! The help texts in one language. Parsing does without this: a command line is read anew only where help is wanted.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, CommandFactory};
use kanwu_text::Lang;

use super::args::Cli;

/// What `--help`, `--version` or `help` on this command line prints.
pub(crate) fn text(args: &[OsString], lang: Lang) -> Option<String> {
    let text = command(lang).try_get_matches_from(args).err()?.render().to_string();
    // These words clap has no setting for.
    Some(match lang {
        Lang::En => text,
        Lang::Zh => text.replace("[OPTIONS]", "[选项]").replace(
            "Print this message or the help of the given subcommand(s)",
            "显示用法，或某个命令的用法",
        ),
    })
}

/// The command line as it is told in one language; its values are mere strings.
pub(crate) fn command(lang: Lang) -> Command {
    let root = told(Cli::command(), lang);
    match lang {
        Lang::En => root,
        Lang::Zh => root.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本")
                .display_order(1000)
                .help_heading("选项"),
        ),
    }
}

fn told(command: Command, lang: Lang) -> Command {
    let about = command.get_about().map(|about| half(&about.to_string(), lang));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let command = command.mut_args(|arg| argument(arg, lang)).mut_subcommands(|sub| told(sub, lang));
    match lang {
        Lang::En => command,
        Lang::Zh => command
            .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}")
            .subcommand_help_heading("命令")
            .subcommand_value_name("命令")
            .disable_help_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help("显示用法")
                    .display_order(1000)
                    .help_heading("选项"),
            ),
    }
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let help = arg.get_help().map(|help| half(&help.to_string(), lang)).unwrap_or_default();
    let values: Vec<PossibleValue> = arg
        .get_possible_values()
        .into_iter()
        .map(|value| match value.get_help().map(|help| half(&help.to_string(), lang)) {
            Some(help) => value.help(help),
            None => value,
        })
        .collect();
    let default: Vec<String> =
        arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    let arg = match lang {
        Lang::En => arg.help(help),
        Lang::Zh => {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let arg = arg.help_heading(heading);
            // A flag has neither values nor a default to tell.
            if !arg.get_action().takes_values() {
                return arg.help(help);
            }
            let default = match default.as_slice() {
                [] => String::new(),
                some => format!(" [默认：{}]", some.join("、")),
            };
            let arg = arg.hide_default_value(true).hide_possible_values(true);
            if values.is_empty() {
                arg.help(format!("{help}{default}"))
            } else {
                let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
                let each: String = values
                    .iter()
                    .map(|v| match v.get_help() {
                        Some(help) => format!("\n- {}：{help}", v.get_name()),
                        None => format!("\n- {}", v.get_name()),
                    })
                    .collect();
                arg.help(format!("{help}{default} [可选：{}]", names.join("、")))
                    .long_help(format!("{help}{default}\n\n可选：{each}"))
            }
        }
    };
    if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
}

/// The half of `中文 / English` that is wanted; a text in one language is left whole.
fn half(text: &str, lang: Lang) -> String {
    match (text.split_once(" / "), lang) {
        (Some((zh, _)), Lang::Zh) => zh.to_owned(),
        (Some((_, en)), Lang::En) => en.to_owned(),
        (None, _) => text.to_owned(),
    }
}
