//! `kanwu outline`: the book as a tree with counts and places.

use std::io::{self, Write};

use kanwu_book::{Book, CategoryId, SectionId};
use kanwu_text::{Lang, Location};
use serde::Serialize;

use crate::cli::ListingFormat;
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
            match lang {
                Lang::Zh => writeln!(
                    out,
                    "类目{}个、分目{}个、条目{}个；表{}张；目录{}条；段落{}个",
                    tree.categories, tree.sections, tree.entries, tree.tables, tree.contents, tree.paragraphs
                )?,
                Lang::En => writeln!(
                    out,
                    "{} categories, {} sections, {} entries; {} tables; {} lines of contents; {} paragraphs",
                    tree.categories, tree.sections, tree.entries, tree.tables, tree.contents, tree.paragraphs
                )?,
            }
            for node in &tree.tree {
                draw(out, node, "", lang)?;
            }
            Ok(())
        }
    }
}

fn draw(out: &mut dyn Write, node: &Node<'_>, indent: &str, lang: Lang) -> io::Result<()> {
    let count = match (node.children.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("（{n}）"),
        (n, Lang::En) => format!(" ({n})"),
    };
    writeln!(out, "{indent}{}{count}  {}:{}", node.title, node.path, node.line)?;
    let deeper = format!("{indent}  ");
    node.children.iter().try_for_each(|child| draw(out, child, &deeper, lang))
}

fn tree<'a>(book: &'a Book<'_>) -> Tree<'a> {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let loose = |category: Option<CategoryId>| entries(book, category, None).chain(sections(book, category));
    nodes.extend(loose(None));
    for (i, category) in book.categories.iter().enumerate() {
        let mut node = self::node(book, "category", &category.title, category.at);
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

fn sections<'a>(book: &'a Book<'_>, category: Option<CategoryId>) -> impl Iterator<Item = Node<'a>> {
    book.sections.iter().enumerate().filter(move |(_, s)| s.category == category).map(move |(i, section)| {
        let mut node = node(book, "section", &section.title, section.at);
        node.children = entries(book, category, Some(SectionId(i as u32))).collect();
        node
    })
}

fn entries<'a>(
    book: &'a Book<'_>,
    category: Option<CategoryId>,
    section: Option<SectionId>,
) -> impl Iterator<Item = Node<'a>> {
    book.entries
        .iter()
        .filter(move |e| e.category == category && e.section == section)
        .map(move |e| node(book, "entry", &e.title, e.at))
}

fn node<'a>(book: &'a Book<'_>, level: &'static str, title: &'a str, at: Location) -> Node<'a> {
    let source = book.manuscript.source(at.source);
    Node {
        level,
        title,
        path: source.map_or("", |s| s.path.as_str()),
        line: source.map_or(0, |s| s.lines().line_of(at.span.start)),
        children: Vec::new(),
    }
}
