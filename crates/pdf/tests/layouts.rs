//! Layouts that programs make of books, drawn by hand.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]

mod made;

use kanwu_pdf::read;
use made::{Page, pdf};

/// What is read on pages: lines that are not empty.
fn lines(pages: &[Page]) -> Vec<String> {
    let text = read(&pdf(pages), "a.pdf").unwrap().text;
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A paragraph of `rows` lines of `long` characters, from `y` down, the first indented, the last short.
fn paragraph(mut page: Page, x: f32, y: f32, size: f32, long: usize, rows: usize) -> Page {
    let text = "清河区青石镇全年清理渠道三条检修农机四十台维修泵站两座";
    let mut chars = text.chars().cycle();
    for row in 0..rows {
        let (indent, count) = match row {
            0 => (2, long - 2),
            _ if row + 1 == rows => (0, long / 3),
            _ => (0, long),
        };
        let mut line: String = chars.by_ref().take(count).collect();
        if row + 1 == rows {
            line.push('。');
        }
        page = page.text(x + indent as f32 * size, y - row as f32 * 1.6 * size, size, &line);
    }
    page
}

fn paragraphs(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.ends_with('。')).count()
}

#[test]
fn pages_of_contents_without_leaders_are_no_column() {
    let titles = ["前言", "特载", "大事记", "区情概览", "农业", "工业", "教育", "附录"];
    let page = titles.iter().enumerate().fold(Page::new(), |page, (i, title)| {
        let y = 520.0 - 20.0 * i as f32;
        page.text(40.0, y, 10.0, title).text(350.0, y, 10.0, &(i * 11 + 1).to_string())
    });
    let found = lines(&[page]);
    assert_eq!(found.len(), titles.len(), "{found:?}");
    assert!(found.iter().zip(titles).all(|(line, title)| line.starts_with(title)), "{found:?}");
    assert!(found[3].ends_with("34"), "{found:?}");
}

#[test]
fn a_rule_under_the_running_head_and_another_table_are_no_part_of_a_table() {
    let mut page = Page::new().text(150.0, 570.0, 9.0, "清河年鉴").rule(42.0, 560.0, 318.0, 0.8);
    page = page.grid(20.0, 540.0, &[120.0, 120.0, 120.0], &[20.0, 20.0]);
    for (i, row) in [["作物", "公顷", "吨"], ["玉米", "30", "420"]].iter().enumerate() {
        for (k, cell) in row.iter().enumerate() {
            page = page.text(30.0 + 120.0 * k as f32, 526.0 - 20.0 * i as f32, 9.0, cell);
        }
    }
    page = page.text(60.0, 470.0, 9.0, "渠道见下表：").text(60.0, 455.0, 9.0, "√新建").text(
        130.0,
        455.0,
        9.0,
        "□改建",
    );
    page = page.text(250.0, 455.0, 9.0, "单位：米").grid(42.0, 440.0, &[159.0, 159.0], &[20.0, 20.0]);
    for (i, row) in [["名称", "长度"], ["东干渠", "300"]].iter().enumerate() {
        for (k, cell) in row.iter().enumerate() {
            page = page.text(60.0 + 159.0 * k as f32, 426.0 - 20.0 * i as f32, 9.0, cell);
        }
    }
    let found = lines(&[page]);
    for row in ["作物\t公顷\t吨", "玉米\t30\t420", "名称\t长度", "东干渠\t300"] {
        assert!(found.iter().any(|line| line == row), "{row}: {found:?}");
    }
}

#[test]
fn a_head_of_two_lines_between_three_rules_is_one_row() {
    let mut page = paragraph(Page::new(), 40.0, 560.0, 9.0, 34, 6);
    for y in [440.0, 410.0, 350.0] {
        page = page.rule(40.0, y, 300.0, 0.5);
    }
    let rows = [
        (428.0, ["街道", "面积", "户数"]),
        (417.0, ["（镇）", "（公顷）", "（户）"]),
        (398.0, ["文昌街", "1528", "870"]),
        (387.0, ["道", "", ""]),
        (368.0, ["青石镇", "2237", "960"]),
    ];
    for (y, cells) in rows {
        for (k, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            page = page.text(50.0 + 100.0 * k as f32, y, 9.0, cell);
        }
    }
    let found = lines(&[page]);
    for row in ["街道（镇）\t面积（公顷）\t户数（户）", "文昌街道\t1528\t870", "青石镇\t2237\t960"]
    {
        assert!(found.iter().any(|line| line == row), "{row}: {found:?}");
    }
}

#[test]
fn a_speech_set_larger_than_the_text_is_no_heading() {
    let text = paragraph(Page::new(), 40.0, 560.0, 9.0, 34, 30);
    let speech = paragraph(paragraph(Page::new(), 40.0, 560.0, 12.0, 26, 6), 40.0, 400.0, 12.0, 26, 5);
    let found = lines(&[text, speech]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|line| !line.starts_with('#')), "{found:?}");
}

