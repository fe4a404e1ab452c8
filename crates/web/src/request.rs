//! What a page asks for.

use kanwu_plugin::HouseWords;
use serde::Deserialize;
use serde_json::Value;

/// What is to be done with the files.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Forget all files.
    Clear,
    /// Check them.
    Check {
        /// As what the findings are told.
        form: Form,
        /// Findings of severity `info` too.
        #[serde(default)]
        info: bool,
        /// Whether all files are one book, in their order; else each is a manuscript of its own.
        #[serde(default)]
        one_book: bool,
        /// Answers, as a report exports them.
        #[serde(default)]
        answers: Value,
        /// The office's words, as words.toml holds them.
        #[serde(default)]
        words: String,
    },
    /// A copy of a file with the corrections made that were answered 改, and no others.
    Apply {
        /// Its number, from 0.
        file: usize,
        /// As above.
        #[serde(default)]
        one_book: bool,
        /// As above.
        answers: Value,
        /// Corrections in a document as tracked changes 修订; else in place.
        tracked: bool,
        /// What comments are put on.
        remarks: Remarks,
        /// When: `2023-05-01T08:00:00Z`.
        date: String,
        /// As above.
        #[serde(default)]
        words: String,
    },
    /// A form.
    Paper {
        /// Which.
        paper: PaperName,
        /// As what.
        form: PaperForm,
        /// As above.
        #[serde(default)]
        info: bool,
        /// As above.
        #[serde(default)]
        one_book: bool,
        /// As above.
        answers: Value,
        /// What stands in its head.
        of: PaperHead,
        /// As above.
        #[serde(default)]
        words: String,
    },
    /// Two states of a book compared 核红. Some of the files are one state, some the other.
    Collate {
        /// Which files are what.
        states: States,
        /// What was answered to the older state.
        #[serde(default)]
        answers: Value,
        /// As above.
        #[serde(default)]
        words: String,
        /// As what it is told.
        form: CollationForm,
    },
    /// The office's words with others put in, as a file.
    Words {
        /// What stands in the file by now.
        text: String,
        /// What is put in.
        #[serde(default)]
        add: HouseWords,
    },
    /// The file of answers.
    WriteAnswers {
        /// As above.
        answers: Value,
        /// What stands in the file by now.
        #[serde(default)]
        was: Option<String>,
    },
    /// The answers that a filled form gives to findings. The last of the files is the form, those before it are the book.
    ReadForm {
        /// As above.
        #[serde(default)]
        one_book: bool,
        /// As above.
        #[serde(default)]
        words: String,
        /// The day.
        date: String,
    },
    /// The answers of a file: `kanwu.decisions.toml`, or what a report exports.
    ReadAnswers {
        /// What stands in it.
        text: String,
    },
}

/// What stands in the head of a form.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PaperHead {
    /// 书名.
    pub book: String,
    /// 校次.
    pub stage: String,
    /// Who asks.
    pub person: String,
    /// The day.
    pub date: String,
    /// Number of the unit that a 退改单 is for; the units are told.
    #[serde(default)]
    pub unit: usize,
}

/// Numbers of files, from 0.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct States {
    /// Files of the older state, in order.
    pub old: Vec<usize>,
    /// Files of the newer one.
    pub new: Vec<usize>,
    /// Filled forms and commented copies that say what was asked for.
    #[serde(default)]
    pub asked: Vec<usize>,
    /// Whether all that differs is told 对原稿.
    #[serde(default)]
    pub against_copy: bool,
}

/// As what a collation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CollationForm {
    /// The table as JSON, for the page to show.
    Table,
    /// For Excel and WPS.
    Xlsx,
    /// To open and print.
    Html,
}

/// As what findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// What the page draws.
    Page,
    /// As `kanwu check --output-format json`.
    Json,
}

/// A form that an office prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperName {
    /// 校对质疑表.
    Queries,
    /// 来稿验收.
    Acceptance,
    /// 退改单 of one unit.
    Returns,
    /// 付印检查.
    Press,
    /// 目录核对.
    Contents,
    /// 全书统计.
    Statistics,
}

/// As what it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    /// For Word and WPS.
    Docx,
    /// For Excel and WPS.
    Xlsx,
    /// To print.
    Html,
    /// For other programs.
    Json,
}

/// What comments are put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remarks {
    /// What was answered 改 or 待核.
    Decided,
    /// What has no answer, too.
    All,
    /// Nothing.
    None,
}
