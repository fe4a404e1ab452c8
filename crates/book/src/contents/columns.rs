//! Rows of two or more columns put into reading order.

use super::lines::{Cell, Row};
use super::wrap::FULL_LINE;
use super::{Leader, TitleStyle};

/// Cells in reading order: down each column of a block, then the next column.
pub(super) fn in_order<'m>(mut rows: Vec<Row<'m>>) -> Vec<Cell<'m>> {
    let unparted = close_loose_gaps(&mut rows) || rows.iter().filter(|r| r.gap).count() * 20 < rows.len();
    part_halves(&mut rows);
    let mut out = Vec::with_capacity(rows.len());
    let mut from = 0;
    while from < rows.len() {
        let mut wide = rows[from].cells.len() > 1;
        let more = rows[from + 1..].iter().take_while(|r| {
            wide |= r.cells.len() > 1;
            goes_on(r) || wide && !r.gap && (is_lone_head(r) || is_one_column(r))
        });
        let len = 1 + more.count();
        let to = if goes_on_as_block(&rows[from]) { from + len } else { from + 1 };
        if unparted {
            pages(&rows[from..to]).into_iter().for_each(|page| read_block(page, &mut out));
        } else {
            read_block(&rows[from..to], &mut out);
        }
        from = to;
    }
    out
}

fn goes_on(row: &Row<'_>) -> bool {
    !row.gap && goes_on_as_block(row)
}

fn goes_on_as_block(row: &Row<'_>) -> bool {
    row.tabular || row.cells.len() > 1
}

/// The first line of a title in the left column, beside which the right column has ended: its row has lost
/// the tabs at its end.
pub(super) fn is_lone_head(row: &Row<'_>) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    cell.page.is_none()
        && cell.style == TitleStyle::Plain
        && cell.leader == Leader::None
        && cell.title.chars().filter(|c| !c.is_whitespace()).count() >= FULL_LINE
}

/// A line of one entry among lines of two, where no tab says in which column it stands.
fn is_one_column(row: &Row<'_>) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    !row.tabular && cell.page.is_some() && !matches!(cell.style, TitleStyle::Heading(_))
}

/// Some converters put a blank line after every row; then a blank line is no border. Gives whether they do.
fn close_loose_gaps(rows: &mut [Row<'_>]) -> bool {
    let wide = rows.iter().filter(|r| r.cells.len() > 1).count();
    let parted = rows.iter().filter(|r| r.cells.len() > 1 && r.gap).count();
    let each = wide >= 2 && wide == rows.len() && rows.iter().skip(1).all(|r| r.gap);
    let loose = each || wide >= 4 && parted * 2 > wide;
    if loose {
        for row in rows.iter_mut().filter(|r| goes_on_as_block(r)) {
            row.gap = false;
        }
    }
    loose
}

/// Rows that no blank line parts, cut where one printed page ends and the next begins: where two columns begin after one,
/// where the left column begins anew after it had ended, and where its page goes on from the end of the right one.
fn pages<'r, 'm>(rows: &'r [Row<'m>]) -> Vec<&'r [Row<'m>]> {
    let stride = if rows.iter().any(|r| r.lone_page) { 2 } else { 1 };
    let column = |row: &Row<'_>, n: usize| if row.tabular { row.cells[n].field / stride } else { n };
    let cells = |row: &Row<'_>, right: bool| {
        (0..row.cells.len()).filter(|n| (column(row, *n) > 0) == right).collect::<Vec<usize>>()
    };
    let mut out = Vec::new();
    let mut from = 0;
    // Of the page so far: whether it has two columns, whether the left one has ended, and the last page of each.
    let (mut wide, mut ended) = (false, false);
    let (mut left_page, mut right_page): (Option<u32>, Option<u32>) = (None, None);
    let mut first_right: Option<u32> = None;
    for (i, row) in rows.iter().enumerate() {
        let (left, right) = (cells(row, false), cells(row, true));
        let page = |list: &[usize]| list.iter().rev().find_map(|n| row.cells[*n].page).map(|p| p.0);
        let (own, beside) = (page(&left), page(&right));
        let begins = !left.is_empty() && !right.is_empty();
        let anew = ended && !left.is_empty();
        let goes_on =
            wide && own.zip(right_page).is_some_and(|(own, right)| own >= right && Some(own) > left_page);
        // A line below the right column's end belongs to the left one while its page is no later than the right begins.
        let single = wide && right.is_empty() && own.zip(first_right).is_some_and(|(own, first)| own > first);
        if i > from && (begins && !wide || anew || goes_on || single) {
            out.push(&rows[from..i]);
            from = i;
            (wide, ended, left_page, right_page, first_right) = (false, false, None, None, None);
        }
        wide |= begins;
        ended |= wide && left.is_empty() && !right.is_empty();
        left_page = own.or(left_page);
        right_page = beside.or(right_page);
        first_right = first_right.or(beside);
    }
    out.push(&rows[from..]);
    out
}

