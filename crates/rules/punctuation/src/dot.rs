//! What a dot between two words is: 间隔号 of a name, a stop, or part of a number.

use kanwu_plugin::context::{head, near_end, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Paragraph, TokenKind as K};

use crate::table::han_figures::DATE;
use crate::table::mark_forms::NAME_CHARACTERS;

/// What a dot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dot {
    /// Between parts of a name or a title.
    Name,
    /// At the end of a sentence or a clause.
    Stop,
    /// Of a number or at the head of a list item.
    Number,
    /// Not known.
    Unknown,
}

/// A clause has so many characters at least.
const CLAUSE: usize = 5;

/// A title with a dot in it has so many characters at most.
const TITLE: usize = 16;

/// What the dot of token `i` is.
pub(crate) fn read(cx: &Paragraph<'_>, i: usize) -> Dot {
    let Some(dot) = cx.tokens.get(i).map(|t| t.span) else { return Dot::Unknown };
    let (before, after) = (cx.before(dot.start), cx.after(dot.end));
    let numeral = |c: Option<char>| c.is_some_and(|c| DATE.contains(&c));
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let clause = near_end(before).rsplit(is_mark).next().unwrap_or_default();
    if numeral(left) && (numeral(right) || clause.chars().count() <= 3) {
        return Dot::Number;
    }
    let ends = ends_text(cx, i);
    let both = is_han(left) && is_han(right);
    if both && (is_name(before, after) || in_title(cx, i)) {
        return Dot::Name;
    }
    if cx.depth_at(dot.start) > 0 && !ends {
        return Dot::Unknown;
    }
    let counted =
        cx.items_at(dot).iter().any(|item| matches!(item, Item::Quantity(_)) && item.span().end == dot.start);
    let long = clause.chars().count() >= CLAUSE;
    let goes_on = ends || is_han(right) || right.is_some_and(|c| matches!(c, '“' | '《' | '（'));
    let said = is_han(left) || matches!(left, Some('%' | '”' | '》' | '）' | '℃' | '‰'));
    if said && goes_on && (counted || long && (ends || predicates(clause))) {
        Dot::Stop
    } else {
        Dot::Unknown
    }
}

/// Whether a name of foreign or minority form goes on across the dot.
pub(crate) fn is_name(before: &str, after: &str) -> bool {
    let (left, right) = (tail(before, 2), head(after, 2));
    let spelt = |text: &str| text.chars().count() == 2 && text.chars().all(|c| NAME_CHARACTERS.contains(&c));
    spelt(left) && spelt(right)
}

/// 《沁园春.雪》: the dot parts a short title that has no other mark.
fn in_title(cx: &Paragraph<'_>, i: usize) -> bool {
    let open = cx.tokens[..i].iter().rposition(|t| !matches!(t.kind, K::Han | K::Digit));
    let close = cx.tokens[i + 1..].iter().position(|t| !matches!(t.kind, K::Han | K::Digit));
    let (Some(open), Some(close)) = (open, close.map(|n| n + i + 1)) else { return false };
    let marks = (cx.tokens[open].kind, cx.tokens[close].kind);
    let between = cx.of(cx.tokens[open].span.join(cx.tokens[close].span));
    matches!(marks, (K::LeftTitle, K::RightTitle) | (K::LeftInnerTitle, K::RightInnerTitle))
        && between.chars().count() <= TITLE
}

/// Whether the paragraph, or a quotation or note, ends with the dot.
fn ends_text(cx: &Paragraph<'_>, i: usize) -> bool {
    let rest = cx.tokens.get(i + 1..).unwrap_or_default();
    match rest.iter().find(|t| !t.kind.is_space()) {
        None => true,
        Some(t) => t.kind == K::Newline || rest.len() > 1 && t.kind == K::RightDouble,
    }
}

fn predicates(clause: &str) -> bool {
    segment(clause)
        .iter()
        .any(|w| matches!(w.class, WordClass::Verb | WordClass::Nominal | WordClass::Adjective))
}

fn is_han(c: Option<char>) -> bool {
    c.is_some_and(|c| kanwu_plugin::text::kind_of(c) == K::Han)
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | '】' | '\n')
}
