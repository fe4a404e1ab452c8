//! What is planted: an example of a card, its names and figures varied, dressed for its place.

use fastrand::Rng;
use kanwu_card::{Example, Need, mark};

use super::ground::Way;
use super::substitute::substitute;

/// A faulty text and what makes it right.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    /// With ⟦ ⟧ round the fault.
    pub wrong: String,
    /// Without it; `None` where only an editor could say.
    pub right: Option<String>,
}

impl Seed {
    /// A variation of an example.
    pub fn of(example: &Example, rng: &mut Rng) -> Seed {
        let figures = !example.needs.contains(&Need::Figures);
        let mut texts = vec![example.text.clone()];
        texts.extend(example.fixed.clone());
        let mut texts = substitute(texts, figures, rng).into_iter();
        Seed { wrong: texts.next().unwrap_or_default(), right: texts.next() }
    }
}

/// A text made fit for its place; `None` where it can't stand there.
pub(crate) fn dress(marked: &str, way: Way, example: &Example) -> Option<String> {
    let plain = mark(marked);
    let text = plain.text.as_str();
    let own = example.zone.is_some();
    let sentence = text.ends_with(['。', '！', '？', '…', '”', '》']);
    let moved = !example.needs.contains(&Need::Paragraph)
        && !text.starts_with('【')
        // What is marked at the start may be wrong only there; what is marked at the end wants its end.
        && plain.main.first().is_none_or(|m| m.0 > 0);
    let line = !text.contains(['\t', '\n']);
    // A heading, a cell or a caption takes no full stop, and holds no more than one clause.
    let clause = || {
        let bare = marked.strip_suffix('。')?;
        let ends_in_blank = bare.ends_with(" ⟧");
        let short = mark(bare).text.chars().count() <= 40 && !bare.contains(['。', '；', '！', '？']);
        (short && moved && !ends_in_blank).then(|| bare.to_owned())
    };
    match way {
        Way::Sentence => (line && sentence && moved).then(|| marked.to_owned()),
        Way::Paragraph => line.then(|| format!("\n\n{marked}")),
        Way::Title => clause(),
        Way::Heading if own => Some(format!("\n\n### {marked}")),
        Way::Heading => clause().map(|t| format!("\n\n### {t}")),
        Way::Cell if own => line.then(|| marked.to_owned()),
        Way::Cell => clause(),
        Way::Row => text.contains('\t').then(|| format!("\n{marked}")),
        Way::ContentsLine | Way::Name => Some(format!("\n{marked}")),
        Way::Caption if own => Some(format!("\n\n![](图.jpg)\n\n{marked}")),
        Way::Caption => clause().map(|t| format!("\n\n![](图.jpg)\n\n图为{t}")),
    }
}
