//! Whether two programs say the same of the same manuscripts.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Keys that a newer program may add to a finding or a file without saying anything else.
const ADDED: [&str; 3] = ["byteOffset", "origin", "coverage"];

/// Compares the JSON of two binaries over `inputs`, `info` included. Keys in [`ADDED`] and the tool's version
/// are left out of account.
pub(crate) fn run(old: &Path, new: &Path, inputs: &[PathBuf]) -> Result<String, String> {
    let mut differences = Vec::new();
    for input in inputs {
        let (a, b) = (json(old, input)?, json(new, input)?);
        differences.extend(first_difference(&a, &b).map(|what| format!("{}: {what}", input.display())));
    }
    if differences.is_empty() {
        Ok(format!("the same over {} inputs", inputs.len()))
    } else {
        Err(differences.join("\n"))
    }
}

fn json(program: &Path, input: &Path) -> Result<Value, String> {
    let output = Command::new(program)
        .args(["check", "--isolated", "--output-format", "json", "--show", "info"])
        .arg(input)
        .output()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    let mut value = serde_json::from_slice(&output.stdout).map_err(|e| {
        format!("{} {}: {e}: {}", program.display(), input.display(), String::from_utf8_lossy(&output.stderr))
    })?;
    strip(&mut value);
    Ok(value)
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            ADDED.iter().for_each(|key| {
                map.remove(*key);
            });
            map.remove("tool");
            map.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

/// The first finding that only one side has, or has otherwise.
fn first_difference(a: &Value, b: &Value) -> Option<String> {
    if a == b {
        return None;
    }
    let list = |v: &Value| v.get("diagnostics").and_then(Value::as_array).cloned().unwrap_or_default();
    let (a, b) = (list(a), list(b));
    let lost: Vec<&Value> = a.iter().filter(|d| !b.contains(d)).collect();
    let new: Vec<&Value> = b.iter().filter(|d| !a.contains(d)).collect();
    let show = |list: &[&Value]| list.first().map_or_else(String::new, ToString::to_string);
    Some(format!(
        "{} findings only before, {} only after\n  before: {}\n  after:  {}",
        lost.len(),
        new.len(),
        show(&lost),
        show(&new)
    ))
}
