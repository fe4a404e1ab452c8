//! A form laid along the text: where it stands, and what slipped.

use kanwu_card::concept::{Anchor, Derive, Form};
use kanwu_index::likeness::{is_common, look_alike, sound_alike};
use kanwu_text::{ReadingSpan, TokenKind, kind_of};

use super::judge::{LONG, TEXT, numeral};

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
    /// Two words of two characters changed places: 管理监督 for 监督管理. Or a character stands two places from its own.
    Turned,
    /// Another stands in its place.
    Replaced,
    /// Two others stand in place of it and the next.
    Twin,
    /// Parts of the form are lost or changed places.
    Parts,
    /// A word stands in place of another.
    Word,
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
    /// The same of the next character, where two are replaced.
    pub next: (char, char),
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

/// Which slips a form may have, by its length: what is unlike it is told before anything is made of it.
#[derive(Clone, Copy)]
struct Bounds {
    /// How many.
    most: usize,
    /// Whether it is so short that only a like character is a slip.
    short: bool,
    /// Whether two characters may have others in their place that sound alike, and any others.
    twins: (bool, bool),
}

impl Bounds {
    fn of(form: &Form, most: usize) -> Bounds {
        let n = form.text.chars().count();
        let text = n >= TEXT && form.derive & Derive::Word.bit() != 0;
        Bounds { most, short: n + 1 < LONG, twins: (n >= LONG, text) }
    }

    /// With so many slips left.
    fn with(self, most: usize) -> Bounds {
        Bounds { most, ..self }
    }

    /// Whether `wrong` may stand in place of `right`.
    fn replaces(self, right: Option<char>, wrong: Option<char>) -> bool {
        let Some((right, wrong)) = right.zip(wrong) else { return false };
        let both = numeral(right) && numeral(wrong);
        !self.short || both || !is_common(wrong) || sound_alike(right, wrong) || look_alike(right, wrong)
    }

    /// Whether two may stand in place of two.
    fn twins(self, right: [Option<char>; 2], wrong: [Option<char>; 2]) -> bool {
        let alike = |(right, wrong): (Option<char>, Option<char>)| {
            right.zip(wrong).is_some_and(|(right, wrong)| sound_alike(right, wrong))
        };
        self.twins.1 || self.twins.0 && right.into_iter().zip(wrong).all(alike)
    }
}

/// Whether `form` may fit where its anchor, of `len` bytes, stands at byte `at`: told by two characters on either side,
/// which costs far less than to lay it along the text. Of most anchors that a text holds, the form does not go on.
pub(crate) fn may_fit(form: &Form, anchor: Anchor, text: &str, at: usize, len: usize) -> bool {
    let pivot = usize::from(anchor.at);
    let sides = || {
        let (before, rest) = form.text.split_at_checked(pivot)?;
        let (head, tail) = text.split_at_checked(at)?;
        let ((own, after), (stands, tail)) = (rest.split_at_checked(len)?, tail.split_at_checked(len)?);
        (own == stands).then_some(((after, tail), (before, head)))
    };
    // The anchor may be how a wrong form begins.
    let Some(((after, tail), (before, head))) = sides() else { return true };
    let twice = form.may_slip_twice();
    let Some(right) = may_go_on(after.chars(), tail.chars()) else { return false };
    let Some(left) = may_go_on(before.chars().rev(), head.chars().rev()) else { return false };
    // One slip leaves one side whole.
    twice || right || left
}

/// Whether the character behind the first of an anchor, of `first` bytes, is another than the form has: where it is the
/// same, another anchor of the form stands there.
pub(crate) fn differs_behind(form: &Form, anchor: Anchor, text: &str, at: usize, first: usize) -> bool {
    let behind = |text: &str, at: usize| text.get(at + first..).and_then(|rest| rest.chars().next());
    behind(&form.text, usize::from(anchor.at)) != behind(text, at)
}

