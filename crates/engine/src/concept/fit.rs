//! A form laid along the text: where it stands, and what slipped.

use kanwu_card::concept::{Anchor, Form};
use kanwu_text::{ReadingSpan, TokenKind, kind_of};

/// What happened to a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SlipKind {
    /// It is lost.
    Lost,
    /// It stands twice.
    Doubled,
    /// One stands between that the form does not have.
    Extra,
    /// It changed places with the next.
    Swapped,
    /// Another stands in its place.
    Replaced,
    /// Parts of the form are lost or changed places.
    Parts,
}

/// One slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slip {
    pub kind: SlipKind,
    /// Number of the character in the form.
    pub at: usize,
    /// Where in the text; empty where a character is lost.
    pub span: ReadingSpan,
    /// Of a replaced character: what should stand, and what stands there.
    pub chars: (char, char),
}

/// A form found in the text, or nearly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    pub span: ReadingSpan,
    pub form: u16,
    pub slips: Vec<Slip>,
}

/// Which way from the anchor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
}

/// A slip as it is met on one side. Bytes are counted from the anchor outward.
#[derive(Clone, Copy)]
struct Step {
    kind: SlipKind,
    /// Bytes of the form before it, and its own.
    form: (usize, usize),
    /// Bytes of the text before it, and its own.
    text: (usize, usize),
}

/// At most two.
type Steps = [Option<Step>; 2];

/// Lays `form` along `text` so that its anchor stands at byte `at`. Most forms that share an anchor with the text do
/// not fit: nothing is allocated before one does.
pub(crate) fn fit(form: &Form, anchor: Anchor, text: &str, at: usize) -> Option<Fit> {
    let (head, tail) = (text.get(..at)?, text.get(at..)?);
    let pivot = usize::from(anchor.at);
    let (before, after) = form.text.split_at_checked(pivot)?;
    // Most that fit are right.
    if tail.starts_with(after) && head.ends_with(before) {
        let span = ReadingSpan::of(at - before.len()..at + after.len());
        return Some(Fit { span, form: anchor.form, slips: Vec::new() });
    }
    let most = match form.derive {
        0 => 0,
        _ if form.may_slip_twice() => 2,
        _ => 1,
    };
    if !(Way::Right.may_end(after, tail, most) && Way::Left.may_end(before, head, most)) {
        return None;
    }
    let (used_right, right) = along(Way::Right, after, tail, most, None)?;
    let left_most = most - right.iter().flatten().count();
    let (used_left, left) = along(Way::Left, before, head, left_most, None)?;
    let mut slips: Vec<Slip> = Vec::new();
    for step in left.iter().rev().flatten() {
        let end = at - step.text.0;
        slips.push(slip(form, text, *step, pivot - step.form.0 - step.form.1, end - step.text.1)?);
    }
    for step in right.iter().flatten() {
        slips.push(slip(form, text, *step, pivot + step.form.0, at + step.text.0)?);
    }
    Some(Fit { span: ReadingSpan::of(at - used_left..at + used_right), form: anchor.form, slips })
}

/// The slip that begins at byte `of_form` of the form and `of_text` of the text.
fn slip(form: &Form, text: &str, step: Step, of_form: usize, of_text: usize) -> Option<Slip> {
    let end = of_text + step.text.1;
    let stands = text.get(of_text..)?.chars().next().unwrap_or_default();
    let doubled = text.get(..of_text)?.ends_with(stands) || text.get(end..)?.starts_with(stands);
    let kind = match step.kind {
        SlipKind::Extra if doubled => SlipKind::Doubled,
        kind => kind,
    };
    let at = form.text.get(..of_form)?.chars().count();
    let chars = (form.text.get(of_form..)?.chars().next().unwrap_or_default(), stands);
    Some(Slip { kind, at, span: ReadingSpan::of(of_text..end), chars })
}

