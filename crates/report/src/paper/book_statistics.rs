//! 全书统计: how much each 类目 and each contributor has, and what was found there.

use std::collections::HashMap;

use kanwu_book::{Block, BlockId, BlockKind, Book, CategoryId, SectionId, Zone};
use kanwu_card::Class;
use kanwu_text::Lang;

use super::units::{Units, file_title};
use super::{Paper, PaperCell, PaperColumn};
use crate::checked::Listed;
use crate::messages::book_statistics as said;
use crate::{Checked, Extent, Options, privacy};

/// The columns' shares of the width.
const WIDTHS: [u32; 12] = [7, 21, 9, 7, 7, 7, 7, 7, 7, 7, 7, 7];

/// A column with figures.
#[derive(Clone, Copy)]
enum Figure {
    Characters,
    Sections,
    Entries,
    Tables,
    Pictures,
    MustSee,
    Hard,
    House,
    Advice,
    Conversion,
}

impl Figure {
    fn of(class: Class) -> Figure {
        match class {
            Class::Hard => Figure::Hard,
            Class::House => Figure::House,
            Class::Advice => Figure::Advice,
            Class::Conversion => Figure::Conversion,
        }
    }
}

/// The figures of a row, by [`Figure`].
type Figures = [usize; WIDTHS.len() - 2];

/// Rows by name, in the order in which they were met.
#[derive(Debug, Default)]
struct Rows {
    all: Vec<(String, Figures)>,
    by_name: HashMap<String, usize>,
}

impl Rows {
    fn of(&mut self, name: &str) -> &mut Figures {
        let at = match self.by_name.get(name) {
            Some(at) => *at,
            None => {
                self.by_name.insert(name.to_owned(), self.all.len());
                self.all.push((name.to_owned(), Figures::default()));
                self.all.len() - 1
            }
        };
        &mut self.all[at].1
    }
}

/// The form.
#[derive(Debug)]
pub struct BookStatistics {
    book: String,
    date: String,
    units: Units,
    options: Options,
    files: usize,
    whole: Figures,
    categories: Rows,
    contributors: Rows,
}

impl BookStatistics {
    /// With nothing in it. Where there are several files, each is a contributor's, else who has signed is; `units` may
    /// say otherwise.
    pub fn new(
        book: String,
        date: String,
        units: Units,
        options: &Options,
        extent: Extent,
    ) -> BookStatistics {
        let options = Options { max_findings: None, ..*options };
        BookStatistics {
            book,
            date,
            units,
            options,
            files: extent.files,
            whole: Figures::default(),
            categories: Rows::default(),
            contributors: Rows::default(),
        }
    }

