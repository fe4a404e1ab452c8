//! The desk in a real browser, without a network: from the manuscript that is dropped to the copy that is saved, and
//! back again. `cargo xtask desk` makes the page; `KANWU_DESK` names another.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use kanwu_intake::Revisions;
use serde_json::{Value, json};

use super::chromium::Page;
use super::{browser, number, report};
use crate::common::{root, sample};

/// The page, or a word that the test was skipped.
fn desk(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("KANWU_DESK").map(PathBuf::from);
    let page = named.unwrap_or_else(|| root().join("target/desk/kanwu.html"));
    if !page.is_file() {
        let _ =
            writeln!(std::io::stderr(), "SKIPPED {test}: no desk (run cargo xtask desk, or set KANWU_DESK)");
        return None;
    }
    Some(page)
}

fn open(program: &Path, desk: &Path, width: u32, height: u32) -> Page {
    let mut page = Page::open(program, width, height);
    page.cut_off();
    page.visit(desk);
    page.eval("localStorage.setItem('kanwu:who', JSON.stringify({ person: '王编辑', stage: '二校' }))");
    page.visit(desk);
    page
}

/// Drops files and waits for the report.
fn drop(page: &mut Page, files: &[&Path]) {
    page.eval("document.documentElement.dataset.desk = 'waiting'");
    page.drop_files(files);
    page.wait("['report', 'failed'].includes(document.documentElement.dataset.desk)");
    assert_eq!(page.eval("document.documentElement.dataset.desk"), "report");
}

/// Nothing was asked of the network: the page itself, and the worker made of it.
fn alone(page: &Page) {
    let away = |url: &&String| !["file:", "blob:", "data:", "about:"].iter().any(|own| url.starts_with(own));
    let asked: Vec<&String> = page.requests.iter().filter(away).collect();
    assert!(asked.is_empty(), "{asked:?}");
}

const SHOWN: &str = "[...document.querySelectorAll('#rows .row')].map((r) => r.dataset.id)";

/// Everything folded out and brought in.
fn unfold(page: &mut Page) {
    page.eval(
        "while (document.querySelector('.kind-open[aria-expanded=false]')) \
         document.querySelector('.kind-open[aria-expanded=false]').click()",
    );
    page.eval(
        "(async () => { const list = document.getElementById('list'); let last = -1; \
         while (last !== list.scrollHeight) { last = list.scrollHeight; list.scrollTop = last; \
         await new Promise((f) => setTimeout(f, 60)); } list.scrollTop = 0; })()",
    );
}

/// Presses a state on each of the first findings that have, or have not, a correction.
fn decide(page: &mut Page, state: &str, count: usize, with_fix: bool) -> Vec<String> {
    let pressed = page.eval(&format!(
        "(async () => {{ const ids = []; \
         for (const id of {SHOWN}) {{ if (ids.length >= {count}) break; \
           const row = () => document.querySelector(`[data-id=\"${{id}}\"]`); \
           if (row().querySelector('[aria-pressed=true]')) continue; \
           row().querySelector('.row-head').click(); \
           const fixed = row().querySelector('.fix') !== null; \
           if (fixed === {with_fix}) {{ row().querySelector('[data-state={state}]').click(); ids.push(id); \
             await new Promise((f) => setTimeout(f, 5)); }} }} return ids; }})()"
    ));
    let ids: Vec<String> =
        pressed.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), count, "{state}");
    ids
}

fn texts(page: &mut Page, selector: &str) -> String {
    let all = format!("[...document.querySelectorAll('{selector}')].map((e) => e.textContent).join('\\n')");
    page.eval(&all).as_str().unwrap_or_default().to_owned()
}

/// LibreOffice opens it and writes its text; nothing where it is not installed.
fn office(file: &Path, to: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .arg(file)
        .output();
    if done.is_err() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: LibreOffice is not installed");
        return None;
    }
    let extension = to.split(':').next().unwrap_or(to);
    let made = folder.path().join(file.with_extension(extension).file_name().unwrap());
    Some(std::fs::read(made).expect("LibreOffice opens the file"))
}

