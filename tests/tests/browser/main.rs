//! The editor's report in a real browser: pressed, typed into, exported.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something fails"
)]

mod chromium;
#[path = "../program/common.rs"]
#[allow(dead_code, reason = "shared with the tests that need no browser")]
mod common;
mod desk;

use std::io::Write;
use std::path::{Path, PathBuf};

use chromium::Page;
use common::{findings, kanwu, sample, text};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A browser, or a word that the test was skipped: past the test's captured output, so that it is heard.
fn browser(test: &str) -> Option<PathBuf> {
    let found = chromium::installed();
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no Chromium (set KANWU_CHROMIUM to one)");
    }
    found
}

const BOOK: &str = "清河年鉴2023.md";

/// The sample in a folder of its own, and its report.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(sample(), folder.path().join(BOOK)).unwrap();
    folder
}

fn report(folder: &Path) -> PathBuf {
    let output = kanwu(folder, &["check", BOOK, "--output-format", "html"]);
    let file = folder.join("报告.html");
    std::fs::write(&file, output.stdout).unwrap();
    file
}

fn diagnostics(folder: &Path) -> Vec<Value> {
    let output = kanwu(folder, &["check", BOOK, "--output-format", "json"]);
    findings(&output)["diagnostics"].as_array().unwrap().clone()
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("no number: {value}")) as usize
}

#[test]
fn what_an_editor_keeps_is_not_listed_again() {
    let Some(program) = browser("what_an_editor_keeps_is_not_listed_again") else { return };
    let folder = folder();
    let before = diagnostics(folder.path());
    let mut page = Page::open(&program, 1440, 900);
    page.visit(&report(folder.path()));

    // It opens on what an editor is to see first.
    assert_eq!(page.eval("document.querySelector('#rows .group').dataset.group"), "must");
    let all = "Number(document.querySelector('#tabs [data-group=all] .count').textContent)";
    assert_eq!(number(&page.eval(all)), before.len());

    // Filtered by family, no more and no less is listed than the JSON has.
    page.choose("[data-filter=family]", "NUM");
    let numbers = before.iter().filter(|d| d["code"].as_str().unwrap().starts_with("NUM")).count();
    assert_eq!(number(&page.eval(all)), numbers);
    page.click("#clear");
    assert_eq!(number(&page.eval(all)), before.len());

    // A finding of one line that speaks of another: a press goes there.
    let line = |at: &Value| at["range"]["start"]["line"].clone();
    let two = before
        .iter()
        .find(|d| d["related"].as_array().is_some_and(|r| line(&r[0]) != line(d)))
        .expect("a finding with a related place");
    let row = format!("[data-id=\"{}\"]", two["id"].as_str().unwrap());
    page.choose("[data-filter=rule]", two["code"].as_str().unwrap());
    page.click(&format!("{row} .row-head"));
    page.click(&format!("{row} .related"));
    let lit = "document.querySelector('#text .at:has(mark.related)')?.dataset.n";
    page.wait(&format!("{lit} === '{}'", line(&two["related"][0])));
    page.wait(
        "(() => { const b = document.querySelector('#text mark.related').getBoundingClientRect(); \
         return b.top > 0 && b.bottom < innerHeight; })()",
    );
    page.click("#clear");

    // Three are kept: by keys alone, the first of a rule that is never silent.
    page.choose("[data-filter=rule]", "NUM023");
    page.press("j");
    page.press("2");
    page.wait("document.activeElement.name === 'person'");
    page.write("王编辑");
    page.press("Enter");
    page.wait("document.activeElement.name === 'reason'");
    page.press("Enter");
    assert_eq!(page.eval("document.querySelector('dialog').open"), true, "a reason is asked for");
    page.write("原件如此");
    page.press("Enter");
    page.wait("document.querySelector('.row.kept') !== null");
    page.click("#clear");
    page.choose("[data-filter=severity]", "error");
    page.choose("[data-filter=state]", "open");
    page.choose("[data-filter=family]", "UNI");
    for _ in 0..2 {
        page.press("j");
        page.press("2");
        page.wait("document.activeElement.name === 'reason'");
        page.write("引文原样");
        page.press("Enter");
        page.wait("document.querySelector('dialog') === null");
    }
    assert_eq!(page.eval("document.querySelectorAll('.row.kept').length"), 2);

    // The browser remembers.
    page.visit(&folder.path().join("报告.html"));
    let progress = page.eval("document.getElementById('progress').textContent");
    assert!(progress.as_str().unwrap().contains("已处理 3 /"), "{progress}");

    let file = page.download("json", |page| page.click("#export"));
    let exported: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(exported["version"], 1);
    let decisions = exported["decisions"].as_array().unwrap();
    assert!(decisions.iter().all(|d| d["state"] == "不改" && d["person"] == "王编辑"), "{decisions:?}");
    assert_eq!(file.file_name().unwrap(), "处理意见-清河年鉴2023.json");

    // The page says what to do next, and that does it.
    std::fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
    let command = page.eval("document.getElementById('command').textContent");
    assert_eq!(command, "kanwu decide --from 处理意见-清河年鉴2023.json --path 清河年鉴2023.md");
    let arguments: Vec<&str> = command.as_str().unwrap().split(' ').skip(1).collect();
    let output = kanwu(folder.path(), &arguments);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    let after = diagnostics(folder.path());
    assert_eq!(after.len(), before.len() - 3);
    assert!(decisions.iter().all(|d| after.iter().all(|left| left["id"] != d["id"])));

    // The next report lists three fewer, and says what was waived though never silent.
    page.visit(&report(folder.path()));
    assert_eq!(number(&page.eval(all)), before.len() - 3);
    let end = page.eval("document.querySelector('.end').textContent");
    assert!(end.as_str().unwrap().contains("原件如此"), "{end}");
}

