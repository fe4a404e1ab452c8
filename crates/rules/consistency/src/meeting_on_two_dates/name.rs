//! Meetings that are numbered by session: 青石县第十八届人民代表大会第二次会议.

use kanwu_plugin::context::{before_any, has_any, starts_any, tail};
use kanwu_plugin::reading::numeral::parse_number;
use kanwu_plugin::text::han;
use kanwu_plugin::{FactKey, Paragraph, Span};

use crate::table::meetings::{AFTER_SESSION, BEFORE_SESSION, CONFERENCE, ENDING, PARTY};
use crate::table::place_levels::{MEETINGS, NO_NAME, NO_PLACE};

/// A meeting, as named in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meeting<'a> {
    /// The body that meets, as the table of meetings calls it.
    body: &'static str,
    /// 区, 县, 镇 …
    level: char,
    /// The name of the place before its level, its last two characters; empty where none is named.
    pub place: &'a str,
    session: i64,
    number: i64,
    /// All of the name from the session on.
    pub span: Span,
}

/// What follows the number of a meeting.
const TIMES: &str = "次";

/// A verb that may stand within the name of a meeting.
const CONVENED: &str = "召开";

impl<'a> Meeting<'a> {
    /// The meeting whose session (第十八届) stands at `session`.
    pub fn read(paragraph: &Paragraph<'a>, session: Span) -> Option<Meeting<'a>> {
        let rest = before_any(paragraph.after(session.end), &['，', '。', '；', '、', '《', '》', '“', '”']);
        let times = rest.find(TIMES)?;
        let (head, digits) = rest.get(..times)?.split_at(numeral_start(rest.get(..times)?));
        let head = head.strip_suffix(han::ORDINAL).unwrap_or(head);
        let head = head.strip_suffix(CONVENED).unwrap_or(head).trim();
        let named = AFTER_SESSION.iter().find(|row| row.word == head)?.body;
        let after = rest.get(times + TIMES.len()..)?;
        let ending = ENDING.iter().find(|row| after.starts_with(row.word))?;
        let before = paragraph.before(session.start).trim_end();
        let before = before.strip_suffix(CONVENED).unwrap_or(before);
        let (of, leading) =
            BEFORE_SESSION.iter().find_map(|row| Some((before.strip_suffix(row.word)?, row.body)))?;
        let full = tail(before, 26);
        let body = match named.or(leading) {
            Some(body) => body,
            None if has_any(full, CONFERENCE) => "conference",
            None if has_any(full, PARTY) => "party",
            None => return None,
        };
        let body = match body {
            "conference" if ending.standing => "conference-committee",
            "congress" if ending.standing => "congress-committee",
            // A party committee's standing committee is not numbered so.
            _ if ending.standing => return None,
            other => other,
        };
        let level = of.chars().next_back().filter(|c| MEETINGS.contains(c))?;
        let named_place = of.strip_suffix(level)?;
        let place = place_name(named_place.strip_suffix("自治").unwrap_or(named_place));
        let number = |text: &str| parse_number(text).and_then(|n| i64::try_from(n.value).ok());
        let first = paragraph.of(session).trim_start_matches(han::ORDINAL).trim_end_matches(han::TERM);
        let end = session.end + (times + TIMES.len() + ending.word.len()) as u32;
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
    pub fn key(&self) -> FactKey {
        FactKey::Session { body: self.body, level: self.level, session: self.session, number: self.number }
    }
}

/// Where the Han numeral at the end of a text begins.
fn numeral_start(text: &str) -> usize {
    let is_digit = |c: &char| han::is_figure(*c) || c.is_ascii_digit();
    text.char_indices().rev().take_while(|(_, c)| is_digit(c)).last().map_or(text.len(), |(at, _)| at)
}

/// The last two characters of the name of a place; empty where there is none.
fn place_name(before: &str) -> &str {
    let name = tail(before, 2);
    let plain = name.chars().count() == 2 && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if plain && !starts_any(name, NO_PLACE) && !name.ends_with(NO_NAME) { name } else { "" }
}
