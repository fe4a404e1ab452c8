//! What can be said on the command line.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use kanwu_text::Lang;

use crate::messages::output_file;

/// 刊误：年鉴书稿编校检查 / The proofreader for Chinese yearbooks
#[derive(Debug, Parser)]
#[command(name = "kanwu", version, arg_required_else_help = false)]
pub struct Cli {
    /// 输出语言 / Language of the output
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Zh)]
    pub lang: LangArg,
    /// 配置文件；不写则从书稿起逐级向上找 kanwu.toml / Config file instead of the nearest kanwu.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// 不读配置文件 / Read no config file
    #[arg(long, global = true)]
    pub isolated: bool,
    /// 配置文件所列的书稿和规则卡可在其文件夹之外 / Read what the config names outside of its folder too
    #[arg(long, global = true)]
    pub allow_outside: bool,
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

/// 报什么用时
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimingsOf {
    /// 各步 / The steps of a run
    Steps,
    /// 各步和各条规则 / The steps, and each rule
    Rules,
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
    /// 查全书的数据，导出 / Look up and export what the book states in figures
    Facts(FactsArgs),
    /// 目录与正文对照 / The contents beside the body
    Contents(ContentsArgs),
    /// 全书统计：各类目、各供稿者的字数、条目、图表和发现 / What each category and contributor has: characters, entries, tables, pictures, findings
    Statistics(StatisticsArgs),
    /// 机检差错率（估，非质检结论） / Estimate the error rate
    Rate(FileArgs),
    /// 校对质疑表，给责编答复 / The form of queries, for the editor to answer
    Queries(QueriesArgs),
    /// 来稿验收，一份来稿一行 / What each contribution lacks, a line a file
    Accept(AcceptArgs),
    /// 退改单，每个供稿单位一份 / What each contributing unit is asked to look up
    Returns(ReturnsArgs),
    /// 付印检查，一页，给责编、复审、终审签字 / What must be nothing before print, on one page to sign
    Press(PaperArgs),
    /// 保密送审与个人信息线索表 / Clues for the secrecy review, and personal data
    Clues(CluesArgs),
    /// 同名异写对照表；--people 列人名与职务 / Names in two forms; --people: who has which post
    Names(NamesArgs),
    /// 本单位词表 words.toml：看、加、导入 / The office's list of words: show, add, import
    Words(WordsArgs),
    /// 本单位的规则卡：检查写法，试例子 / An office's own rule cards: check them and run their examples
    #[command(subcommand)]
    Pack(PackCommand),
    /// 列出读到的编辑说明 / Show the editorial spec as read
    Spec(FileArgs),
    /// 记下对发现的处理：改、不改、待核 / Answer findings
    Decide(DecideArgs),
    /// 记为“不改” / Answer findings with 不改
    Keep(KeepArgs),
    /// 现有的发现都算已知，今后只报新的 / All that stands is known; only new findings are reported
    Baseline(BaselineArgs),
    /// 列出生效的配置，以及每一项的出处 / What the configuration comes to, and where each value is from
    Config(ConfigArgs),
    /// 按书稿的编辑说明写出配置文件 / Write a config from what the manuscript says of itself
    Init(InitArgs),
    /// 核红：比对前后两个稿次 / Compare two states of a book with what was asked for
    Collate(CollateArgs),
    /// 把发现写成 .docx 的批注和修订 / Findings as comments and tracked changes in a .docx
    Annotate(AnnotateArgs),
    /// 提交时自动检查：装、拆 git 钩子 / A git hook that checks each commit
    #[command(subcommand)]
    Hook(HookCommand),
    /// 语言服务：编辑器里边写边查 / The language server: findings in an editor as the text is typed
    Server(ServerArgs),
    /// 手册页（man） / The manual page, in roff
    Man,
    /// 命令行补全脚本 / Shell completions
    Completions {
        /// 命令行程序 / Shell
        shell: Shell,
    },
}

/// 钩子
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum HookCommand {
    /// 装上 / Install
    Install {
        /// 已有别的钩子也装，原来的另存 / Put another hook aside
        #[arg(long)]
        force: bool,
    },
    /// 拆除，恢复原来的 / Remove, and put back what was there
    Uninstall,
}

/// 规则卡的命令
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// 检查规则卡，试每个例子；例子不合的说明原因 / Check the cards, run every example, and tell why one fails
    Check(PackCheckArgs),
}

/// 检查规则卡的选项
#[derive(Debug, Args)]
pub struct PackCheckArgs {
    /// 规则卡，或放规则卡的文件夹；不写则按配置文件的 lint.packs / Cards, or folders of them; else those of the config
    #[arg(value_name = "PACKS")]
    pub packs: Vec<PathBuf>,
}

