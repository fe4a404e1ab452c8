//! `kanwu outline`: the book as a tree with counts and places.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use kanwu_book::{BlockId, Book, CategoryId, Evidence, SectionId};
use kanwu_text::{Lang, Location};
use serde::Serialize;

use crate::cli::ListingFormat;
use crate::messages::outline as said;
use crate::table;

#[derive(Serialize)]
struct Tree<'a> {
    categories: usize,
    sections: usize,
    entries: usize,
    tables: usize,
    contents: usize,
    paragraphs: usize,
    tree: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    level: &'static str,
    title: &'a str,
    path: &'a str,
    line: u32,
    /// By what it was told to be a title.
    evidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<Node<'a>>,
}

/// Writes the outline.
pub(crate) fn write(
    out: &mut dyn Write,
    book: &Book<'_>,
    format: ListingFormat,
    lang: Lang,
) -> io::Result<()> {
    let tree = tree(book);
    match format {
        ListingFormat::Json => table::json(out, &tree),
        ListingFormat::Table => {
            let Tree { categories, sections, entries, tables, contents, paragraphs, .. } = tree;
            let counts = said::Counts { categories, sections, entries, tables, contents, paragraphs };
            writeln!(out, "{}", counts.text(lang))?;
            let mut counts = BTreeMap::new();
            count(&tree.tree, &mut counts);
            for (level, by) in &counts {
                writeln!(out, "{}", basis(level, by, lang))?;
            }
            for node in &tree.tree {
                draw(out, node, "", lang)?;
            }
            Ok(())
        }
    }
}

/// How many titles of each level were told by what.
fn count(nodes: &[Node<'_>], counts: &mut BTreeMap<(u8, &'static str), BTreeMap<&'static str, usize>>) {
    for node in nodes {
        let rank = ["category", "section", "entry"].iter().position(|l| *l == node.level).unwrap_or(0);
        *counts.entry((rank as u8, node.level)).or_default().entry(node.evidence).or_default() += 1;
        count(&node.children, counts);
    }
}

/// One line: by what the titles of a level were told.
fn basis((_, level): &(u8, &'static str), by: &BTreeMap<&'static str, usize>, lang: Lang) -> String {
    let name = |word: &'static str| {
        let word = match word {
            "category" => said::CATEGORY,
            "section" => said::SECTION,
            "entry" => said::ENTRY,
            "heading" => said::HEADING,
            "contents" => said::IN_CONTENTS,
            "short-line" => said::SHORT_LINE,
            "lenses" => said::LENSES,
            "brackets" => said::BRACKETS,
            "sign" => said::SIGN,
            "emphasis" => said::EMPHASIS,
            "blank" => said::BLANK,
            other => return other,
        };
        word.text(lang)
    };
    let part = |(word, count): (&&'static str, &usize)| said::Part { evidence: name(word), count }.text(lang);
    let parts: Vec<String> = by.iter().map(part).collect();
    said::Basis { level: name(level), parts: &parts }.text(lang)
}

/// The name of what a title was told by.
fn evidence(book: &Book<'_>, block: BlockId, listed: &BTreeSet<BlockId>) -> &'static str {
    match book.evidence(block, listed) {
        Evidence::Contents => "contents",
        Evidence::ShortLine => "short-line",
        Evidence::Lenses => "lenses",
        Evidence::Brackets => "brackets",
        Evidence::Sign => "sign",
        Evidence::Emphasis => "emphasis",
        Evidence::Blank => "blank",
        Evidence::Heading => "heading",
    }
}

fn draw(out: &mut dyn Write, node: &Node<'_>, indent: &str, lang: Lang) -> io::Result<()> {
    let title = match node.children.len() {
        0 => node.title.to_owned(),
        count => said::Node { title: node.title, count }.text(lang),
    };
    writeln!(out, "{indent}{title}  {}:{}", node.path, node.line)?;
    let deeper = format!("{indent}  ");
    node.children.iter().try_for_each(|child| draw(out, child, &deeper, lang))
}

fn tree<'a>(book: &'a Book<'_>) -> Tree<'a> {
    let listed = &book.listed();
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let loose = |category: Option<CategoryId>| {
        entries(book, category, None, listed).chain(sections(book, category, listed))
    };
    nodes.extend(loose(None));
    for (i, category) in book.categories.iter().enumerate() {
        let mut node = self::node(book, "category", &category.title, category.at, category.block, listed);
        node.children = loose(Some(CategoryId(i as u32))).collect();
        nodes.push(node);
    }
    Tree {
        categories: book.categories.len(),
        sections: book.sections.len(),
        entries: book.entries.len(),
        tables: book.tables.len(),
        contents: book.contents.entries.len(),
        paragraphs: book.readings.len(),
        tree: nodes,
    }
}

fn sections<'a>(
    book: &'a Book<'_>,
    category: Option<CategoryId>,
    listed: &BTreeSet<BlockId>,
) -> impl Iterator<Item = Node<'a>> {
    book.sections.iter().enumerate().filter(move |(_, s)| s.category == category).map(move |(i, section)| {
        let mut node = node(book, "section", &section.title, section.at, section.block, listed);
        node.children = entries(book, category, Some(SectionId(i as u32)), listed).collect();
        node
    })
}

fn entries<'a>(
    book: &'a Book<'_>,
    category: Option<CategoryId>,
    section: Option<SectionId>,
    listed: &BTreeSet<BlockId>,
) -> impl Iterator<Item = Node<'a>> {
    book.entries
        .iter()
        .filter(move |e| e.category == category && e.section == section)
        .map(move |e| node(book, "entry", &e.title, e.at, e.block, listed))
}

fn node<'a>(
    book: &'a Book<'_>,
    level: &'static str,
    title: &'a str,
    at: Location,
    block: BlockId,
    listed: &BTreeSet<BlockId>,
) -> Node<'a> {
    let source = book.manuscript.source(at.source);
    Node {
        level,
        title,
        path: source.map_or("", |s| s.path.as_str()),
        line: source.map_or(0, |s| s.lines().line_of(at.span.start)),
        evidence: evidence(book, block, listed),
        children: Vec::new(),
    }
}
