//! Markup that is left in text: comments, tags, formulas, targets of links.

use crate::protect::ProtectedKind;
use crate::view::View;

/// Longest formula, in bytes.
const LONGEST_FORMULA: usize = 400;
/// Longest tag, in bytes.
const LONGEST_TAG: usize = 300;

/// The comment or tag that begins with the < at `at`, and where it ends.
pub(crate) fn comment_or_tag(view: View, at: usize) -> Option<(usize, ProtectedKind)> {
    let rest = view.rest(at);
    if rest.starts_with("<!--") {
        let end = rest.find("-->").map_or(rest.len(), |end| end + "-->".len());
        return Some((at + end, ProtectedKind::Comment));
    }
    let name = rest.get(1..)?.strip_prefix('/').unwrap_or(rest.get(1..)?);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    let end = rest
        .bytes()
        .take(LONGEST_TAG)
        .position(|b| b == b'>' || b == b'\n')
        .filter(|end| rest.as_bytes().get(*end) == Some(&b'>'))?;
    Some((at + end + 1, ProtectedKind::Markup))
}

/// Where the formula that begins with the $ at `at` ends.
pub(crate) fn formula(view: View, at: usize) -> Option<usize> {
    let rest = view.rest(at);
    let fence = if rest.starts_with("$$") { "$$" } else { "$" };
    let inside = rest.get(fence.len()..)?;
    let reach =
        (0..=inside.len().min(LONGEST_FORMULA + fence.len())).rev().find(|n| inside.is_char_boundary(*n));
    let inside = inside.get(..reach?)?;
    let line = match fence {
        "$" => inside.split('\n').next()?,
        _ => inside,
    };
    let length = line.find(fence).filter(|n| *n > 0 && *n <= LONGEST_FORMULA)?;
    let body = inside.get(..length)?;
    let han = body.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (!han || body.contains('\\')).then(|| at + fence.len() * 2 + length)
}

/// Where the target of a link ends whose ( stands at `at`, after a ].
pub(crate) fn link_target(view: View, at: usize) -> Option<usize> {
    if view.before(at) != Some(']') {
        return None;
    }
    let rest = view.rest(at);
    let end = rest
        .bytes()
        .take(LONGEST_TAG)
        .position(|b| matches!(b, b')' | b'\n'))
        .filter(|end| rest.as_bytes().get(*end) == Some(&b')'))?;
    let target = rest.get(1..end)?;
    (target.contains(['/', '.', '#']) && !target.contains(' ')).then(|| at + end + 1)
}
