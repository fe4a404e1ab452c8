//! How a share is worded.

use kanwu_plugin::context::{ends_any, has_any, starts_any};
use kanwu_plugin::text::han;

use crate::table::shares::{
    ALL_ENDS, CHANGES, DONE, LINKS, PHRASE_ENDS, REACHED, SHARE_ENDS, SHARE_NAMES, TAKES, TASKS, TIME,
    WHOLE_HEADS, WHOLE_LINKS,
};

/// How the share is worded.
#[derive(Clone, Copy)]
pub(super) enum Phrase<'a> {
    /// 占…的, with the name of the whole, which may be empty.
    Of(&'a str),
    /// 完成全年任务的, with the word.
    Task(&'a str),
    /// 结案率, with what stands before 率.
    Rate(&'a str),
}

/// How a share is worded by the words between its part and its number, or between its part and its whole.
pub(super) fn read_phrase(lead: &str, before_whole: bool) -> Option<Phrase<'_>> {
    let plain =
        !lead.contains(['，', ',', '。', '；', '：', '、', '“', '（', '\n']) && lead.chars().count() <= 24;
    if !plain || has_any(lead, CHANGES) {
        return None;
    }
    let end = lead.trim_end_matches(LINKS);
    let task = TASKS.iter().find(|word| lead.contains(**word));
    let reached = starts_any(lead, REACHED);
    if let Some(word) = task.filter(|_| reached && !has_any(lead, TIME)) {
        return Some(Phrase::Task(word));
    }
    if let Some(word) = DONE.iter().find(|word| **word == end) {
        return Some(Phrase::Task(word));
    }
    if let Some(stem) = end.strip_suffix('率') {
        return (1..=6).contains(&stem.chars().count()).then_some(Phrase::Rate(stem));
    }
    let of = lead.strip_prefix('所').unwrap_or(lead);
    if starts_any(of, TAKES) {
        return None;
    }
    let name = match of.strip_prefix('占') {
        Some(rest) => rest.strip_prefix('比').unwrap_or(rest),
        None if SHARE_NAMES.contains(&end) => "",
        None => return None,
    };
    let name = name.trim_end_matches(WHOLE_LINKS);
    let name = SHARE_ENDS.iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    let name = name.trim_end_matches(han::OF).trim_start_matches(WHOLE_HEADS);
    let name = ALL_ENDS.iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
    let known = before_whole || name.is_empty() || ends_any(of, PHRASE_ENDS);
    known.then_some(Phrase::Of(name))
}
