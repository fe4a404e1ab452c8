//! A form laid along the text: where it stands, and what slipped.

use kanwu_card::concept::{Anchor, Form};
use kanwu_text::{Span, TokenKind, kind_of};

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
    pub span: Span,
    /// Of a replaced character: what should stand, and what stands there.
    pub chars: (char, char),
}

/// A form found in the text, or nearly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    pub span: Span,
    pub form: u16,
    pub slips: Vec<Slip>,
}

/// Slips as they are met along one side: number of the character in the form's side and in the text's.
#[derive(Clone, Copy)]
struct Step {
    kind: SlipKind,
    form: usize,
    text: usize,
}

/// Lays `form` along `text` so that its anchor stands at byte `at`.
pub(crate) fn fit(form: &Form, anchor: Anchor, text: &str, at: usize) -> Option<Fit> {
    let (head, tail) = (text.get(..at)?, text.get(at..)?);
    let spelled: Vec<char> = form.text.chars().collect();
    let n = spelled.len();
    let (before, after) = spelled.split_at_checked(usize::from(anchor.at))?;
    let most = match form.derive {
        0 => 0,
        _ if form.may_slip_twice() => 2,
        _ => 1,
    };
    let right: Vec<char> = tail.chars().take(after.len() + most).collect();
    let (used_right, steps_right) = along(after, &right, most, None)?;
    let before: Vec<char> = before.iter().rev().copied().collect();
    let left: Vec<char> = head.chars().rev().take(before.len() + most).collect();
    let (used_left, steps_left) = along(&before, &left, most - steps_right.len(), None)?;
    // Both sides as one, in characters from the beginning of the form and of the text that it covers.
    let covered: Vec<char> = left[..used_left].iter().rev().chain(&right[..used_right]).copied().collect();
    let start = at - left[..used_left].iter().map(|c| c.len_utf8()).sum::<usize>();
    let mut offsets = vec![start];
    for c in &covered {
        offsets.push(offsets.last().copied().unwrap_or(start) + c.len_utf8());
    }
    let mirrored = |step: &Step| {
        let wide = usize::from(step.kind == SlipKind::Swapped);
        // Reversed, a lost character stands after the gap's place and not before it.
        let lost = usize::from(step.kind == SlipKind::Lost);
        let extra = usize::from(step.kind == SlipKind::Extra);
        Step {
            kind: step.kind,
            form: (before.len() + extra).saturating_sub(1 + wide + step.form),
            text: (used_left + lost).saturating_sub(1 + wide + step.text),
        }
    };
    let moved =
        |step: &Step| Step { kind: step.kind, form: before.len() + step.form, text: used_left + step.text };
    let all = steps_left.iter().rev().map(mirrored).chain(steps_right.iter().map(moved));
    let mut slips = Vec::new();
    for step in all {
        let stands = covered.get(step.text).copied().unwrap_or_default();
        let wide = match step.kind {
            SlipKind::Lost => 0,
            SlipKind::Swapped => 2,
            _ => 1,
        };
        let neighbours = [step.text.checked_sub(1), Some(step.text + 1)];
        let doubled = neighbours.into_iter().flatten().any(|i| covered.get(i) == Some(&stands));
        let kind = match step.kind {
            SlipKind::Extra if doubled => SlipKind::Doubled,
            kind => kind,
        };
        let span = Span::of(*offsets.get(step.text)?..*offsets.get(step.text + wide)?);
        slips.push(Slip { kind, at: step.form, span, chars: (*spelled.get(step.form.min(n - 1))?, stands) });
    }
    let end = offsets.last().copied().unwrap_or(start);
    Some(Fit { span: Span::of(start..end), form: anchor.form, slips })
}

/// Goes along one side; `None` where more slipped than `most`. Tells how many characters of the text are used.
/// After a slip one character at least must be right before the next, unless two in a row are lost: `slipped` is the
/// kind of the slip just before.
fn along(form: &[char], text: &[char], most: usize, slipped: Option<SlipKind>) -> Option<(usize, Vec<Step>)> {
    let same = form.iter().zip(text).take_while(|(a, b)| a == b).count();
    if same == form.len() {
        return Some((same, Vec::new()));
    }
    if most == 0 {
        return None;
    }
    let slipped = slipped.filter(|_| same == 0);
    let (f, t) = (&form[same..], &text[same..]);
    let han = |c: Option<&char>| c.is_some_and(|c| kind_of(*c) == TokenKind::Han);
    let swapped =
        han(f.first()) && han(f.get(1)) && f.len() > 1 && t.len() > 1 && f[0] == t[1] && f[1] == t[0];
    let replaced = han(f.first()) && han(t.first());
    let ways = [
        // First: where the form goes on after it, what seems swapped or replaced is not.
        (han(t.first()), SlipKind::Extra, 0, 1),
        (swapped, SlipKind::Swapped, 2, 2),
        (replaced, SlipKind::Replaced, 1, 1),
        // A mark that is lost is a fault of another rule.
        (han(f.first()), SlipKind::Lost, 1, 0),
    ];
    let mut best: Option<(usize, Vec<Step>)> = None;
    for (may, kind, of_form, of_text) in ways {
        let apart = slipped.is_none_or(|before| before == SlipKind::Lost && kind == SlipKind::Lost);
        if !may || !apart || f.len() < of_form || t.len() < of_text {
            continue;
        }
        let Some((used, steps)) = along(&f[of_form..], &t[of_text..], most - 1, Some(kind)) else { continue };
        if best.as_ref().is_none_or(|(_, others)| steps.len() + 1 < others.len()) {
            let mut all = vec![Step { kind, form: same, text: same }];
            let on = |s: Step| Step { form: s.form + same + of_form, text: s.text + same + of_text, ..s };
            all.extend(steps.into_iter().map(on));
            best = Some((same + of_text + used, all));
        }
    }
    best
}
