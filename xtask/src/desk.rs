//! `kanwu.html`: kanwu compiled to WebAssembly, packed into the editor's page.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::num::NonZeroU64;
use std::path::Path;
use std::process::Command;

use kanwu_text::Lang;

const TARGET: &str = "wasm32-unknown-unknown";

/// The page is carried about on sticks and by chat.
const LARGEST: u64 = 12 << 20;

/// Laid over the profile to try the page out.
const QUICK: [&str; 3] =
    ["profile.desk.lto=\"off\"", "profile.desk.opt-level=1", "profile.desk.codegen-units=16"];

/// Builds the module, unless one is named, and writes `target/desk/kanwu.html`.
pub fn build(root: &Path, quick: bool, module: Option<&Path>) -> Result<String, String> {
    if module.is_none() {
        compile(root, quick)?;
    }
    let built = root.join("target").join(TARGET).join("desk/kanwu_web.wasm");
    let module = module.unwrap_or(&built);
    let bytes = std::fs::read(module).map_err(|e| format!("{}: {e}", module.display()))?;
    let page = root.join("target/desk/kanwu.html");
    let wrong = |e: std::io::Error| format!("{}: {e}", page.display());
    std::fs::create_dir_all(root.join("target/desk")).map_err(wrong)?;
    let packed = packed(&bytes).map_err(wrong)?;
    let mut out = BufWriter::new(File::create(&page).map_err(wrong)?);
    kanwu_report::desk(&mut out, &packed, Lang::Zh).map_err(wrong)?;
    out.flush().map_err(wrong)?;
    let size = std::fs::metadata(&page).map_err(wrong)?.len();
    if size > LARGEST && !quick {
        return Err(format!("{}: {size} bytes, more than {LARGEST}", page.display()));
    }
    Ok(format!("wrote {}: {size} bytes, the module {}", page.display(), bytes.len()))
}

fn compile(root: &Path, quick: bool) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args([
        "build",
        "--profile",
        "desk",
        "--target",
        TARGET,
        "--package",
        "kanwu-web",
    ]);
    if quick {
        command.args(QUICK.iter().flat_map(|set| ["--config", set]));
    }
    let done = command.status().map_err(|e| format!("cargo: {e}"))?;
    match done.success() {
        true => Ok(()),
        false => Err(format!("the module was not built; is the target there? rustup target add {TARGET}")),
    }
}

/// Packed as gzip, in base64: a page can hold text only. What packs it takes a minute and saves a twentieth.
fn packed(bytes: &[u8]) -> std::io::Result<String> {
    let options = zopfli::Options { iteration_count: ROUNDS, ..zopfli::Options::default() };
    let mut out = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out)?;
    Ok(data_encoding::BASE64.encode(&out))
}

/// So often the packer looks for a shorter way; more rounds gain next to nothing.
const ROUNDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(2);
