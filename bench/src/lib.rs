//! Benchmarks: `cargo bench -p kanwu-bench`.