/// Whether the first character of both is one, where the text may be the form with a slip or two; `None` where it can't
/// be. Beyond a slip one character at least is right, unless two in a row are lost.
#[inline]
fn may_go_on(mut form: impl Iterator<Item = char>, mut text: impl Iterator<Item = char>) -> Option<bool> {
    let (first, stands) = (form.next(), text.next());
    if first.is_none() || first == stands {
        return Some(true);
    }
    let (second, next) = (form.next(), text.next());
    if second.is_none() || second == stands || second == next || first == next {
        return Some(false);
    }
    let third = form.next();
    // Two are replaced or lost, or some stand in another order.
    let beyond = text.next();
    (third.is_none() || third == beyond || third == stands || first == beyond).then_some(false)
}

/// Lays `form` along `text` so that its anchor stands at byte `at`. Most forms that share an anchor with the text do
/// not fit: nothing is allocated before one does.
pub(crate) fn fit(form: &Form, anchor: Anchor, text: &str, at: usize) -> Option<Fit> {
    let (head, tail) = (text.get(..at)?, text.get(at..)?);
    let pivot = usize::from(anchor.at);
    let (before, after) = form.text.split_at_checked(pivot)?;
    let (right_fits, left_fits) = (tail.starts_with(after), head.ends_with(before));
    // Most that fit are right.
    if right_fits && left_fits {
        let span = ReadingSpan::of(at - before.len()..at + after.len());
        return Some(Fit { span, form: anchor.form, slips: Vec::new() });
    }
    let most = match form.derive {
        0 => return None,
        _ if form.may_slip_twice() => 2,
        // One slip leaves one side whole.
        _ if right_fits || left_fits => 1,
        _ => return None,
    };
    let bounds = Bounds::of(form, most);
    let whole = |form: &str| (form.len(), [None; 2]);
    let (used_right, right): (usize, Steps) =
        if right_fits { whole(after) } else { slipping(Way::Right, after, tail, bounds, None)? };
    let left_bounds = bounds.with(most - right.iter().flatten().count());
    let (used_left, left): (usize, Steps) =
        if left_fits { whole(before) } else { slipping(Way::Left, before, head, left_bounds, None)? };
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
    let mut right = form.text.get(of_form..)?.chars();
    let chars = (right.next().unwrap_or_default(), stands);
    let next_stands = text.get(of_text..)?.chars().nth(1).unwrap_or_default();
    let next = (right.next().unwrap_or_default(), next_stands);
    Some(Slip { kind, at, span: ReadingSpan::of(of_text..end), chars, next })
}

/// Goes along one side; `None` where more slipped than the form may have. Tells how many bytes of the text are used.
fn along(way: Way, form: &str, text: &str, bounds: Bounds, slipped: SlipKind) -> Option<(usize, Steps)> {
    match way.begins(form, text) {
        true => Some((form.len(), [None; 2])),
        false => slipping(way, form, text, bounds, Some(slipped)),
    }
}