#[test]
fn a_kind_is_decided_at_once_and_taken_back() {
    let Some(program) = browser("a_kind_is_decided_at_once_and_taken_back") else { return };
    let folder = folder();
    let mut page = Page::open(&program, 390, 844);
    page.visit(&report(folder.path()));
    page.eval("localStorage.setItem('kanwu:who', JSON.stringify({ person: '李编辑', stage: '二校' }))");
    page.visit(&folder.path().join("报告.html"));
    let kind = "document.querySelector('.kind')";
    let listed = number(&page.eval(&format!("parseInt({kind}.querySelector('.count').textContent)")));
    assert!(listed > 1);
    let marked = "Object.values(JSON.parse(localStorage.getItem('kanwu:清河年鉴2023.md') ?? '{}'))";
    page.click(".kind .bulk [data-state=改]");
    assert_eq!(number(&page.eval(&format!("{marked}.length"))), listed);
    assert_eq!(page.eval(&format!("{marked}[0].stage")), "二校");
    page.click(".toast button");
    assert_eq!(page.eval(&format!("{marked}.length")), 0);

    // On a telephone the text lies over the list, and goes away again.
    page.click(".row .row-head");
    page.click(".row .to-text button");
    page.wait("getComputedStyle(document.getElementById('reader')).display === 'block'");
    page.click(".reader .back");
    page.wait("getComputedStyle(document.getElementById('reader')).display === 'none'");
}

#[test]
fn it_prints_as_a_list_of_queries() {
    let Some(program) = browser("it_prints_as_a_list_of_queries") else { return };
    let folder = folder();
    let mut page = Page::open(&program, 1024, 768);
    page.visit(&report(folder.path()));
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let heads = page.eval("[...document.querySelectorAll('#print th')].map((e) => e.textContent).join('、')");
    assert_eq!(heads, "序号、页、行、类目/条目、原文、应为、差错类型、依据、处理意见");
    let faults = diagnostics(folder.path()).iter().filter(|d| d["class"] != "conversion").count();
    assert_eq!(page.eval("document.querySelectorAll('#print tbody tr').length"), json!(faults));
    assert!(page.print().starts_with(b"%PDF"));
}

