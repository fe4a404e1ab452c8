//! Meetings that are numbered by session: 青石县第十八届人民代表大会第二次会议.

use kanwu_plugin::context::{before_any, starts_any, tail};
use kanwu_plugin::reading::numeral::parse_number;
use kanwu_plugin::{Paragraph, Span};

/// Which body meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    /// 人民代表大会
    Congress,
    /// 人大常委会
    CongressCommittee,
    /// 政协
    Conference,
    /// 政协常委会
    ConferenceCommittee,
    /// 党委
    Party,
    /// 纪委
    Discipline,
    /// 人民政府
    Government,
}

/// A meeting, as named in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meeting<'a> {
    body: Body,
    /// 区, 县, 镇 …
    level: char,
    /// The name of the place before its level, its last two characters; empty where it is not told.
    pub place: &'a str,
    session: i64,
    number: i64,
    /// All of the name from the session on.
    pub span: Span,
}

/// Levels whose bodies a yearbook records.
const LEVELS: &[char] = &['区', '县', '市', '州', '盟', '旗', '镇', '乡', '省'];

/// What stands between the name of a place and the session.
const BODIES: &[(&str, Option<Body>)] = &[
    ("人民代表大会常务委员会", Some(Body::CongressCommittee)),
    ("人大常委会", Some(Body::CongressCommittee)),
    ("人大", Some(Body::Congress)),
    ("政协", Some(Body::Conference)),
    ("纪委", Some(Body::Discipline)),
    ("政府", Some(Body::Government)),
    ("委", Some(Body::Party)),
    ("", None),
];

/// What stands between the session and the number, longest first.
const NAMES: &[(&str, Option<Body>)] = &[
    ("人民代表大会常务委员会", Some(Body::CongressCommittee)),
    ("人大常务委员会", Some(Body::CongressCommittee)),
    ("人大常委会", Some(Body::CongressCommittee)),
    ("人民代表大会", Some(Body::Congress)),
    ("人大", Some(Body::Congress)),
    ("纪律检查委员会", Some(Body::Discipline)),
    ("纪委", Some(Body::Discipline)),
    ("人民政府", Some(Body::Government)),
    ("政府", Some(Body::Government)),
    ("委员会", None),
    ("", None),
];

/// How a meeting ends its name, and whether it is one of a standing committee.
const MEETINGS: &[(&str, bool)] = &[
    ("常务委员会会议", true),
    ("常委会会议", true),
    ("常委会议", true),
    ("常务会议", false),
    ("全体会议", false),
    ("人代会", false),
    ("会议", false),
    ("全会", false),
];

impl<'a> Meeting<'a> {
    /// The meeting whose session (第十八届) stands at `session`.
    pub fn read(paragraph: &Paragraph<'a>, session: Span) -> Option<Meeting<'a>> {
        let rest = before_any(paragraph.after(session.end), &['，', '。', '；', '、', '《', '》', '“', '”']);
        let times = rest.find('次')?;
        let (head, digits) = rest.get(..times)?.split_at(numeral_start(rest.get(..times)?));
        let head = head.strip_suffix('第').unwrap_or(head);
        let head = head.strip_suffix("召开").unwrap_or(head).trim();
        let (_, named) = NAMES.iter().find(|(name, _)| *name == head)?;
        let after = rest.get(times + "次".len()..)?;
        let (ending, standing) = MEETINGS.iter().find(|(word, _)| after.starts_with(word))?;
        let before = paragraph.before(session.start).trim_end();
        let before = before.strip_suffix("召开").unwrap_or(before);
        let (of, told) = BODIES.iter().find_map(|(word, body)| Some((before.strip_suffix(word)?, body)))?;
        let full = tail(before, 26);
        let body = match named.or(*told) {
            Some(body) => body,
            None if full.contains("政治协商会议") || full.contains("政协") => Body::Conference,
            None if full.contains("共产党") || full.contains("中共") => Body::Party,
            None => return None,
        };
        let body = match body {
            Body::Conference if *standing => Body::ConferenceCommittee,
            Body::Congress if *standing => Body::CongressCommittee,
            // A party committee's standing committee is not numbered so.
            _ if *standing => return None,
            other => other,
        };
        let level = of.chars().next_back().filter(|c| LEVELS.contains(c))?;
        let named_place = of.strip_suffix(level)?;
        let place = place_name(named_place.strip_suffix("自治").unwrap_or(named_place));
        let number = |text: &str| parse_number(text).and_then(|n| i64::try_from(n.value).ok());
        let first = paragraph.of(session).trim_start_matches('第').trim_end_matches('届');
        let end = session.end + (times + "次".len() + ending.len()) as u32;
        Some(Meeting {
            body,
            level,
            place,
            session: number(first.trim())?,
            number: number(digits.trim())?,
            span: Span::new(session.start, end),
        })
    }

    /// What it is compared by, but for its place.
    pub fn key(&self) -> String {
        format!("{:?} {} {} {}", self.body, self.level, self.session, self.number)
    }
}

/// Where the Han numeral at the end of a text begins.
fn numeral_start(text: &str) -> usize {
    let is_digit =
        |c: &char| matches!(c, '一'..='龥') && "一二三四五六七八九十".contains(*c) || c.is_ascii_digit();
    text.char_indices().rev().take_while(|(_, c)| is_digit(c)).last().map_or(text.len(), |(at, _)| at)
}

/// Words that stand before a level where no place is named: 召开区, 中共区.
const NO_PLACE: &[&str] = &["召开", "中共", "政协", "举行", "出席", "参加", "通过", "审议", "筹备"];

/// Characters that no name of a place ends with: 召开的区政协.
const NO_NAME: &[char] =
    &['的', '在', '于', '和', '对', '由', '经', '日', '了', '为', '将', '是', '向', '从'];

/// The last two characters of the name of a place; empty where there is none.
fn place_name(before: &str) -> &str {
    let name = tail(before, 2);
    let plain = name.chars().count() == 2 && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if plain && !starts_any(name, NO_PLACE) && !name.ends_with(NO_NAME) { name } else { "" }
}
