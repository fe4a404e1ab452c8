//! A release: one version everywhere, the changelog closed, a commit and a tag.

use std::path::Path;
use std::process::Command;

/// Sets the version, closes *Unreleased* in the changelog, commits and tags. Changes nothing where the tree has changes
/// of its own or the version is no later one.
pub fn release(root: &Path, version: &str, date: &str) -> Result<String, String> {
    let now = numbers(version).ok_or_else(|| format!("{version} is no version such as 1.2.3"))?;
    if !git(root, &["status", "--porcelain", "--untracked-files=no"])?.is_empty() {
        return Err("there are changes that are not committed".to_owned());
    }
    let manifest = read(root, MANIFEST)?;
    let before = version_of(&manifest).ok_or_else(|| format!("{MANIFEST} has no version"))?;
    let tag = format!("v{version}");
    let tagged = !git(root, &["tag", "--list", &tag])?.is_empty();
    // The first release has the version that the manifest begins with.
    if tagged || numbers(before).is_none_or(|old| now < old) {
        return Err(format!("{version} is not later than {before}"));
    }
    let changelog = closed(&read(root, CHANGELOG)?, version, date)?;
    let extension = read(root, EXTENSION)?;
    write(root, MANIFEST, &manifest.replacen(&line(before), &line(version), 1))?;
    write(root, EXTENSION, &extension.replacen(&json_line(before), &json_line(version), 1))?;
    write(root, CHANGELOG, &changelog)?;
    run(root, "cargo", &["update", "--workspace", "--offline", "--quiet"])?;
    git(
        root,
        &[
            "commit",
            "--quiet",
            "--message",
            &format!("chore: release {version}"),
            "--",
            MANIFEST,
            LOCK,
            EXTENSION,
            CHANGELOG,
        ],
    )?;
    git(root, &["tag", "--annotate", &tag, "--message", &format!("kanwu {version}")])?;
    Ok(format!("{tag} is tagged; `git push --follow-tags` releases it"))
}

const MANIFEST: &str = "Cargo.toml";
const LOCK: &str = "Cargo.lock";
const EXTENSION: &str = "editors/vscode/package.json";
const CHANGELOG: &str = "CHANGELOG.md";
const OPEN: &str = "## [Unreleased]\n";
const OF_WORKSPACE: &str = "[workspace.package]\nversion = \"";

fn line(version: &str) -> String {
    format!("{OF_WORKSPACE}{version}\"")
}

fn json_line(version: &str) -> String {
    format!("\n  \"version\": \"{version}\"")
}

fn version_of(manifest: &str) -> Option<&str> {
    manifest.split_once(OF_WORKSPACE)?.1.split('"').next()
}

fn numbers(version: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// The changelog with what was not released under the version, and nothing under *Unreleased*.
fn closed(changelog: &str, version: &str, date: &str) -> Result<String, String> {
    let (head, rest) =
        changelog.split_once(OPEN).ok_or_else(|| format!("{CHANGELOG} has no line {}", OPEN.trim()))?;
    let changes = rest.split("\n## ").next().unwrap_or_default().trim();
    if changes.is_empty() {
        return Err(format!("{CHANGELOG} names nothing that has changed"));
    }
    Ok(format!("{head}{OPEN}\n## [{version}] - {date}\n{rest}"))
}

fn read(root: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"))
}

fn write(root: &Path, name: &str, text: &str) -> Result<(), String> {
    std::fs::write(root.join(name), text).map_err(|e| format!("{name}: {e}"))
}

fn git(root: &Path, args: &[&str]) -> Result<String, String> {
    run(root, "git", args)
}

fn run(root: &Path, program: &str, args: &[&str]) -> Result<String, String> {
    let done = Command::new(program).current_dir(root).args(args).output();
    let done = done.map_err(|e| format!("{program}: {e}"))?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(format!("{program} {}: {}", args.join(" "), String::from_utf8_lossy(&done.stderr))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changelog_is_closed_once_there_are_changes() {
        let closed_once =
            closed("# C\n\n## [Unreleased]\n\n- A\n\n## [0.1.0] - 2023-01-01\n", "0.2.0", "2024-02-03");
        let expected =
            "# C\n\n## [Unreleased]\n\n## [0.2.0] - 2024-02-03\n\n- A\n\n## [0.1.0] - 2023-01-01\n";
        assert_eq!(closed_once.as_deref(), Ok(expected));
        assert!(closed(expected, "0.3.0", "2024-02-04").is_err());
    }

    #[test]
    fn a_version_is_three_numbers() {
        assert_eq!(numbers("1.20.3"), Some([1, 20, 3]));
        assert_eq!((numbers("1.2"), numbers("v1.2.3"), numbers("1.2.3-a")), (None, None, None));
    }

    #[test]
    fn one_version_is_everywhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let manifest = read(&root, MANIFEST).unwrap();
        let version = version_of(&manifest).unwrap();
        assert!(read(&root, EXTENSION).unwrap().contains(&json_line(version)), "{EXTENSION}");
    }
}
