//! The fields of a card.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::wrong::{self, Confused, Slip, Wrong, WrongForm};
use crate::{Concept, Example, Problem, fill, fill_nested, names};

/// How sure a rule is of one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// It may well be right as it stands.
    Guess,
    /// Nine in ten are faults.
    Likely,
    /// Practically every one is a fault.
    Certain,
}

/// How much a finding weighs for exit codes and filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Not reported at all.
    Off,
    /// Reported on request.
    Info,
    /// Right 90 times in 100.
    Warning,
    /// Right 98 times in 100.
    Error,
}

/// What sort of fault it is, for an editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// 硬伤: wrong by the standard or in fact.
    #[default]
    Hard,
    /// 体例: against the house's own form; weighs nothing in the error rate.
    House,
    /// 建议: better otherwise.
    Advice,
    /// 转换痕迹: exists only because a page was scanned or converted.
    Conversion,
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Shown, never applied.
    Display,
    /// Applied one by one, on request.
    Unsafe,
    /// Meaning-preserving: may be applied in bulk.
    Safe,
}

/// How a finding may be answered without a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiver {
    /// In bulk, too.
    #[default]
    Free,
    /// One by one only, with reason and name; listed in every report.
    Single,
}

/// Something for each confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ByConfidence<T> {
    /// Of certain findings.
    pub certain: T,
    /// Of likely findings.
    pub likely: T,
    /// Of guesses.
    pub guess: T,
}

impl<T: Copy> ByConfidence<T> {
    /// What holds for a finding of this confidence.
    pub fn of(&self, confidence: Confidence) -> T {
        match confidence {
            Confidence::Certain => self.certain,
            Confidence::Likely => self.likely,
            Confidence::Guess => self.guess,
        }
    }
}

/// Severity by confidence.
pub type Severities = ByConfidence<Severity>;

impl Default for Severities {
    fn default() -> Self {
        ByConfidence { certain: Severity::Error, likely: Severity::Warning, guess: Severity::Info }
    }
}

/// The highest grade of fix by confidence.
pub type Fixes = ByConfidence<Applicability>;

impl Default for Fixes {
    fn default() -> Self {
        let display = Applicability::Display;
        ByConfidence { certain: display, likely: display, guess: display }
    }
}

/// One message: what is wrong; why, and what to write. Templates with named arguments `{found}`;
/// `{clause}` is always there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// What is wrong, one sentence.
    pub what: String,
    /// Why, and what to write.
    pub advice: String,
}

/// What a card says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// A short title.
    pub title: String,
    /// What the rule checks, why, and what it leaves alone.
    pub why: String,
    /// What is wrong, one sentence.
    pub what: String,
    /// Why, and what to write.
    pub advice: String,
    /// Messages of findings that name a variant.
    #[serde(default)]
    pub variants: BTreeMap<String, Message>,
    /// What stands at related places, by label; templates, as messages are.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

impl Words {
    /// The templates of a variant (`""` is the message itself): what is wrong; why, and what to write.
    pub fn message(&self, variant: &str) -> (&str, &str) {
        self.variants.get(variant).map_or((&self.what, &self.advice), |m| (&m.what, &m.advice))
    }
}

/// What of a collocation is the faulty span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The partner.
    #[default]
    Partner,
    /// The literal.
    Literal,
    /// From the first of the two to the last.
    Collocation,
}