fn read_block<'m>(rows: &[Row<'m>], out: &mut Vec<Cell<'m>>) {
    // Titles stand in every other field where pages have fields of their own.
    let stride = if rows.iter().any(|r| r.lone_page) { 2 } else { 1 };
    let first = out.len();
    let mut width = 1;
    // Where only blanks part two columns, an entry alone stands in the right one from its first page on.
    let right = rows.iter().filter(|r| !r.tabular).find_map(|r| r.cells.get(1)?.page).map(|page| page.0);
    for row in rows {
        let alone = row.cells.len() == 1 && !row.tabular;
        for (n, cell) in row.cells.iter().enumerate() {
            let beyond = alone && right.zip(cell.page).is_some_and(|(right, page)| page.0 >= right);
            let column = if row.tabular { cell.field / stride } else { n + usize::from(beyond) };
            width = width.max(column + 1);
            out.push(Cell { column: u8::try_from(column).unwrap_or(u8::MAX), ..*cell });
        }
    }
    // Where no blank line stands before it, a block goes on with what the one before began.
    let opens = rows.first().is_some_and(|r| r.gap);
    if let Some(cell) = out.get_mut(first) {
        cell.opens_block = opens;
    }
    if width > 1 {
        let block = &mut out[first..];
        block.iter_mut().for_each(|c| c.narrow = true);
        let by_row = drops(block);
        let mut by_column = block.to_vec();
        by_column.sort_by_key(|c| c.column);
        // Two entries on a line without a tab go by lines where their pages allow it.
        let lines = by_row == 0 && rows.iter().all(|row| !row.tabular);
        if !lines && drops(&by_column) <= by_row {
            block.copy_from_slice(&by_column);
        }
        // The first cell read opens the block, whichever was printed first.
        block.iter_mut().for_each(|c| c.opens_block = false);
        if let Some(cell) = block.first_mut() {
            cell.opens_block = opens;
        }
    }
}

/// Parts the lines that [`halves`] tells: of two columns that go on above and below, with the page of the right one.
fn part_halves(rows: &mut [Row<'_>]) {
    let blanks = |row: &Row<'_>| !row.tabular && row.cells.len() == 2;
    let page = |row: &Row<'_>, n: usize| row.cells.get(n).and_then(|cell| cell.page).map(|page| page.0);
    for i in 1..rows.len().saturating_sub(1) {
        let (above, row, below) = (&rows[i - 1], &rows[i], &rows[i + 1]);
        let [cell] = row.cells.as_slice() else { continue };
        let own = page(row, 0);
        let between = blanks(above) && blanks(below) && !row.tabular && !row.gap && !below.gap;
        if !between || own < page(above, 1) || own <= page(below, 0) {
            continue;
        }
        if let Some((left, right)) = halves(cell) {
            rows[i].cells = vec![left, right];
        }
    }
}

/// A title of the left column without a page and the entry of the right column, which nothing but a blank parts: a 类目
/// beside an entry. The left column has not ended, so that one must stand in it.
fn halves<'m>(cell: &Cell<'m>) -> Option<(Cell<'m>, Cell<'m>)> {
    let (left, right) = cell.title.split_once([' ', '　'])?;
    let right_title = right.trim_start();
    let one = !right_title.contains(char::is_whitespace);
    let words = |title: &str| title.chars().nth(1).is_some();
    let from = cell.title.len() - right_title.len();
    // The mark that opened a bold title has been taken off, the one that closes it stands before the blank.
    let bare = left.trim_end_matches(['*', '_']);
    let style = if bare.len() < left.len() { TitleStyle::Bold } else { cell.style };
    (one && words(bare) && words(right_title)).then(|| {
        let head = Cell {
            title: bare,
            at: cell.at.part(0..bare.len()),
            style,
            page: None,
            leader: Leader::None,
            leader_at: None,
            ..*cell
        };
        (head, Cell { title: right_title, at: cell.at.part(from..cell.title.len()), ..*cell })
    })
}

/// How often the page falls.
fn drops(cells: &[Cell<'_>]) -> usize {
    let pages: Vec<u32> = cells.iter().filter_map(|c| c.page.map(|p| p.0)).collect();
    pages.windows(2).filter(|w| w[1] < w[0]).count()
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use crate::parse;

    #[test]
    fn printed_pages_are_told_where_no_blank_line_parts_them() {
        // One column, two columns of which the left one ends first, two columns again, one column.
        let lines = "农业\t1\n种植业\t2\n水稻\t3\t林业\t5\n小麦\t4\t造林\t5\n\t\t护林\t6\n渔业\t7\t畜牧业\t8\n\
                     网箱\t7\t养猪\t9\n工业\t10\n机械\t11\n";
        // Blank lines are rare only in contents that are not small.
        let front: String = "天地元黄宇宙洪荒日月盈昃".chars().map(|c| format!("{c}字\t1\n")).collect();
        let text = format!("清河年鉴2023\n目录\n{front}{lines}天字\n种植业\n正文在此。\n");
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text.as_str()));
        let book = parse(&manuscript);
        let titles: Vec<&str> = book.contents.entries.iter().map(|e| e.title.as_str()).collect();
        let want = [
            "农业",
            "种植业",
            "水稻",
            "小麦",
            "林业",
            "造林",
            "护林",
            "渔业",
            "网箱",
            "畜牧业",
            "养猪",
            "工业",
            "机械",
        ];
        assert_eq!(titles[12..], want);
    }
}
