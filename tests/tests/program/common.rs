//! Running the program as a user does.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use kanwu_engine::Registry;

/// Every form of report that is text.
pub const TEXT_FORMS: [&str; 13] = [
    "full",
    "short",
    "json",
    "jsonl",
    "html",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
    "csv",
];

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

/// The small yearbook with known faults.
pub fn sample() -> PathBuf {
    root().join("samples/清河年鉴2023.md")
}

/// Every rule that comes with kanwu.
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| Registry::new(&kanwu::families(), Vec::new()).expect("rules that fit together"))
}

/// Runs the program in `folder`.
pub fn kanwu(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the program runs")
}

/// Runs the program with something on its standard input.
pub fn kanwu_with_input(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    use std::io::Write;
    let mut child = command(folder, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// The program in `folder`, not yet started.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kanwu-under-test"));
    command.current_dir(folder).args(args).env("NO_COLOR", "1");
    command
}

/// What a run printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The findings of a run with `--output-format json`.
pub fn findings(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}