/// A body without Rust: a literal that triggers it and what must and must not stand around it. The
/// conditions are regular expressions: `before` and `not-before` must end where the literal begins, `after`
/// and `not-after` begin where it ends.
///
/// With `from` or `to` it is a collocation 格式: the literal and a partner in the same clause, at most 20 characters
/// away. The conditions then look round the collocation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pattern {
    /// The literal, which is the faulty span.
    #[serde(default)]
    pub literal: String,
    /// Literals of which all else holds alike, in place of the one. `{甲|乙}丙` stands for 甲丙 and 乙丙.
    #[serde(default)]
    pub literals: Vec<String>,
    /// Right forms, of which `derive` and `change` make the literals.
    #[serde(default)]
    pub right: Vec<String>,
    /// How the literals come about of the `right` forms.
    #[serde(default)]
    pub derive: Vec<Slip>,
    /// Right forms with what is taken for a character of them.
    #[serde(default)]
    pub confused: Confused,
    /// Right forms with wrong ones that no slip makes.
    #[serde(default)]
    pub wrong: Wrong,
    /// Words of one meaning, with blanks between: two of them side by side say one thing twice.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Words, the nearest of which before the literal is its partner.
    #[serde(default)]
    pub from: Vec<String>,
    /// Words, the nearest of which after the literal is its partner.
    #[serde(default)]
    pub to: Vec<String>,
    /// Must match somewhere between the literal and its partner.
    #[serde(default)]
    pub between: Option<String>,
    /// Must not match anywhere between the two.
    #[serde(default)]
    pub not_between: Option<String>,
    /// Lists of the card's `parting-words`, none of which stands between the two unless it is one of the pattern's own.
    #[serde(default)]
    pub parted_by: Option<Vec<String>>,
    /// Which of a collocation is the faulty span.
    #[serde(default)]
    pub fault: Fault,
    /// What to write instead; absent where only an editor can say.
    #[serde(default)]
    pub replace: Option<String>,
    /// In place of `replace`, the parts that change and what they become: `{ "二" = "两" }` makes 两件 of 二件. Each of
    /// the literals holds one of the parts. Of `right` forms it makes the literals: 二件 of 两件.
    #[serde(default)]
    pub change: BTreeMap<String, String>,
    /// Must match just before.
    #[serde(default)]
    pub before: Option<String>,
    /// Must match just after.
    #[serde(default)]
    pub after: Option<String>,
    /// Must not match just before.
    #[serde(default)]
    pub not_before: Option<String>,
    /// Must not match just after.
    #[serde(default)]
    pub not_after: Option<String>,
    /// How sure such a finding is; certain where absent.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// A variant of the message.
    #[serde(default)]
    pub variant: Option<String>,
    /// Faulty examples, marked as those of the card are: one text, one table, or a list.
    #[serde(default, deserialize_with = "crate::example::one_or_many")]
    pub bad: Vec<Example>,
    /// Right examples near to the fault.
    #[serde(default, deserialize_with = "crate::example::one_or_many")]
    pub good: Vec<Example>,
    /// Of a long list of `literals`: three of them with examples stand for all.
    #[serde(default)]
    pub sample: bool,
}

/// What all patterns of a card share: `[pattern-defaults]`. What a pattern says itself holds; an empty condition of
/// its own leaves the default out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PatternDefaults {
    /// Must match just before.
    pub before: Option<String>,
    /// Must match just after.
    pub after: Option<String>,
    /// Must not match just before.
    pub not_before: Option<String>,
    /// Must not match just after.
    pub not_after: Option<String>,
    /// Of a collocation: must match between the two.
    pub between: Option<String>,
    /// Of a collocation: lists of words that part it.
    pub parted_by: Option<Vec<String>>,
    /// How sure such a finding is.
    pub confidence: Option<Confidence>,
    /// A variant of the message.
    pub variant: Option<String>,
}

/// The variant of a message for a right form in a record of a year in which it was not in use.
pub const OUT_OF_TIME: &str = "date";

/// What stands before the name of one of a card's `conditions`.
const NAMED: char = '@';

impl PatternDefaults {
    /// The pattern with what it leaves unsaid, and with the conditions that it only names.
    fn fill(&self, mut pattern: Pattern, named: &BTreeMap<String, String>) -> Pattern {
        let or = |own: &mut Option<String>, default: &Option<String>| match own {
            None => own.clone_from(default),
            Some(text) if text.is_empty() => *own = None,
            Some(_) => {}
        };
        or(&mut pattern.before, &self.before);
        or(&mut pattern.after, &self.after);
        or(&mut pattern.not_before, &self.not_before);
        or(&mut pattern.not_after, &self.not_after);
        or(&mut pattern.variant, &self.variant);
        if pattern.has_partner() {
            or(&mut pattern.between, &self.between);
            pattern.parted_by = pattern.parted_by.or_else(|| self.parted_by.clone());
        }
        for condition in pattern.conditions_mut().into_iter().flatten() {
            if let Some(meant) = condition.strip_prefix(NAMED).and_then(|name| named.get(name)) {
                condition.clone_from(meant);
            }
        }
        pattern.confidence = pattern.confidence.or(self.confidence);
        pattern
    }
}

impl Pattern {
    /// Whether it is a collocation.
    pub fn has_partner(&self) -> bool {
        !(self.from.is_empty() && self.to.is_empty())
    }

    /// What must and must not stand round it: regular expressions, or names of the card's `conditions`.
    fn conditions_mut(&mut self) -> [&mut Option<String>; 6] {
        [
            &mut self.before,
            &mut self.after,
            &mut self.between,
            &mut self.not_before,
            &mut self.not_after,
            &mut self.not_between,
        ]
    }

    /// A name among the conditions that the card does not explain.
    pub(crate) fn unknown_condition(&self) -> Option<&str> {
        let must = [&self.before, &self.after, &self.between];
        let must_not = [&self.not_before, &self.not_after, &self.not_between];
        must.into_iter().chain(must_not).flatten().find_map(|text| text.strip_prefix(NAMED))
    }

    /// What to write for one of its literals, if the pattern says so.
    pub fn right_form(&self, literal: &str) -> Option<String> {
        let made = self.wrong_forms().into_iter().find(|form| form.literal == literal);
        made.map_or_else(|| self.written(literal), |form| form.right)
    }

