//! The help texts in one language. Parsing does without this: a command line is read anew only where help is wanted.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::Error;
use clap::{Arg, ArgAction, Command, CommandFactory};
use kanwu_text::{Lang, Message};

use super::args::Cli;
use crate::messages::{heading, help as said, value};

/// Headings of the help, in the order in which clap tells them.
const HEADINGS: [Message; 4] =
    [heading::COMMANDS, heading::ARGUMENTS, heading::OPTIONS, heading::COMMON_OPTIONS];

/// Names of values, as the arguments declare them and as they are told in Chinese.
const VALUES: [Message; 31] = [
    value::OLD,
    value::NEW,
    value::REQUESTS,
    value::OF,
    value::PACKS,
    value::PATHS,
    value::PATH,
    value::FILES,
    value::FILE,
    value::RULE,
    value::WHAT,
    value::LANG,
    value::COLOR,
    value::REV,
    value::NAME,
    value::PERSON,
    value::OUTPUT_FORMAT,
    value::FORMAT_FILE,
    value::SHOW,
    value::SEVERITY,
    value::N,
    value::AMBIGUOUS_WIDTH,
    value::COLUMNS,
    value::CHANGES,
    value::DATE,
    value::STATE,
    value::TEXT,
    value::STAGE,
    value::SHELL,
    value::TITLE,
    value::FOLDER,
];

/// What is wrong with this command line, or asked for by it (help, version), in the words of the help.
pub(crate) fn mistake(args: &[OsString], lang: Lang) -> Option<Error> {
    command(lang).try_get_matches_from(args).err()
}

/// What `--help`, `--version` or `help` prints.
pub(crate) fn text(asked: &Error, lang: Lang) -> String {
    let text = asked.render().to_string();
    // These words clap has no setting for.
    match lang {
        Lang::En => text,
        Lang::Zh => HEADINGS
            .iter()
            .map(|heading| heading.zh)
            .fold(text, |text, heading| text.replace(&format!("\n{heading}:\n"), &format!("\n{heading}：\n")))
            .replace(said::OPTIONS.en, said::OPTIONS.zh)
            .replace(said::HELP_COMMAND.en, said::HELP_COMMAND.zh),
    }
}

/// The manual page, in roff.
pub(crate) fn page(lang: Lang) -> std::io::Result<Vec<u8>> {
    let root = command(lang).disable_help_subcommand(true);
    let names: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let root = root.after_help(said::SEE_COMMANDS.text(lang));
    let mut page = Vec::new();
    clap_mangen::Man::new(root).render(&mut page)?;
    // There is one page: commands have no pages of their own that could be referred to.
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for name in names {
        page = page.replace(&format!("\nkanwu\\-{name}(1)\n"), &format!("\n\\fBkanwu {name}\\fR\n"));
    }
    if lang == Lang::Zh {
        page = [heading::EXTRA, heading::VERSION].iter().fold(page, |page, heading| {
            page.replace(&format!("\n.SH {}\n", heading.en), &format!("\n.SH {}\n", heading.zh))
        });
    }
    Ok(page.into_bytes())
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
                .help(said::VERSION.zh)
                .display_order(1000)
                .help_heading(heading::OPTIONS.zh),
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
            .help_template(format!("{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}", said::USAGE.zh))
            .subcommand_help_heading(heading::COMMANDS.zh)
            .subcommand_value_name(heading::COMMANDS.zh)
            .disable_help_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(said::HELP.zh)
                    .display_order(1000)
                    .help_heading(heading::OPTIONS.zh),
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
        Lang::En if arg.is_global_set() => arg.help(help).help_heading(heading::COMMON_OPTIONS.en),
        Lang::En => arg.help(help),
        Lang::Zh => {
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => heading::ARGUMENTS,
                (false, true) => heading::COMMON_OPTIONS,
                (false, false) => heading::OPTIONS,
            };
            let arg = named(arg.help_heading(heading.zh));
            // A flag has neither values nor a default to tell.
            if !arg.get_action().takes_values() {
                return arg.help(help);
            }
            let default = match default.as_slice() {
                [] => String::new(),
                values => said::Default { values }.text(lang),
            };
            let arg = arg.hide_default_value(true).hide_possible_values(true);
            if values.is_empty() {
                arg.help(format!("{help}{default}"))
            } else {
                let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
                let each: String = values
                    .iter()
                    .map(|v| match v.get_help() {
                        Some(help) => said::Choice { name: v.get_name(), help }.text(lang),
                        None => format!("\n- {}", v.get_name()),
                    })
                    .collect();
                let choices = said::Choices { values: &names }.text(lang);
                let each = said::EachChoice { each }.text(lang);
                arg.help(format!("{help}{default}{choices}")).long_help(format!("{help}{default}{each}"))
            }
        }
    };
    if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
}

/// The argument with the names of its values in Chinese.
fn named(arg: Arg) -> Arg {
    // Where none is given, clap takes the argument's own.
    let own = arg.get_id().as_str().to_uppercase();
    let given = arg.get_value_names().and_then(|names| names.first()).map(|name| name.to_string());
    let name = given.unwrap_or(own);
    match VALUES.iter().find(|known| known.en == name) {
        Some(known) if arg.is_positional() || arg.get_action().takes_values() => arg.value_name(known.zh),
        _ => arg,
    }
}

/// The half of `中文 / English` that is wanted; a text in one language is left whole.
fn half(text: &str, lang: Lang) -> String {
    match (text.split_once(" / "), lang) {
        (Some((zh, _)), Lang::Zh) => zh.to_owned(),
        (Some((_, en)), Lang::En) => en.to_owned(),
        (None, _) => text.to_owned(),
    }
}
