//! However a book is walked, it gives the same findings.

use kanwu_book::parse;
use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::Settings;
use kanwu_text::{Format, Manuscript, Source};

const SAMPLES: [&str; 2] = [
    include_str!("../../../samples/清河年鉴2023.md"),
    include_str!("../../../samples/clean/青石镇年鉴2023.md"),
];

#[test]
fn serial_and_parallel_woken_and_asked_everywhere() {
    let registry = Registry::new(&kanwu::families(), Vec::new()).unwrap();
    // Rules in preview and findings that are only shown on request, too.
    let selection = Selection { preview: true, ..Selection::default() };
    let mut found = 0;
    for sample in SAMPLES {
        let manuscript = Manuscript::single(Source::new("book.md", Format::Markdown, sample));
        let book = parse(&manuscript);
        let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
        let parallel = run(&registry, &selection, &settings, &book, Mode::Parallel);
        found += parallel.len();
        for mode in [Mode::Serial, Mode::Asked] {
            let other = run(&registry, &selection, &settings, &book, mode);
            for (a, b) in parallel.iter().zip(&other) {
                assert_eq!(a, b, "{mode:?}");
            }
            assert_eq!(parallel.len(), other.len(), "{mode:?}");
        }
    }
    assert!(found > 40);
}
