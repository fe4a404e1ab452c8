//! Characters of symbol fonts, which stand in the file as numbers of a private area.

/// What `<w:sym>` shows: the character that has the same shape. A shape that is not known gives U+FFFC.
pub(super) fn symbol(font: &str, code: &str) -> char {
    const UNKNOWN: char = '\u{fffc}';
    let Ok(code) = u32::from_str_radix(code, 16) else { return UNKNOWN };
    let place = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let known = match font.to_lowercase().as_str() {
        "symbol" => in_symbol(place),
        "wingdings" => in_wingdings(place),
        "wingdings 2" => match place {
            0x50 => Some('✓'),
            0x52 => Some('☑'),
            0xA3 => Some('□'),
            _ => None,
        },
        _ => char::from_u32(code).filter(|c| !c.is_control() && !(0xE000..=0xF8FF).contains(&code)),
    };
    known.unwrap_or(UNKNOWN)
}

fn in_symbol(place: u32) -> Option<char> {
    let greek = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match place {
        0x61..=0x7A => greek.chars().nth((place - 0x61) as usize)?,
        0x44 => 'Δ',
        0x53 => 'Σ',
        0x57 => 'Ω',
        0xA3 => '≤',
        0xA5 => '∞',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '·',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0x20..=0x40 => char::from_u32(place)?,
        _ => return None,
    })
}

fn in_wingdings(place: u32) -> Option<char> {
    Some(match place {
        0x6C => '●',
        0x6E => '■',
        0x71 | 0xA8 | 0x6F => '□',
        0x75 => '◆',
        0x9F => '•',
        0xA1 => '○',
        0xD8 => '➢',
        0xE0 => '→',
        0xFB => '✗',
        0xFC => '✓',
        0xFE => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_become_characters() {
        assert_eq!(symbol("Wingdings", "F0FC"), '✓');
        assert_eq!(symbol("Symbol", "F0B0"), '°');
        assert_eq!(symbol("Symbol", "F062"), 'β');
        assert_eq!(symbol("宋体", "2460"), '①');
        assert_eq!(symbol("Wingdings", "F099"), '\u{fffc}');
        assert_eq!(symbol("Wingdings", "x"), '\u{fffc}');
    }
}
