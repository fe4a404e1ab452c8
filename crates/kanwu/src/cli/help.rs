//! The help texts in one language. Parsing does without this: a command line is read anew only where help is wanted.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::Error;
use clap::{Arg, ArgAction, Command, CommandFactory};
use kanwu_text::Lang;

use super::args::Cli;

/// Headings of the Chinese help.
const HEADINGS: [&str; 4] = ["命令", "参数", "选项", COMMON];

/// The heading of options that every command has.
const COMMON: &str = "通用选项";

/// Names of values in Chinese.
const VALUES: [(&str, &str); 25] = [
    ("OF", "什么"),
    ("PATHS", "书稿"),
    ("PATH", "书稿"),
    ("FILES", "书稿"),
    ("FILE", "文件"),
    ("RULE", "规则"),
    ("WHAT", "发现"),
    ("LANG", "语言"),
    ("COLOR", "何时"),
    ("REV", "版本"),
    ("NAME", "名称"),
    ("PERSON", "姓名"),
    ("OUTPUT_FORMAT", "形式"),
    ("FORMAT=FILE", "形式=文件"),
    ("SHOW", "哪些"),
    ("SEVERITY", "级别"),
    ("N", "处数"),
    ("AMBIGUOUS_WIDTH", "列数"),
    ("COLUMNS", "列数"),
    ("CHANGES", "哪些"),
    ("DATE", "日期"),
    ("STATE", "处理"),
    ("TEXT", "文字"),
    ("STAGE", "阶段"),
    ("SHELL", "命令行程序"),
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
            .fold(text, |text, heading| text.replace(&format!("\n{heading}:\n"), &format!("\n{heading}：\n")))
            .replace("[OPTIONS]", "[选项]")
            .replace(
                "Print this message or the help of the given subcommand(s)",
                "显示用法，或某个命令的用法",
            ),
    }
}

/// The manual page, in roff.
pub(crate) fn page(lang: Lang) -> std::io::Result<Vec<u8>> {
    let root = command(lang).disable_help_subcommand(true);
    let names: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let root = root.after_help(match lang {
        Lang::Zh => "各命令的选项见 `kanwu 命令 --help`。",
        Lang::En => "`kanwu COMMAND --help` tells the options of each command.",
    });
    let mut page = Vec::new();
    clap_mangen::Man::new(root).render(&mut page)?;
    // There is one page: commands have no pages of their own that could be referred to.
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for name in names {
        page = page.replace(&format!("\nkanwu\\-{name}(1)\n"), &format!("\n\\fBkanwu {name}\\fR\n"));
    }
    if lang == Lang::Zh {
        page = page.replace("\n.SH EXTRA\n", "\n.SH 另见\n").replace("\n.SH VERSION\n", "\n.SH 版本\n");
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
        Lang::En if arg.is_global_set() => arg.help(help).help_heading("Common options"),
        Lang::En => arg.help(help),
        Lang::Zh => {
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => "参数",
                (false, true) => COMMON,
                (false, false) => "选项",
            };
            let arg = named(arg.help_heading(heading));
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

/// The argument with the names of its values in Chinese.
fn named(arg: Arg) -> Arg {
    // Where none is given, clap takes the argument's own.
    let own = arg.get_id().as_str().to_uppercase();
    let given = arg.get_value_names().and_then(|names| names.first()).map(|name| name.to_string());
    let name = given.unwrap_or(own);
    match VALUES.iter().find(|(en, _)| *en == name) {
        Some((_, zh)) if arg.is_positional() || arg.get_action().takes_values() => arg.value_name(*zh),
        _ => arg,
    }
}

/// The half of `中文 / English` that is wanted; a text in one language is left whole.
pub(super) fn half(text: &str, lang: Lang) -> String {
    match (text.split_once(" / "), lang) {
        (Some((zh, _)), Lang::Zh) => zh.to_owned(),
        (Some((_, en)), Lang::En) => en.to_owned(),
        (None, _) => text.to_owned(),
    }
}
