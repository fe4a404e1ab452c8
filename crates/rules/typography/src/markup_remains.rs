//! LaTeX, HTML and other markup left in the text.

use kanwu_plugin::reading::ProtectedKind;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::markup_remains as card;
use crate::formula::{plain, raised};

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::Dollar, K::Less, K::Backslash, K::Underscore, K::Caret, K::Ampersand]),
    check,
);

/// Tags of a page's markup.
const TAGS: [&str; 14] =
    ["sup", "sub", "span", "div", "font", "td", "tr", "th", "table", "br", "img", "a", "small", "s"];
/// LaTeX commands met outside a formula.
const COMMANDS: [&str; 10] =
    ["circ", "sim", "times", "text", "mathrm", "mu", "frac", "cdot", "textbf", "quad"];
/// How far a closing tag may stand from its opening one, in bytes.
const NEAR: usize = 60;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let start = cx.tokens[i].span.start;
    let found = match cx.tokens[i].kind {
        K::Dollar => formula(cx, start),
        K::Less => tag(cx, start),
        K::Backslash => escape(cx, start),
        K::Ampersand => entity(cx, start),
        _ => script(cx, i),
    };
    let Some((span, want)) = found else { return };
    let finding = Finding::certain(span).arg(card::args::FOUND, cx.of(span));
    let finding = match want {
        Some(want) => finding.arg(card::args::WANT, want.as_str()).fix(span, want),
        None => finding.variant(card::variants::UNREADABLE),
    };
    cx.push(finding);
}

/// What is left of markup, and what to write for it.
type Remains = Option<(Span, Option<String>)>;

fn formula(cx: &LocalContext<'_>, start: u32) -> Remains {
    let formula =
        cx.protected_at(start).filter(|p| p.kind == ProtectedKind::Formula && p.span.start == start)?;
    Some((formula.span, plain(cx.of(formula.span))))
}

/// A tag, with its closing one and what stands between where that is near.
fn tag(cx: &LocalContext<'_>, start: u32) -> Remains {
    let rest = cx.after(start);
    let (name, end) = tag_name(rest)?;
    if !TAGS.contains(&name.trim_start_matches('/')) {
        return None;
    }
    let of = |len: usize| Span::new(start, start + len as u32);
    let Some(bare) = name.strip_prefix('/') else {
        let close = format!("</{name}>");
        let window = rest.get(end..)?;
        let near = floor(window, NEAR + close.len());
        let Some(at) = near.find(&close) else {
            return Some((of(end), Some(String::new())));
        };
        let inside = window.get(..at)?;
        let want = match name {
            "sup" => raised(inside).map_or_else(|| inside.to_owned(), String::from),
            _ => inside.to_owned(),
        };
        return Some((of(end + at + close.len()), Some(want)));
    };
    // Where its opening tag is near, that one has been reported with it.
    let before = cx.before(start);
    let mut from = before.len().saturating_sub(NEAR + bare.len() + 2);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let opened = before[from..].contains(&format!("<{bare}"));
    (!opened).then(|| (of(end), Some(String::new())))
}

/// The first `len` bytes of a text, less the rest of a character that they cut.
fn floor(text: &str, len: usize) -> &str {
    let len = (0..=len.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    &text[..len]
}

/// Name of the tag that `rest` begins with, with its slash, and the tag's length.
fn tag_name(rest: &str) -> Option<(&str, usize)> {
    let end = rest.bytes().take(NEAR).position(|b| b == b'>')?;
    let inside = rest.get(1..end)?;
    let name = inside.split([' ', '\t']).next()?.trim_end_matches('/');
    (!name.is_empty()).then_some((name, end + 1))
}

/// `\%`, `\circ` and the like outside a formula.
fn escape(cx: &LocalContext<'_>, start: u32) -> Remains {
    if cx.protected_at(start).is_some_and(|p| p.kind == ProtectedKind::Formula) {
        return None;
    }
    let rest = cx.after(start).get(1..)?;
    let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    if COMMANDS.contains(&name.as_str()) {
        return Some((Span::new(start, start + 1 + name.len() as u32), None));
    }
    let sign = rest.chars().next().filter(|c| "%#*_~&[]()".contains(*c))?;
    let span = Span::new(start, start + 1 + sign.len_utf8() as u32);
    Some((span, Some(sign.to_string())))
}

/// `&nbsp;`
fn entity(cx: &LocalContext<'_>, start: u32) -> Remains {
    let rest = cx.after(start).get(1..)?;
    let end = rest.bytes().take(8).position(|b| b == b';')?;
    let want = match rest.get(..end)? {
        "nbsp" | "ensp" | "emsp" | "thinsp" => " ",
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "ldquo" => "“",
        "rdquo" => "”",
        "middot" => "·",
        "mdash" => "—",
        "deg" => "°",
        "times" => "×",
        _ => return None,
    };
    Some((Span::new(start, start + 2 + end as u32), Some(want.to_owned())))
}

/// `PM_2.5` and `m^2`: the mark of a subscript or superscript between a letter and a digit.
fn script(cx: &LocalContext<'_>, i: usize) -> Remains {
    let mark = cx.tokens[i];
    if cx.kind_before(i) != Some(K::Latin) || cx.kind_after(i) != Some(K::Digit) {
        return None;
    }
    let (unit, digit) = (cx.token_text(i - 1), cx.token_text(i + 1));
    if mark.kind == K::Caret {
        let want = raised(digit)?;
        let after = cx.tokens[i + 1].span;
        return Some((mark.span.join(after), Some(want.to_string())));
    }
    // A longer word with _ is a file or an account.
    let formula = unit.len() <= 3 && unit.chars().all(|c| c.is_ascii_uppercase());
    formula.then(|| (mark.span, Some(String::new())))
}
