//! The sessions of congresses, committees and the 政协, in full and in short: 区第九届人民代表大会第四次会议, 区九届人大四次会议.

use kanwu_plugin::context::{before_any, has_any, head, near_end, tail};
use kanwu_plugin::reading::numeral::parse_number;
use kanwu_plugin::text::han;
use kanwu_plugin::{Paragraph, Span};

use crate::table::sessions::{
    CONFERENCE, CONGRESS, CONGRESS_OFFICE, LEVELS, PARTY_MEETING, PARTY_PLENARY, PLENARY_MEETING,
};

/// So many characters behind the session name the body and the meeting.
const NAMED: usize = 26;

/// So many before it name the place, and the conference.
const PLACE: usize = 4;
const BODY: usize = 14;

/// What stands between a session and the number of its meeting ends here.
const MARKS: [char; 8] = ['，', '。', '；', '、', '”', '》', '（', '\n'];

/// A session of a body, with the number of its meeting.
pub(super) struct Plenary {
    /// Whose it is: the kind of body and the level of its place.
    pub body: String,
    /// 第九届
    pub session: u64,
    /// 第四次
    pub meeting: u64,
    /// From the session to the number of the meeting.
    pub span: Span,
    /// Whether it is one of a party committee, which has several a year.
    pub party: bool,
}

/// The session that the ordinal at `span`, of so high a number, is of.
pub(super) fn read(paragraph: &Paragraph<'_>, span: Span, session: u64) -> Option<Plenary> {
    let whole = head(paragraph.after(span.end), NAMED);
    let after = before_any(whole, &MARKS);
    let times = after.find(han::TIME)?;
    let lead = after.get(..times)?;
    let name = lead.trim_end_matches(|c: char| han::is_figure(c) || c.is_ascii_digit());
    let meeting = parse_number(lead.get(name.len()..)?)?.value;
    let name = name.trim_end_matches(han::ORDINAL);
    let kind = after.get(times + han::TIME.len_utf8()..)?;
    let before = near_end(paragraph.before(span.start));
    let near = tail(before, BODY);
    let party = PARTY_MEETING.iter().any(|word| kind.starts_with(word));
    if !party && !PLENARY_MEETING.iter().any(|word| kind.starts_with(word)) {
        return None;
    }
    let conference = has_any(name, CONFERENCE) || has_any(before_last_mark(near), CONFERENCE);
    let of = if has_any(name, CONGRESS_OFFICE) {
        return None;
    } else if has_any(name, CONGRESS) {
        CONGRESS[0]
    } else if conference {
        CONFERENCE[0]
    } else if party {
        PARTY_PLENARY[0]
    } else {
        return None;
    };
    let is_level = |c: &char| LEVELS.contains(c);
    let level =
        name.chars().rev().find(is_level).or_else(|| tail(before, PLACE).chars().rev().find(is_level))?;
    Some(Plenary {
        // 区人大, 区委
        body: match of.chars().next_back() {
            Some(last) if of == PARTY_PLENARY[0] => format!("{level}{last}"),
            _ => format!("{level}{of}"),
        },
        session,
        meeting: u64::try_from(meeting).ok()?,
        span: Span::new(span.start, span.end + (times + han::TIME.len_utf8()) as u32),
        party: of == PARTY_PLENARY[0],
    })
}

/// The end of a text behind its last mark.
fn before_last_mark(text: &str) -> &str {
    text.rsplit(MARKS).next().unwrap_or_default()
}