#[test]
fn from_a_document_to_its_next_version() {
    let test = "from_a_document_to_its_next_version";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("清河年鉴一校.docx");
    std::fs::copy(root().join("tests/fixtures/docx/libreoffice.docx"), &book).unwrap();
    let mut page = open(&program, &desk, 1440, 900);
    drop(&mut page, &[&book]);
    unfold(&mut page);
    let change = decide(&mut page, "改", 12, true);
    let hold = decide(&mut page, "待核", 5, false);

    // The copy holds these corrections and no others, as tracked changes.
    page.click("#apply");
    let copy = page.download("docx", |page| page.click("dialog .chief"));
    assert_eq!(copy.file_name().unwrap(), "清河年鉴一校.审校.docx");
    page.wait("document.getElementById('saved') !== null");
    let said = texts(&mut page, "#saved li");
    assert!(said.contains("改12处"), "{said}");
    page.click("dialog .chief");
    let before = kanwu_disk::read_file_as(&book, Revisions::Accepted).unwrap().text;
    let rejected = kanwu_disk::read_file_as(&copy, Revisions::Rejected).unwrap().text;
    let after = kanwu_disk::read_file_as(&copy, Revisions::Accepted).unwrap().text;
    assert_eq!(rejected, before, "what is rejected is as it was");
    assert_ne!(after, before);
    if let Some(text) = office(&copy, "txt:Text") {
        assert!(text.len() > before.len() / 2);
    }

    // 质疑表 opens as a workbook.
    page.click("#paper");
    let sheet = page.download("xlsx", |page| page.click("dialog .chief"));
    assert_eq!(sheet.file_name().unwrap(), "清河年鉴-质疑表.xlsx");
    if let Some(csv) = office(&sheet, "csv:Text - txt - csv (StarCalc):44,34,76") {
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("责编答复") && csv.contains("提出人：王编辑"), "{csv}");
        // What is to be changed is no question; what is to be looked up is one.
        let asked = csv.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
        assert!(asked >= hold.len(), "{csv}");
    }

    // The answers as a file, which the command line reads.
    let toml = page.download("toml", |page| page.click("#save-answers"));
    let written = std::fs::read_to_string(&toml).unwrap();
    assert_eq!(written.matches("[[decision]]").count(), change.len() + hold.len());

    // The next version has the changes accepted: the answers are still there, and what was changed is told.
    let next = folder.path().join("清河年鉴二校.docx");
    accepted(&copy, &next);
    drop(&mut page, &[&next]);
    let tally = texts(&mut page, "#tally");
    assert!(tally.contains("已改12处") && tally.contains("漏改0处"), "{tally}");
    let progress = texts(&mut page, "#progress");
    assert!(progress.starts_with("已处理 5 /"), "{progress}");

    // The first version again: all of them are not changed.
    std::fs::write(folder.path().join("清河年鉴三校.md"), "占位").unwrap();
    let late = folder.path().join("清河年鉴三校.docx");
    unchanged(&book, &late);
    drop(&mut page, &[&late]);
    let tally = texts(&mut page, "#tally");
    assert!(tally.contains("漏改12处"), "{tally}");
    page.choose("[data-filter=state]", "unmended");
    assert_eq!(number(&page.eval(&format!("{SHOWN}.length"))), 12);
    alone(&page);
}

/// The document with its tracked changes accepted, as Word does it: the text of deletions goes, marks of insertions go.
fn accepted(from: &Path, to: &Path) {
    rewritten(from, to, |xml| {
        let mut out = String::new();
        let mut rest = xml;
        while let Some((before, after)) = rest.split_once("<w:del ") {
            out.push_str(before);
            rest = after.split_once("</w:del>").map_or("", |(_, after)| after);
        }
        out.push_str(rest);
        let mut plain = String::new();
        let mut rest = out.as_str();
        while let Some((before, after)) = rest.split_once("<w:ins ") {
            plain.push_str(before);
            rest = after.split_once('>').map_or("", |(_, after)| after);
        }
        plain.push_str(rest);
        plain.replace("</w:ins>", "")
    });
}

/// The same document in other bytes.
fn unchanged(from: &Path, to: &Path) {
    rewritten(from, to, |xml| xml.replacen("?>", "?> ", 1));
}

fn rewritten(from: &Path, to: &Path, rewrite: impl Fn(&str) -> String) {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut new = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            bytes = rewrite(&String::from_utf8(bytes).unwrap()).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap();
}

#[test]
fn the_desk_draws_what_the_report_draws() {
    let test = "the_desk_draws_what_the_report_draws";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join(super::BOOK);
    std::fs::copy(sample(), &book).unwrap();
    let mut page = open(&program, &desk, 1024, 768);
    drop(&mut page, &[&book]);
    unfold(&mut page);
    let on_desk = page.eval(SHOWN);
    page.visit(&report(folder.path()));
    unfold(&mut page);
    assert_eq!(page.eval(SHOWN), on_desk);
    assert!(on_desk.as_array().is_some_and(|all| all.len() > 20));
    alone(&page);
}

