//! What readers have marked on a proof: highlights, strikings-out, insertions and notes, with the text they stand at.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_text::{PageBox, Proof, ProofLine, Source, SourceSpan};
use pdfboss_core::object::decode_text_string;
use pdfboss_core::{Dict, Document, ObjRef, Object};

use crate::PdfError;
use crate::annotate::existing;

/// More marks than this are on no proof.
const MOST: usize = 50_000;

/// A mark with what is written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderRemark {
    /// The text that it is on; empty where something is to be put in.
    pub span: SourceSpan,
    /// What it asks for.
    pub mark: Mark,
    /// Who made it.
    pub author: String,
    /// What it says, with the answers to it.
    pub text: String,
}

/// What a mark asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// What it says.
    Remark,
    /// The text is to go.
    Delete,
    /// What it says is to be put in.
    Insert,
    /// What it says is to stand in the place of the text.
    Replace,
}

/// The marks of a proof that `source` was read from, in order of the text. Those that `own` made count only where
/// someone has answered them. What a reader has set aside is left out.
pub fn remarks(bytes: &[u8], source: &Source, own: &str) -> Result<Vec<ReaderRemark>, PdfError> {
    let Some(proof) = source.proof() else { return Ok(Vec::new()) };
    let document = crate::open(bytes)?;
    let mut out = Vec::new();
    for index in 0..document.page_count().min(proof.pages.len()) {
        let Ok(page) = document.page(index) else { continue };
        let Some(Ok(Object::Dict(dict))) = page.object_ref().map(|at| document.get(at)) else { continue };
        let list = existing(&document, &dict);
        let made: Vec<Made> = list.iter().filter_map(|one| Made::read(&document, one)).collect();
        let ordinal = u32::try_from(index + 1).unwrap_or(u32::MAX);
        out.extend(asked(made, own).into_iter().filter_map(|made| made.placed(proof, &source.text, ordinal)));
        if out.len() > MOST {
            return Err(PdfError::TooLarge);
        }
    }
    out.sort_by_key(|remark| (remark.span.start, remark.span.end));
    Ok(out)
}

/// An annotation of a page.
struct Made {
    at: Option<ObjRef>,
    kind: String,
    author: String,
    text: String,
    /// The annotation that it answers, and whether the two are one mark.
    answers: Option<(ObjRef, bool)>,
    /// 已接受, 已拒绝 …, where it says only that.
    state: Option<String>,
    rect: PageBox,
    quads: Vec<PageBox>,
}

impl Made {
    fn read(document: &Document, object: &Object) -> Option<Made> {
        let at = if let Object::Ref(at) = object { Some(*at) } else { None };
        let resolved = document.resolve(object).ok()?;
        let dict = resolved.as_dict()?;
        let value = |key: &str| dict.get(key).and_then(|value| document.resolve(value).ok());
        let text = |key: &str| {
            let value = value(key)?;
            Some(decode_text_string(value.as_str_bytes()?).replace(['\r'], "\n"))
        };
        let named = |key: &str| match value(key) {
            Some(Object::Name(name)) => Some(name.0),
            _ => None,
        };
        let kind = named("Subtype")?;
        let known = ["Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Text", "FreeText"];
        if !known.contains(&kind.as_str()) {
            return None;
        }
        let group = named("RT").is_some_and(|how| how == "Group");
        let answers = match dict.get("IRT") {
            Some(Object::Ref(to)) => Some((*to, group)),
            _ => None,
        };
        let state = text("State");
        Some(Made {
            at,
            kind,
            author: text("T").unwrap_or_default(),
            text: text("Contents").unwrap_or_default().trim().to_owned(),
            answers,
            state,
            rect: frames(document, dict, "Rect", 4).into_iter().next()?,
            quads: frames(document, dict, "QuadPoints", 8),
        })
    }

    /// The mark at its text.
    fn placed(self, proof: &Proof, text: &str, page: u32) -> Option<ReaderRemark> {
        let from = proof.lines.partition_point(|line| line.page < page);
        // Running heads stand behind the text, whatever their page.
        let own: Vec<&ProofLine> = match proof.lines.get(from).is_some_and(|line| line.page == page) {
            true => proof.lines.iter().filter(|line| line.page == page).collect(),
            false => return None,
        };
        let insertion = self.kind == "Caret";
        let covered = if self.quads.is_empty() { None } else { covered(&own, text, &self.quads) };
        let span = match covered {
            Some(span) => span,
            None => nearest(&own, text, &self.rect, insertion)?,
        };
        let mark = match (self.kind.as_str(), self.text.is_empty()) {
            ("StrikeOut", true) => Mark::Delete,
            ("Replace", _) => Mark::Replace,
            ("Caret", false) => Mark::Insert,
            // What is struck out with words beside it is told by the words.
            _ => Mark::Remark,
        };
        Some(ReaderRemark { span, mark, author: self.author, text: self.text })
    }
}

