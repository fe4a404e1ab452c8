//! An incremental update: new objects and a new part of the cross-reference behind the file.

use std::collections::BTreeMap;

use pdfboss_core::{Dict, Document, Name, ObjRef, Object};

use crate::PdfError;

/// Objects that go behind a file.
pub(crate) struct Update<'b> {
    original: &'b [u8],
    trailer: Dict,
    /// Where the part of the cross-reference stands that the file reads first, and whether it is a table.
    before: (usize, bool),
    /// The next number that no object has.
    free: u32,
    objects: BTreeMap<(u32, u16), Object>,
}

impl<'b> Update<'b> {
    /// Nothing new yet.
    pub fn of(document: &Document, original: &'b [u8]) -> Result<Update<'b>, PdfError> {
        let lost = || PdfError::Damaged("startxref".to_owned());
        // What was found by searching the whole file has nothing that an update could go on from.
        let before = document.xref().newest_section().ok_or_else(lost)?;
        let at = usize::try_from(before.offset).ok().filter(|at| *at < original.len()).ok_or_else(lost)?;
        let rest = original.get(at..).unwrap_or_default();
        let table = rest.trim_ascii_start().starts_with(b"xref");
        let trailer = document.xref().trailer.clone();
        let highest = document.xref().iter().map(|(number, _)| number).max().unwrap_or_default();
        let size = trailer.get_int("Size").and_then(|size| u32::try_from(size).ok()).unwrap_or_default();
        let free = size.max(highest.checked_add(1).ok_or_else(lost)?);
        Ok(Update { original, trailer, before: (at, table), free, objects: BTreeMap::new() })
    }

    /// A new object.
    pub fn add(&mut self, object: Object) -> ObjRef {
        let number = self.free;
        self.free += 1;
        self.objects.insert((number, 0), object);
        ObjRef { num: number, r#gen: 0 }
    }

    /// Another object in the place of one of the file.
    pub fn replace(&mut self, at: ObjRef, object: Object) {
        self.objects.insert((at.num, at.r#gen), object);
    }

    /// The file with the update.
    pub fn written(mut self) -> Result<Vec<u8>, PdfError> {
        let mut out = self.original.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut places: Vec<(u32, u16, usize)> = Vec::new();
        for ((number, generation), object) in &self.objects {
            places.push((*number, *generation, out.len()));
            out.extend_from_slice(format!("{number} {generation} obj\n").as_bytes());
            write(object, &mut out);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        for key in ["Prev", "XRefStm", "Type", "W", "Index", "Filter", "DecodeParms", "Length"] {
            self.trailer.remove(key);
        }
        self.set("Prev", Object::Int(i64::try_from(self.before.0).unwrap_or_default()));
        if self.before.1 {
            self.set("Size", Object::Int(i64::from(self.free)));
            table(&places, &mut out);
            out.extend_from_slice(b"trailer\n");
            write(&Object::Dict(self.trailer), &mut out);
            out.push(b'\n');
        } else {
            self.stream(places, start, &mut out)?;
        }
        out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(out)
    }

    fn set(&mut self, key: &str, value: Object) {
        self.trailer.insert(Name(key.to_owned()), value);
    }

    /// The cross-reference as a stream, which lists itself.
    fn stream(
        mut self,
        mut places: Vec<(u32, u16, usize)>,
        start: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), PdfError> {
        let own = self.free;
        places.push((own, 0, start));
        let mut data = Vec::new();
        let mut index = Vec::new();
        for (number, generation, at) in &places {
            let at = u32::try_from(*at).map_err(|_| PdfError::TooLarge)?;
            data.push(1);
            data.extend(at.to_be_bytes());
            data.extend(generation.to_be_bytes());
            index.extend([Object::Int(i64::from(*number)), Object::Int(1)]);
        }
        self.set("Type", Object::Name(Name("XRef".to_owned())));
        self.set("W", Object::Array([1, 4, 2].map(Object::Int).to_vec()));
        self.set("Index", Object::Array(index));
        self.set("Size", Object::Int(i64::from(own) + 1));
        out.extend_from_slice(format!("{own} 0 obj\n").as_bytes());
        write_stream(&self.trailer, &data, out);
        out.extend_from_slice(b"\nendobj\n");
        Ok(())
    }
}

/// The cross-reference as a table. Each entry takes 20 bytes.
fn table(places: &[(u32, u16, usize)], out: &mut Vec<u8>) {
    out.extend_from_slice(b"xref\n");
    for (number, generation, at) in places {
        out.extend_from_slice(format!("{number} 1\n{at:010} {generation:05} n \n").as_bytes());
    }
}

fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Bool(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::String(bytes) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| out.extend_from_slice(format!("{byte:02X}").as_bytes()));
            out.push(b'>');
        }
        Object::Name(name) => write_name(name, out),
        Object::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Object::Dict(dict) => write_dict(dict, out),
        Object::Stream(stream) => write_stream(&stream.dict, &stream.data, out),
        Object::Ref(to) => out.extend_from_slice(format!("{} {} R", to.num, to.r#gen).as_bytes()),
    }
}

fn write_stream(dict: &Dict, data: &[u8], out: &mut Vec<u8>) {
    let mut dict = dict.clone();
    dict.insert(Name("Length".to_owned()), Object::Int(i64::try_from(data.len()).unwrap_or_default()));
    write_dict(&dict, out);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
}

/// Keys in order, so that the same notes give the same bytes.
fn write_dict(dict: &Dict, out: &mut Vec<u8>) {
    let mut entries: Vec<(&Name, &Object)> = dict.iter().collect();
    entries.sort_by(|a, b| a.0.0.cmp(&b.0.0));
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        write_name(key, out);
        out.push(b' ');
        write(value, out);
    }
    out.extend_from_slice(b">>");
}

fn write_name(name: &Name, out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name.0.bytes() {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}