    /// What `change` or `replace` makes of a literal. Where two of the parts that change begin at one place, the longer
    /// one counts.
    pub(crate) fn written(&self, literal: &str) -> Option<String> {
        if self.change.is_empty() {
            return self.replace.clone();
        }
        let mut out = String::new();
        let mut rest = literal;
        while let Some(c) = rest.chars().next() {
            let here = self.change.iter().filter(|(part, _)| !part.is_empty() && rest.starts_with(*part));
            match here.max_by_key(|(part, _)| part.len()) {
                Some((part, right)) => {
                    out += right;
                    rest = &rest[part.len()..];
                }
                None => {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        (out != literal).then_some(out)
    }

    /// The pattern with the words that part it among what must not stand between the two.
    fn parted(mut self, lists: &BTreeMap<String, Vec<String>>) -> Pattern {
        let Some(parted_by) = self.parted_by.take() else { return self };
        let literals = self.all_literals();
        let own: BTreeSet<&String> = self.from.iter().chain(&self.to).chain(&literals).collect();
        let words = parted_by.iter().filter_map(|name| lists.get(name)).flatten();
        let words: Vec<&str> = words.filter(|word| !own.contains(word)).map(String::as_str).collect();
        if !words.is_empty() {
            let more = self.not_between.iter().map(String::as_str);
            self.not_between = Some(words.iter().copied().chain(more).collect::<Vec<_>>().join("|"));
        }
        self
    }

    /// The pattern for each of its literals.
    fn each(self) -> impl Iterator<Item = Pattern> {
        let forms = self.wrong_forms();
        let alone = Pattern {
            literals: Vec::new(),
            right: Vec::new(),
            derive: Vec::new(),
            confused: Confused::new(),
            wrong: Wrong::new(),
            synonyms: Vec::new(),
            change: BTreeMap::new(),
            bad: Vec::new(),
            good: Vec::new(),
            ..self
        };
        forms.into_iter().map(move |form| Pattern {
            literal: form.literal,
            replace: form.right,
            ..alone.clone()
        })
    }
}

/// Something that a house may set for a rule: `[rules.NAME]` in `kanwu.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleOption {
    /// What may be written.
    pub kind: OptionKind,
    /// What holds where nothing is written; empty where the rule goes by the book.
    #[serde(default)]
    pub default: String,
    /// What it does, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What may be written for an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptionKind {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Any text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
}

/// What an argument of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArgKind {
    /// How many there are of something.
    Count,
    /// A figure: a sum, a year, a page.
    Number,
}

/// A rule card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Card {
    /// Kebab-case; names the fault, never the remedy.
    pub name: String,
    /// Three letters and three digits.
    pub code: String,
    /// Former names, which still select the rule.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// Rows of the rule reference that this card checks, in whole or in part.
    #[serde(default)]
    pub rows: Vec<String>,
    /// What sort of fault.
    pub class: Class,
    /// Standard and clause, as deep as a source has it.
    pub clause: String,
    /// Zones it looks at: names, or the groups `text` (all but tables, name lists and contents) and `all`.
    pub zones: Vec<String>,
    /// Whether it looks inside “ ” and 《 》.
    pub quoted: bool,
    /// Kinds of protected range that it reads.
    #[serde(default)]
    pub reads: Vec<String>,
    /// Whether it leaves names of firms and persons alone: for rules of spelling, characters and blanks.
    #[serde(default)]
    pub spares_names: bool,
    /// Severity by confidence.
    #[serde(default)]
    pub severity: Severities,
    /// Highest grade of fix by confidence.
    #[serde(default)]
    pub fix: Fixes,
    /// Points in the error rate, a decimal such as `0.1`; `0` weighs nothing.
    pub weight: String,
    /// How it may be waived.
    #[serde(default)]
    pub waiver: Waiver,
    /// 必看: a fault of names, posts, figures, dates or the contents, which an editor is to see first. Absent:
    /// hard faults of the families that are about nothing else, `TOC` and `CON`.
    #[serde(default)]
    pub must_see: Option<bool>,
    /// 线索: what others are to review (保密审查, personal data). Listed in a printout of its own, it never fails a
    /// run and weighs nothing.
    #[serde(default)]
    pub clue: bool,
    /// Off unless asked for, until its precision is shown.
    #[serde(default)]
    pub preview: bool,
    /// Rules whose findings give way to this one's where they overlap.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Arguments of its messages that are more than text, by name.
    #[serde(default)]
    pub args: BTreeMap<String, ArgKind>,
    /// What a house may set, by name.
    #[serde(default)]
    pub options: BTreeMap<String, RuleOption>,
    /// In Chinese.
    pub zh: Words,
    /// In English.
    pub en: Words,
    /// Faulty examples.
    pub bad: Vec<Example>,
    /// Right examples, one for each exception at least.
    #[serde(default)]
    pub good: Vec<Example>,
    /// Literal → replacement, for rules without Rust that need no context.
    #[serde(default)]
    pub replace: BTreeMap<String, String>,
    /// Right forms with what is taken for a character of them, for rules without Rust that need no context.
    #[serde(default)]
    pub confused: Confused,
    /// Right forms with wrong ones that no slip makes, likewise.
    #[serde(default)]
    pub wrong: Wrong,
    /// Conditions that several patterns share, by name: a pattern writes `@name` in place of the expression.
    #[serde(default)]
    pub conditions: BTreeMap<String, String>,
    /// Words that part the two of a collocation, in lists that patterns name. They are regular expressions.
    #[serde(default)]
    pub parting_words: BTreeMap<String, Vec<String>>,
    /// What all patterns share.
    #[serde(default)]
    pub pattern_defaults: PatternDefaults,
    /// Patterns, for rules without Rust.
    #[serde(default)]
    pub pattern: Vec<Pattern>,
    /// Right forms, near misses of which are found.
    #[serde(default)]
    pub concept: Vec<Concept>,
}