/// Annotations as marks: a caret and the striking-out that belongs to it are one, answers go to what they answer, and
/// what was set aside goes.
fn asked(all: Vec<Made>, own: &str) -> Vec<Made> {
    let by_number: BTreeMap<(u32, u16), usize> =
        all.iter().enumerate().filter_map(|(i, made)| Some(((made.at?.num, made.at?.r#gen), i))).collect();
    let parent = |made: &Made| {
        let (to, group) = made.answers?;
        Some((*by_number.get(&(to.num, to.r#gen))?, group))
    };
    // An answer to an answer goes to the first; of a circle, to none.
    let root = |from: usize| {
        let (mut at, mut seen) = (from, BTreeSet::from([from]));
        while let Some((to, _)) = parent(&all[at]) {
            if !seen.insert(to) {
                return None;
            }
            at = to;
        }
        Some(at)
    };
    let mut merged: BTreeMap<usize, (Option<usize>, Vec<usize>, bool)> = BTreeMap::new();
    for (i, made) in all.iter().enumerate() {
        let Some(to) = root(i).filter(|to| *to != i) else { continue };
        let entry = merged.entry(to).or_default();
        match (&made.state, parent(made)) {
            (Some(state), _) => entry.2 = matches!(state.as_str(), "Rejected" | "Cancelled" | "Completed"),
            (None, Some((_, true))) => entry.0 = Some(i),
            _ => entry.1.push(i),
        }
    }
    let roots: Vec<usize> = (0..all.len()).filter(|i| root(*i) == Some(*i)).collect();
    let mut all: Vec<Option<Made>> = all.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for i in roots {
        let (group, replies, aside) = merged.remove(&i).unwrap_or_default();
        let Some(mut made) = all.get_mut(i).and_then(Option::take) else { continue };
        let is_own = made.author == own;
        if aside || (is_own && replies.is_empty()) {
            continue;
        }
        if let Some(part) = group.and_then(|at| all.get_mut(at)).and_then(Option::take) {
            if made.kind == "Caret" || part.kind == "Caret" {
                made.kind = "Replace".to_owned();
            }
            if made.quads.is_empty() {
                (made.rect, made.quads) = (part.rect, part.quads);
            }
            if made.text.is_empty() {
                made.text = part.text;
            }
        }
        for reply in replies {
            let Some(reply) = all.get_mut(reply).and_then(Option::take) else { continue };
            if is_own && made.author == own {
                // Our own words were a question; the answer is what is asked for.
                (made.author, made.text) = (reply.author, reply.text);
            } else if !reply.text.is_empty() {
                made.text = format!("{}\n{}", made.text, reply.text);
            }
        }
        out.push(made);
    }
    out
}

/// Boxes of an array of numbers, `size` numbers each.
fn frames(document: &Document, dict: &Dict, key: &str, size: usize) -> Vec<PageBox> {
    let list = dict.get(key).and_then(|value| document.resolve(value).ok());
    let numbers: Vec<f64> = list
        .as_ref()
        .and_then(Object::as_array)
        .unwrap_or_default()
        .iter()
        .map(|number| match document.resolve(number) {
            Ok(Object::Int(n)) => n as f64,
            Ok(Object::Real(n)) => n,
            _ => f64::NAN,
        })
        .collect();
    let frame = |of: &[f64]| {
        let hundredths = |n: &f64| (n.is_finite() && n.abs() < 1e6).then_some((n * 100.0).round() as i32);
        let all: Vec<i32> = of.iter().filter_map(hundredths).collect();
        let (x, y) = (|| all.iter().step_by(2), || all.iter().skip(1).step_by(2));
        (all.len() == size).then_some(PageBox {
            left: *x().min()?,
            right: *x().max()?,
            bottom: *y().min()?,
            top: *y().max()?,
        })
    };
    numbers.chunks_exact(size).filter_map(frame).collect()
}

/// The text whose characters have their middle in one of the boxes.
fn covered(lines: &[&ProofLine], text: &str, boxes: &[PageBox]) -> Option<SourceSpan> {
    let mut found: Option<SourceSpan> = None;
    for line in lines {
        for (span, frame) in characters(line, text) {
            let (x, y) = middle(&frame);
            if boxes.iter().any(|b| b.left <= x && x <= b.right && b.bottom <= y && y <= b.top) {
                found = Some(found.map_or(span, |found| found.join(span)));
            }
        }
    }
    found
}

/// The character nearest to a box, or, for an insertion, the place between two that its middle points to.
fn nearest(lines: &[&ProofLine], text: &str, at: &PageBox, insertion: bool) -> Option<SourceSpan> {
    let (x, y) = middle(at);
    let away = |frame: &PageBox| {
        let beyond = |value: i32, low: i32, high: i32| i64::from((low - value).max(value - high).max(0));
        // A mark stands in or beside its line: across counts more than along.
        beyond(y, frame.bottom, frame.top) * 4 + beyond(x, frame.left, frame.right)
    };
    let all = lines.iter().flat_map(|line| characters(line, text));
    let (span, frame) = all.min_by_key(|(_, frame)| away(frame))?;
    if !insertion {
        return Some(span);
    }
    let behind = x > middle(&frame).0;
    Some(SourceSpan::empty(if behind { span.end } else { span.start }))
}

/// The characters of a line with their boxes.
fn characters<'l>(line: &'l ProofLine, text: &'l str) -> impl Iterator<Item = (SourceSpan, PageBox)> + 'l {
    let own = text.get(line.span.start as usize..line.span.end as usize).unwrap_or_default();
    own.char_indices().zip(line.edges.windows(2)).filter_map(|((at, c), edges)| {
        let [from, to] = edges else { return None };
        let span = SourceSpan::of(at..at + c.len_utf8()).shift(line.span.start);
        Some((span, line.turn.frame((*from, *to), (line.base, line.top))))
    })
}

fn middle(frame: &PageBox) -> (i32, i32) {
    ((frame.left + frame.right) / 2, (frame.bottom + frame.top) / 2)
}
