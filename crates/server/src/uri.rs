//! Files as URIs, and back.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const SCHEME: &str = "file://";

/// What stands in a path as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that a URI names; `None` where it names none.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let path = percent_decode_str(uri.as_str().strip_prefix(SCHEME)?).decode_utf8().ok()?;
    let path = path.strip_prefix("localhost").filter(|rest| rest.starts_with('/')).unwrap_or(&path);
    // `/C:/…` of Windows.
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(path)))
}

/// The URI of an absolute path.
pub(crate) fn of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("{SCHEME}{root}{}", utf8_percent_encode(&path, KEPT))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back() {
        for path in ["/书稿/2024 年鉴,100%#稿.md", "/a/b-c_d.txt", "/\u{1f4d6}.md"] {
            let uri = of_path(Path::new(path)).unwrap();
            assert_eq!(path_of(&uri).as_deref(), Some(Path::new(path)), "{}", uri.as_str());
        }
    }

    #[test]
    fn what_editors_send_is_read() {
        let path = |uri: &str| path_of(&Uri::from_str(uri).unwrap());
        assert_eq!(path("file:///c%3A/%E4%B9%A6/a.md"), Some(PathBuf::from("c:/书/a.md")));
        assert_eq!(path("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
