//! `kanwu check --watch`: files are saved while it runs.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::common::{command, kanwu, text};

/// So long a machine may take that does other things as well.
const PATIENCE: Duration = Duration::from_secs(120);

/// The program while it watches, and the lines that it has printed.
struct Watching(Child, Receiver<String>);

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Watching {
        let mut child = command(folder, &[&["check", "--watch", "--output-format", "short"], args].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, lines) = channel();
        follow(child.stdout.take().unwrap(), tell.clone());
        follow(child.stderr.take().unwrap(), tell);
        Watching(child, lines)
    }

    /// Reads up to the line that has `want`. A save may be checked twice, where the machine is slow.
    fn until(&self, want: &str) {
        let mut said = Vec::new();
        loop {
            match self.1.recv_timeout(PATIENCE) {
                Ok(line) => said.push(line),
                Err(e) => panic!("{want}: {e} after {said:#?}"),
            }
            if said.last().is_some_and(|line| line.contains(want)) {
                return;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn follow(stream: impl Read + Send + 'static, tell: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
}

/// As editors save: a new file in the place of the old one.
fn save(path: &Path, content: &str) {
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, content).unwrap();
    std::fs::rename(&beside, path).unwrap();
}

#[test]
fn each_save_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("稿.md");
    std::fs::write(&file, "全年增长10～15%。\n").unwrap();
    let watching = Watching::start(folder.path(), &["稿.md", "--output", "markdown=报告.md"]);
    watching.until("稿.md:1:5: 错误[NUM013");
    save(&file, "完成投资12亿元,增长8%。\n");
    watching.until("稿.md:1:9: 错误[PUN001");
    // What can't be read, and what can't be checked with, is told; and the watch goes on.
    save(&file, "\0\u{1}\0\u{1}");
    watching.until("稿.md：像是二进制文件");
    let config = folder.path().join("kanwu.toml");
    save(&config, "stage = [");
    watching.until("kanwu.toml");
    save(&file, "全年增长10～15%。\n");
    watching.until("kanwu.toml");
    save(&config, "[lint]\nignore = [\"NUM013\"]\n");
    watching.until("没有发现差错。");
    watching.until("没有列出的不等于合格");
    assert!(std::fs::read_to_string(folder.path().join("报告.md")).unwrap().contains("没有发现差错"));
}

#[test]
fn a_new_manuscript_in_the_folder_is_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("甲.md"), "全年增长10%～15%。\n").unwrap();
    let watching = Watching::start(folder.path(), &["--lang", "en"]);
    watching.until("What is not listed is not thereby right.");
    save(&folder.path().join("乙.md"), "完成投资12亿元,增长8%。\n");
    watching.until("乙.md:1:9: error[PUN001");
}

#[test]
fn what_can_not_be_watched_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), "全年增长10%～15%。\n").unwrap();
    for (args, lines, zh, en) in [
        (&["-"][..], 1, "标准输入（-）只能读一次", "standard input (-) is read once"),
        (&["稿.md", "--fix"], 1, "不能一起用", "exclude each other"),
        (&["--staged"], 1, "不能一起用", "exclude each other"),
        // Where there is not even a folder, no save is to come. That nothing was read is said as well.
        (&["没有/稿.md", "--isolated", "-q"], 2, "没有/稿.md：", "没有/稿.md: "),
    ] {
        for (lang, want) in [("zh", zh), ("en", en)] {
            let all = ["check", "--watch", "--output-format", "short", "--lang", lang];
            let output = kanwu(folder.path(), &[&all[..], args].concat());
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(want) && said.lines().count() == lines, "{want}: {said}");
        }
    }
}
