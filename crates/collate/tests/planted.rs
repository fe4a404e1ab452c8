//! A hundred changes of ten kinds, planted in a book that is set anew.

use std::collections::BTreeMap;

use kanwu_collate::{
    Asked, Asking, Change, ChangeKind, Outcome, Paragraph, Place, Settled, Stream, collate, expect, settle,
};

const PLACES: [&str; 8] =
    ["青石镇", "柳林乡", "东坪街道", "石门村", "河口社区", "南岭林场", "西渡乡", "白塔镇"];
const WORK: [&str; 8] =
    ["春季造林", "道路养护", "河道清淤", "义务教育", "产业帮扶", "防汛演练", "文物普查", "垃圾分类"];
const DONE: [&str; 6] = ["开展", "组织", "推进", "实施", "完成", "部署"];

/// A paragraph like no other, as far as years and figures make it so, in words that return all the time.
fn paragraph(i: usize, random: &mut fastrand::Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(2..6) {
        let (place, work) = (PLACES[random.usize(..8)], WORK[random.usize(..8)]);
        let done = DONE[random.usize(..6)];
        text.push_str(&match random.usize(..4) {
            0 => format!(
                "{place}{done}{work}，投入资金{}.{}万元，比上年增长{}%。",
                random.u32(10..900),
                i % 10,
                random.u32(1..30)
            ),
            1 => format!(
                "{}月{}日，{place}召开{work}工作会议，{}人参加。",
                random.u32(1..13),
                random.u32(1..29),
                random.u32(20..400)
            ),
            2 => format!(
                "至年底，{place}有{work}示范点{}个、工作人员{}人。",
                random.u32(2..60),
                random.u32(5..900)
            ),
            _ => format!("区政府在{place}{done}{work}，惠及群众{}户。", random.u32(10..4000)),
        });
    }
    text
}

fn book(random: &mut fastrand::Rng) -> Vec<String> {
    (0..800).map(|i| paragraph(i, random)).collect()
}

/// Blanks as another width of page makes them.
fn set_anew(texts: &[String], random: &mut fastrand::Rng) -> Vec<String> {
    let set = |text: &String| {
        text.chars().map(|c| if random.u8(..20) == 0 { format!("{c} ") } else { c.to_string() }).collect()
    };
    let mut set = set;
    texts.iter().map(&mut set).collect()
}

fn states(texts: &[String]) -> Vec<Paragraph<'_>> {
    texts.iter().map(|text| Paragraph::text(text)).collect()
}

/// The `n`th full stop of a text: the byte behind it.
fn behind_stop(text: &str, n: usize) -> usize {
    text.match_indices('。').nth(n).map_or(text.len(), |(at, stop)| at + stop.len())
}

/// Changes paragraph `at` in one of ten ways, and says how that is told.
fn plant(kind: usize, texts: &mut Vec<String>, at: usize) -> ChangeKind {
    let text = texts[at].clone();
    let stop = behind_stop(&text, 0);
    let mut with = |new: String| texts[at] = new;
    match kind {
        0 => with(text.replacen(|c: char| "年在召有".contains(c), "某", 1)),
        1 => with(format!("{}又{}", &text[..stop], &text[stop..])),
        2 => with(text.replacen(|c: char| "区投月底".contains(c), "", 1)),
        3 => {
            let figure = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
            with(format!("{}7{}", &text[..figure], &text[figure..]));
        }
        4 => with(text.replacen('，', "；", 1)),
        5 => with(format!("{}此项工作由区档案馆负责登记。{}", &text[..stop], &text[stop..])),
        6 => with(text[stop..].to_owned()),
        7 => {
            texts.remove(at);
        }
        8 => texts.insert(at, "区地方志办公室另行编印资料一册，分送各有关单位查阅。".to_owned()),
        _ => {
            let own = texts.remove(at);
            texts.insert(at + 30, own);
        }
    }
    match kind {
        1 | 5 | 8 => ChangeKind::Inserted,
        2 | 6 | 7 => ChangeKind::Deleted,
        9 => ChangeKind::Moved,
        _ => ChangeKind::Replaced,
    }
}

