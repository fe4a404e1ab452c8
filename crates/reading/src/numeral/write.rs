//! Writing Han numerals.

use crate::table::numerals::{DIGIT, PLACE};

/// Powers of ten that have a place of their own, the highest first.
const POWERS: [u32; 5] = [8, 4, 3, 2, 1];

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
    for power in POWERS {
        let size = 10u64.pow(power);
        if n < size {
            continue;
        }
        let (high, low) = (n / size, n % size);
        write(high, out);
        // The plain characters stand before those of accounts (拾, 佰).
        out.extend(PLACE.iter().find(|row| row.power == i64::from(power)).map(|row| row.char));
        if low > 0 {
            if low < size / 10 {
                out.push('零');
            }
            write(low, out);
        }
        return;
    }
    if n > 0 {
        out.extend(DIGIT.iter().find(|row| u64::try_from(row.value) == Ok(n)).map(|row| row.char));
    }
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
