//! Words that make a number approximate or a bound: 约, 近, 余, 左右, 以上.

use kanwu_text::ReadingSpan;

use crate::numeral::is_numeral;
use crate::view::{View, span};

/// To which side of the number the true value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// 约, 左右
    Around,
    /// 余, 超, 以上
    Over,
    /// 近, 不足, 以内
    Under,
}

/// An approximator and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approximator {
    /// Bytes of the word.
    pub span: ReadingSpan,
    /// The word.
    pub word: &'static str,
    /// To which side it points.
    pub leaning: Leaning,
}

/// Words before a number; `not_after` are the characters after which the word is part of another one.
struct Before {
    word: &'static str,
    leaning: Leaning,
    not_after: &'static str,
}

const fn before(word: &'static str, leaning: Leaning, not_after: &'static str) -> Before {
    Before { word, leaning, not_after }
}

/// Longer words first.
static BEFORE: &[Before] = &[
    before("不超过", Leaning::Under, ""),
    before("不低于", Leaning::Over, ""),
    before("不少于", Leaning::Over, ""),
    before("大约", Leaning::Around, ""),
    before("大概", Leaning::Around, ""),
    before("将近", Leaning::Under, ""),
    before("接近", Leaning::Under, ""),
    before("超过", Leaning::Over, ""),
    before("至少", Leaning::Over, ""),
    before("至多", Leaning::Under, ""),
    before("不足", Leaning::Under, ""),
    before("不到", Leaning::Under, ""),
    before("约", Leaning::Around, "公合节预签特履违契缔誓条立和盟毁邀相失爽制守解"),
    before("近", Leaning::Under, "附最邻靠临走亲贴新晚远毗就拉逼迫"),
    before("超", Leaning::Over, "反赶高英中出欧意德西B入立"),
    before("逾", Leaning::Over, "不"),
];

/// 上百, 数十, 几百: before a place only, and 几 before digits (几10万).
static BEFORE_PLACE: &[Before] = &[
    before("上", Leaning::Over, "以之网线路山水海马早晚身手天地向"),
    before("数", Leaning::Over, "人户总件次指系倍位岁基分参多少代函偶奇单双个无算"),
    before("几", Leaning::Over, "茶"),
];

/// The approximator that ends at byte `at`, where a number begins.
pub(crate) fn before_number(view: View, at: usize) -> Option<Approximator> {
    let end = view.skip_blank_back(at);
    let last = view.before(end)?;
    let lists: &[&[Before]] = match last {
        '约' | '概' | '近' | '过' | '于' | '少' | '多' | '足' | '到' | '超' | '逾' => &[BEFORE],
        '上' | '数' if view.at(at).is_some_and(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')) => {
            &[BEFORE_PLACE]
        }
        '几' => &[BEFORE_PLACE],
        _ => return None,
    };
    let found = lists.iter().copied().flatten().find(|b| view.ends(end, b.word))?;
    let start = end.checked_sub(found.word.len()).filter(|s| *s >= view.floor)?;
    if view.before(start).is_some_and(|c| found.not_after.contains(c)) {
        return None;
    }
    Some(Approximator { span: span(start, end), word: found.word, leaning: found.leaning })
}

/// 余, 多, 几, 来 between a number and its unit.
pub(crate) fn inner(view: View, at: usize) -> Option<Approximator> {
    let at = view.skip_blank(at);
    let rest = at + 3;
    let (word, leaning, cut): (_, _, &[&str]) = match view.at(at)? {
        '余' => (
            "余",
            Leaning::Over,
            &["额", "热", "震", "粮", "地", "姚", "杭", "干", "江", "庆", "下", "味", "音", "生"],
        ),
        '多' => (
            "多",
            Leaning::Over,
            &["元化", "媒体", "功能", "样", "层", "方面", "少", "次方", "式", "云", "部门"],
        ),
        '几' => ("几", Leaning::Over, &["何", "乎"]),
        '来' if is_counted_roughly(view.at(rest)) => ("来", Leaning::Around, &["自", "访", "源"]),
        _ => return None,
    };
    if view.starts_any(rest, cut).is_some() {
        return None;
    }
    Some(Approximator { span: span(at, rest), word, leaning })
}

fn is_counted_roughly(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, '个' | '人' | '户' | '家' | '天' | '岁' | '里' | '斤' | '亩' | '年' | '米' | '万' | '件')
    })
}

/// 左右, 上下, 以上, 以下, 以内 after a quantity.
pub(crate) fn tail(view: View, at: usize) -> Option<Approximator> {
    let (word, leaning) = match view.at(at)? {
        '左' => ("左右", Leaning::Around),
        '上' => ("上下", Leaning::Around),
        '以' if view.starts(at, "以上") => ("以上", Leaning::Over),
        '以' if view.starts(at, "以内") => ("以内", Leaning::Under),
        '以' => ("以下", Leaning::Under),
        '之' => ("之内", Leaning::Under),
        _ => return None,
    };
    if !view.starts(at, word) {
        return None;
    }
    let end = at + word.len();
    let elsewhere = match word {
        "左右" => "两岸侧手邻逢",
        "上下" => "游班级联左学铺水",
        _ => "",
    };
    let next = view.at(end);
    if next.is_some_and(|c| elsewhere.contains(c) || (word == "上下" && is_numeral(c))) {
        return None;
    }
    Some(Approximator { span: span(at, end), word, leaning })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_before(text: &str) -> Option<&'static str> {
        before_number(View::new(text), text.find(|c: char| c.is_ascii_digit() || is_numeral(c)).unwrap())
            .map(|a| a.word)
    }

    #[test]
    fn words_before() {
        for (text, want) in [
            ("约500人", Some("约")),
            ("大约 500人", Some("大约")),
            ("公约500人", None),
            ("节约500元", None),
            ("附近100米", None),
            ("将近百人", Some("将近")),
            ("近千人", Some("近")),
            ("上百人", Some("上")),
            ("以上百姓", None),
            ("网上100人", None),
            ("数十家", Some("数")),
            ("人数百人", None),
            ("几10万", Some("几")),
            ("不足5%", Some("不足")),
            ("共500人", None),
        ] {
            assert_eq!(word_before(text), want, "{text}");
        }
    }

    #[test]
    fn words_after() {
        let inner = |text: &str| inner(View::new(text), 0).map(|a| a.word);
        assert_eq!(inner("余人"), Some("余"));
        assert_eq!(inner("余额"), None);
        assert_eq!(inner("多元化"), None);
        assert_eq!(inner("多元"), Some("多"));
        assert_eq!(inner("来个"), Some("来"));
        assert_eq!(inner("来自"), None);
        let tail = |text: &str| tail(View::new(text), 0).map(|a| a.word);
        assert_eq!(tail("左右"), Some("左右"));
        assert_eq!(tail("左右两侧"), None);
        assert_eq!(tail("上下游"), None);
        assert_eq!(tail("以上"), Some("以上"));
    }
}