#[test]
fn a_hundred_changes_nobody_asked_for_are_found_and_none_invented() {
    let mut random = fastrand::Rng::with_seed(21);
    let old = book(&mut random);
    let mut new = old.clone();
    let mut planted: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    // From the end, so that places stay; not so near that a moved paragraph lands among others' changes.
    for i in (0..100).rev() {
        let at = i * 8 + if i % 10 == 9 { 1 } else { 0 };
        if at + 31 >= new.len() && i % 10 == 9 {
            continue;
        }
        *planted.entry(plant(i % 10, &mut new, at)).or_default() += 1;
    }
    let new = set_anew(&new, &mut random);
    let (old, new) = (states(&old), states(&new));
    let (old, new) = (Stream::new(&old), Stream::new(&new));
    let collation = collate(&old, &new);
    let mut found: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    for change in &collation.changes {
        *found.entry(change.kind).or_default() += 1;
    }
    let tell = |change: &Change| {
        format!("{:?} {:?} {:?}", change.kind, old.text(change.old.clone()), new.text(change.new.clone()))
    };
    let all: Vec<String> = collation.changes.iter().map(tell).collect();
    assert_eq!(found, planted, "{all:#?}");
}

/// What is done with a request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Done,
    Missed,
    Wrong,
}

#[test]
fn each_request_is_in_its_class() {
    let mut random = fastrand::Rng::with_seed(7);
    let old = book(&mut random);
    let mut new = old.clone();
    let mut asked = Vec::new();
    let mut fates = Vec::new();
    for (i, fate) in (0..90).zip([Fate::Done, Fate::Missed, Fate::Wrong].into_iter().cycle()) {
        let paragraph = i * 8;
        let text = &old[paragraph];
        let stop = behind_stop(text, 0) - '。'.len_utf8();
        let figure = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let figures = text[figure..].find(|c: char| !c.is_ascii_digit()).unwrap_or_default() + figure;
        let last = text[..stop].char_indices().next_back().map_or(0, |(at, _)| at);
        // What stands there, what is wanted, and what else may come of it.
        let (span, want, other) = match i % 5 {
            0 => (stop..stop, "等", "及其他"),
            1 => (figure..figures, "1234", "1235"),
            2 => (last..stop, "", "略"),
            3 => (0..text.chars().next().map_or(0, char::len_utf8), "本区", "全区"),
            _ => (stop..stop + 3, "；", "，"),
        };
        let put = match fate {
            Fate::Done => want,
            Fate::Missed => &text[span.clone()],
            Fate::Wrong => other,
        };
        new[paragraph] = format!("{}{put}{}", &text[..span.start], &text[span.end..]);
        asked.push(Asked { at: Place { paragraph, span }, asking: Asking::Text(want.to_owned()) });
        fates.push(fate);
    }
    // And ten that nobody asked for.
    for i in 0..10 {
        let at = i * 8 + 4;
        new[at] = format!("另据统计，{}", new[at]);
    }
    let new = set_anew(&new, &mut random);
    let (old, new) = (states(&old), states(&new));
    let expected = expect(&old, &asked);
    let state = expected.paragraphs();
    let (should, new) = (Stream::new(&state), Stream::new(&new));
    let collation = collate(&should, &new);
    let (settled, explained) = settle(&should, &new, &collation, &expected.regions);
    for (Settled { asked, outcome, new: now }, fate) in settled.iter().zip(&fates) {
        let told = match outcome {
            Outcome::Done => Some(Fate::Done),
            Outcome::Missed => Some(Fate::Missed),
            Outcome::Wrong => Some(Fate::Wrong),
            _ => None,
        };
        let region = &expected.regions[*asked];
        assert_eq!(
            told,
            Some(*fate),
            "{asked} {region:?} {:?}",
            new.text(now.start.saturating_sub(5)..now.end + 5)
        );
    }
    assert_eq!(collation.changes.len() - explained.len(), 10);
}

#[test]
fn another_word_in_the_place_of_one_that_was_to_go_is_wrong() {
    let (old, new) = ("区农业局副局长王石到青石镇调研。", "区农业局付局长王石到青石镇调研。");
    let at = old.find("副局长").unwrap_or_default();
    let span = at..at + "副局长".len();
    let asked = [Asked { at: Place { paragraph: 0, span }, asking: Asking::Text("局长".to_owned()) }];
    let (old, new) = ([Paragraph::text(old)], [Paragraph::text(new)]);
    let expected = expect(&old, &asked);
    let state = expected.paragraphs();
    let (should, new) = (Stream::new(&state), Stream::new(&new));
    let collation = collate(&should, &new);
    let (settled, explained) = settle(&should, &new, &collation, &expected.regions);
    assert_eq!(settled[0].outcome, Outcome::Wrong);
    assert_eq!(new.text(settled[0].new.clone()), "付局长");
    assert_eq!(explained.len(), collation.changes.len());
}
