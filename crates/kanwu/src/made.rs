//! What kanwu writes, known again: a report may be replaced by the next one, a file of anyone else may not.

use crate::cli::Output;

/// Whether a file holds a report of this form as kanwu wrote it. A sheet in which someone has filled in what is to
/// become of the findings is work.
pub(crate) fn is_report(format: Output) -> fn(&[u8]) -> bool {
    match format {
        Output::Full | Output::Short => |file| {
            let text = text(file);
            let first = text.lines().next().unwrap_or_default();
            let clean = first.starts_with("检查") && first.contains("个文件，");
            named(first) || clean || (first.starts_with("Checked ") && first.contains(" characters, in "))
        },
        Output::Github => |file| {
            let first: [&[u8]; 4] = [b"::error ", b"::warning ", b"::notice ", b"::notice::"];
            first.iter().any(|word| file.starts_with(word))
        },
        Output::Json => |file| file.starts_with(b"{\"version\":1,\"tool\":{\"name\":\"kanwu\""),
        Output::Jsonl => |file| {
            let first = ["{\"code\":\"", "{\"waived\":", "{\"error\":"];
            first.iter().any(|word| file.starts_with(word.as_bytes()))
        },
        Output::Html => |file| head(file).contains("<title>刊误 kanwu"),
        Output::Sarif => |file| head(file).contains("sarif") && text(file).contains("\"kanwu\""),
        Output::Gitlab => {
            |file| file.starts_with(b"[") && (file.len() < 5 || head(file).contains("\"check_name\""))
        }
        Output::Junit => |file| head(file).contains("<testsuites name=\"kanwu\""),
        Output::Checkstyle => |file| head(file).contains("<checkstyle"),
        Output::Rdjson => {
            |file| head(file).contains("\"name\": \"kanwu\"") || head(file).contains("\"name\":\"kanwu\"")
        }
        Output::Markdown => |file| head(file).starts_with("### 刊误") || head(file).starts_with("### kanwu"),
        Output::Csv => |file| {
            let text = text(file);
            let mut lines = text.trim_start_matches('\u{feff}').lines();
            let first = lines.next().unwrap_or_default();
            let columns = first.split(',').count();
            (11..=12).contains(&columns)
                && (first.starts_with("序号,") || first.starts_with("No.,"))
                && lines.all(|l| l.ends_with(",,"))
        },
        Output::Xlsx => kanwu_disk::is_as_marked,
    }
}

/// Whether a line names a rule as `[NUM013 range-left-percent-missing]`.
fn named(line: &str) -> bool {
    let Some((_, rest)) = line.split_once('[') else { return false };
    let code = rest.get(..6).unwrap_or_default();
    let (family, number) = code.split_at_checked(3).unwrap_or_default();
    family.len() == 3
        && family.bytes().all(|b| b.is_ascii_uppercase())
        && number.bytes().all(|b| b.is_ascii_digit())
        && rest.get(6..7) == Some(" ")
}

fn text(file: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(file)
}

fn head(file: &[u8]) -> std::borrow::Cow<'_, str> {
    text(&file[..file.len().min(1024)])
}