/// Goes along one side; `None` where more slipped than `most`. Tells how many bytes of the text are used.
/// After a slip one character at least must be right before the next, unless two in a row are lost: `slipped` is the
/// kind of the slip just before.
fn along(way: Way, form: &str, text: &str, most: usize, slipped: Option<SlipKind>) -> Option<(usize, Steps)> {
    if way.begins(form, text) {
        return Some((form.len(), [None; 2]));
    }
    if most == 0 {
        return None;
    }
    let same = way.common(form, text);
    let slipped = slipped.filter(|_| same == 0);
    let (form, text) = (way.beyond(form, same), way.beyond(text, same));
    let (first, second) = way.two_han(form);
    let (stands, next) = way.two_han(text);
    let len = |c: Option<char>| c.map_or(0, char::len_utf8);
    let swapped = second.is_some() && first == next && second == stands;
    let ways = [
        // First: where the form goes on after it, what seems swapped or replaced is not.
        (stands.is_some(), SlipKind::Extra, 0, len(stands)),
        (swapped, SlipKind::Swapped, len(first) + len(second), len(stands) + len(next)),
        (first.is_some() && stands.is_some(), SlipKind::Replaced, len(first), len(stands)),
        // A mark that is lost is a fault of another rule.
        (first.is_some(), SlipKind::Lost, len(first), 0),
    ];
    let mut best: Option<(usize, Steps)> = None;
    for (may, kind, of_form, of_text) in ways {
        let apart = slipped.is_none_or(|before| before == SlipKind::Lost && kind == SlipKind::Lost);
        if !may || !apart {
            continue;
        }
        let rest = along(way, way.beyond(form, of_form), way.beyond(text, of_text), most - 1, Some(kind));
        let Some((used, steps)) = rest else { continue };
        if best.is_none_or(|(_, others)| steps[0].is_none() && others[1].is_some()) {
            let step = Step { kind, form: (same, of_form), text: (same, of_text) };
            let moved = steps[0].map(|s| Step {
                form: (s.form.0 + same + of_form, s.form.1),
                text: (s.text.0 + same + of_text, s.text.1),
                ..s
            });
            best = Some((same + of_text + used, [Some(step), moved]));
            // No other way has fewer slips.
            if moved.is_none() {
                break;
            }
        }
    }
    best
}

impl Way {
    /// Whether the far end of `form` stands where it may with so many slips. Cheap, and false for nearly all forms that
    /// only share an anchor with the text.
    fn may_end(self, form: &str, text: &str, slips: usize) -> bool {
        const HAN: usize = 3;
        if form.len() <= HAN * (slips + 2) {
            return true;
        }
        // A slip may be at the end itself: one of the last characters is right, at most as far off as slips move it.
        let (form, text) = (form.as_bytes(), text.as_bytes());
        (1..=slips + 1).any(|last| {
            let from = form.len() - HAN * last;
            let lowest = from.saturating_sub(HAN * slips);
            let wanted = self.bytes(form, from, from + HAN);
            let near = self.bytes(text, lowest, from + HAN * (slips + 1));
            let wanted = <&[u8; HAN]>::try_from(wanted);
            wanted.is_ok_and(|wanted| near.as_chunks().0.contains(wanted))
        })
    }

    /// The bytes that begin `from` bytes from the anchor outward and end `to` bytes from it, or where the text does; in
    /// whole threes.
    fn bytes(self, text: &[u8], from: usize, to: usize) -> &[u8] {
        let threes = |len: usize| len - len % 3;
        match self {
            Way::Right => text.get(from..to.min(text.len())).unwrap_or_default(),
            Way::Left => {
                let Some(end) = text.len().checked_sub(from) else { return &[] };
                let start = end - threes(end.min(to - from));
                text.get(start..end).unwrap_or_default()
            }
        }
    }

    /// Whether the text goes on as the form does.
    fn begins(self, form: &str, text: &str) -> bool {
        match self {
            Way::Right => text.starts_with(form),
            Way::Left => text.ends_with(form),
        }
    }

    /// How many bytes the two have in common from the anchor outward, in whole characters.
    fn common(self, a: &str, b: &str) -> usize {
        let same = |(a, b): &(char, char)| a == b;
        let bytes = |(c, _): (char, char)| c.len_utf8();
        match self {
            Way::Right => a.chars().zip(b.chars()).take_while(same).map(bytes).sum(),
            Way::Left => a.chars().rev().zip(b.chars().rev()).take_while(same).map(bytes).sum(),
        }
    }

    /// What is left of `s` when so many bytes at the anchor are taken away.
    fn beyond(self, s: &str, bytes: usize) -> &str {
        match self {
            Way::Right => s.get(bytes..),
            Way::Left => s.len().checked_sub(bytes).and_then(|end| s.get(..end)),
        }
        .unwrap_or_default()
    }

    /// The first two characters of `s` from the anchor outward, where they are Han.
    fn two_han(self, s: &str) -> (Option<char>, Option<char>) {
        let mut chars = s.chars();
        let two = match self {
            Way::Right => (chars.next(), chars.next()),
            Way::Left => (chars.next_back(), chars.next_back()),
        };
        let han = |c: Option<char>| c.filter(|c| kind_of(*c) == TokenKind::Han);
        (han(two.0), han(two.1))
    }
}
