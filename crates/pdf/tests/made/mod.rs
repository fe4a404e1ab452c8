//! Small PDFs with text and rules at given places.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fmt::Write as _;

/// What a page draws.
#[derive(Default)]
pub struct Page(String);

impl Page {
    /// A page without anything on it.
    pub fn new() -> Page {
        Page::default()
    }

    /// Text that begins at a place; characters are as wide as high, ASCII ones half as wide.
    pub fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Page {
        let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let _ = writeln!(self.0, "BT /F {size} Tf {x} {y} Td <{hex}> Tj ET");
        self
    }

    /// Text that runs upwards, as on a table that lies on its side.
    pub fn sideways(mut self, x: f32, y: f32, size: f32, text: &str) -> Page {
        let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let _ = writeln!(self.0, "BT /F {size} Tf 0 1 -1 0 {x} {y} Tm <{hex}> Tj ET");
        self
    }

    /// Characters one below the other.
    pub fn downwards(self, x: f32, y: f32, size: f32, pitch: f32, text: &str) -> Page {
        text.chars().enumerate().fold(self, |page, (i, c)| {
            let mut own = [0; 4];
            page.text(x, y - i as f32 * pitch, size, c.encode_utf8(&mut own))
        })
    }

    /// A filled rectangle, such as programs draw borders of cells with.
    pub fn rule(mut self, x: f32, y: f32, width: f32, height: f32) -> Page {
        let _ = writeln!(self.0, "{x} {y} {width} {height} re f");
        self
    }

    /// A grid of cells, with its upper edge at `top`; each cell is drawn with borders of its own.
    pub fn grid(mut self, left: f32, top: f32, widths: &[f32], heights: &[f32]) -> Page {
        let mut y = top;
        for height in heights {
            let mut x = left;
            for width in widths {
                self = self.rule(x, y, *width, 0.5).rule(x, y - height, 0.5, *height);
                self = self.rule(x + width, y - height, 0.5, *height).rule(x, y - height, *width, 0.5);
                x += width;
            }
            y -= height;
        }
        self
    }
}

/// A file of such pages, 400 points wide and 600 high.
pub fn pdf(pages: &[Page]) -> Vec<u8> {
    let mut ranges = String::new();
    for block in (0..256_u32).collect::<Vec<_>>().chunks(100) {
        let _ = writeln!(ranges, "{} beginbfrange", block.len());
        for high in block {
            let _ = writeln!(ranges, "<{high:02X}00> <{high:02X}FF> <{high:02X}00>");
        }
        ranges.push_str("endbfrange\n");
    }
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
         {ranges}endcmap end"
    );
    let kids: String = (0..pages.len()).map(|i| format!("{} 0 R ", 6 + 2 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[32 126 500]>>"
            .to_owned(),
        stream(&map),
    ];
    for (i, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            7 + 2 * i
        ));
        objects.push(stream(&page.0));
    }
    file(&objects.into_iter().map(String::into_bytes).collect::<Vec<_>>())
}

fn stream(data: &str) -> String {
    format!("<</Length {}>>\nstream\n{data}\nendstream", data.len())
}

/// A file of objects, numbered from 1; the first is the catalogue.
pub fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let size = objects.len() + 1;
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    out.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    out
}
