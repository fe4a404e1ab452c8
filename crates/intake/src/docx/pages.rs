//! Page marks, as the word processor left them when it last laid out the pages.

use kanwu_text::PageMark;

use super::layout::Layout;

/// What a section says of its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Whether it begins on the page where the one before ends.
    pub continuous: bool,
    /// What is printed on its first page.
    pub first: Option<u32>,
}

/// The sections of the main text, in order.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Where the section that is open began, in bytes.
    begun: u32,
    all: Vec<(u32, Section)>,
}

impl Sections {
    /// The open section ends and says what it is.
    pub fn close(&mut self, section: Section) {
        self.all.push((self.begun, section));
    }

    /// The next section begins at byte `at`.
    pub fn begin(&mut self, at: u32) {
        self.begun = at;
    }

    /// The pages. A document that no word processor has laid out has none: breaks set by hand are few, and
    /// tell nothing of the pages between them.
    pub fn pages(&self, layout: &Layout) -> Vec<PageMark> {
        if !layout.breaks.iter().any(|(_, rendered)| *rendered) {
            return Vec::new();
        }
        let begun = self.all.iter().skip(1).filter(|(_, s)| !s.continuous).map(|(at, _)| *at);
        let mut places: Vec<u32> = layout.breaks.iter().map(|(at, _)| *at).chain(begun).collect();
        places.sort_unstable();
        let mut pages = vec![PageMark { at: 0, ordinal: 1, label: None }];
        for at in places {
            let last = pages.last().map_or(0, |page| page.at);
            let between = layout.text.get(last as usize..at as usize).unwrap_or_default();
            // A break set by hand, the one that followed from it and a new section's are one.
            if between.chars().any(|c| !c.is_whitespace()) {
                let ordinal = u32::try_from(pages.len() + 1).unwrap_or(u32::MAX);
                pages.push(PageMark { at, ordinal, label: None });
            }
        }
        let mut firsts: Vec<(usize, u32)> = Vec::new();
        for (at, section) in &self.all {
            let page = pages.partition_point(|page| page.at <= *at).saturating_sub(1);
            firsts.extend(section.first.map(|first| (page, first)));
        }
        let mut label = 0_u32;
        for (i, page) in pages.iter_mut().enumerate() {
            let first = firsts.iter().rev().find(|(page, _)| *page == i);
            label = first.map_or(label.saturating_add(1), |(_, first)| *first);
            page.label = Some(label);
        }
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_those_of_the_last_layout() {
        let mut sections = Sections::default();
        sections.close(Section::default());
        sections.begin(6);
        sections.close(Section { continuous: false, first: Some(1) });
        let mut layout = Layout { text: "ab\ncd\nef\ngh\n".to_owned(), ..Layout::default() };
        layout.breaks = vec![(2, false)];
        assert_eq!(sections.pages(&layout), []);
        layout.breaks = vec![(2, false), (3, true), (9, true)];
        let pages: Vec<_> = sections.pages(&layout).iter().map(|p| (p.at, p.ordinal, p.label)).collect();
        assert_eq!(pages, [(0, 1, Some(1)), (2, 2, Some(2)), (6, 3, Some(1)), (9, 4, Some(2))]);
    }
}
