//! The desk: one page that is the whole program, opened by double-click, offline.

use std::io::{self, Write};

use kanwu_text::Lang;

use super::{STYLE, Slots, frame};

/// As the report's, and a worker made of the page's own text may run the module that stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                      script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:";
const DESK_STYLE: &str = include_str!("../../assets/desk.css");
/// Behind the report's program.
const DESK: [&str; 11] = [
    include_str!("../../assets/desk/worker.js"),
    include_str!("../../assets/desk/module.js"),
    include_str!("../../assets/desk/files.js"),
    include_str!("../../assets/desk/books.js"),
    include_str!("../../assets/desk/exchange.js"),
    include_str!("../../assets/desk/sheet.js"),
    include_str!("../../assets/desk/papers.js"),
    include_str!("../../assets/desk/compare.js"),
    include_str!("../../assets/desk/words.js"),
    include_str!("../../assets/desk/check.js"),
    include_str!("../../assets/desk/start.js"),
];

/// Writes the page. `module` is kanwu compiled to WebAssembly, packed with gzip, in base64.
///
/// # Errors
/// Where it can't be written.
pub fn desk(out: &mut dyn Write, module: &str, lang: Lang) -> io::Result<()> {
    let data = format!("<script type=\"text/plain\" id=\"module\">{module}</script>");
    frame(out, &Slots { policy: POLICY, style: &[STYLE, DESK_STYLE], data: &data, then: &DESK }, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_asks_nothing_of_the_network() {
        let mut page = Vec::new();
        desk(&mut page, "H4sI", Lang::Zh).unwrap();
        let page = String::from_utf8(page).unwrap();
        for sign in ["http://", "https://", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "{{"] {
            assert!(!page.contains(sign), "{sign}");
        }
    }
}
