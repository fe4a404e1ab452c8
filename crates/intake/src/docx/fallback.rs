//! Text boxes stand twice in a document: as new versions of Word read them, and as a fallback (`mc:Fallback`) for
//! old ones. What is changed in one is changed in the other.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::edit::{Splice, apply_within};
use super::layout::Body;
use super::xml::{Bytes, text_within};

/// Copies what `made` changes in the text boxes of a part to their fallbacks, where both said the same before.
pub(super) fn keep_in_step(xml: &str, body: Body, made: &mut Vec<Splice>) {
    if !made.iter().any(|splice| splice.body == body)
        || memchr::memmem::find(xml.as_bytes(), b":Fallback").is_none()
    {
        return;
    }
    let mut own: Vec<Splice> = made.iter().filter(|splice| splice.body == body).cloned().collect();
    own.sort_by_key(|splice| (splice.range.start, splice.range.end));
    for (chosen, fallback) in pairs(xml) {
        let from = own.partition_point(|splice| splice.range.start < chosen.start);
        let to = own.partition_point(|splice| splice.range.start <= chosen.end);
        let inner: Vec<&Splice> =
            own.get(from..to).unwrap_or_default().iter().filter(|s| s.range.end <= chosen.end).collect();
        let said = |range: &Bytes| xml.get(range.clone()).map(text_within);
        if !inner.is_empty() && said(&chosen) == said(&fallback) {
            made.push(Splice { body, text: apply_within(xml, &chosen, &inner), range: fallback });
        }
    }
}

/// What the text boxes of a choice hold, and those of its fallback, in order.
struct Alternative {
    in_fallback: bool,
    chosen: Vec<Bytes>,
    fallback: Vec<Bytes>,
}

/// The contents of each text box and of its fallback. Boxes in boxes go with the outer ones.
fn pairs(xml: &str) -> Vec<(Bytes, Bytes)> {
    let mut reader = Reader::from_str(xml);
    let mut out = Vec::new();
    let mut open: Vec<Alternative> = Vec::new();
    // How deep in text boxes, and where the outermost begins.
    let (mut depth, mut start) = (0_usize, 0);
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let before = position(&reader);
        // The part has been seen to be well formed.
        let Ok(event) = reader.read_event() else { return out };
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "AlternateContent" if depth == 0 => {
                    open.push(Alternative { in_fallback: false, chosen: Vec::new(), fallback: Vec::new() });
                }
                "Fallback" if depth == 0 => {
                    if let Some(alternative) = open.last_mut() {
                        alternative.in_fallback = true;
                    }
                }
                "txbxContent" => {
                    if depth == 0 {
                        start = position(&reader);
                    }
                    depth += 1;
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "txbxContent" => {
                    depth = depth.saturating_sub(1);
                    if let Some(alternative) = open.last_mut().filter(|_| depth == 0) {
                        let side = match alternative.in_fallback {
                            true => &mut alternative.fallback,
                            false => &mut alternative.chosen,
                        };
                        side.push(start..before);
                    }
                }
                "AlternateContent" if depth == 0 => {
                    if let Some(done) = open.pop().filter(|a| a.chosen.len() == a.fallback.len()) {
                        out.extend(done.chosen.into_iter().zip(done.fallback));
                    }
                }
                _ => {}
            },
            Event::Eof => return out,
            _ => {}
        }
    }
}