#[test]
fn labels_beside_the_text_do_not_make_its_lines_short() {
    let mut page = paragraph(paragraph(Page::new(), 60.0, 560.0, 10.0, 28, 8), 60.0, 420.0, 10.0, 28, 6);
    for i in 0..6 {
        page = page.text(350.0, 200.0 - 14.0 * i as f32, 7.0, "美国").text(
            20.0,
            200.0 - 14.0 * i as f32,
            7.0,
            "500",
        );
    }
    let found = lines(&[page]);
    assert_eq!(paragraphs(&found), 2, "{found:?}");
    assert!(found[0].starts_with("清河区青石镇") && found[1].ends_with('。'), "{found:?}");
}

#[test]
fn what_stands_beside_the_page_is_not_printed() {
    let page = paragraph(Page::new(), 40.0, 560.0, 10.0, 30, 5).text(420.0, 300.0, 10.0, "旧稿").text(
        40.0,
        -30.0,
        10.0,
        "文件名",
    );
    let found = lines(&[page]).concat();
    assert!(!found.contains("旧稿") && !found.contains("文件名"), "{found}");
}

#[test]
fn text_in_a_grid_that_is_drawn_downwards_is_read_downwards() {
    let columns = ["清河区青石镇全年清", "理渠道三条检修农机", "四十台维修泵站两座"];
    let page = columns.iter().enumerate().fold(Page::new(), |page, (i, column)| {
        page.downwards(300.0 - 14.0 * i as f32, 500.0, 12.0, 14.0, column)
    });
    let found = lines(&[page]).concat();
    assert_eq!(found.replace('\u{3000}', ""), columns.concat());
}

#[test]
fn a_raised_note_of_several_characters_stays_together() {
    let mut page = paragraph(Page::new(), 40.0, 560.0, 10.0, 30, 4);
    page = page.text(40.0, 480.0, 10.0, "全区种植玉米三十公顷").text(140.0, 484.0, 6.0, "[12]");
    page = page.text(154.0, 480.0, 10.0, "，总产量四百二十吨。");
    let found = lines(&[page]).concat();
    assert!(found.contains("公顷[¹²]，总产量"), "{found}");
}

#[test]
fn a_folio_a_little_below_the_running_head_is_no_text() {
    let pages: Vec<Page> = (0..6)
        .map(|i| {
            let page = paragraph(Page::new(), 40.0, 540.0, 10.0, 30, 12);
            page.text(90.0, 575.0, 9.0, "清河年鉴").text(30.0, 571.0, 12.0, &(i + 8).to_string())
        })
        .collect();
    let source = read(&pdf(&pages), "a.pdf").unwrap();
    let told = &source.proof().unwrap().pages;
    assert!(told.iter().enumerate().all(|(i, page)| page.folio == Some(i as u32 + 8)), "{told:?}");
    assert!(told.iter().all(|page| page.heads == ["清河年鉴"]), "{told:?}");
}

#[test]
fn a_page_with_its_table_on_its_side_has_its_folio() {
    let mut pages: Vec<Page> = (0..5).map(|_| paragraph(Page::new(), 40.0, 540.0, 10.0, 30, 12)).collect();
    pages[2] = (0..12).fold(Page::new(), |page, i| {
        page.sideways(60.0 + 20.0 * i as f32, 60.0, 9.0, "青石镇清理渠道三十千米")
    });
    let pages: Vec<Page> = pages
        .into_iter()
        .enumerate()
        .map(|(i, page)| {
            page.text(90.0, 575.0, 9.0, "清河年鉴").text(190.0, 30.0, 9.0, &(i + 21).to_string())
        })
        .collect();
    let source = read(&pdf(&pages), "a.pdf").unwrap();
    let folios: Vec<Option<u32>> = source.proof().unwrap().pages.iter().map(|page| page.folio).collect();
    assert_eq!(folios, (21..26).map(Some).collect::<Vec<_>>());
    assert!(source.text.contains("青石镇清理渠道三十千米"));
}

#[test]
fn characters_that_are_placed_by_themselves_make_a_line() {
    // A radical in the place of its character is not seen on paper.
    let page = paragraph(Page::new(), 40.0, 560.0, 10.0, 30, 4);
    let page = "农⽽优则⾏"
        .chars()
        .enumerate()
        .fold(page, |page, (i, c)| page.text(40.0 + 10.0 * i as f32, 460.0, 10.0, &c.to_string()));
    assert!(lines(&[page]).iter().any(|line| line == "农而优则行"));
}

#[test]
fn an_unknown_sign_is_left_out_but_where_it_is_a_character_that_was_lost() {
    let page = paragraph(Page::new(), 40.0, 560.0, 10.0, 30, 5);
    let page = page.text(40.0, 460.0, 10.0, "\u{fffd}清河区").text(40.0, 430.0, 10.0, "李\u{fffd}民任镇长。");
    let found = lines(&[page]);
    assert!(found.iter().any(|line| line == "清河区"), "{found:?}");
    assert!(found.iter().any(|line| line == "李\u{fffd}民任镇长。"), "{found:?}");
}
