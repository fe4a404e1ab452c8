//! `kanwu init`: a commented config with what the manuscript says of itself.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_book::{EditorialSpec, parse};
use kanwu_disk::{Policy, files};
use kanwu_text::{Location, Manuscript};

use crate::cli::InitArgs;
use crate::config::{Config, NAME};
use crate::git::exclude_own;
use crate::load::{Request, load};
use crate::messages::{file, init as said};
use crate::stage::stages;
use crate::{Exit, Ui, failure};

/// Runs the command: writes `kanwu.toml` beside the manuscript, never over one that is there.
pub(crate) fn run_init(ui: &mut Ui<'_>, args: &InitArgs) -> io::Result<Exit> {
    let first = args.files.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if files::is_dir(first) { first } else { first.parent().unwrap_or(Path::new("")) };
    let path = folder.join(NAME);
    let shown = failure::shown(&path);
    if files::exists(&path) {
        return ui.fail(said::Exists { path: shown }.text(ui.lang));
    }
    let request = Request::of(&args.files);
    let (loaded, errors) = load(&request, &Config::default());
    if let Some(error) = errors.into_iter().next() {
        return ui.fail(failure::told(error).message(ui.lang));
    }
    let whole = Manuscript { sources: loaded.into_iter().flat_map(|one| one.manuscript.sources).collect() };
    if whole.sources.is_empty() {
        return ui.fail(file::NO_MANUSCRIPT.text(ui.lang));
    }
    let book = parse(&whole);
    let text = config(&whole, folder, &book.spec);
    if let Err(e) = kanwu_disk::put(&path, text.as_bytes(), &Policy::NEW) {
        return ui.fail(failure::unsaved(e).message(ui.lang));
    }
    exclude_own(folder);
    writeln!(ui.out, "{}", said::Written { path: shown }.text(ui.lang))?;
    Ok(Exit::Clean)
}

/// The file: what the manuscript says stands in comments, for it is read anew each time.
fn config(manuscript: &Manuscript, folder: &Path, spec: &EditorialSpec) -> String {
    let files: Vec<String> = manuscript
        .sources
        .iter()
        .map(|s| {
            let path = Path::new(&s.path);
            quoted(&failure::shown(path.strip_prefix(folder).unwrap_or(path)))
        })
        .collect();
    let names: Vec<&str> = stages().iter().map(|s| s.name.as_str()).collect();
    let mut out = format!(
        "# 刊误的配置文件，由 kanwu init 写出。行首的 # 去掉，那一条才起作用。\n\
         # `kanwu config 书稿.md` 列出现在的值和每一条的出处。\n\n\
         # 审校阶段，给出待补、目录页码、何级不过等的默认值：{}。\n\
         # stage = \"初审\"\n\n\
         [manuscript]\n# 同一部书稿的各个文件，按书中先后排列。\nfiles = [{}]\n\n\
         [lint]\n# 不用的规则：名称、代码或族。\nignore = []\n\
         # 到这一级，退出码为1：error、warning、info。\n# fail-on = \"warning\"\n\n\
         [lint.severity]\n# 逐条调整级别：off、info、warning、error。\n# range-mark-minority = \"warning\"\n\n\
         # 只对部分文件（paths）或类目（categories）改变的。\n\
         # [[override]]\n# categories = [\"附录\"]\n# ignore = [\"NUM\"]\n\n\
         [spec]\n# 以下从书稿的编辑说明读出，每次检查都重新读；读得不对的才改写在这里。\n",
        names.join("、"),
        files.join(", ")
    );
    spec_lines(&mut out, manuscript, spec);
    out.push_str(
        "\n[suppression]\n# true 时，注记 <!-- kanwu-ignore 规则名: 理由 --> 没有理由的不起作用。\n\
         require-reason = false\n\n\
         [decisions]\n# 谁定的；命令里写了 --person 则以命令为准。\n# person = \"\"\n",
    );
    out
}

fn spec_lines(out: &mut String, manuscript: &Manuscript, spec: &EditorialSpec) {
    let from = |at: Option<Location>| {
        at.and_then(|at| manuscript.source(at.source).map(|s| (s, at)))
            .map_or(String::new(), |(s, at)| format!("（{}:{}）", s.path, s.lines().line_of(at.span.start)))
    };
    let mut line = |name: &str, key: &str, value: Option<(String, Option<Location>)>| {
        let _ = match value {
            Some((value, at)) => writeln!(out, "# {name}{}\n# {key} = {value}", from(at)),
            None => writeln!(out, "# {name}：书稿里没有读到\n# {key} ="),
        };
    };
    let day = |(y, m, d): (i32, u8, u8)| format!("{y:04}-{m:02}-{d:02}");
    let period = spec.period.as_ref();
    line(
        "记述时限",
        "record-period",
        period.map(|p| (format!("[{}, {}]", day(p.value.from), day(p.value.to)), p.at)),
    );
    let all = |of: &[kanwu_book::Stated<String>]| {
        let list: Vec<String> = of.iter().map(|s| quoted(&s.value)).collect();
        of.first().map(|first| (format!("[{}]", list.join(", ")), first.at))
    };
    line("执行的标准", "standards", all(&spec.standards));
    line("涉农内容是否保留“亩”", "keeps-mu", spec.keeps_mu.as_ref().map(|s| (s.value.to_string(), s.at)));
    line("统计公报的题名", "bulletin", spec.bulletin.as_ref().map(|s| (quoted(&s.value), s.at)));
    line("自述的类目数", "category-count", spec.category_count.as_ref().map(|s| (s.value.to_string(), s.at)));
    line("类目", "categories", all(&spec.categories));
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
