//! Contents pages set in twenty-three layouts.

use crate::books::{Item, Set};

/// How 类目 stand out.
#[derive(Clone, Copy, PartialEq)]
pub enum Opener {
    /// As headings of the markup.
    Heading,
    /// Bold, in the column that runs on.
    Bold,
    /// Only by having no page.
    Plain,
}

/// How 分目 stand out from 条目.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    Bold,
    Heading,
    /// By blanks before it; 条目 have more of them.
    Indented,
    Plain,
}

/// What befalls the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Mishap {
    None,
    /// An entry runs over the page break.
    Cut,
    /// Blank lines inside a 分目.
    Blanks,
    /// The last entries of a 类目 stand before its heading.
    Displaced,
}

#[derive(Clone, Copy)]
pub struct Layout {
    pub columns: usize,
    pub leader: &'static str,
    pub opener: Opener,
    pub part: Part,
    /// Long titles run over two lines.
    pub wrapped: bool,
    /// What stands between the characters of a short 分目.
    pub spacing: &'static str,
    pub mishap: Mishap,
}

const DOTS: &str = "·····\t";
const PERIODS: &str = " .....\t";
const TIGHT: &str = " .....";
const ELLIPSIS: &str = " …… ";
const TAB: &str = "\t";

const fn one(leader: &'static str, part: Part, mishap: Mishap) -> Layout {
    Layout { columns: 1, leader, opener: Opener::Heading, part, wrapped: false, spacing: "", mishap }
}

const fn two(leader: &'static str, part: Part, wrapped: bool, mishap: Mishap) -> Layout {
    Layout { columns: 2, wrapped, ..one(leader, part, mishap) }
}

const fn wrapped(layout: Layout) -> Layout {
    Layout { wrapped: true, ..layout }
}

const fn spaced(spacing: &'static str, layout: Layout) -> Layout {
    Layout { spacing, ..layout }
}

const fn opened(opener: Opener, layout: Layout) -> Layout {
    Layout { opener, ..layout }
}

pub const LAYOUTS: [Layout; 23] = [
    one(DOTS, Part::Plain, Mishap::None),
    one(PERIODS, Part::Bold, Mishap::None),
    one(TAB, Part::Plain, Mishap::None),
    one(TAB, Part::Heading, Mishap::None),
    two(TAB, Part::Plain, false, Mishap::None),
    two(PERIODS, Part::Bold, false, Mishap::None),
    two(TAB, Part::Bold, true, Mishap::None),
    two(PERIODS, Part::Plain, true, Mishap::None),
    two(PERIODS, Part::Bold, true, Mishap::Cut),
    one(TAB, Part::Plain, Mishap::Cut),
    spaced(" ", one(DOTS, Part::Plain, Mishap::None)),
    one(TAB, Part::Plain, Mishap::Blanks),
    one(TAB, Part::Plain, Mishap::Displaced),
    spaced("\u{a0}", two(PERIODS, Part::Bold, false, Mishap::None)),
    two(TAB, Part::Bold, false, Mishap::Blanks),
    opened(Opener::Plain, one(DOTS, Part::Plain, Mishap::None)),
    spaced(" ", one(PERIODS, Part::Bold, Mishap::Displaced)),
    opened(Opener::Bold, two(PERIODS, Part::Bold, true, Mishap::None)),
    spaced(" ", one(TIGHT, Part::Bold, Mishap::Blanks)),
    opened(Opener::Bold, one(ELLIPSIS, Part::Plain, Mishap::Cut)),
    wrapped(one(TAB, Part::Plain, Mishap::None)),
    wrapped(one(DOTS, Part::Bold, Mishap::None)),
    opened(Opener::Plain, one(ELLIPSIS, Part::Indented, Mishap::None)),
];

/// Characters of the first line of a wrapped title.
const LINE: usize = 15;
/// Entries that leave their place when a column is displaced.
const COLUMN: usize = 5;