    /// Adds some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let signed: Vec<Signatures> = part.manuscripts.iter().map(|(book, _)| Signatures::of(book)).collect();
        for ((book, _), signed) in part.manuscripts.iter().zip(&signed) {
            self.structure(book, signed);
        }
        for listed in part.listed(&self.options) {
            let Some(signed) = signed.get(listed.manuscript) else { continue };
            self.finding(&listed, signed);
        }
    }

    /// Counts what a book is made of.
    fn structure(&mut self, book: &Book<'_>, signed: &Signatures) {
        let mut in_table = false;
        for (id, block) in book.blocks() {
            let row = matches!(block.kind, BlockKind::TableRow | BlockKind::TableContinued);
            let begins = row && !in_table && block.kind == BlockKind::TableRow;
            in_table = row || (in_table && matches!(block.kind, BlockKind::Comment | BlockKind::Break));
            let mut count = |figure, n| self.count((book, id, block), signed, figure, n);
            count(Figure::Characters, characters(book, id, block));
            count(Figure::Tables, usize::from(begins));
            count(Figure::Pictures, usize::from(block.kind == BlockKind::Image));
        }
        for at in book.sections.iter().map(|section| section.block) {
            self.count_at(book, at, signed, Figure::Sections);
        }
        for at in book.entries.iter().map(|entry| entry.block) {
            self.count_at(book, at, signed, Figure::Entries);
        }
    }

    fn count_at(&mut self, book: &Book<'_>, at: BlockId, signed: &Signatures, figure: Figure) {
        if let Some(block) = book.block(at) {
            self.count((book, at, block), signed, figure, 1);
        }
    }

    fn finding(&mut self, listed: &Listed<'_>, signed: &Signatures) {
        let at = listed.finding.block.or_else(|| listed.book.block_at(listed.finding.at).map(|(id, _)| id));
        let Some((id, block)) = at.and_then(|id| Some((id, listed.book.block(id)?))) else { return };
        let place = (listed.book, id, block);
        self.count(place, signed, Figure::of(listed.card.class), 1);
        self.count(place, signed, Figure::MustSee, usize::from(listed.card.is_must_see()));
    }

    fn count(
        &mut self,
        (book, id, block): (&Book<'_>, BlockId, &Block),
        signed: &Signatures,
        figure: Figure,
        n: usize,
    ) {
        if n == 0 {
            return;
        }
        self.whole[figure as usize] += n;
        let (category, section, _) = book.place(block);
        let lang = self.options.lang;
        self.categories.of(category.unwrap_or(said::OUTSIDE.text(lang)))[figure as usize] += n;
        let path = book.manuscript.source(block.at.source).map_or("", |source| source.path.as_str());
        let file = file_title(path);
        let titles: Vec<&str> = [section, category, Some(file)].into_iter().flatten().collect();
        let contributor = match (self.units.of(&titles), self.files > 1) {
            (Some(unit), _) => unit,
            (None, true) => file,
            // What stands outside of the 类目 is nobody's contribution.
            (None, false) if category.is_none() => return,
            (None, false) => signed.name(id, block).unwrap_or(said::UNSIGNED.text(lang)),
        };
        self.contributors.of(contributor)[figure as usize] += n;
    }

    /// The form as it is.
    pub fn paper(self) -> Paper {
        let lang = self.options.lang;
        let [book_name, files_name, date_name] = said::HEAD.text(lang).map(str::to_owned);
        let [whole, by_category, by_contributor] = said::BY.text(lang);
        let by = if self.units.is_empty() { own_basis(self.files, lang) } else { said::BY_LIST.text(lang) };
        let mut rows = vec![row(whole, &self.book, &self.whole)];
        rows.extend(self.categories.all.iter().map(|(name, figures)| row(by_category, name, figures)));
        rows.extend(self.contributors.all.iter().map(|(name, figures)| row(by_contributor, name, figures)));
        let columns = said::COLUMNS.text(lang).into_iter().zip(WIDTHS);
        Paper {
            title: said::TITLE.text(lang).to_owned(),
            head: vec![(book_name, self.book), (files_name, self.files.to_string()), (date_name, self.date)],
            columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
            rows,
            notes: vec![by.to_owned(), said::NOTE.text(lang).to_owned()],
            signatures: Vec::new(),
        }
    }
}

/// By what contributors are told where no list says it.
fn own_basis(files: usize, lang: Lang) -> &'static str {
    if files > 1 { said::BY_FILE } else { said::BY_SIGNATURE }.text(lang)
}

fn row(by: &str, name: &str, figures: &Figures) -> Vec<PaperCell> {
    let cells = [by.to_owned(), name.to_owned()].into_iter().chain(figures.iter().map(usize::to_string));
    cells.map(PaperCell::Text).collect()
}

/// The characters of a block that are no blanks; none of what shares the reading of another block, of marks between
/// cells, and of running heads, which stand on page after page.
fn characters(book: &Book<'_>, id: BlockId, block: &Block) -> usize {
    if block.zone == Zone::RunningHead {
        return 0;
    }
    let text = match block.reading.and_then(|reading| book.reading(reading)) {
        Some(reading) if reading.block == id => reading.text.as_ref(),
        None if block.kind == BlockKind::Divider => book.text(block.at),
        _ => return 0,
    };
    let cells = block.kind == BlockKind::TableRow;
    text.chars().filter(|c| !(c.is_whitespace() || cells && *c == '|')).count()
}

