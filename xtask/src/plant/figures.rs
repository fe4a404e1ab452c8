//! Faults that lie in what the figures come to: each is made anew, and so is the right text.

use fastrand::Rng;
use kanwu_reading::date::days_in_month;
use kanwu_reading::numeral::to_han;

use super::seed::Seed;

/// How the faults of a rule are made.
type Make = fn(&mut Rng) -> Seed;

const MAKERS: &[(&str, Make)] = &[
    ("impossible-date", impossible_date),
    ("weekday-against-date", weekday),
    ("era-year-against-year", |rng| {
        // A year of the old calendar runs into the next of the new one.
        let n = rng.u64(1..=34);
        let text = |year| format!("祠堂⟦光绪{}年（{year}年）⟧建成。", to_han(n));
        pair(text(1874 + n + rng.u64(2..6)), text(1874 + n))
    }),
    ("growth-against-figures", |rng| {
        let (a, b) = (rng.u32(100..500), rng.u32(600..900));
        let true_rate = f64::from(b - a) / f64::from(a) * 100.0;
        let text = |rate: f64| format!("企业由{a}家增至{b}家，增长⟦{rate:.1}%⟧。");
        pair(text(true_rate + f64::from(rng.u32(5..60))), text(true_rate))
    }),
    ("part-above-total", |rng| {
        let all = rng.u32(50..500);
        let text = |part| format!("共培训{all}人，其中妇女⟦{part}人⟧。");
        pair(text(all + rng.u32(1..90)), text(all - rng.u32(1..40)))
    }),
    ("share-against-figures", share),
    ("parts-against-total", parts),
    ("difference-against-rates", |rng| {
        let (low, rise) = (rng.u32(100..400), rng.u32(100..400));
        let rate = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
        let (from, to) = (rate(low), rate(low + rise));
        let text = |points| format!("覆盖率由{from}%提高到{to}%，提高⟦{points}个百分点⟧。");
        pair(text(rate(rise + rng.u32(5..90))), text(rate(rise)))
    }),
    ("conversion-against-figure", |rng| {
        let hectares = rng.u32(20..900);
        let text = |given| format!("整理耕地{}亩（⟦{given}公顷⟧）。", hectares * 15);
        pair(text(hectares + rng.u32(10..20)), text(hectares))
    }),
    ("average-against-figures", |rng| {
        let (people, each) = (rng.u32(100..900), rng.u32(200..900));
        let text =
            |average| format!("发放救助金{}元，救助{people}人次，人均救助⟦{average}元⟧。", people * each);
        pair(text(each + rng.u32(2..90)), text(each))
    }),
    ("share-above-hundred", |rng| {
        let text = |share| format!("全年毕业率达⟦{share}%⟧。");
        pair(text(rng.u32(101..190)), text(rng.u32(50..100)))
    }),
    ("men-and-women-against-total", |rng| {
        let (men, women) = (rng.u32(600..900), rng.u32(600..900));
        let text = |all| format!("全镇{all}人，其中男⟦{men}人、女{women}人⟧。");
        pair(text(men + women + rng.u32(5..90)), text(men + women))
    }),
    ("range-backwards", |rng| {
        let (low, high) = (rng.u32(10..40), rng.u32(50..90));
        pair(format!("池内水温⟦{high}～{low}℃⟧。"), format!("池内水温⟦{low}～{high}℃⟧。"))
    }),
    ("arc-minutes-past-sixty", |rng| {
        let text = |minutes| format!("位于东经⟦118°{minutes}′⟧，北纬32°10′。");
        pair(text(rng.u32(60..100)), text(rng.u32(10..60)))
    }),
    ("year-against-itself", |rng| {
        let fall = rng.u32(11..99);
        let text = |year| format!("2022年年末，全区户籍人口52万人，⟦比{year}年⟧减少0.{fall}万人。");
        pair(text(2022), text(2021))
    }),
    ("date-after-record-period", |rng| {
        let month = rng.u32(1..=12);
        pair(format!("办公楼于⟦2023年{month}月⟧完工。"), format!("办公楼于⟦2022年{month}月⟧完工。"))
    }),
    ("republican-year-after-1949", |rng| {
        let text = |n| format!("学校于⟦民国{}年⟧迁址。", to_han(n));
        pair(text(rng.u64(39..60)), text(rng.u64(1..38)))
    }),
    ("decade-without-century", |rng| {
        let decade = rng.u32(3..10) * 10;
        pair(format!("厂房于⟦{decade}年代⟧改建。"), format!("厂房于⟦20世纪{decade}年代⟧改建。"))
    }),
    ("identity-card-number", identity),
    ("mobile-number", |rng| {
        let number = format!("1{}{:09}", rng.u32(3..10), rng.u32(..1_000_000_000));
        pair(format!("咨询电话⟦{number}⟧。"), format!("咨询电话⟦024-5{}⟧。", &number[4..]))
    }),
    ("bank-card-number", |rng| {
        let number = format!("622202{:013}", rng.u64(..10_000_000_000_000));
        pair(format!("捐款卡号⟦{number}⟧。"), "捐款由区慈善会接收。".to_owned())
    }),
];

