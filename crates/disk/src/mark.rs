//! Packages (.docx, .xlsx) that kanwu writes carry a mark, by which it knows that nobody has worked in them since:
//! the comment of the ZIP archive, which office programs leave out when they save.

use std::borrow::Cow;

const WORD: &[u8] = b"kanwu:";

/// Bytes of the mark: the word and a hash.
const MARK: usize = WORD.len() + 16;

/// The record that ends an archive, without its comment.
const END: usize = 22;

/// The package with a mark, in the place of one that it has. One with another comment stays as it is.
pub fn marked(package: &[u8]) -> Cow<'_, [u8]> {
    let bare = bare(package).unwrap_or(Cow::Borrowed(package));
    let Some(at) = bare.len().checked_sub(END).filter(|at| bare[*at..].starts_with(b"PK\x05\x06")) else {
        return Cow::Borrowed(package);
    };
    if bare[at + END - 2..] != [0, 0] {
        return Cow::Borrowed(package);
    }
    let mark = mark(&bare);
    let mut out = bare.into_owned();
    out.truncate(at + END - 2);
    out.extend((MARK as u16).to_le_bytes());
    out.extend(mark);
    Cow::Owned(out)
}

/// Whether it is a package as [`marked`] made it.
pub fn is_as_marked(package: &[u8]) -> bool {
    bare(package).is_some_and(|bare| package.ends_with(&mark(&bare)))
}

fn mark(bare: &[u8]) -> Vec<u8> {
    [WORD, format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bare)).as_bytes()].concat()
}

/// The package without its mark; `None` where it has none.
fn bare(package: &[u8]) -> Option<Cow<'_, [u8]>> {
    let at = package.len().checked_sub(MARK)?;
    let (head, comment) = package.split_at(at);
    if !comment.starts_with(WORD) || !head.ends_with(&(MARK as u16).to_le_bytes()) {
        return None;
    }
    let mut out = head[..head.len() - 2].to_vec();
    out.extend([0, 0]);
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_again_and_one_byte_more_is_not() {
        let package = [b"PK\x03\x04...".as_slice(), b"PK\x05\x06", &[0; 18]].concat();
        let once = marked(&package).into_owned();
        assert!(is_as_marked(&once) && !is_as_marked(&package));
        assert_eq!(*marked(&once), *once);
        let mut worked_in = once.clone();
        worked_in[5] = b'x';
        assert!(!is_as_marked(&worked_in));
        assert!(is_as_marked(&marked(&worked_in)));
        for other in [b"".as_slice(), b"PK", b"text that is no package at all, but long enough"] {
            assert_eq!(*marked(other), *other);
        }
    }
}