impl Layout {
    /// What the layout itself is reported for, though no entry is wrong.
    pub fn owes(&self) -> &'static [&'static str] {
        match self.mishap {
            Mishap::Cut => &["contents-title-wrapped"],
            Mishap::Displaced => &["contents-column-displaced"],
            Mishap::None | Mishap::Blanks => &[],
        }
    }

    /// The contents pages with these entries.
    pub fn set(&self, items: &[Item]) -> String {
        let mut out = String::from("## 目 录\n\n");
        let parts: Vec<&[Item]> = items.chunk_by(|_, next| next.level > 0).collect();
        if self.opener == Opener::Heading {
            for (n, part) in parts.iter().enumerate() {
                let (opener, rest) = (&part[0].title, &part[1..]);
                if self.mishap == Mishap::Displaced && n == 1 {
                    let (stay, move_up) = rest.split_at(rest.len() - COLUMN);
                    self.page(move_up, n, &mut out);
                    out.push_str(&format!("\n## {opener}\n\n"));
                    self.page(stay, n, &mut out);
                } else {
                    out.push_str(&format!("\n## {opener}\n\n"));
                    self.page(rest, n, &mut out);
                }
            }
        } else {
            for (n, part) in parts.iter().enumerate() {
                self.page(part, n, &mut out);
            }
        }
        out.push('\n');
        out
    }

    /// The entries of one 类目, with the page break where there is one.
    fn page(&self, items: &[Item], n: usize, out: &mut String) {
        let long = items.iter().position(|i| i.title.chars().count() > LINE);
        let long = long.filter(|_| self.mishap == Mishap::Cut && n == 2);
        let cells: Vec<String> =
            items.iter().enumerate().flat_map(|(i, item)| self.cells(item, long == Some(i))).collect();
        let middle = cells.len() / 2;
        let head = |cell: &&String| cell.ends_with('\t') && cell.chars().count() > LINE;
        let cut = match self.mishap {
            Mishap::Cut if n == 2 => cells.iter().position(|c| head(&c)).map_or(middle, |i| i + 1),
            Mishap::Blanks => middle,
            _ => cells.len(),
        };
        for block in [&cells[..cut], &cells[cut..]] {
            self.rows(block, n, out);
            out.push_str(if block.is_empty() { "" } else { "\n" });
        }
    }

    fn rows(&self, cells: &[String], n: usize, out: &mut String) {
        if self.columns == 1 {
            cells.iter().for_each(|c| out.push_str(&format!("{}\n", c.trim_end())));
            return;
        }
        // Either column ends first.
        let left = if n % 2 == 1 { cells.len() / 2 } else { cells.len() / 2 + 2 }.min(cells.len());
        let (left, right) = cells.split_at(left);
        for i in 0..left.len().max(right.len()) {
            let a = left.get(i).map_or("\t", String::as_str);
            let b = right.get(i).map_or("\t", String::as_str);
            out.push_str(&format!("{a}\t{b}\n"));
        }
    }

    /// The printed lines of one entry, each `title TAB page`.
    fn cells(&self, item: &Item, cut: bool) -> Vec<String> {
        let Item { level, title, set, .. } = item;
        let mut title = title.clone();
        let page = if *set == Set::NoPage { String::new() } else { item.page.to_string() };
        if *level == 1 && !self.spacing.is_empty() && title.chars().count() <= 4 {
            title = title.chars().map(String::from).collect::<Vec<_>>().join(self.spacing);
        }
        let leader = match set {
            Set::OtherLeader if self.leader == DOTS => PERIODS,
            Set::OtherLeader => DOTS,
            Set::NoPage => TAB,
            _ => self.leader,
        };
        let part = if *set == Set::Plain { Part::Plain } else { self.part };
        match (level, self.opener, part) {
            (0, Opener::Bold, _) => return vec![format!("<b>{title}</b>\t")],
            (0, ..) => return vec![format!("{title}\t")],
            (1, _, Part::Bold) => return vec![format!("<b>{title}</b>{leader}{page}")],
            (1, _, Part::Heading) => return vec![format!("### {title}{leader}{page}")],
            (_, _, Part::Indented) => {
                return vec![format!("{}{title}{leader}{page}", "　".repeat(usize::from(*level)))];
            }
            _ => {}
        }
        match title.char_indices().nth(LINE) {
            Some((at, _)) if self.wrapped || cut => {
                vec![format!("{}\t", &title[..at]), format!("{}{leader}{page}", &title[at..])]
            }
            _ => vec![format!("{title}{leader}{page}")],
        }
    }
}