/// A fault of the rule, where its faults are of that sort.
pub(crate) fn make(rule: &str, rng: &mut Rng) -> Option<Seed> {
    MAKERS.iter().find(|(name, _)| *name == rule).map(|(_, make)| make(rng))
}

fn pair(wrong: String, right: String) -> Seed {
    Seed { wrong, right: Some(right.replace(['⟦', '⟧'], "")) }
}

/// A share, a rate, or the degree to which a task is done, in the words of as many records.
fn share(rng: &mut Rng) -> Seed {
    let whole = rng.u32(300..900);
    let part = rng.u32(40..whole);
    let place = rng.u32(1..=2) as usize;
    let shown = |part: f64| format!("{:.place$}%", part / f64::from(whole) * 100.0);
    let form = rng.u32(..5);
    let rest = whole - part;
    let text = |share: String| match form {
        0 => format!("工会会员{part}人，占职工总数{whole}人的⟦{share}⟧。"),
        1 => format!("共有职工{whole}人，其中会员{part}人，占⟦{share}⟧。"),
        2 => format!("全年任务{whole}件，完成{part}件，完成全年任务的⟦{share}⟧。"),
        3 => format!("受理案件{whole}件，审结{part}件，结案率⟦{share}⟧。"),
        _ => format!("核定编制{whole}人，实有{rest}人，空编{part}个，空编率⟦{share}⟧。"),
    };
    let off = f64::from(rng.u32(2..9));
    pair(text(shown(f64::from(part) + off)), text(shown(f64::from(part))))
}

/// A list that its total does not fit.
fn parts(rng: &mut Rng) -> Seed {
    let (a, b) = (rng.u32(100..400), rng.u32(100..400));
    let (sum, off) = (a + b, rng.u32(2..60));
    match rng.u32(..3) {
        0 => {
            let text = |total| format!("共有学校⟦{total}所⟧，其中小学{a}所、中学{b}所。");
            pair(text(sum - off), text(sum + off))
        }
        1 => {
            let text = |total| format!("甲村修渠{a}米、乙村修渠{b}米，合计⟦{total}米⟧。");
            pair(text(sum + off), text(sum))
        }
        _ => {
            let text = |total| format!("拨付资金⟦{total}万元⟧，分别为道路{a}万元、水利{b}万元。");
            pair(text(sum + off), text(sum))
        }
    }
}

fn impossible_date(rng: &mut Rng) -> Seed {
    let (year, month) = (rng.u32(1990..2023), rng.u8(1..=12));
    let days = days_in_month(i32::try_from(year).ok(), month);
    let text = |month: u8, day| format!("会议于⟦{year}年{month}月{day}日⟧召开。");
    let wrong = if rng.bool() { text(month, days + rng.u8(1..5)) } else { text(rng.u8(13..20), 5) };
    pair(wrong, text(month, rng.u8(1..=days)))
}

fn weekday(rng: &mut Rng) -> Seed {
    let month = rng.u8(1..=12);
    let day = rng.u8(1..=days_in_month(Some(2022), month));
    let before: u32 = (1..month).map(|m| u32::from(days_in_month(Some(2022), m))).sum();
    // The first of January 2022 was a Saturday.
    let of_week = |n: u32| ["六", "日", "一", "二", "三", "四", "五"][(n % 7) as usize];
    let days = before + u32::from(day) - 1;
    let text = |n| format!("该案于⟦2022年{month}月{day}日（星期{}）⟧开庭。", of_week(n));
    pair(text(days + rng.u32(1..7)), text(days))
}

/// GB 11643: the last character checks the seventeen before it.
fn identity(rng: &mut Rng) -> Seed {
    let (year, month, day) = (rng.u32(1950..2005), rng.u32(1..=12), rng.u32(1..=28));
    let number = format!("110105{year}{month:02}{day:02}{:03}", rng.u32(1..1000));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = number.bytes().zip(weights).map(|(b, w)| usize::from(b - b'0') * w).sum();
    let check = char::from(b"10X98765432"[sum % 11]);
    pair(format!("联系人身份证号⟦{number}{check}⟧。"), "联系人身份证号从略。".to_owned())
}