/// 词表的哪一栏
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WordList {
    /// 允许：不报 / Words that are right
    Allow,
    /// 误=正 / Wrong forms with the right ones
    Wrong,
    /// 重点词：凡出现都提请看一眼 / Words to be looked at wherever they stand
    Watch,
    /// 人名 / Names of persons
    People,
    /// 机构名 / Names of bodies
    Bodies,
}

/// 词表的选项
#[derive(Debug, Args)]
pub struct WordsArgs {
    /// 词表文件；不写则用配置文件旁的 words.toml / The list, instead of words.toml beside the config
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// 要做的事；不写则列出各栏的词数 / What to do; without it, how many words there are
    #[command(subcommand)]
    pub command: Option<WordsCommand>,
}

/// 词表的命令
#[derive(Debug, Subcommand)]
pub enum WordsCommand {
    /// 加词；误写写作 误=正 / Put words in; a wrong form as wrong=right
    Add {
        /// 哪一栏 / Which list
        list: WordList,
        /// 词 / The words
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// 从 txt、csv、xlsx 导入；第一列是词，第二列是正写或说明 / From txt, csv, xlsx: the word, then the right form or a note
    Import {
        /// 哪一栏 / Which list
        list: WordList,
        /// 文件 / The file
        from: PathBuf,
    },
}

/// 检查的选项
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    /// 文件或文件夹，- 为标准输入 / Files and folders; - is standard input
    pub paths: Vec<PathBuf>,
    /// 只报涉及 git 暂存书稿的 / Only what touches manuscripts staged in git
    #[arg(long, conflicts_with = "paths")]
    pub staged: bool,
    /// 只报 git 某一版本以来改过的各行 / Only what touches lines changed since a git revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["staged", "fix", "unsafe_fixes", "diff"])]
    pub since: Option<String>,
    /// 每保存一次查一次，按 Ctrl-C 结束 / Check again on each save, until Ctrl-C
    #[arg(long, conflicts_with_all = ["staged", "fix", "unsafe_fixes", "diff", "stdin_filename"])]
    pub watch: bool,
    /// 标准输入所代表的文件名 / File name that standard input stands for
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = Output::Full)]
    pub output_format: Output,
    /// 另写成文件，可写多次，如 xlsx=质疑表.xlsx / Write a file as well, any number of times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = OsStringValueParser::new().try_map(OutputFile::parse))]
    pub output: Vec<OutputFile>,
    /// --output 可覆盖别人的文件 / --output may replace files that kanwu did not write
    #[arg(long)]
    pub overwrite: bool,
    /// 只用这些规则（名称、代码、族） / Only these rules: names, codes, families
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
    /// 另外列出哪些 / List these as well
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub show: Vec<Show>,
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
    /// 直接改 .docx，不写成修订 / In a .docx, fix without tracked changes
    #[arg(long)]
    pub in_place: bool,
    /// .docx 里的修订按拒绝修订读 / Read tracked changes in a .docx as rejected
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub original: bool,
    /// 转换痕迹逐处列出 / List conversion findings one by one
    #[arg(long)]
    pub unfold: bool,
    /// 屏幕和摘要最多列几处，其余只计数 / List at most so many findings on screen and in summaries
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// 只列各规则的处数 / Counts by rule instead of findings
    #[arg(long)]
    pub statistics: bool,
    /// 报各步用时；=rules 并报各条规则用时、调用次数 / Tell how long each step took; =rules each rule too, and how often it was called
    #[arg(long, value_name = "OF", num_args = 0..=1, require_equals = true, default_missing_value = "steps")]
    pub timings: Option<TimingsOf>,
    /// 只印发现，不印汇总和进度 / Findings only: no summary, no progress
    #[arg(long, short)]
    pub quiet: bool,
    /// 网页中不带书稿原文，只带所标文字 / In a page, leave out all text but what findings mark
    #[arg(long)]
    pub redact: bool,
    /// “ ” — … 占几列 / Columns of ambiguous characters
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2), default_value_t = 1)]
    pub ambiguous_width: u8,
    /// 终端列数 / Terminal columns
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

/// 语言服务的选项
#[derive(Debug, Args)]
pub struct ServerArgs {
    /// 不用这些规则（名称、代码、族） / Not these rules: names, codes, families
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub ignore: Vec<String>,
}

