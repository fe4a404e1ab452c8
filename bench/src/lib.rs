//! Benchmarks: `cargo bench -p kanwu-bench`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]