/// Prints how fast a page of `KANWU_MANUSCRIPT` opens and scrolls, and leaves pictures of it in `KANWU_PICTURES`:
/// `cargo test -p kanwu-tests --test browser -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn opens_and_scrolls() {
    let Some(program) = browser("opens_and_scrolls") else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = std::env::var("KANWU_MANUSCRIPT").map_or_else(|_| sample(), PathBuf::from);
    let output =
        kanwu(folder.path(), &["check", book.to_str().unwrap(), "--output-format", "html", "--show", "info"]);
    let file = folder.path().join("report.html");
    std::fs::write(&file, &output.stdout).unwrap();
    let say = |what: String| {
        let _ = writeln!(std::io::stderr(), "{what}");
    };
    say(format!("page: {} bytes", output.stdout.len()));
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        let mut page = Page::open(&program, width, height);
        page.visit(&file);
        page.eval("new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))");
        let first = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
        let opened = page.eval(&format!(
            "[performance.getEntriesByType('navigation')[0].loadEventEnd, {first}, performance.now()]"
        ));
        say(format!("{width}: loaded, first paint, two frames later (ms): {opened}"));
        let shot = |page: &mut Page, name: &str| {
            if let Some(to) = std::env::var_os("KANWU_PICTURES") {
                std::fs::write(Path::new(&to).join(format!("{name}-{width}.png")), page.picture()).unwrap();
            }
        };
        shot(&mut page, "open");
        // Everything folded out, then two seconds of scrolling from end to end.
        page.eval("document.querySelectorAll('.kind-open[aria-expanded=false]').forEach((b) => b.click())");
        page.eval("while (document.querySelector('.kind-open[aria-expanded=false]')) document.querySelector('.kind-open[aria-expanded=false]').click()");
        for pane in ["list", "reader"] {
            if pane == "reader" && width < 800 {
                page.eval("document.getElementById('reader').classList.add('open')");
            }
            let before = page.busy();
            let frames = page.eval(&format!(
                "(async () => {{ const pane = document.getElementById('{pane}'); pane.scrollTop = 0; \
                 const times = []; let last = performance.now(); const end = last + 3000; \
                 while (last < end) {{ await new Promise((f) => requestAnimationFrame(f)); \
                   const now = performance.now(); times.push(now - last); last = now; pane.scrollTop += 250; }} \
                 times.sort((a, b) => a - b); \
                 return {{ frames: times.length, seconds: 3, median: times[times.length >> 1], \
                   worst: times[times.length - 1], p95: times[Math.floor(times.length * .95)], at: pane.scrollTop, of: pane.scrollHeight }}; }})()"
            ));
            let each = (page.busy() - before) * 1000.0 / frames["frames"].as_f64().unwrap_or(1.0);
            say(format!("{width} {pane}: {frames}, work of the page's thread a frame (ms): {each:.1}"));
        }
        shot(&mut page, "scrolled");
        page.eval("document.getElementById('reader').classList.remove('open')");
        page.choose("[data-filter=family]", "NUM");
        page.press("j");
        page.press("j");
        page.eval("new Promise((f) => setTimeout(f, 300))");
        shot(&mut page, "chosen");
        page.eval("document.querySelector('.row.on .related')?.click()");
        page.eval("new Promise((f) => setTimeout(f, 300))");
        shot(&mut page, "related");
        page.eval("document.getElementById('reader').classList.remove('open')");
        page.press("2");
        page.eval("new Promise((f) => setTimeout(f, 300))");
        shot(&mut page, "asked");
        for answer in ["王编辑", "原件如此"] {
            page.write(answer);
            page.press("Enter");
            page.eval("new Promise((f) => setTimeout(f, 200))");
        }
        shot(&mut page, "kept");
        page.eval("document.getElementById('export').click()");
        shot(&mut page, "exported");
        page.eval("document.querySelector('dialog')?.close()");
        page.eval("document.getElementById('clear').click()");
        page.eval(
            "document.querySelector('.rate').open = true; document.querySelector('.list').scrollTop = 0",
        );
        page.eval("new Promise((f) => setTimeout(f, 300))");
        shot(&mut page, "rate");
        if let Some(to) = std::env::var_os("KANWU_PICTURES") {
            std::fs::write(Path::new(&to).join(format!("print-{width}.pdf")), page.print()).unwrap();
        }
    }
}

#[test]
fn two_places_stand_side_by_side() {
    let Some(program) = browser("two_places_stand_side_by_side") else { return };
    let folder = tempfile::tempdir().unwrap();
    let text = "# 大事记\n\n6月3日，区政协副主席田青禾视察青石镇防汛物资储备。\n\n# 政协\n\n## 视察\n\n\
                **【防汛视察】** 6月3日，区政协秘书长田青禾视察青石镇防汛物资储备。\n";
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let output = kanwu(folder.path(), &["check", "a.md", "--output-format", "html"]);
    let file = folder.path().join("报告.html");
    std::fs::write(&file, output.stdout).unwrap();
    for (width, height) in [(1440, 900), (1024, 768)] {
        let mut page = Page::open(&program, width, height);
        page.visit(&file);
        page.click("#tabs [data-group=cross]");
        let sides = "[...document.querySelectorAll('.sides .ctx')]";
        assert_eq!(number(&page.eval(&format!("{sides}.length"))), 2);
        // Both are seen whole, beside each other.
        let seen = format!(
            "{sides}.every((side) => {{ const b = side.getBoundingClientRect(); \
             return b.top > 0 && b.bottom < innerHeight && b.right <= innerWidth; }})"
        );
        assert_eq!(page.eval(&seen), true, "at {width}");
        let beside = format!(
            "(() => {{ const [a, b] = {sides}.map((side) => side.getBoundingClientRect()); return a.right <= b.left; }})()"
        );
        assert_eq!(page.eval(&beside), true, "at {width}");
        assert_eq!(page.eval("document.querySelectorAll('.sides mark').length"), 2);
        // The other place is one press away.
        page.click(".sides .side + .side .related");
        page.wait("document.querySelector('#text mark.related') !== null");
    }
}