/// 批注的选项
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// .docx 书稿；不写则为配置所列的全部 / The .docx manuscript; without it, all that the config lists
    pub file: Option<PathBuf>,
    /// 写到哪里；不写则在书稿旁，名为 书稿.审校.docx / Where to; else beside it, as NAME.审校.docx
    #[arg(long, short, value_name = "FILE", requires = "file")]
    pub output: Option<PathBuf>,
    /// 可覆盖别人的或改过的文件 / May replace a file that kanwu did not write, or that someone has worked in
    #[arg(long)]
    pub overwrite: bool,
    /// 哪些修改写成修订 / Which fixes become tracked changes
    #[arg(long, value_enum, default_value_t = Changes::Safe)]
    pub changes: Changes,
    /// 同一规则只批注第一处，写明共几处 / One comment a rule, with a count
    #[arg(long)]
    pub fold: bool,
    /// 批注和修订的日期；不写则为现在，或按 SOURCE_DATE_EPOCH / Date of comments and changes; else now, or SOURCE_DATE_EPOCH
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// 只用这些规则（名称、代码、族） / Only these rules: names, codes, families
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub select: Vec<String>,
    /// 不用这些规则 / Not these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub ignore: Vec<String>,
}

/// 哪些修改
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Changes {
    /// 有把握的 / Safe ones
    Safe,
    /// 处理意见为“改”的，批注只写“改”和“待核”的 / Those answered 改; comments on 改 and 待核 alone
    Decided,
    /// 都不写 / None
    None,
}

/// 处理的选项
#[derive(Debug, Args)]
pub struct DecideArgs {
    /// 编号，或位置 文件:行:列 / Ids, or places FILE:LINE:COLUMN
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// 怎样处理 / What is to become of them
    #[arg(long, value_enum)]
    pub state: Option<StateArg>,
    /// 这些规则的发现 / Findings of these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub rule: Vec<String>,
    /// 这些文件或文件夹里的 / Findings in these files and folders
    #[arg(long, value_name = "PATH")]
    pub path: Vec<PathBuf>,
    /// 收入报告导出的处理（JSON）、另一个处理文件，或填好的质疑表、退改单（.xlsx、.csv） / Take over what a report exported, another such file, or a form that was filled in (.xlsx, .csv)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["what", "state", "rule"])]
    pub from: Option<PathBuf>,
    /// 清去已不存在的 / Drop answers to what is gone
    #[arg(long, conflicts_with_all = ["what", "state", "rule", "path", "from"])]
    pub prune: bool,
    #[command(flatten)]
    /// 理由等
    pub answer: Answer,
}

/// 不改的选项
#[derive(Debug, Args)]
pub struct KeepArgs {
    /// 编号，或位置 文件:行:列 / Ids, or places FILE:LINE:COLUMN
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// 这些规则的发现 / Findings of these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub rule: Vec<String>,
    /// 这些文件或文件夹里的 / Findings in these files and folders
    #[arg(long, value_name = "PATH")]
    pub path: Vec<PathBuf>,
    #[command(flatten)]
    /// 理由等
    pub answer: Answer,
}

/// 谁、何时、为什么
#[derive(Clone, Debug, Args)]
pub struct Answer {
    /// 理由 / Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// 谁定的 / Who decides
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    /// 日期，默认今天 / The day, today if not given
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// 审校阶段 / Stage of the work
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
}

/// 处理
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StateArg {
    /// 照改 / To be corrected
    #[value(name = "改", alias = "change")]
    Change,
    /// 原文保留，须写理由 / It stands as it is
    #[value(name = "不改", alias = "keep")]
    Keep,
    /// 待供稿单位核实 / Held
    #[value(name = "待核", alias = "hold")]
    Hold,
}

/// 配置的选项
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// 书稿；不写则只看配置文件 / The manuscript; without it the config alone
    pub file: Option<PathBuf>,
    /// 印出 kanwu.toml 的 JSON Schema / Print the JSON schema of kanwu.toml
    #[arg(long)]
    pub schema: bool,
    #[command(flatten)]
    /// 形式
    pub listing: Listing,
}

/// 写配置的选项
#[derive(Debug, Args)]
pub struct InitArgs {
    /// 书稿的各个文件，按书中先后 / Files of the book, in reading order
    pub files: Vec<PathBuf>,
}

/// 基线的选项
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// 文件或文件夹 / Files and folders
    pub paths: Vec<PathBuf>,
}

/// `--output FORMAT=FILE`
#[derive(Clone, Debug)]
pub struct OutputFile {
    pub(crate) format: Output,
    pub(crate) path: PathBuf,
}

