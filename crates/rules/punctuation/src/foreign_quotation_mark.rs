//! 「」, 〝〞, '' '', <<>> and other signs where “ ” or 《 》 should stand.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::foreign_quotation_mark as card;
use crate::table::mark_forms::{QUOTATIONS, QuotationsRow};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&OPENERS), check);

/// The opening signs, in the order of the table.
const OPENERS: [&str; QUOTATIONS.len()] = {
    let mut words = [""; QUOTATIONS.len()];
    let mut i = 0;
    while i < QUOTATIONS.len() {
        words[i] = QUOTATIONS[i].open;
        i += 1;
    }
    words
};

/// What is quoted has at most so many characters.
const LONGEST: usize = 80;

/// So many signs that open and close alike are counted in a paragraph.
const MOST: usize = 512;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, open) = trigger else { return };
    let Some(row) = QUOTATIONS.get(n) else { return };
    let sure = row.sure == "yes";
    if sits_in_longer_sign(cx, open) || row.open == row.close && closes(cx, row, open) {
        return;
    }
    let rest = cx.after(open.end);
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let Some(inside) = rest.get(..end).and_then(|near| near.split_once(row.close)).map(|(text, _)| text)
    else {
        return;
    };
    let close =
        Span::of(open.end as usize + inside.len()..open.end as usize + inside.len() + row.close.len());
    if inside.contains(row.open) || inside.contains('\n') || !inside.chars().any(is_han) {
        return;
    }
    // < and ' also serve in formulas and code: Han text has to touch them on the inside.
    let touches = inside.starts_with(is_han) && inside.ends_with(is_han);
    if !sure && (!touches || inside.contains(['，', '。', '；']) || sits_in_longer_sign(cx, close)) {
        return;
    }
    let whole = Span::new(open.start, close.end);
    let want = format!("{}{inside}{}", row.left, row.right);
    let finding = if sure { Finding::certain(whole) } else { Finding::likely(whole) }
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, want)
        .fix(open, row.left)
        .fix(close, row.right);
    cx.push(finding);
}

fn is_han(c: char) -> bool {
    kanwu_plugin::text::kind_of(c) == K::Han
}

/// `'` within `''`, `<` within `<<`.
fn sits_in_longer_sign(cx: &LocalContext<'_>, sign: Span) -> bool {
    let text = cx.of(sign);
    let same = |c: Option<char>| c.is_some_and(|c| text.contains(c) && "'<＜>＞".contains(c));
    same(cx.char_before(sign.start)) || same(cx.char_after(sign.end))
}

/// Whether a sign that opens and closes alike closes here: an odd number of them stands before it. Behind very many
/// it is not asked, so that the rule takes no longer a sign in a long paragraph.
fn closes(cx: &LocalContext<'_>, row: &QuotationsRow, at: Span) -> bool {
    let before = cx.before(at.start).rmatches(row.open).take(MOST).count();
    before == MOST || before % 2 == 1
}