#[test]
fn a_text_a_folder_and_the_answers_of_two() {
    let test = "a_text_a_folder_and_the_answers_of_two";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let text = "# 农业\n\n清河区,青石镇。\n\n粮食增产15～30%,油料减产。\n";
    let chapters = folder.path().join("清河稿件");
    std::fs::create_dir(&chapters).unwrap();
    std::fs::write(chapters.join("2.md"), text).unwrap();
    std::fs::write(chapters.join("10.md"), "# 工业\n\n产值,利润。\n").unwrap();
    std::fs::write(chapters.join("~$2.docx"), "").unwrap();
    std::fs::write(chapters.join("图.jpg"), "").unwrap();
    let mut page = open(&program, &desk, 390, 844);
    drop(&mut page, &[&chapters]);
    let took = texts(&mut page, "#took");
    assert!(took.contains("《清河稿件》") && took.contains("2个文件作为一本书"), "{took}");
    // In the order of their numbers, and one can go the other way.
    let files = texts(&mut page, ".row .where");
    assert!(files.find("2.md") < files.find("10.md"), "{files}");
    page.eval("document.documentElement.dataset.desk = 'waiting'");
    page.click("#as-book");
    page.wait("document.documentElement.dataset.desk === 'report'");
    assert!(texts(&mut page, "#took").contains("各自检查"));

    // A text is corrected in place, in a copy.
    let alone_file = folder.path().join("来稿.md");
    std::fs::write(&alone_file, text).unwrap();
    drop(&mut page, &[&alone_file]);
    unfold(&mut page);
    let ids = decide(&mut page, "改", 2, true);
    page.click("#apply");
    let copy = page.download("md", |page| page.click("dialog .chief"));
    let changed = std::fs::read_to_string(copy).unwrap();
    assert_ne!(changed, text);
    page.wait("document.getElementById('saved') !== null");
    page.click("dialog .chief");

    // A colleague has answered one of them otherwise, and one that is open.
    let id = &ids[0];
    let other = json!({ "version": 1, "decisions": [
        { "id": id, "state": "不改", "rule": "half-width-mark", "excerpt": ",", "reason": "原文如此",
          "person": "李编辑", "date": "2026-11-25", "stage": "二校" }] });
    let file = folder.path().join("处理意见-李.json");
    std::fs::write(&file, other.to_string()).unwrap();
    page.drop_files(&[&file]);
    page.wait("document.querySelector('dialog .conflicts') !== null");
    page.click("dialog input[value=theirs]");
    page.click("dialog .chief");
    let state = format!("document.querySelector('[data-id=\"{id}\"] [aria-pressed=true]')?.dataset.state");
    page.eval("while (document.querySelector('.kind-open[aria-expanded=false]')) document.querySelector('.kind-open[aria-expanded=false]').click()");
    page.wait(&format!("{state} === '不改'"));
    assert_eq!(page.eval("document.querySelector('dialog')"), Value::Null);

    // The unit has filled in its form: one row answers a finding, one stands nowhere in the text.
    let form = folder.path().join("退改单-区农业农村局.csv");
    let rows = "序号,原句,单位答复\n1,粮食增产⟦15～30%⟧,无误，原件如此\n2,书里没有这一句。,改\n";
    std::fs::write(&form, rows).unwrap();
    page.drop_files(&[&form]);
    // It was answered 改 here: whose answer holds is asked.
    page.wait("document.querySelector('dialog .conflicts') !== null");
    page.click("dialog input[value=theirs]");
    page.click("dialog .chief");
    page.wait("document.querySelector('.toast')?.textContent.includes('没有找到所指的文字')");
    let by_unit = "Object.keys(localStorage).filter((key) => key.startsWith('kanwu:book:')) \
                   .flatMap((key) => Object.values(JSON.parse(localStorage[key]))) \
                   .filter((answer) => answer.person === '区农业农村局').map((answer) => answer.state)";
    assert_eq!(page.eval(by_unit), json!(["不改"]));

    // What can't be read is told, and the desk goes on.
    let broken = folder.path().join("坏.docx");
    std::fs::write(&broken, "PK").unwrap();
    drop(&mut page, &[&broken]);
    assert!(texts(&mut page, ".about .error").contains("坏.docx"));
    alone(&page);
}

