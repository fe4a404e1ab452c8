//! What can be wrong with a card that is well-formed.

/// A fault of a card. Told in English to those who write rules of the program; a front end tells the writers of house
/// packs in their own language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The code has another form.
    #[error("code `{0}` is not three letters and three digits")]
    Code(String),
    /// The name has another form.
    #[error("name `{0}` is not kebab-case")]
    Name(String),
    /// The file is called otherwise.
    #[error("the file should be named `{0}.toml`")]
    FileName(String),
    /// No faulty example.
    #[error("at least one `[[bad]]` example is needed")]
    NoBad,
    /// What `new-rule` laid out and nobody filled in.
    #[error("still to be filled in: `{0}`")]
    Unfilled(String),
    /// No zone.
    #[error("`zones` names no zone")]
    NoZone,
    /// A clue that counts.
    #[error("a clue weighs `0`")]
    ClueWeight,
    /// The weight is no number.
    #[error("weight `{0}` is not a decimal")]
    Weight(String),
    /// A faulty example that marks nothing.
    #[error("no ⟦ ⟧ in the example `{0}`")]
    NoMarks(String),
    /// A faulty example that says what it guards.
    #[error("a faulty example guards nothing: `{0}`")]
    BadGuards(String),
    /// A right example that is corrected.
    #[error("a right example has no `fixed` and no `needs`: `{0}`")]
    GoodFixed(String),
    /// A pattern with both.
    #[error("a pattern has a `literal` or `literals`, not both")]
    LiteralTwice,
    /// A pattern that looks for nothing.
    #[error("a pattern needs a `literal`, or several, or forms of which they are made")]
    NoLiteral,
    /// A literal without a character.
    #[error("one of the `literals` is empty")]
    EmptyLiteral,
    /// A right form of which nothing is made.
    #[error("neither `derive` nor `change` makes a wrong form of `{0}`")]
    NothingMade(String),
    /// Slips without a right form.
    #[error("`derive` makes wrong forms of `right` ones: it has none")]
    NoRight,
    /// A confused character that is not in its form.
    #[error("`{pair}` says nothing of `{right}`: first the character, then the wrong ones")]
    Confused {
        /// The characters.
        pair: String,
        /// The form.
        right: String,
    },
    /// A list of parting words that there is not.
    #[error("there are no `parting-words` named `{0}`")]
    NoPartingWords(String),
    /// Parting words of what is no collocation.
    #[error("`{0}` parts no collocation")]
    PartsNothing(String),
    /// A pattern with both.
    #[error("a pattern has `replace` or `change`, not both")]
    ReplaceAndChange,
    /// A change that makes nothing of a literal.
    #[error("`change` makes no right form of `{0}`")]
    NoChange(String),
    /// A concept with half of a table, or both.
    #[error("a concept of a `table` needs its `list`, and no other has one")]
    TableWithoutList,
    /// A concept without forms.
    #[error("a concept needs `right` forms, or a `table` that has them")]
    NoForms,
    /// A right form of one character.
    #[error("`{0}` is too short for a right form")]
    ShortForm(String),
    /// A condition by name that there is not.
    #[error("there is no condition named `{0}`")]
    NoCondition(String),
    /// A collocation with a partner before and behind.
    #[error("`{0}` has a partner on both sides")]
    TwoPartners(String),
    /// What is between, where there is no partner.
    #[error("`{0}` is no collocation without `from` or `to`")]
    NoPartner(String),
    /// A variant without a message.
    #[error("no message for variant `{0}`")]
    NoVariant(String),
    /// A message that names a right form, and a pattern that has none.
    #[error(
        "`{0}` has no right form (`replace` or `change`), and its message tells one; name a variant that does not"
    )]
    NoRightForm(String),
    /// The languages differ.
    #[error("the two languages have different variants")]
    VariantsDiffer,
    /// The languages differ.
    #[error("the two languages have different labels")]
    LabelsDiffer,
    /// An argument that no message names.
    #[error("no message has the argument `{0}`")]
    IdleArgument(String),
    /// A clause cited deeper than it was seen.
    #[error("clause `{0}` is cited deeper than its source")]
    Clause(String),
    /// A short list that is said to be shown by a sample.
    #[error("{place}: `sample` is for more than {least} literals")]
    ShortSample {
        /// The pattern.
        place: String,
        /// Literals of a list that may be sampled.
        least: usize,
    },
    /// A corrected text where the pattern says it already.
    #[error("{place}: the pattern says what to write: `fixed` goes from `{text}`")]
    FixedTwice {
        /// The pattern.
        place: String,
        /// The example.
        text: String,
    },
    /// A right example that has nothing of the fault.
    #[error("{place}: `{text}` is not near to the fault")]
    FarGood {
        /// The pattern or concept.
        place: String,
        /// The example.
        text: String,
    },
    /// Two examples that prove one thing.
    #[error("the examples `{0}` and `{1}` have the same frame")]
    SameFrame(String, String),
    /// A pattern or concept without examples.
    #[error("{0}")]
    Unproven(String),
    /// A placeholder that no finding of a card without Rust fills.
    #[error("a message names `{{{name}}}`, which is none of {known:?}")]
    Placeholder {
        /// The placeholder.
        name: String,
        /// Those that there are.
        known: Vec<&'static str>,
    },
    /// A condition that is no regular expression.
    #[error("`{source_text}` is no regular expression: {why}")]
    Expression {
        /// The expression.
        source_text: String,
        /// What its parser says.
        why: String,
    },
    /// A card without Rust that looks for nothing.
    #[error("the card has no `[replace]`, `[[pattern]]` or `[[concept]]`")]
    NoBody,
    /// What the indexes of a rule crate don't hold together.
    #[error("{0}")]
    Index(String),
}

impl Problem {
    /// A word of the card by which its place is found; none where the card as a whole is wrong.
    pub fn near(&self) -> Option<&str> {
        match self {
            Problem::Code(word)
            | Problem::Name(word)
            | Problem::Weight(word)
            | Problem::NoMarks(word)
            | Problem::BadGuards(word)
            | Problem::GoodFixed(word)
            | Problem::NothingMade(word)
            | Problem::NoPartingWords(word)
            | Problem::PartsNothing(word)
            | Problem::NoChange(word)
            | Problem::ShortForm(word)
            | Problem::NoCondition(word)
            | Problem::TwoPartners(word)
            | Problem::NoPartner(word)
            | Problem::NoVariant(word)
            | Problem::Unfilled(word)
            | Problem::NoRightForm(word)
            | Problem::IdleArgument(word)
            | Problem::Clause(word)
            | Problem::SameFrame(_, word)
            | Problem::Confused { pair: word, .. }
            | Problem::FixedTwice { text: word, .. }
            | Problem::FarGood { text: word, .. }
            | Problem::Placeholder { name: word, .. }
            | Problem::Expression { source_text: word, .. } => Some(word),
            Problem::NoZone => Some("zones"),
            Problem::ClueWeight => Some("weight"),
            Problem::LiteralTwice | Problem::EmptyLiteral => Some("literals"),
            Problem::NoRight => Some("derive"),
            Problem::ReplaceAndChange => Some("change"),
            Problem::TableWithoutList => Some("table"),
            Problem::NoLiteral => Some("[[pattern]]"),
            Problem::NoForms => Some("[[concept]]"),
            Problem::ShortSample { .. } => Some("sample"),
            Problem::FileName(_)
            | Problem::NoBad
            | Problem::VariantsDiffer
            | Problem::LabelsDiffer
            | Problem::Unproven(_)
            | Problem::NoBody
            | Problem::Index(_) => None,
        }
    }
}
