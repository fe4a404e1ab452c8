//! LaTeX to what the page prints, as far as that is certain.

/// Commands and what they print.
const COMMANDS: [(&str, &str); 22] = [
    ("circ", "°"),
    ("sim", "～"),
    ("mu", "μ"),
    ("times", "×"),
    ("pm", "±"),
    ("cdot", "·"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("Omega", "Ω"),
    ("phi", "φ"),
    ("Phi", "Φ"),
    ("prime", "′"),
    ("text", ""),
    ("mathrm", ""),
    ("mathbf", ""),
    ("quad", " "),
    ("degree", "°"),
];

/// What `formula`, with its `$`, prints; `None` where it holds what a line of text can't.
pub(crate) fn plain(formula: &str) -> Option<String> {
    let mut rest = formula.trim_matches('$').trim();
    let mut out = String::new();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => rest = command(rest, &mut out)?,
            '^' => rest = script(rest, &mut out)?,
            '_' => return None,
            '\'' => {
                let second = rest.strip_prefix('\'');
                out.push(if second.is_some() { '″' } else { '′' });
                rest = second.unwrap_or(rest);
            }
            '{' | '}' | ' ' | '~' => {}
            c => out.push(c),
        }
    }
    (!out.is_empty()).then_some(out)
}

fn command<'r>(rest: &'r str, out: &mut String) -> Option<&'r str> {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    if name.is_empty() {
        let sign = rest.chars().next().filter(|c| matches!(c, '%' | '$' | '#' | '&' | ',' | ' ' | ';'))?;
        if matches!(sign, '%' | '$' | '#' | '&') {
            out.push(sign);
        }
        return rest.get(1..);
    }
    let (_, printed) = COMMANDS.iter().find(|(n, _)| *n == name)?;
    out.push_str(printed);
    Some(after)
}

/// `^{\circ}`, `^2`: a degree or a superscript digit.
fn script<'r>(rest: &'r str, out: &mut String) -> Option<&'r str> {
    let (inside, after) = match rest.strip_prefix('{') {
        Some(open) => open.split_once('}')?,
        None if rest.starts_with('\\') => {
            let end = rest[1..].find(|c: char| !c.is_ascii_alphabetic()).map_or(rest.len(), |n| n + 1);
            rest.split_at(end)
        }
        None => rest.split_at(rest.chars().next()?.len_utf8()),
    };
    out.push(match inside.trim() {
        "\\circ" | "∘" | "°" => '°',
        "\\prime" => '′',
        digit => raised(digit)?,
    });
    Some(after)
}

/// A superscript digit.
pub(crate) fn raised(digit: &str) -> Option<char> {
    Some(match digit {
        "0" => '⁰',
        "1" => '¹',
        "2" => '²',
        "3" => '³',
        "4" => '⁴',
        "5" => '⁵',
        "6" => '⁶',
        "7" => '⁷',
        "8" => '⁸',
        "9" => '⁹',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_and_units() {
        assert_eq!(plain(r"$31^{\circ}05'20'' \sim 31^\circ18'$").as_deref(), Some("31°05′20″～31°18′"));
        assert_eq!(plain(r"$\mu\text{g/L}$").as_deref(), Some("μg/L"));
        assert_eq!(plain(r"$85\%$").as_deref(), Some("85%"));
        assert_eq!(plain(r"$20m^2$").as_deref(), Some("20m²"));
    }

    #[test]
    fn what_a_line_cannot_print() {
        assert_eq!(plain(r"$\frac{1}{2}$"), None);
        assert_eq!(plain("$x_1$"), None);
        assert_eq!(plain("$$"), None);
        assert_eq!(plain(r"$x^{n+1}$"), None);
    }
}
