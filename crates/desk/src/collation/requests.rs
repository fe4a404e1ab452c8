//! What was asked for: decisions 改, tracked changes, comments, marks on a proof, filled forms.

use std::ops::Range;

use kanwu_book::parse;
use kanwu_collate::{Answer, Asked, Asking, ChangeKind, Place, Stream, answer, collate, corrected, wish};
use kanwu_engine::Diagnostic;
use kanwu_intake::{Mark, ReaderRemark};
use kanwu_plugin::State as Decision;
use kanwu_report::{CollationRequest, FilledRow, RequestOrigin};
use kanwu_text::{Lang, Location, Manuscript, SourceId};

use super::state::{Basis, State};
use crate::messages::collate as said;

/// Requests, and what each asks for at which places of the old state.
#[derive(Default)]
pub(super) struct Requests {
    pub list: Vec<CollationRequest>,
    pub asked: Vec<Asked>,
    /// By asked place: its request.
    pub owner: Vec<usize>,
    /// Rows of forms whose text stands nowhere in the old state.
    pub lost: usize,
    /// Rows of forms that nobody has answered.
    pub open: usize,
}

impl Requests {
    fn add(&mut self, request: CollationRequest, places: Vec<Asked>) {
        if places.is_empty() {
            return;
        }
        let own = self.list.len();
        self.list.push(request);
        self.owner.extend(places.iter().map(|_| own));
        self.asked.extend(places);
    }

    /// The tracked changes of a document: what its text as accepted differs in from its text as rejected.
    pub fn tracked_changes(&mut self, rejected: &State<'_>, accepted: &State<'_>) {
        let (old, new) = (Stream::new(&rejected.paragraphs), Stream::new(&accepted.paragraphs));
        for change in collate(&old, &new).changes {
            if matches!(change.kind, ChangeKind::Split | ChangeKind::Joined | ChangeKind::Moved) {
                continue;
            }
            let was = old.text(change.old);
            let want = new.text(change.new.clone());
            let places = new.places(change.new).into_iter().enumerate().map(|(i, at)| {
                // Of text over several paragraphs the first stands for what was there.
                let was = if i == 0 { was.clone() } else { String::new() };
                Asked { at, asking: Asking::Made(was) }
            });
            let places = places.collect();
            self.add(request(RequestOrigin::TrackedChange, "", "", Some(want)), places);
        }
    }

    /// Comments of a document or marks of a proof, which stand in a source of `state`.
    pub fn remarks(
        &mut self,
        state: &State<'_>,
        source: SourceId,
        remarks: &[ReaderRemark],
        origin: RequestOrigin,
    ) {
        for remark in remarks {
            let Some(at) = state.place(Location::new(source, remark.span)) else { continue };
            self.remark(state, at, remark, origin);
        }
    }

    fn remark(&mut self, state: &State<'_>, at: Place, remark: &ReaderRemark, origin: RequestOrigin) {
        let Some(text) = state.paragraphs.get(at.paragraph).map(|paragraph| paragraph.text) else { return };
        let paragraph = at.paragraph;
        let text_at = |span| Place { paragraph, span };
        let asked = match remark.mark {
            Mark::Delete => Some((at, Asking::Text(String::new()))),
            Mark::Replace => Some((at, Asking::Text(remark.text.clone()))),
            Mark::Insert => Some((text_at(at.span.end..at.span.end), Asking::Text(remark.text.clone()))),
            Mark::Remark => wish(text, at.span, &remark.text).map(|(span, asking)| (text_at(span), asking)),
        };
        let Some((at, asking)) = asked else { return };
        let want = wanted(&asking);
        self.add(request(origin, &remark.author, &remark.text, want), vec![Asked { at, asking }]);
    }