impl OutputFile {
    /// Reads `sarif=x.sarif`.
    pub(crate) fn parse(text: OsString) -> Result<OutputFile, WrongOutputFile> {
        let Some((format, path)) = split(&text).filter(|(_, path)| !path.as_os_str().is_empty()) else {
            return Err(WrongOutputFile::Form);
        };
        match Output::from_str(&format, false) {
            Ok(format) => Ok(OutputFile { format, path }),
            Err(_) => Err(WrongOutputFile::no_format(format)),
        }
    }
}

/// Why `--output` can't be followed. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WrongOutputFile {
    /// It is not `FORMAT=FILE`.
    Form,
    /// There is no such format: the nearest one, if any is near, and all.
    NoFormat { format: String, near: Option<String>, known: Vec<String> },
}

impl WrongOutputFile {
    fn no_format(format: String) -> WrongOutputFile {
        let values = Output::value_variants().iter().filter_map(Output::to_possible_value);
        let known: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        let near = known
            .iter()
            .map(|name| (strsim::jaro(&format, name), name))
            .filter(|(score, _)| *score > 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, near)| near.clone());
        WrongOutputFile::NoFormat { format, near, known }
    }

    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            WrongOutputFile::Form => output_file::WRONG.text(lang).to_owned(),
            WrongOutputFile::NoFormat { format, near: Some(near), .. } => {
                output_file::NoFormatNear { format, near }.text(lang)
            }
            WrongOutputFile::NoFormat { format, near: None, known } => {
                output_file::NoFormat { format, formats: known }.text(lang)
            }
        }
    }
}

impl std::fmt::Display for WrongOutputFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for WrongOutputFile {}

/// `FORMAT=FILE`, where the file may have a name of any bytes.
#[cfg(unix)]
fn split(text: &OsStr) -> Option<(String, PathBuf)> {
    use std::os::unix::ffi::OsStrExt;
    let bytes = text.as_bytes();
    let at = bytes.iter().position(|byte| *byte == b'=')?;
    let format = String::from_utf8_lossy(&bytes[..at]).into_owned();
    Some((format, PathBuf::from(OsStr::from_bytes(&bytes[at + 1..]))))
}

#[cfg(not(unix))]
fn split(text: &OsStr) -> Option<(String, PathBuf)> {
    let (format, path) = text.to_str()?.split_once('=')?;
    Some((format.to_owned(), PathBuf::from(path)))
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
    /// 网页，脱机打开 / A page to open in a browser, offline
    Html,
    /// SARIF 2.1.0：代码扫描平台 / For code scanning
    Sarif,
    /// GitHub Actions 的标注 / Annotations of GitHub Actions
    Github,
    /// GitLab 的代码质量报告 / Code quality report of GitLab
    Gitlab,
    /// JUnit XML：当作测试结果 / As test results
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// reviewdog 的 rdjson，带修改建议 / For reviewdog, with suggestions
    Rdjson,
    /// Markdown 摘要表 / A summary in Markdown
    Markdown,
    /// 校对质疑表（CSV） / The form for queries, as CSV
    Csv,
    /// 校对质疑表（Excel、WPS） / The form for queries, as a workbook
    Xlsx,
}

/// 另外列出什么
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// 提示级的 / Severity info
    Info,
    /// 已定不改的、基线已知的 / Kept, and known from the baseline
    Kept,
}

/// 哪一级算不过
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// 错误 / Errors
    Error,
    /// 警告 / Warnings
    Warning,
    /// 提示 / Notes
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
    /// 表 / A table
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

/// 写成的文件
#[derive(Debug, Args)]
pub struct Target {
    /// 写成文件，不显示 / Write to a file
    #[arg(long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// 文件已有也覆盖 / Replace a file that is there
    #[arg(long)]
    pub overwrite: bool,
}

/// 数据的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// 表 / A table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// Excel、WPS / A workbook
    Xlsx,
}

/// 查数据的选项
#[derive(Debug, Args)]
pub struct FactsArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    /// 只列指标、数字或所在标题里有这个词的 / Only what has this word in its name, its figure or a title above it
    pub word: Option<String>,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = FactsFormat::Table)]
    pub output_format: FactsFormat,
    #[command(flatten)]
    /// 写到哪里
    pub target: Target,
}

/// 表的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// 表 / A table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// Markdown
    Markdown,
    /// 网页，脱机打开 / A page to open in a browser, offline
    Html,
    /// Excel、WPS / A workbook
    Xlsx,
}

