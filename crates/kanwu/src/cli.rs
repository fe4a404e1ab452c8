//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// 刊误：年鉴书稿编校检查 / The proofreader for Chinese yearbooks
#[derive(Debug, Parser)]
#[command(name = "kanwu", version, about, arg_required_else_help = false)]
pub struct Cli {
    /// 输出语言 / Language of the output
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Zh)]
    pub lang: LangArg,
    /// 配置文件；不给则逐级向上找 kanwu.toml / Config file instead of the nearest kanwu.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// 不读配置文件 / Read no config file
    #[arg(long, global = true)]
    pub isolated: bool,
    /// 着色 / Colour
    #[arg(long, global = true, value_enum, default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
    /// 要做的事 / What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// 输出语言
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

/// 着色
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// 终端上着色 / On a terminal
    Auto,
    /// 总是 / Always
    Always,
    /// 从不 / Never
    Never,
}

/// 要做的事
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 检查书稿 / Check manuscripts
    Check(CheckArgs),
    /// 说明一条规则 / Explain a rule
    Explain {
        /// 规则名或代码 / Name or code of the rule
        rule: String,
    },
    /// 列出规则 / List the rules
    Rules {
        #[command(flatten)]
        listing: Listing,
    },
    /// 列出全书结构 / Show the book as a tree
    Outline(FileArgs),
    /// 列出全书的数量 / List every quantity as read
    Quantities(FileArgs),
    /// 目录与正文对照 / The contents beside the body
    Contents(ContentsArgs),
    /// 列出读到的编辑说明 / Show the editorial spec as read
    Spec(FileArgs),
    /// 命令补全脚本 / Shell completions
    Completions {
        /// 外壳 / Shell
        shell: Shell,
    },
}

/// 检查的选项
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 文件或文件夹，- 为标准输入 / Files and folders; - is standard input
    pub paths: Vec<PathBuf>,
    /// 标准输入所代表的文件名 / File name that standard input stands for
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = Output::Full)]
    pub output_format: Output,
    /// 只用这些规则（名、代码、族） / Only these rules: names, codes, families
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub select: Vec<String>,
    /// 另加这些规则 / These rules as well
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub extend_select: Vec<String>,
    /// 不用这些规则 / Not these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub ignore: Vec<String>,
    /// 连同试行规则 / Rules in preview too
    #[arg(long)]
    pub preview: bool,
    /// 列出提示 / List findings of this severity too
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub show: Option<Show>,
    /// 到这一级即退出码1 / Lowest severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// 有发现也退出码0 / Exit code 0 even with findings
    #[arg(long)]
    pub exit_zero: bool,
    /// 转换痕迹也计入退出码 / Conversion findings count for the exit code
    #[arg(long)]
    pub strict_conversion: bool,
    /// 应用有把握的修改 / Apply safe fixes
    #[arg(long)]
    pub fix: bool,
    /// 连同需逐条确认的修改 / Apply unsafe fixes too
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// 只显示修改，不写文件 / Show the fixes as a diff, write nothing
    #[arg(long)]
    pub diff: bool,
    /// 一条一行列出转换痕迹 / List conversion findings one by one
    #[arg(long)]
    pub unfold: bool,
    /// 不印结尾的汇总 / No closing summary
    #[arg(long, short)]
    pub quiet: bool,
    /// “ ” — … 占几列 / Columns of ambiguous characters
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2), default_value_t = 1)]
    pub ambiguous_width: u8,
    /// 终端列数 / Terminal columns
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

/// 输出形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// 带原文 / With the text
    Full,
    /// 一条一行 / One line each
    Short,
    /// 一个JSON文档 / One JSON document
    Json,
    /// 一行一个JSON / One JSON object a line
    Jsonl,
}

/// 列出哪一级
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// 提示
    Info,
}

/// 哪一级算不过
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// 错误
    Error,
    /// 警告
    Warning,
    /// 提示
    Info,
}

/// 列表的形式
#[derive(Clone, Copy, Debug, Args)]
pub struct Listing {
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = ListingFormat::Table)]
    pub output_format: ListingFormat,
}

/// 列表的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListingFormat {
    /// 表
    Table,
    /// JSON
    Json,
}

/// 对一部书稿
#[derive(Debug, Args)]
pub struct FileArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    #[command(flatten)]
    /// 形式
    pub listing: Listing,
}

/// 目录对照的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ContentsFormat {
    /// 表
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// 目录对照的选项
#[derive(Debug, Args)]
pub struct ContentsArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = ContentsFormat::Table)]
    pub output_format: ContentsFormat,
    /// 按正文题名和次序另列目录，页码照原样，存疑的标〔待核〕 / Set the contents anew from the body
    #[arg(long)]
    pub write: bool,
}
