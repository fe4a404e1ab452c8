//! What time it is.

use std::time::Instant;

use jiff::{Timestamp, Zoned};

/// A moment to measure from.
pub fn instant() -> Instant {
    Instant::now()
}

/// Now.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Now, where the user is.
pub fn here() -> Zoned {
    Zoned::now()
}
