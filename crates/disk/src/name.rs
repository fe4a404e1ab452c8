//! Names of files that kanwu puts beside a manuscript.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Bytes that a file system allows in a name.
const LONGEST: usize = 255;

/// `稿.md` and `.校对.html` → `稿.校对.html`, in the same folder. A name that would be too long is cut, and told apart
/// from others that are cut alike by a hash.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default();
    let mut name = stem.to_owned();
    if stem.len() + ending.len() > LONGEST {
        let hash = xxhash_rust::xxh3::xxh3_64(stem.as_encoded_bytes());
        let tail = format!("~{:08x}", hash & 0xffff_ffff);
        name = cut(stem, LONGEST.saturating_sub(ending.len() + tail.len()));
        name.push(tail);
    }
    name.push(ending);
    file.with_file_name(name)
}

/// At most so many bytes of a name, whole characters.
fn cut(name: &OsStr, bytes: usize) -> OsString {
    let text = name.to_string_lossy();
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| *end <= bytes).last().unwrap_or(0);
    OsString::from(text.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_on_a_character() {
        assert_eq!(beside(Path::new("a/稿.md"), ".校对.html"), Path::new("a/稿.校对.html"));
        let name = |tail: &str| {
            let file = format!("{}{tail}.md", "清".repeat(82));
            beside(Path::new(&file), ".校对.html").into_os_string().into_string().unwrap()
        };
        assert!(name("").len() <= LONGEST && name("").ends_with(".校对.html"));
        assert_ne!(name(""), name("河"));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_of_any_bytes_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let file = Path::new(OsStr::from_bytes(b"\xbc\xd7.md"));
        assert_eq!(beside(file, ".html").as_os_str().as_bytes(), b"\xbc\xd7.html");
    }
}
