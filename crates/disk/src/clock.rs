//! What time it is.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned};

/// A moment to measure from.
pub fn instant() -> Instant {
    Instant::now()
}

/// Time passed since it was first asked for.
pub fn passed() -> Duration {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(instant).elapsed()
}

/// Now.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Now, where the user is.
pub fn here() -> Zoned {
    Zoned::now()
}
