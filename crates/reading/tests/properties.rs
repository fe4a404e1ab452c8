//! What holds for any text.

use kanwu_reading::numeral::{Grouping, parse_number};
use kanwu_reading::words::segment;
use kanwu_reading::{Item, Protected, protected, read, read_around};
use kanwu_text::{ReadingSpan, lex};
use proptest::prelude::*;

fn items(text: &str) -> Vec<Item> {
    let (mut tokens, mut out) = (Vec::new(), Vec::new());
    lex(text, &mut tokens);
    read(text, &tokens, &mut out);
    out
}

fn ranges(text: &str) -> Vec<Protected> {
    let (mut tokens, mut out) = (Vec::new(), Vec::new());
    lex(text, &mut tokens);
    protected(text, &tokens, &mut out);
    out
}

fn check_spans(text: &str, spans: impl Iterator<Item = ReadingSpan>) -> Result<(), TestCaseError> {
    let mut at = 0;
    for span in spans {
        prop_assert!(span.start >= at, "{:?} begins before {}", span, at);
        prop_assert!(!span.is_empty());
        prop_assert!(text.get(span.range()).is_some(), "{:?} is not within the text", span);
        at = span.end;
    }
    Ok(())
}

/// Pieces of which yearbook text is made, so that shapes meet that seldom meet.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "2022",
        "年",
        "5",
        "月",
        "1",
        "日",
        "—",
        "～",
        "-",
        "至",
        "到",
        "第",
        "十二",
        "届",
        "二〇二二",
        "万",
        "亿",
        "元",
        "％",
        "%",
        "个",
        "百分点",
        "（",
        "）",
        "〔",
        "〕",
        "号",
        ".",
        ",",
        "，",
        "、",
        ":",
        "：",
        "约",
        "近",
        "余",
        "左右",
        "以上",
        "三",
        "百",
        "千",
        "km",
        "m²",
        "kW·h",
        "/",
        "小时",
        "星期三",
        "上午",
        "时",
        "分",
        "之",
        "负",
        "℃",
        "+",
        "$",
        "<",
        ">",
        "@",
        "http://",
        "GB/T ",
        " ",
        "\n",
        "　",
        "①",
        "一带一路",
        "3农",
        "几",
        "多",
        "人",
        "初",
        "农历",
        "光绪",
        "世纪",
        "年代",
        "季度",
        "X",
        "K12",
        "１２",
        "两",
        "〇",
        "○",
        "点",
        "5G",
        "今",
        "表",
        "ISBN",
        "138",
        "00138000",
        "民",
        "路",
        "零下",
        "¥",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn items_are_in_order_and_apart(text in prop_oneof![pieces(), any::<String>()]) {
        check_spans(&text, items(&text).iter().map(Item::span))?;
    }

    #[test]
    fn protected_ranges_are_in_order_and_apart(text in prop_oneof![pieces(), any::<String>()]) {
        check_spans(&text, ranges(&text).iter().map(|p| p.span))?;
    }

    #[test]
    fn what_is_inside_an_item_lies_inside_it(text in pieces()) {
        for item in items(&text) {
            let whole = item.span();
            let inner: Vec<ReadingSpan> = match &item {
                Item::Quantity(q) => {
                    let mut inner = vec![q.number.span];
                    inner.extend(q.unit.as_ref().map(|u| u.span));
                    inner.extend(q.sign.map(|s| s.span));
                    inner.extend(q.currency.map(|c| c.1));
                    inner.extend([q.approx_before, q.approx_after, q.approx_tail].into_iter().flatten().map(|a| a.span));
                    inner.extend(q.range.iter().flat_map(|r| [r.connector.span, r.low.number.span, r.high.number.span]));
                    inner
                }
                Item::DateRange(d) => [Some(d.from.span), Some(d.connector.span), d.to.map(|t| t.span)].into_iter().flatten().collect(),
                Item::TimeRange(t) => vec![t.from.span, t.connector.span, t.to.span],
                Item::Ordinal(o) => [Some(o.number.span), o.classifier].into_iter().flatten().collect(),
                Item::DocumentNumber(d) => vec![d.open, d.year, d.close, d.number],
                _ => Vec::new(),
            };
            for span in inner {
                prop_assert!(whole.contains(span), "{:?} of {:?}", span, item);
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }

    #[test]
    fn numbers_read_again_say_the_same(text in pieces()) {
        for item in items(&text) {
            let Item::Quantity(quantity) = item else { continue };
            let words = quantity.number.span.of_text(&text);
            // Groups that may be a list are known by the unit, which is not in the number.
            let bare: String = match quantity.number.grouping {
                Grouping::None | Grouping::Comma => words.to_owned(),
                _ => words.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect(),
            };
            prop_assert_eq!(parse_number(&bare).map(|n| n.value), Some(quantity.number.value), "{}", words);
        }
    }

    #[test]
    fn words_cover_the_text(text in prop_oneof![pieces(), any::<String>(), "[一-龥，、]{0,60}"]) {
        let words = segment(&text);
        let joined: String = words.iter().map(|w| w.of(&text)).collect();
        prop_assert_eq!(&joined, &text);
        check_spans(&text, words.iter().map(|w| w.span))?;
    }

    #[test]
    fn known_ranges_make_no_difference(text in pieces()) {
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        lex(&text, &mut tokens);
        read_around(&text, &tokens, &ranges(&text), &mut out);
        prop_assert_eq!(out, items(&text));
    }
}
