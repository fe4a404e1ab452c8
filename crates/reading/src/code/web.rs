//! Addresses and file names.

use crate::view::View;

const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "HTTP://", "HTTPS://"];
const DOMAINS: &[&str] = &["com", "cn", "net", "org", "gov", "edu", "com.cn"];
const EXTENSIONS: &[&str] = &[
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "txt", "md", "jpg", "jpeg", "png", "gif", "zip",
    "rar", "mp3", "mp4", "csv", "html", "htm", "json", "xml", "wps", "toml", "DOC", "DOCX", "PDF", "JPG",
    "PNG",
];

/// Where the address that begins at `at` ends.
pub(crate) fn url(view: View, at: usize) -> Option<usize> {
    let scheme = view.starts_any(at, SCHEMES);
    let host_only = scheme.is_none() && !(view.starts(at, "www.") || ends_in_domain(view, at));
    if host_only {
        return None;
    }
    let mut end = at;
    while let Some(c) =
        view.at(end).filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '|' | '\\'))
    {
        end += c.len_utf8();
    }
    let text = view.text.get(at..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    (text.len() > 4).then(|| at + text.len())
}

/// Whether the host name at `at` is one: labels with points, the last a known domain.
fn ends_in_domain(view: View, at: usize) -> bool {
    let rest = view.rest(at);
    let host_end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let host = rest.get(..host_end).unwrap_or_default().trim_end_matches('.');
    host.rsplit_once('.').is_some_and(|(name, domain)| !name.is_empty() && DOMAINS.contains(&domain))
}

/// The bytes of the address round the @ at `at`.
pub(crate) fn email(view: View, at: usize) -> Option<(usize, usize)> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let head = view.text.get(view.floor..at)?;
    let start = at - head.chars().rev().take_while(|c| local(*c)).count();
    let rest = view.rest(at + 1);
    let host =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let host = rest.get(..host)?.trim_end_matches(['.', '-']);
    (start < at && host.contains('.')).then(|| (start, at + 1 + host.len()))
}

/// The bytes of the file name whose extension begins at `at`.
pub(crate) fn file_name(view: View, at: usize) -> Option<(usize, usize)> {
    if view.before(at) != Some('.') {
        return None;
    }
    let rest = view.rest(at);
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let extension = rest.get(..length)?;
    if !EXTENSIONS.contains(&extension) {
        return None;
    }
    let head = view.text.get(view.floor..at - 1)?;
    let name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '(' | ')');
    let start = at - 1 - head.chars().rev().take(60).take_while(name).map(char::len_utf8).sum::<usize>();
    (start < at - 1).then_some((start, at + length))
}