#[test]
fn words_are_put_in_from_a_finding_and_from_a_file() {
    let test = "words_are_put_in_from_a_finding_and_from_a_file";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("清河年鉴.md");
    std::fs::write(&book, "# 农业\n\n渲泄渠清淤2千米，青石乡种茶2000亩。\n").unwrap();
    let mut page = open(&program, &desk, 1440, 900);
    drop(&mut page, &[&book]);
    unfold(&mut page);
    let shown = |page: &mut Page| number(&page.eval(&format!("{SHOWN}.length")));
    assert_eq!(shown(&mut page), 1);

    // Allowed from the finding's own row: it is answered, and listed no more.
    page.click("#rows .row .row-head");
    page.click(".add-word");
    page.wait("document.querySelector('dialog .chief') !== null");
    page.eval("document.querySelector('dialog input[name=word]').value = '渲泄渠'");
    page.eval("document.documentElement.dataset.desk = 'waiting'");
    page.click("dialog .chief");
    page.wait("document.documentElement.dataset.desk === 'report'");
    unfold(&mut page);
    assert_eq!(shown(&mut page), 0);

    // A list that is dropped is put together with what there is.
    let list = folder.path().join("words.toml");
    std::fs::write(&list, "[[wrong]]\nwrong = '青石乡'\nright = '青石镇'\ncategories = ['农业']\n").unwrap();
    drop(&mut page, &[&list]);
    unfold(&mut page);
    assert_eq!(shown(&mut page), 1);
    assert!(texts(&mut page, "#rows .what").contains("词表所列误写"));
    page.click("#words");
    page.wait("document.querySelector('dialog .chief') !== null");
    let saved = page.download("toml", |page| page.click("dialog .chief"));
    let saved = std::fs::read_to_string(saved).unwrap();
    let words = kanwu_decision::read_words(&saved).unwrap();
    assert_eq!((words.allow.as_slice(), words.wrong.len()), (["渲泄渠".to_owned()].as_slice(), 1), "{saved}");
    assert_eq!(words.wrong[0].categories, ["农业"]);

    // What contradicts it is told, and changes nothing.
    std::fs::write(&list, "allow = ['青石乡']\n").unwrap();
    page.drop_files(&[&list]);
    page.wait("document.querySelector('.toast')?.textContent.includes('既列为误写又列为允许')");
    alone(&page);
}

#[test]
fn a_book_is_verified_as_a_whole() {
    let test = "a_book_is_verified_as_a_whole";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("清河年鉴一校.md");
    std::fs::copy(sample(), &book).unwrap();
    let mut page = open(&program, &desk, 1440, 900);
    drop(&mut page, &[&book]);

    // 目录核对: a row a line of the contents, narrowed down to what disagrees, saved as a workbook.
    page.click("#verify");
    page.click("#verify-contents");
    page.wait("document.querySelectorAll('dialog.sheet tbody tr').length > 50");
    assert!(number(&page.eval("document.querySelectorAll('dialog.sheet mark').length")) > 0);
    page.choose("dialog.sheet select", "题名不一致");
    let apart = number(&page.eval("document.querySelectorAll('dialog.sheet tbody tr').length"));
    assert!((1..20).contains(&apart), "{apart}");
    let sheet = page.download("xlsx", |page| page.click("dialog.sheet header .plain"));
    assert_eq!(sheet.file_name().unwrap(), "清河年鉴-目录核对.xlsx");
    page.click("#close-sheet");

    // 全书统计
    page.click("#verify");
    page.click("#verify-statistics");
    page.wait("document.querySelector('dialog.sheet tbody') !== null");
    let rows = texts(&mut page, "dialog.sheet tbody tr");
    assert!(rows.contains("全书") && rows.contains("类目农业农村") && rows.contains("供稿"), "{rows}");
    page.click("#close-sheet");

    // 对照两个校次: with the file that is open, and by two files that are dropped together.
    let later = folder.path().join("清河年鉴二校.md");
    let text = std::fs::read_to_string(&book).unwrap();
    std::fs::write(&later, text.replacen("青石镇", "青岩镇", 1)).unwrap();
    page.drop_files(&[&book, &later]);
    page.wait("document.querySelector('dialog input[value=states]') !== null");
    let asked = texts(&mut page, "dialog .choice");
    assert!(asked.contains("清河年鉴一校.md在前，清河年鉴二校.md在后"), "{asked}");
    page.click("dialog .chief");
    page.wait("document.querySelectorAll('dialog.sheet tbody tr').length === 1");
    let row = texts(&mut page, "dialog.sheet tbody td");
    assert!(row.contains("青石镇") && row.contains("青岩镇"), "{row}");
    let saved = page.download("xlsx", |page| page.click("dialog.sheet header .plain"));
    assert_eq!(saved.file_name().unwrap(), "清河年鉴-核红.xlsx");
    page.click("#close-sheet");
    // The book that was open is open still.
    assert!(texts(&mut page, "#took").contains("《清河年鉴》"));
    alone(&page);
}

