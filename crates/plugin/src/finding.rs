//! What a rule pushes.

use kanwu_book::ReadingId;
use kanwu_card::{Applicability, Confidence};
use kanwu_text::{Edit, Location, ReadingSpan};

use crate::{Arg, ArgValue, Fact, Given, Label, Variant};

/// A place that a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the reading at hand, for local rules.
    Here(ReadingSpan),
    /// Bytes of some reading.
    Reading(ReadingId, ReadingSpan),
    /// Bytes of a source.
    Source(Location),
}

/// An atomic set of replacements: all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The replacements.
    pub edits: Vec<Edit<Place>>,
    /// A grade lower than the card's highest; the card's where `None`.
    pub grade: Option<Applicability>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub at: Place,
    /// What stands there: a label of the card.
    pub label: Label,
    /// Data for the label alone, beside the arguments of the finding.
    pub args: Vec<Given>,
    /// What stands there, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A fault, or what may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The faulty place.
    pub at: Place,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Which of the card's messages; `""` for the main one.
    pub variant: &'static str,
    /// Data for the message.
    pub args: Vec<Given>,
    /// Other places.
    pub related: Vec<Related>,
    /// What to write instead.
    pub fix: Option<Fix>,
    /// Of a survey: every place that differs, each with what to write there.
    pub occurrences: Vec<Edit<Place>>,
}

impl Finding {
    /// A finding at a place.
    pub fn new(at: Place, confidence: Confidence) -> Finding {
        Finding {
            at,
            confidence,
            variant: "",
            args: Vec::new(),
            related: Vec::new(),
            fix: None,
            occurrences: Vec::new(),
        }
    }

    /// A certain fault in the reading at hand.
    pub fn certain(span: ReadingSpan) -> Finding {
        Finding::new(Place::Here(span), Confidence::Certain)
    }

    /// A likely fault in the reading at hand.
    pub fn likely(span: ReadingSpan) -> Finding {
        Finding::new(Place::Here(span), Confidence::Likely)
    }

    /// A possible fault in the reading at hand.
    pub fn guess(span: ReadingSpan) -> Finding {
        Finding::new(Place::Here(span), Confidence::Guess)
    }

    /// Gives the message an argument.
    #[must_use]
    pub fn arg<Kind>(mut self, name: Arg<Kind>, value: impl ArgValue<Kind>) -> Finding {
        self.args.push(name.given(value));
        self
    }

    /// Chooses another message of the card.
    #[must_use]
    pub fn variant(mut self, name: impl Into<Variant>) -> Finding {
        self.variant = name.into().0;
        self
    }

    /// Names another place, by a label of the card.
    #[must_use]
    pub fn labelled(self, at: Place, label: Label) -> Finding {
        self.labelled_with(at, label, Vec::new())
    }

    /// Names another place, by a label of the card that has data of its own.
    #[must_use]
    pub fn labelled_with(mut self, at: Place, label: Label, args: Vec<Given>) -> Finding {
        self.related.push(Related { at, label, args, zh: String::new(), en: String::new() });
        self
    }

    /// Names another place.
    #[must_use]
    pub fn related(mut self, at: Place, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        self.related.push(Related { at, label: Label(""), args: Vec::new(), zh: zh.into(), en: en.into() });
        self
    }

    /// Says what to write: replaces `span` of the reading at hand. Further calls add to the same fix.
    #[must_use]
    pub fn fix(self, span: ReadingSpan, content: impl Into<String>) -> Finding {
        self.fix_at(Place::Here(span), content)
    }

    /// Says what to write at any place.
    #[must_use]
    pub fn fix_at(mut self, at: Place, content: impl Into<String>) -> Finding {
        let fix = self.fix.get_or_insert_with(|| Fix { edits: Vec::new(), grade: None });
        fix.edits.push(Edit::new(at, content));
        self
    }

    /// Lowers the grade of the fix.
    #[must_use]
    pub fn grade(mut self, grade: Applicability) -> Finding {
        if let Some(fix) = &mut self.fix {
            fix.grade = Some(grade);
        }
        self
    }

    /// Of a survey: one of the places that differ, and what to write there.
    #[must_use]
    pub fn occurrence(mut self, at: Place, content: impl Into<String>) -> Finding {
        self.occurrences.push(Edit::new(at, content));
        self
    }
    /// Of a survey: the places that differ, with the same to write in each.
    #[must_use]
    pub fn occurrences(self, facts: &[&Fact], content: &str) -> Finding {
        facts.iter().fold(self, |finding, fact| finding.occurrence(fact.place(), content))
    }

    /// Of a survey: names the places of other facts, by a label of the card.
    #[must_use]
    pub fn labelled_facts(self, facts: &[&Fact], label: Label) -> Finding {
        facts.iter().fold(self, |finding, fact| finding.labelled(fact.place(), label))
    }

    /// Of a survey: names the places of other facts.
    #[must_use]
    pub fn related_facts(self, facts: &[&Fact], zh: &str, en: &str) -> Finding {
        facts.iter().fold(self, |finding, fact| finding.related(fact.place(), zh, en))
    }
}
