//! Numerals in names: 党的20大, 14五, 二产业.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::fixed::FixedForm;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::ordinal::OrdinalKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::han_numeral::whole_in_han as han;
use kanwu_plugin::context::{ends_any, starts_any};

pub(crate) const SESSION: Rule =
    Rule::local("session-in-digits", Triggers::flags(&[ItemFlag::Ordinal]), session);
pub(crate) const FIXED: Rule =
    Rule::local("fixed-word-in-digits", Triggers::flags(&[ItemFlag::FixedWord]), fixed);
pub(crate) const NO_DI: Rule = Rule::local("ordinal-without-di", Triggers::terms(NOUNS), no_di);

/// Bodies whose sessions go by Han numerals.
const BODIES: &[&str] = &[
    "人大",
    "人民代表大会",
    "政协",
    "全国人大",
    "全国政协",
    "省人大",
    "省政协",
    "市人大",
    "市政协",
    "区人大",
    "区政协",
    "县人大",
    "县政协",
    "省委",
    "市委",
    "区委",
    "县委",
    "中央",
    "党代会",
    "党代表大会",
    "纪委",
    "常委会",
    "委员会",
    "省纪委",
    "市纪委",
    "区纪委",
    "县纪委",
    "中共",
    "党的",
    "全国人民代表大会",
];

fn session(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Ordinal(ordinal) = &cx.paragraph().items[i] else { return };
    if ordinal.number.form != NumberForm::Arabic || ordinal.number.places > 0 {
        return;
    }
    let before = cx.before(ordinal.span.start).trim_end();
    let after = cx.after(ordinal.span.end).trim_start();
    let named = match ordinal.kind {
        OrdinalKind::Session => starts_any(after, BODIES),
        OrdinalKind::Nth if ordinal.classifier.is_some_and(|c| cx.of(c) == "届") => {
            starts_any(after, BODIES)
        }
        OrdinalKind::Congress => true,
        OrdinalKind::Meeting => {
            cx.of(ordinal.span).ends_with("中全会")
                || ends_any(
                    before,
                    &[
                        "人大",
                        "政协",
                        "党代会",
                        "代表大会",
                        "届",
                        "中央委员会",
                        "人大常委会",
                        "市委",
                        "区委",
                        "省委",
                        "县委",
                    ],
                )
        }
        _ => false,
    };
    let Some(han) = han(ordinal.number.value).filter(|_| named) else { return };
    let number = ordinal.number.span;
    let want = cx.of(ordinal.span).replacen(cx.of(number), &han, 1);
    let finding =
        Finding::certain(ordinal.span).arg("found", cx.of(ordinal.span)).arg("want", want).fix(number, han);
    cx.push(finding);
}

fn fixed(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::FixedWord(word) = &cx.paragraph().items[i] else { return };
    if word.word != FixedForm::HanInDigits {
        return;
    }
    let found = cx.of(word.span);
    let mut want = String::new();
    let mut digits = String::new();
    for c in found.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let han = digits.parse::<u32>().ok().and_then(|n| han(n.into()));
            want.push_str(&han.unwrap_or_else(|| digits.clone()));
            digits.clear();
        }
        if c != '\0' {
            want.push(c);
        }
    }
    let finding =
        Finding::certain(word.span).arg("found", found).arg("want", want.clone()).fix(word.span, want);
    cx.push(finding);
}

const NOUNS: &[&str] = &[
    "一产业",
    "二产业",
    "三产业",
    "一中学",
    "二中学",
    "三中学",
    "四中学",
    "五中学",
    "六中学",
    "七中学",
    "八中学",
    "九中学",
    "十中学",
    "届全国人大代表",
    "届省人大代表",
    "届市人大代表",
    "届区人大代表",
];

/// 二产业, 五十六中学, 推荐十四届全国人大代表.
fn no_di(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, span) = trigger else { return };
    let numeral = |c: char| "一二三四五六七八九十百〇".contains(c);
    let first = if index < 13 { span.start + "一".len() as u32 } else { span.start };
    let before = cx.before(first);
    let run: usize = before.chars().rev().take_while(|c| numeral(*c)).map(char::len_utf8).sum();
    let start = first - run as u32;
    let lead = cx.before(start);
    let chars = run / 3;
    let listed = ends_any(lead, &["第", "、", "和", "至", "—", "～", "-", "与", "及"]);
    // 一二三产业 and 二三产业 are fixed as they stand; 二中学 is part of a school's name.
    let (long_enough, confidence) = match index {
        0..=2 => (chars == 1, Confidence::Likely),
        3..=12 => (chars >= 2 && cx.of(Span::new(start, first)) != "八一", Confidence::Likely),
        _ => (chars >= 1, Confidence::Guess),
    };
    // 这一产业, 某一产业: one of them, not the first.
    let pointed = index == 0 && ends_any(lead, &["这", "那", "每", "某", "任", "另", "同", "哪", "各", "单"]);
    if listed || pointed || !long_enough {
        return;
    }
    let span = Span::new(start, span.end);
    let want = format!("第{}", cx.of(span));
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", cx.of(span))
        .arg("want", want)
        .fix(Span::empty(start), "第");
    cx.push(finding);
}
