//! Pairs of marks: one stack, for quotation depth and for every rule that speaks of pairs.

use crate::{Token, TokenKind};

use TokenKind as K;

/// Two tokens that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the opening token.
    pub open: u32,
    /// Index of the closing token.
    pub close: u32,
    /// How many pairs of the same family (title, quotation, bracket) stand around it.
    pub level: u8,
    /// The closer is of the opener's family but not of its form: 《…〉, “…’, （…).
    pub mismatched: bool,
}

/// What [`pair`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Pairs, by opening token.
    pub pairs: Vec<Pair>,
    /// Openers without a closer.
    pub unclosed: Vec<u32>,
    /// Closers without an opener.
    pub unopened: Vec<u32>,
    /// Indexes into `pairs`, by closing token.
    by_close: Vec<u32>,
}

impl Pairing {
    /// The pair that token `open` opens.
    pub fn opened_by(&self, open: usize) -> Option<Pair> {
        let found = self.pairs.binary_search_by_key(&(open as u32), |p| p.open);
        found.ok().map(|i| self.pairs[i])
    }

    /// The pair that token `close` closes.
    pub fn closed_by(&self, close: usize) -> Option<Pair> {
        let key = |i: &u32| self.pairs[*i as usize].close;
        let found = self.by_close.binary_search_by_key(&(close as u32), key);
        found.ok().map(|i| self.pairs[self.by_close[i] as usize])
    }
}

/// Marks deeper than this are no Chinese any more; the outermost are given up, so that time stays linear.
const DEEPEST: usize = 48;

/// How many tokens ahead a closer is looked for.
const AHEAD: usize = 4096;

/// The family of a mark: marks of one family can stand in for one another by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// “ ” ‘ ’
    Quotation,
    /// 《 》 〈 〉
    Title,
    /// （ ） ( )
    Round,
    /// 【 】
    Lens,
    /// 〔 〕 [ ] ［ ］
    Square,
    /// 「 」
    Corner,
}

/// Opening (`true`) or closing mark of which family; `None` for all else.
pub const fn side(kind: TokenKind) -> Option<(Family, bool)> {
    Some(match kind {
        K::LeftDouble | K::LeftSingle => (Family::Quotation, true),
        K::RightDouble | K::RightSingle => (Family::Quotation, false),
        K::LeftTitle | K::LeftInnerTitle => (Family::Title, true),
        K::RightTitle | K::RightInnerTitle => (Family::Title, false),
        K::LeftParen | K::LeftRound => (Family::Round, true),
        K::RightParen | K::RightRound => (Family::Round, false),
        K::LeftLens => (Family::Lens, true),
        K::RightLens => (Family::Lens, false),
        K::LeftShell | K::LeftSquare | K::LeftWide => (Family::Square, true),
        K::RightShell | K::RightSquare | K::RightWide => (Family::Square, false),
        K::LeftCorner => (Family::Corner, true),
        K::RightCorner => (Family::Corner, false),
        _ => return None,
    })
}

/// The closing form of an opening mark.
pub const fn closer_of(open: TokenKind) -> TokenKind {
    match open {
        K::LeftDouble => K::RightDouble,
        K::LeftSingle => K::RightSingle,
        K::LeftTitle => K::RightTitle,
        K::LeftInnerTitle => K::RightInnerTitle,
        K::LeftParen => K::RightParen,
        K::LeftRound => K::RightRound,
        K::LeftLens => K::RightLens,
        K::LeftShell => K::RightShell,
        K::LeftSquare => K::RightSquare,
        K::LeftWide => K::RightWide,
        K::LeftCorner => K::RightCorner,
        other => other,
    }
}