    /// Findings that were answered 改.
    pub fn decisions(
        &mut self,
        state: &State<'_>,
        found: &[Diagnostic],
        title: impl Fn(&Diagnostic) -> String,
    ) {
        for finding in found {
            let Some(decided) = finding.state.as_ref().filter(|d| d.state == Decision::Change) else {
                continue;
            };
            let Some(at) = state.place(finding.at) else { continue };
            let text = state.paragraphs.get(at.paragraph).map_or("", |paragraph| paragraph.text);
            let told = match decided.reason.is_empty() {
                true => title(finding),
                false => decided.reason.clone(),
            };
            // What the editor writes counts before what the program proposes.
            let said = Some(decided.reason.as_str()).filter(|reason| !reason.is_empty());
            let own = said.and_then(|said| wish(text, at.span.clone(), said));
            let own = own.filter(|(_, asking)| *asking != Asking::Open);
            let places: Vec<Asked> = match (own, &finding.fix) {
                (Some((span, asking)), _) => {
                    vec![Asked { at: Place { paragraph: at.paragraph, span }, asking }]
                }
                (None, Some(fix)) => fix
                    .edits
                    .iter()
                    .filter_map(|edit| {
                        Some(Asked { at: state.place(edit.at)?, asking: Asking::Text(edit.content.clone()) })
                    })
                    .collect(),
                (None, None) => vec![Asked { at, asking: Asking::Open }],
            };
            let want = match places.as_slice() {
                [one] => wanted(&one.asking),
                _ => None,
            };
            self.add(request(RequestOrigin::Decision, &decided.person, &told, want), places);
        }
    }

    /// The answered rows of a filled form.
    pub fn form(&mut self, state: &State<'_>, rows: &[FilledRow]) {
        let squeezed = squeezed(state);
        for row in rows {
            let said = match answer(&row.opinion) {
                Answer::Kept => continue,
                Answer::Open => {
                    self.open += 1;
                    continue;
                }
                Answer::Accepted => row.want.as_str(),
                Answer::Other => row.opinion.as_str(),
            };
            let Some(found) = find(state, &squeezed, row) else {
                self.lost += 1;
                continue;
            };
            let text = state.paragraphs.get(found.paragraph).map_or("", |paragraph| paragraph.text);
            let Some(asked) = proposed(text, row, &found, said) else { continue };
            let paragraph = found.paragraph;
            let places: Vec<Asked> = asked
                .into_iter()
                .map(|(span, asking)| Asked { at: Place { paragraph, span }, asking })
                .collect();
            let want = match places.as_slice() {
                [one] => wanted(&one.asking),
                _ => None,
            };
            self.add(request(RequestOrigin::Form, &row.person, said, want), places);
        }
    }

    /// What was not understood or not found.
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        let mut notes = Vec::new();
        if self.open > 0 {
            notes.push(said::Unanswered { count: self.open }.text(lang));
        }
        if self.lost > 0 {
            notes.push(said::Lost { count: self.lost }.text(lang));
        }
        notes
    }
}

fn request(origin: RequestOrigin, person: &str, said: &str, want: Option<String>) -> CollationRequest {
    CollationRequest { origin, person: person.to_owned(), said: said.to_owned(), want }
}

fn wanted(asking: &Asking) -> Option<String> {
    match asking {
        Asking::Text(want) => Some(want.clone()),
        Asking::Made(_) | Asking::Open => None,
    }
}

/// Where the text of a row stands, and in it what is marked: bytes of a paragraph.
pub(crate) struct Found {
    pub paragraph: usize,
    whole: Range<usize>,
    pub at: Range<usize>,
}