/// Why a card can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// Not TOML, or not a card; the text shows the place.
    #[error("{path}: {source}")]
    Toml {
        /// The file.
        path: String,
        /// What the parser says.
        source: Box<toml::de::Error>,
    },
    /// Well-formed, but it breaks a rule for cards.
    #[error("{path}: {problem}")]
    Problem {
        /// The file.
        path: String,
        /// The problem.
        problem: Problem,
    },
    /// The file can't be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Card {
    /// Reads a card from TOML; `path` is for the error. Does not run [`crate::problems`].
    pub fn parse(toml: &str, path: &str) -> Result<Card, CardError> {
        toml::from_str(toml).map_err(|e| CardError::Toml { path: path.to_owned(), source: Box::new(e) })
    }

    /// Fills one of the card's templates. A value with quotation marks gets single ones within the template's, but for
    /// cards of marks and characters, which show what is printed.
    #[must_use]
    pub fn filled<'v>(&self, template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
        match self.family() {
            "PUN" | "TYP" => fill(template, value),
            _ => fill_nested(template, value),
        }
    }

    /// The three letters of the code.
    pub fn family(&self) -> &str {
        self.code.get(..3).unwrap_or_default()
    }

    /// Whether its findings are 必看, to be seen first.
    pub fn is_must_see(&self) -> bool {
        self.must_see.unwrap_or_else(|| self.class == Class::Hard && matches!(self.family(), "TOC" | "CON"))
    }

    /// Whether the card carries its own body.
    pub fn has_body(&self) -> bool {
        let plain = !(self.replace.is_empty() && self.confused.is_empty() && self.wrong.is_empty());
        plain || !self.pattern.is_empty() || !self.concept.is_empty()
    }

    /// Whether it says what to tell of a form out of its time, and states when forms are in use.
    pub fn has_dates(&self) -> bool {
        let dated = |concept: &Concept| concept.from.is_some() || concept.to.is_some();
        self.zh.variants.contains_key(OUT_OF_TIME) && self.concept.iter().any(dated)
    }

    /// Every placeholder of its templates but `{clause}`, which is always known.
    pub fn arguments(&self) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        for words in [&self.zh, &self.en] {
            let variants = words.variants.values().flat_map(|m| [&m.what, &m.advice]);
            let templates =
                [&words.what, &words.advice].into_iter().chain(variants).chain(words.labels.values());
            out.extend(templates.flat_map(|t| names(t)).filter(|name| *name != "clause"));
        }
        out
    }

    /// The wrong forms that need no context: those of `replace`, of `confused` and of `wrong`.
    pub fn plain_forms(&self) -> Vec<WrongForm> {
        let replaced = self
            .replace
            .iter()
            .map(|(literal, right)| WrongForm { literal: literal.clone(), right: Some(right.clone()) });
        let said = wrong::said(&self.wrong);
        replaced.chain(wrong::confused(&self.confused)).chain(said).collect()
    }

    /// The body as patterns of one literal each, those without context first, with the defaults filled in.
    pub fn patterns(&self) -> impl Iterator<Item = Pattern> + '_ {
        let plain = self.plain_forms().into_iter().map(|form| Pattern {
            literal: form.literal,
            replace: form.right,
            ..Pattern::default()
        });
        let plain = plain.map(|pattern| self.pattern_defaults.fill(pattern, &self.conditions));
        let filled = self.pattern.iter().map(|pattern| {
            let bare = Pattern { bad: Vec::new(), good: Vec::new(), ..pattern.clone() };
            self.pattern_defaults.fill(bare, &self.conditions).parted(&self.parting_words)
        });
        plain.chain(filled.flat_map(Pattern::each))
    }
}