/// 核红的选项
#[derive(Debug, Args)]
pub struct CollateArgs {
    /// 前一稿次：校样、书稿或放书稿的文件夹 / The older state: a proof, a manuscript, or a folder
    pub old: PathBuf,
    /// 后一稿次 / The newer state
    pub new: PathBuf,
    /// 修改要求：填好的质疑表（.xlsx、.csv、.docx）、带批注或标记的前一稿次、处理文件，可写多次 / Requests: a filled form, a copy of the older state with comments or marks, a file of decisions
    #[arg(long, value_name = "REQUESTS")]
    pub asked: Vec<PathBuf>,
    /// 对原稿：列出全部不同之处，不问是否有人提出 / Against copy: all differences, whether asked for or not
    #[arg(long, conflicts_with = "asked")]
    pub against_copy: bool,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub output_format: TableFormat,
    #[command(flatten)]
    /// 写到哪里
    pub target: Target,
}

/// 质疑表的选项
#[derive(Debug, Args)]
pub struct QueriesArgs {
    #[command(flatten)]
    /// 表
    pub form: PaperArgs,
    /// 提出人；不写则按配置 / Who asks; else as the config says
    #[arg(long)]
    pub person: Option<String>,
}

/// 来稿验收的选项
#[derive(Debug, Args)]
pub struct AcceptArgs {
    #[command(flatten)]
    /// 表
    pub form: PaperArgs,
    /// 上年的书，查照抄的句子 / Last year's book, to tell sentences taken over
    #[arg(long, value_name = "PATH")]
    pub last_year: Option<PathBuf>,
}

/// 全书统计的选项
#[derive(Debug, Args)]
pub struct StatisticsArgs {
    #[command(flatten)]
    /// 表
    pub form: PaperArgs,
    /// 供稿单位名单，一行一个：单位：类目、分目或文件名 / Which unit has contributed what: UNIT: titles or files, a line each
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
}

/// 退改单的选项
#[derive(Debug, Args)]
pub struct ReturnsArgs {
    /// 书稿，或一个文件夹的来稿 / The manuscript, or a folder of contributions
    pub file: PathBuf,
    /// 写到哪个文件夹；不写则在书稿旁 / The folder to write to; else beside the manuscript
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = PaperForm::Docx)]
    pub output_format: PaperForm,
    /// 文件已有也覆盖 / Replace files that are there
    #[arg(long)]
    pub overwrite: bool,
    /// 书名；不写则为文件名 / The book; else the name of the file
    #[arg(long, value_name = "TITLE")]
    pub book: Option<String>,
    /// 供稿单位名单，一行一个：单位：类目、分目或文件名 / Which unit has contributed what: UNIT: titles or files, a line each
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
}

/// 各种表的选项
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = PaperForm::Xlsx)]
    pub output_format: PaperForm,
    /// 写到哪里；不写则在书稿旁，名为 书稿.表名.xlsx / Where to; else beside it, named after the form
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 文件已有也覆盖 / Replace a file that is there
    #[arg(long)]
    pub overwrite: bool,
    /// 书名；不写则为文件名 / The book; else the name of the file
    #[arg(long, value_name = "TITLE")]
    pub book: Option<String>,
    /// 校次；不写则按配置 / The proof; else as the config says
    #[arg(long)]
    pub stage: Option<String>,
}

/// 各种表的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperForm {
    /// Word
    Docx,
    /// 工作簿 / A workbook
    Xlsx,
    /// 网页，可打印 / A page to print
    Html,
    /// JSON
    Json,
}

/// 线索表的选项
#[derive(Debug, Args)]
pub struct CluesArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub output_format: TableFormat,
    #[command(flatten)]
    /// 写到哪里
    pub target: Target,
}

/// 名称表的选项
#[derive(Debug, Args)]
pub struct NamesArgs {
    /// 书稿 / The manuscript
    pub file: PathBuf,
    /// 列人名、职务和所在处 / List persons, their posts and places
    #[arg(long)]
    pub people: bool,
    /// 输出形式 / Form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub output_format: TableFormat,
    #[command(flatten)]
    /// 写到哪里
    pub target: Target,
}

/// 目录对照的形式
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ContentsFormat {
    /// 表 / A table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// 网页，可打印 / A page to print
    Html,
    /// 工作簿 / A workbook
    Xlsx,
    /// Word
    Docx,
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
    #[arg(long, conflicts_with = "output_format")]
    pub write: bool,
    #[command(flatten)]
    /// 目标
    pub target: Target,
}

impl KeepArgs {
    /// The same, said in full.
    pub(crate) fn as_decide(&self) -> DecideArgs {
        DecideArgs {
            what: self.what.clone(),
            state: Some(StateArg::Keep),
            rule: self.rule.clone(),
            path: self.path.clone(),
            from: None,
            prune: false,
            answer: self.answer.clone(),
        }
    }
}