/// Who has signed which 分目, or which 类目 as a whole.
struct Signatures {
    by_place: HashMap<Part, Vec<(BlockId, String)>>,
}

/// The 类目 and 分目 that a block stands in.
type Part = (Option<CategoryId>, Option<SectionId>);

impl Signatures {
    fn of(book: &Book<'_>) -> Signatures {
        let mut by_place: HashMap<_, Vec<(BlockId, String)>> = HashMap::new();
        for (id, block) in book.blocks().filter(|(_, block)| block.kind == BlockKind::Signature) {
            let text = privacy::surroundings(book.text(block.at), &[]);
            by_place.entry((block.category, block.section)).or_default().push((id, names(&text)));
        }
        Signatures { by_place }
    }

    /// Who has signed a block: the next signature in its 分目, else the last one there, else one of its 类目.
    fn name(&self, id: BlockId, block: &Block) -> Option<&str> {
        let own = self.by_place.get(&(block.category, block.section));
        let all = own.or_else(|| self.by_place.get(&(block.category, None)))?;
        let next = all.partition_point(|(signed, _)| signed.index() < id.index());
        all.get(next).or(all.last()).map(|(_, name)| name.as_str())
    }
}

/// The names of a signature, written in one way.
fn names(text: &str) -> String {
    let apart = |c: char| c.is_whitespace() || "（）()、，".contains(c);
    text.split(apart).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;

    const BOOK: &str = "# 农业\n\n## 种植业\n\n**【概况】** 全区种植番茄。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n\
                        （田青禾）\n\n## 林业\n\n**【概况】** 全区造林。\n\n# 工业\n\n**【概况】** 产值增长。\n";

    fn paper(units: Units, files: usize) -> Paper {
        let manuscript = Manuscript::single(Source::new("甲.md", Format::Markdown, BOOK));
        let book = kanwu_book::parse(&manuscript);
        let extent = Extent { manuscripts: 1, files };
        let mut statistics =
            BookStatistics::new("清河年鉴".into(), String::new(), units, &Options::default(), extent);
        statistics.add(&Checked::part(vec![(&book, &[])], &[]));
        statistics.paper()
    }

    /// The rows of the form: by what, name, characters, 分目, 条目, tables.
    fn rows(paper: &Paper) -> Vec<String> {
        let cells = |row: &Vec<PaperCell>| {
            row.iter().take(6).map(|cell| cell.parts()[0]).collect::<Vec<_>>().join(" ")
        };
        paper.rows.iter().map(cells).collect()
    }

    #[test]
    fn the_parts_add_up_to_the_book() {
        let paper = paper(Units::default(), 1);
        let rows = rows(&paper);
        assert!(rows[0].starts_with("全书 清河年鉴 ") && rows[0].ends_with(" 2 3 1"), "{rows:?}");
        let sum = |by: &str| -> usize {
            let own = paper.rows.iter().filter(|row| row[0].parts()[0] == by);
            own.map(|row| row[2].parts()[0].parse::<usize>().unwrap()).sum()
        };
        assert_eq!(sum("类目"), sum("全书"));
        assert_eq!(sum("供稿"), sum("全书"));
    }

    #[test]
    fn a_contributor_is_who_has_signed_or_whom_the_list_names() {
        let signed = rows(&paper(Units::default(), 1)).join("\n");
        assert!(signed.contains("供稿 田青禾 ") && signed.contains("供稿 未署名 "), "{signed}");
        let units = Units::read("区林业局：林业\n").unwrap();
        let listed = rows(&paper(units, 1)).join("\n");
        assert!(listed.contains("供稿 区林业局 ") && listed.contains("供稿 田青禾 "), "{listed}");
        assert!(rows(&paper(Units::default(), 2)).join("\n").contains("供稿 甲 "));
    }
}
