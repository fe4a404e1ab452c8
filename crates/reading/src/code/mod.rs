//! Codes and other stretches that are no running text: how each is known.

mod digits;
mod document;
mod english;
mod markup;
mod model;
mod standard;
mod web;

pub use digits::IdCard;
pub use document::DocumentNumber;

pub(crate) use digits::{digit_code, id_card, isbn};
pub(crate) use document::{Numbered, numbered};
pub(crate) use english::english;
pub(crate) use markup::{comment_or_tag, formula, link_target};
pub(crate) use model::model;
pub(crate) use standard::standard;
pub(crate) use web::{email, file_name, url};
