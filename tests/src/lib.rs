//! The whole program from outside: see `tests/`.
