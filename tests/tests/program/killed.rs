//! A kill at any moment of `--fix` leaves the old file or the new one, whole.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::{command, kanwu, sample};

/// Whether the program has begun to write: its new file stands beside the old one.
fn is_writing(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with(".kanwu-"))
}

#[test]
fn the_file_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.md");
    // A long comment costs little to read and makes the writing long enough to be met.
    let old = format!("{}\n<!-- {} -->\n", std::fs::read_to_string(sample()).unwrap(), "-".repeat(3_000_000));
    std::fs::write(&path, &old).unwrap();
    let started = Instant::now();
    kanwu(folder.path(), &["check", "稿.md", "--fix", "--quiet"]);
    let whole = started.elapsed();
    let new = std::fs::read(&path).unwrap();
    assert_ne!(old.as_bytes(), new);
    let (mut killed, mut met) = (0, 0);
    for round in 0..8u32 {
        std::fs::write(&path, &old).unwrap();
        for left in std::fs::read_dir(folder.path()).unwrap().flatten() {
            if left.path() != path {
                std::fs::remove_file(left.path()).unwrap();
            }
        }
        let mut child = command(folder.path(), &["check", "稿.md", "--fix", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Half of the kills come at some moment, half as soon as the new file is begun.
        let moment = (round % 2 == 0).then(|| whole * (round / 2) / 4);
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() {
            let writing = is_writing(folder.path());
            if moment.map_or(writing, |moment| started.elapsed() >= moment) {
                met += u32::from(writing);
                child.kill().unwrap();
                break;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        killed += u32::from(!child.wait().unwrap().success() && moment.is_some());
        let left = std::fs::read(&path).unwrap();
        assert!(left == old.as_bytes() || left == new, "round {round}: {} bytes are left", left.len());
    }
    assert!(killed > 0, "no run was killed");
    assert!(met > 0, "no run was killed while it wrote");
}
