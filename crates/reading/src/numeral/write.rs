//! Writing Han numerals.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `n` as a Han numeral with places: 25 → 二十五, 10 000 → 一万, 0 → 零.
pub fn to_han(n: u64) -> String {
    let mut out = String::new();
    match n {
        0 => out.push('零'),
        _ => write(n, &mut out),
    }
    match out.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => out,
    }
}

fn write(n: u64, out: &mut String) {
    for (size, name) in [(100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十")] {
        if n < size {
            continue;
        }
        let (high, low) = (n / size, n % size);
        write(high, out);
        out.push_str(name);
        if low > 0 {
            if low < size / 10 {
                out.push('零');
            }
            write(low, out);
        }
        return;
    }
    out.push_str(DIGITS.get(n as usize).copied().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms() {
        for (n, want) in [
            (0, "零"),
            (10, "十"),
            (12, "十二"),
            (110, "一百一十"),
            (105, "一百零五"),
            (10_010, "一万零一十"),
            (100_000, "十万"),
            (12_345, "一万二千三百四十五"),
            (300_000_005, "三亿零五"),
        ] {
            assert_eq!(to_han(n), want);
        }
    }
}
