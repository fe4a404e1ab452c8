//! A report in the making, before it is put in its place.

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::{SpooledTempFile, spooled_tempfile};

/// So many bytes are held in memory; more go into a temporary file without a name.
const IN_MEMORY: usize = 1024 * 1024;

/// Bytes that are written piece by piece and put in their place at the end, by [`crate::put_spool`].
#[derive(Debug)]
pub struct Spool(RefCell<SpooledTempFile>);

impl Default for Spool {
    fn default() -> Spool {
        Spool(RefCell::new(spooled_tempfile(IN_MEMORY)))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.get_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.get_mut().flush()
    }
}

/// What a file is to hold.
pub(crate) trait Content {
    /// Writes all of it.
    fn copy_to(&self, out: &mut dyn Write) -> io::Result<()>;

    /// Whether it is just this.
    fn is(&self, bytes: &[u8]) -> bool {
        let mut rest = Rest(bytes);
        self.copy_to(&mut rest).is_ok() && rest.0.is_empty()
    }
}

impl Content for &[u8] {
    fn copy_to(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self)
    }
}

impl Content for &Spool {
    fn copy_to(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut file = self.0.borrow_mut();
        file.seek(SeekFrom::Start(0))?;
        let mut piece = [0; 16 * 1024];
        loop {
            let n = file.read(&mut piece)?;
            match piece.get(..n) {
                Some(read) if n > 0 => out.write_all(read)?,
                _ => return Ok(()),
            }
        }
    }
}

/// Takes only the bytes that it holds.
struct Rest<'b>(&'b [u8]);

impl Write for Rest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.strip_prefix(bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        for size in [0, 10, 3 * IN_MEMORY] {
            let bytes: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
            let mut spool = Spool::default();
            for piece in bytes.chunks(1000) {
                spool.write_all(piece).unwrap();
            }
            let mut out = Vec::new();
            (&spool).copy_to(&mut out).unwrap();
            assert_eq!(out, bytes);
            assert!((&spool).is(&bytes));
            assert!(!(&spool).is(&[&bytes[..], b"x"].concat()));
        }
    }
}
