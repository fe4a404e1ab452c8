//! What stands for text still to come, and characters that were damaged on the way.

use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

/// Words of a working note, and what a wrongly decoded file shows.
const TERMS: [&str; 14] = [
    "待补",
    "待核",
    "待查",
    "待定",
    "待填",
    "此处缺",
    "暂缺",
    "锟斤拷",
    "烫烫烫",
    "屯屯屯",
    "×××",
    "××",
    "？？？",
    "???",
];
/// How many of [`TERMS`] are working notes.
const NOTES: usize = 7;
/// The next ones are damage.
const DAMAGE: usize = 10;

pub(crate) const RULE: Rule = Rule::local(
    "placeholder-left",
    Triggers::kinds(&[K::Replacement, K::Latin, K::LeftLens]).or(Triggers::terms(&TERMS)),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let hit = match trigger {
        Trigger::Token(i) => match cx.tokens[i].kind {
            K::Replacement => replacement(cx, i),
            K::Latin => letters(cx, i),
            _ => empty_marker(cx, i),
        },
        Trigger::Term(n, span) if n < NOTES => note(cx, span),
        Trigger::Term(n, span) if n < DAMAGE => Some((span, Confidence::Certain, "damaged")),
        Trigger::Term(n, span) => signs(cx, TERMS[n], span),
        _ => None,
    };
    let Some((span, confidence, variant)) = hit else { return };
    let finding = Finding::new(Place::Here(span), confidence).variant(variant).arg("found", cx.of(span));
    cx.push(finding);
}

type Hit = Option<(Span, Confidence, &'static str)>;

/// U+FFFD always; □ only where it stands for one character among Han ones, for forms print it to be ticked.
fn replacement(cx: &LocalContext<'_>, i: usize) -> Hit {
    let span = cx.tokens[i].span;
    if cx.of(span) != "□" {
        return Some((span, Confidence::Certain, "damaged"));
    }
    let boxes = cx.tokens.iter().filter(|t| t.kind == K::Replacement).count();
    let within = cx.kind_before(i) == Some(K::Han) && cx.kind_after(i) == Some(K::Han);
    (boxes == 1 && within).then_some((span, Confidence::Likely, "damaged"))
}

/// XX where a figure or a name is to come; TODO and TBD.
fn letters(cx: &LocalContext<'_>, i: usize) -> Hit {
    let span = cx.tokens[i].span;
    let word = cx.of(span);
    if matches!(word, "TODO" | "TBD" | "FIXME") {
        return Some((span, Confidence::Certain, ""));
    }
    let crosses = word.len() >= 2 && word.bytes().all(|b| b == b'X') || matches!(word, "xx" | "xxx" | "xxxx");
    let han = |k: Option<K>| matches!(k, Some(K::Han)) || k.is_some_and(K::is_full_mark);
    if !crosses || !(han(cx.kind_before(i)) || han(cx.kind_after(i))) {
        return None;
    }
    let after = cx.after(span.end);
    if ["染色体", "型", "码", "号", "组", "级"].iter().any(|w| after.starts_with(w))
        || (!is_counted(after) && is_anonymous(cx, span))
    {
        return None;
    }
    let digit =
        matches!(cx.kind_before(i), Some(K::Digit | K::Hyphen)) || matches!(cx.kind_after(i), Some(K::Digit));
    let confidence = if is_counted(after) { Confidence::Certain } else { Confidence::Likely };
    (!digit).then_some((span, confidence, ""))
}

/// ×× and ×××; ??? beside Han text.
fn signs(cx: &LocalContext<'_>, term: &str, span: Span) -> Hit {
    let mark = term.chars().next()?;
    // The whole run is told once, from its first mark.
    if cx.char_before(span.start) == Some(mark) {
        return None;
    }
    let run: usize = cx.after(span.start).chars().take_while(|c| *c == mark).map(char::len_utf8).sum();
    let whole = Span::new(span.start, span.start + run as u32);
    let runs_on = term.len() < run && TERMS.iter().any(|t| t.len() > term.len() && t.starts_with(term));
    if runs_on && run >= "×××".len() && term == "××" {
        return None;
    }
    if mark != '×' {
        return Some((whole, Confidence::Likely, "damaged"));
    }
    if is_counted(cx.after(whole.end)) {
        return Some((whole, Confidence::Certain, ""));
    }
    (!is_anonymous(cx, whole)).then_some((whole, Confidence::Likely, ""))
}

/// A unit of money or measure follows, so that a figure is to come.
fn is_counted(after: &str) -> bool {
    let units = [
        "亿元", "万元", "元", "亿", "万", "人", "名", "户", "家", "个", "项", "件", "次", "公里", "千米",
        "平方", "公顷", "吨", "年", "月", "%", "万人", "万吨",
    ];
    units.iter().any(|u| after.starts_with(u))
}

/// 李××, 王XX: a name withheld; ××案, 被告人××.
fn is_anonymous(cx: &LocalContext<'_>, span: Span) -> bool {
    let surname = cx
        .char_before(span.start)
        .is_some_and(|c| kanwu_plugin::book::StructureWords::get().is_name(&format!("{c}某")));
    let after = cx.after(span.end);
    let before = cx.before(span.start);
    surname
        || ["案", "同志", "某", "诉", "省", "市", "县", "区", "镇", "乡", "村", "公司", "局", "厅", "字"]
            .iter()
            .any(|w| after.starts_with(w))
        || ["被告人", "犯罪嫌疑人", "原告", "被告", "嫌疑人"].iter().any(|w| before.ends_with(w))
}

/// 待补 as a note, in brackets or at the end of a clause: not 待补种, 有待核实, 待定岗.
fn note(cx: &LocalContext<'_>, span: Span) -> Hit {
    let extra: usize = ["充", "实", "写", "齐", "定"]
        .iter()
        .find(|w| cx.after(span.end).starts_with(*w))
        .map_or(0, |w| w.len());
    let whole = Span::new(span.start, span.end + extra as u32);
    let before = cx.token_at(whole.start).and_then(|i| cx.kind_before(i));
    let ends = cx.token_at(whole.end).map(|i| cx.tokens[i].kind);
    let starts_here = cx.token_at(whole.start).is_some_and(|i| cx.tokens[i].span.start == whole.start);
    let ends_here = cx.token_at(whole.end).is_none_or(|i| cx.tokens[i].span.start == whole.end);
    let bracketed = matches!(
        before,
        Some(K::LeftParen | K::LeftRound | K::LeftLens | K::LeftSquare | K::LeftShell | K::LeftWide)
    ) && ends.is_some_and(|k| k.is_closer() || matches!(k, K::RightRound | K::RightSquare));
    if bracketed && starts_here && ends_here {
        return Some((whole, Confidence::Certain, ""));
    }
    let alone = before.is_none_or(|k| k == K::Space || k.is_point())
        && ends.is_none_or(|k| k == K::Space || k.is_point());
    let firm = matches!(cx.of(span), "待补" | "此处缺" | "待填");
    (alone && firm && starts_here && ends_here).then_some((whole, Confidence::Certain, ""))
}

/// 【】 with nothing in it.
fn empty_marker(cx: &LocalContext<'_>, i: usize) -> Hit {
    let mut end = i + 1;
    while cx.kind(end).is_some_and(K::is_space) {
        end += 1;
    }
    let empty = cx.kind(end) == Some(K::RightLens);
    empty.then(|| (cx.tokens[i].span.join(cx.tokens[end].span), Confidence::Certain, ""))
}
