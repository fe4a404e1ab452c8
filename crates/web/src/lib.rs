//! kanwu as a WebAssembly module, on one thread: what a page that is the whole program calls.
//!
//! A [`Desk`] holds files and does what a [`Request`] asks. A page or Node reaches it through the functions of
//! [`export`].

mod check;
mod collate;
mod desk;
pub mod export;
mod form;
mod paper;
mod request;

pub use desk::{Desk, Reply};
pub use request::{CollationForm, Form, PaperForm, PaperHead, PaperName, Remarks, Request, States};