/// Pairs the marks of `tokens` and sets each token's `depth` (quotations and titles only).
///
/// A closer takes the nearest open mark of its own form; failing that, the innermost open mark of its
/// family when that mark is on top of the stack. Openers that a pair encloses without a closer of their own
/// are unclosed. `’` between Latin letters is an apostrophe and pairs with nothing.
pub fn pair(tokens: &mut [Token], out: &mut Pairing) {
    out.pairs.clear();
    out.unclosed.clear();
    out.unopened.clear();
    let mut stack: Vec<u32> = Vec::new();
    for i in 0..tokens.len() {
        let kind = tokens[i].kind;
        let Some((family, opens)) = side(kind) else { continue };
        if opens {
            if stack.len() == DEEPEST {
                out.unclosed.push(stack.remove(0));
            }
            stack.push(i as u32);
            continue;
        }
        if kind == K::RightSingle && (is_apostrophe(tokens, i) || is_year(tokens, &stack, i)) {
            continue;
        }
        let exact = stack.iter().rposition(|&o| closer_of(tokens[o as usize].kind) == kind);
        let top_of_family = stack
            .last()
            .filter(|&&o| side(tokens[o as usize].kind).is_some_and(|(f, _)| f == family))
            .map(|_| stack.len() - 1);
        let later_own = |tokens: &[Token]| closes_later(tokens, &stack, i);
        let at = match (exact, top_of_family) {
            // A wrong form on top, and the right form for this closer further out: the outer mark is
            // taken only when the inner one still finds a closer of its own form further on.
            (Some(e), Some(t)) if e < t && !later_own(tokens) => Some(t),
            (Some(e), _) => Some(e),
            (None, t) => t,
        };
        let Some(at) = at else {
            out.unopened.push(i as u32);
            continue;
        };
        let open = stack[at];
        out.unclosed.extend(stack.drain(at + 1..));
        stack.pop();
        let level = stack
            .iter()
            .filter(|&&o| side(tokens[o as usize].kind).is_some_and(|(f, _)| f == family))
            .count();
        let mismatched = closer_of(tokens[open as usize].kind) != kind;
        out.pairs.push(Pair { open, close: i as u32, level: level.min(255) as u8, mismatched });
    }
    out.unclosed.append(&mut stack);
    out.unclosed.sort_unstable();
    out.pairs.sort_unstable_by_key(|p| p.open);
    out.by_close.clear();
    out.by_close.extend(0..out.pairs.len() as u32);
    out.by_close.sort_unstable_by_key(|i| out.pairs[*i as usize].close);
    set_depth(tokens, &out.pairs);
}

fn closes_later(tokens: &[Token], stack: &[u32], from: usize) -> bool {
    let Some(&top) = stack.last() else { return false };
    let want = closer_of(tokens[top as usize].kind);
    tokens[from + 1..].iter().take(AHEAD).any(|t| t.kind == want)
}

fn is_apostrophe(tokens: &[Token], i: usize) -> bool {
    let latin = |t: Option<&Token>| t.is_some_and(|t| matches!(t.kind, K::Latin | K::Digit));
    i > 0 && latin(tokens.get(i - 1)) && latin(tokens.get(i + 1))
}

/// ’98: the first digits of a year are left out.
fn is_year(tokens: &[Token], stack: &[u32], i: usize) -> bool {
    let digits = tokens.get(i + 1).is_some_and(|t| t.kind == K::Digit && t.span.len() == 2);
    digits && !stack.iter().any(|o| tokens[*o as usize].kind == K::LeftSingle)
}

fn set_depth(tokens: &mut [Token], pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    let mut change = vec![0i16; tokens.len() + 1];
    for p in pairs {
        if matches!(side(tokens[p.open as usize].kind), Some((Family::Quotation | Family::Title, _))) {
            change[p.open as usize + 1] += 1;
            change[p.close as usize] -= 1;
        }
    }
    let mut depth = 0i16;
    for (token, change) in tokens.iter_mut().zip(change) {
        depth += change;
        token.depth = depth.clamp(0, 255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lex;

    fn run(text: &str) -> (Vec<Token>, Pairing) {
        let mut tokens = Vec::new();
        lex(text, &mut tokens);
        let mut out = Pairing::default();
        pair(&mut tokens, &mut out);
        (tokens, out)
    }

    #[test]
    fn nested_titles_have_depth() {
        let (tokens, out) = run("印发《关于〈条例〉的通知》。");
        assert_eq!(out.pairs.len(), 2);
        assert!(out.unclosed.is_empty() && out.unopened.is_empty());
        assert_eq!(tokens.iter().map(|t| t.depth).collect::<Vec<_>>(), [0, 0, 1, 1, 2, 1, 1, 0, 0]);
        assert_eq!(out.pairs[1].level, 1);
    }

    #[test]
    fn wrong_closer_is_a_mismatched_pair() {
        let (_, out) = run("《区政府〈调查报告〉的工作报告〉的审议意见");
        assert!(out.unclosed.is_empty() && out.unopened.is_empty());
        assert!(out.pairs.iter().any(|p| p.mismatched));
    }

    #[test]
    fn a_year_without_its_century_closes_nothing() {
        let (_, out) = run("举办“’98新春音乐会”，‘争当’98人");
        assert!(out.unclosed.is_empty() && out.unopened.is_empty());
        assert_eq!(out.pairs.len(), 2);
    }

    #[test]
    fn a_lost_closer_leaves_its_opener() {
        let (_, out) = run("（一）“四个意识、“四个自信”。");
        assert_eq!(out.unclosed.len(), 1);
    }
}