/// axe-core, the checker of accessibility, which `npm install` in `tests/validators` brings.
fn axe(test: &str) -> Option<String> {
    let file = root().join("tests/validators/node_modules/axe-core/axe.min.js");
    let found = std::fs::read_to_string(file).ok();
    if found.is_none() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED {test}: no axe-core (npm install --no-save in tests/validators)"
        );
    }
    found
}

/// What axe finds wrong in what is shown: contrast, names, roles, what the keyboard reaches.
fn barriers(page: &mut Page, axe: &str) -> Vec<String> {
    page.eval(&format!("{axe}\n;0"));
    let found = page.eval(
        "axe.run(document, { resultTypes: ['violations'] }).then((r) => \
         r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(' | ')}`))",
    );
    found.as_array().unwrap().iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn nobody_is_shut_out() {
    let test = "nobody_is_shut_out";
    let (Some(program), Some(desk), Some(axe)) = (browser(test), desk(test), axe(test)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join(super::BOOK);
    std::fs::copy(sample(), &book).unwrap();
    for (scheme, width, height) in [("light", 1440, 900), ("dark", 1440, 900), ("light", 390, 844)] {
        let mut page = open(&program, &desk, width, height);
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        page.call("Emulation.setEmulatedMedia", media);
        let none = |page: &mut Page, what: &str| {
            let found = barriers(page, &axe);
            assert!(found.is_empty(), "{scheme} {width}, {what}: {found:#?}");
        };
        none(&mut page, "start");
        drop(&mut page, &[&book]);
        page.click("#rows .row .row-head");
        none(&mut page, "report");
        page.click("#verify");
        none(&mut page, "dialog");
        page.click("#verify-contents");
        page.wait("document.querySelector('dialog.sheet tbody') !== null");
        none(&mut page, "form");
        // The keyboard goes through the form and out of it.
        page.press("Escape");
        page.wait("document.querySelector('dialog') === null");
    }
}

/// Prints how long the page takes to open, and to check `KANWU_MANUSCRIPT`:
/// `cargo test -p kanwu-tests --test browser -- --ignored --nocapture opens_and_checks`
#[test]
#[ignore = "a measurement"]
fn opens_and_checks() {
    let test = "opens_and_checks";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let book = std::env::var("KANWU_MANUSCRIPT").map_or_else(|_| sample(), PathBuf::from);
    for _ in 0..3 {
        let mut page = open(&program, &desk, 1440, 900);
        page.wait("document.documentElement.dataset.module === 'ready'");
        let times = page.eval(
            "({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime, \
             ready: performance.getEntriesByName('ready')[0]?.startTime, \
             module: performance.getEntriesByName('module')[0]?.startTime })",
        );
        drop(&mut page, &[&book]);
        let _ = writeln!(std::io::stderr(), "{times} {}", texts(&mut page, "#took"));
    }
}

/// Leaves the pictures of the guide in `KANWU_PICTURES`; site/screenshots.sh runs it.
#[test]
#[ignore = "makes pictures"]
fn pictures_of_the_guide() {
    let test = "pictures_of_the_guide";
    let (Some(program), Some(desk)) = (browser(test), desk(test)) else { return };
    let Some(to) = std::env::var_os("KANWU_PICTURES").map(PathBuf::from) else { return };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("清河年鉴一校.docx");
    std::fs::copy(root().join("tests/fixtures/docx/libreoffice.docx"), &book).unwrap();
    let mut page = open(&program, &desk, 1180, 700);
    let shot = |page: &mut Page, name: &str| {
        page.eval("new Promise((f) => setTimeout(f, 300))");
        std::fs::write(to.join(name), page.picture()).unwrap();
    };
    drop(&mut page, &[&book]);
    decide(&mut page, "待核", 1, false);
    decide(&mut page, "改", 3, true);
    shot(&mut page, "desk-answers.png");
    page.click("#apply");
    page.wait("document.querySelector('dialog .chief') !== null");
    shot(&mut page, "desk-apply.png");
    let copy = page.download("docx", |page| page.click("dialog .chief"));
    page.wait("document.getElementById('saved') !== null");
    page.click("dialog .chief");
    page.click("#verify");
    page.click("#verify-contents");
    page.wait("document.querySelector('dialog.sheet tbody') !== null");
    shot(&mut page, "desk-contents.png");
    page.click("#close-sheet");
    let later = folder.path().join("清河年鉴二校.docx");
    accepted(&copy, &later);
    page.drop_files(&[&book, &later]);
    page.wait("document.querySelector('dialog input[value=states]') !== null");
    page.click("dialog .chief");
    page.wait("document.querySelector('dialog.sheet tbody') !== null");
    shot(&mut page, "desk-states.png");
}