/// The paragraphs without blanks, which a form may have where the state has none.
pub(crate) fn squeezed(state: &State<'_>) -> Vec<String> {
    state.paragraphs.iter().map(|paragraph| without_blanks(paragraph.text)).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The byte of `text` at which the character of this number stands, blanks aside.
fn byte_of(text: &str, count: usize) -> usize {
    text.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(count).map_or(text.len(), |(at, _)| at)
}

/// Where the text of a row stands: the place whose page is that of the row, where several have the text.
pub(crate) fn find(state: &State<'_>, squeezed: &[String], row: &FilledRow) -> Option<Found> {
    let wanted = without_blanks(&row.text);
    let count = |upto: usize| without_blanks(row.text.get(..upto).unwrap_or_default()).chars().count();
    let at = row.at.clone().unwrap_or(0..row.text.len());
    let (first, last, all) = (count(at.start), count(at.end), wanted.chars().count());
    let found = |paragraph: usize, at: usize| {
        let text = state.paragraphs.get(paragraph).map_or("", |paragraph| paragraph.text);
        let lead =
            squeezed.get(paragraph).and_then(|own| own.get(..at)).map_or(0, |lead| lead.chars().count());
        let byte = |count: usize| byte_of(text, lead + count);
        // Behind the last character, not before the next one, which blanks may part from it.
        let end = |count: usize| match count.checked_sub(1) {
            Some(last) => byte(last) + text[byte(last)..].chars().next().map_or(0, char::len_utf8),
            None => byte(0),
        };
        let at = if first == last { byte(first)..byte(first) } else { byte(first)..end(last) };
        Found { paragraph, whole: byte(0)..end(all), at }
    };
    let page = |found: &Found| {
        let at = state.locate(&Place { paragraph: found.paragraph, span: found.at.clone() });
        let source = state.book.manuscript.source(at.source)?;
        match source.proof() {
            Some(proof) => proof.page(proof.line_at(at.span.start)?.page)?.label,
            None => source.page_at(at.span.start)?.label,
        }
    };
    let places = squeezed
        .iter()
        .enumerate()
        .flat_map(|(paragraph, own)| own.match_indices(wanted.as_str()).map(move |(at, _)| (paragraph, at)));
    let mut other = None;
    for (paragraph, at) in places.take(1000) {
        let one = found(paragraph, at);
        if row.page.is_none() || page(&one) == row.page {
            return Some(one);
        }
        other.get_or_insert(one);
    }
    other
}

/// What is asked for at the text of a row: in words, or as the corrected text.
fn proposed(text: &str, row: &FilledRow, found: &Found, said: &str) -> Option<Vec<(Range<usize>, Asking)>> {
    // Of a form with several corrections each is one clause: 删去“甲”；补“乙”.
    let clauses: Vec<_> = said.split('；').map(|clause| wish(text, found.at.clone(), clause)).collect();
    if clauses.iter().all(Option::is_none) {
        return None;
    }
    let read: Vec<_> = clauses.into_iter().flatten().filter(|(_, asking)| *asking != Asking::Open).collect();
    if !read.is_empty() {
        return Some(read);
    }
    let context = text.get(found.whole.clone()).unwrap_or_default();
    let at = found.at.start - found.whole.start..found.at.end - found.whole.start;
    let near = corrected(context, at, said).filter(|_| row.at.is_some() || said.len() * 2 > context.len());
    Some(vec![match near {
        Some(span) => {
            (found.whole.start + span.start..found.whole.start + span.end, Asking::Text(said.to_owned()))
        }
        None => (found.at.clone(), Asking::Open),
    }])
}

/// Remarks in a copy of the old state, at the places of the old state that its own places stand for.
pub(super) fn of_copy(
    requests: &mut Requests,
    state: &State<'_>,
    basis: Basis,
    copy: &Manuscript,
    remarks: &[ReaderRemark],
    origin: RequestOrigin,
) {
    let book = parse(copy);
    let own = State::new(&book, basis);
    let (from, to) = (Stream::new(&own.paragraphs), Stream::new(&state.paragraphs));
    let collation = collate(&from, &to);
    for remark in remarks {
        let Some(at) = own.place(Location::new(SourceId(0), remark.span)) else { continue };
        let there = collation.counterpart(from.range(at.paragraph, at.span));
        let Some(at) = to.places(there).into_iter().next() else { continue };
        requests.remark(state, at, remark, origin);
    }
}