/// Goes along one side that is not right. After a slip one character at least must be right before the next, unless two
/// in a row are lost: `slipped` is the kind of the slip just before.
fn slipping(
    way: Way,
    form: &str,
    text: &str,
    bounds: Bounds,
    slipped: Option<SlipKind>,
) -> Option<(usize, Steps)> {
    if bounds.most == 0 {
        return None;
    }
    let same = way.common(form, text);
    let slipped = slipped.filter(|_| same == 0);
    let (form, text) = (way.beyond(form, same), way.beyond(text, same));
    let ([first, second, third], [stands, next, beyond]) = (way.three(form), way.three(text));
    let han = |c: Option<char>| c.is_some_and(|c| kind_of(c) == TokenKind::Han);
    // Whether the form ends there, or goes on as the text does: told by one character, which most differ in.
    let goes_on = |form: Option<char>, text: Option<char>| form.is_none() || form == text;
    // What stands two places from its own, or is the second, begins characters in another order.
    let may_turn = stands.is_some() && (stands == second || stands == third);
    let turned = if may_turn { way.turned(form, text) } else { 0 };
    let ways = [
        // First: where the form goes on after it, what seems swapped or replaced is not.
        (goes_on(first, next), SlipKind::Extra),
        (second.is_some() && first == next && second == stands, SlipKind::Swapped),
        (goes_on(second, next) && bounds.replaces(first, stands), SlipKind::Replaced),
        (goes_on(second, stands) || (bounds.most > 1 && goes_on(third, stands)), SlipKind::Lost),
        // Last: a slip of one character says more.
        (turned > 0, SlipKind::Turned),
        (
            second.is_some()
                && first != stands
                && second != next
                && goes_on(third, beyond)
                && bounds.twins([first, second], [stands, next]),
            SlipKind::Twin,
        ),
    ];
    if ways.iter().all(|(may, _)| !may) {
        return None;
    }
    // A mark that is lost or stands between is a fault of another rule.
    let (first, second) = (first.filter(|_| han(first)), second.filter(|_| han(second)));
    let (stands, next) = (stands.filter(|_| han(stands)), next.filter(|_| han(next)));
    let len = |c: Option<char>| c.map_or(0, char::len_utf8);
    let mut best: Option<(usize, Steps)> = None;
    for (may, kind) in ways {
        let apart = slipped.is_none_or(|before| before == SlipKind::Lost && kind == SlipKind::Lost);
        let (are_han, of_form, of_text) = match kind {
            SlipKind::Extra => (stands.is_some(), 0, len(stands)),
            SlipKind::Swapped => {
                (first.is_some() && second.is_some(), len(first) + len(second), len(stands) + len(next))
            }
            SlipKind::Twin => {
                let all = [first, second, stands, next].iter().all(Option::is_some);
                (all, len(first) + len(second), len(stands) + len(next))
            }
            SlipKind::Replaced => (first.is_some() && stands.is_some(), len(first), len(stands)),
            SlipKind::Turned => {
                let of_turned = |s: &str| way.four(s).iter().take(turned).copied().map(len).sum();
                let are_han = way.four(form).iter().take(turned).all(|c| han(*c));
                (are_han, of_turned(form), of_turned(text))
            }
            _ => (first.is_some(), len(first), 0),
        };
        if !may || !apart || !are_han {
            continue;
        }
        let rest = along(
            way,
            way.beyond(form, of_form),
            way.beyond(text, of_text),
            bounds.with(bounds.most - 1),
            kind,
        );
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
    /// Whether the text goes on as the form does.
    fn begins(self, form: &str, text: &str) -> bool {
        match self {
            Way::Right => text.starts_with(form),
            Way::Left => text.ends_with(form),
        }
    }

    /// How many bytes the two have in common from the anchor outward, in whole characters.
    fn common(self, a: &str, b: &str) -> usize {
        let same = |(a, b): &(&u8, &u8)| a == b;
        match self {
            Way::Right => {
                let n = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
                (0..=n).rev().find(|n| a.is_char_boundary(*n)).unwrap_or(0)
            }
            Way::Left => {
                let n = a.as_bytes().iter().rev().zip(b.as_bytes().iter().rev()).take_while(same).count();
                (0..=n).rev().find(|n| a.is_char_boundary(a.len() - n)).unwrap_or(0)
            }
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

    /// How many of the next characters stand in another order: four where two and the two after them changed places,
    /// three where one stands two places from its own; none otherwise.
    fn turned(self, form: &str, text: &str) -> usize {
        let ([a, b, c, d], stands) = (self.four(form), self.four(text));
        match stands {
            [x, y, z, w] if d.is_some() && [x, y, z, w] == [c, d, a, b] => 4,
            [x, y, z, _] if c.is_some() && ([x, y, z] == [c, a, b] || [x, y, z] == [b, c, a]) => 3,
            _ => 0,
        }
    }

    /// The first four.
    fn four(self, s: &str) -> [Option<char>; 4] {
        let mut chars = s.chars();
        match self {
            Way::Right => std::array::from_fn(|_| chars.next()),
            Way::Left => std::array::from_fn(|_| chars.next_back()),
        }
    }

    /// The first three characters of `s` from the anchor outward.
    fn three(self, s: &str) -> [Option<char>; 3] {
        let mut chars = s.chars();
        match self {
            Way::Right => [chars.next(), chars.next(), chars.next()],
            Way::Left => [chars.next_back(), chars.next_back(), chars.next_back()],
        }
    }
}
