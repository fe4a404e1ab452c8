//! Numbers in the forms that lists count in.

/// `value` in the form that `numFmt` names; a form that is not known gives digits.
pub(super) fn numeral(format: &str, value: u32) -> String {
    let circled =
        |first: u32, last: u32| (1..=last).contains(&value).then(|| char::from_u32(first + value - 1));
    let one = match format {
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match value {
            21..=35 => char::from_u32(0x3251 + value - 21),
            36..=50 => char::from_u32(0x32B1 + value - 36),
            _ => circled(0x2460, 20).flatten(),
        },
        "decimalEnclosedParen" => circled(0x2474, 20).flatten(),
        "decimalEnclosedFullstop" => circled(0x2488, 20).flatten(),
        "ideographEnclosedCircle" => circled(0x3280, 10).flatten(),
        "ideographTraditional" => pick("甲乙丙丁戊己庚辛壬癸", value),
        "ideographZodiac" => pick("子丑寅卯辰巳午未申酉戌亥", value),
        _ => None,
    };
    if let Some(one) = one {
        return one.to_string();
    }
    match format {
        "none" => String::new(),
        "decimalZero" if value < 10 => format!("0{value}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0xFF10 + d)).unwrap_or(c);
            value.to_string().chars().map(wide).collect()
        }
        "upperLetter" => letters(value, b'A'),
        "lowerLetter" => letters(value, b'a'),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => han(value, "零一二三四五六七八九", ["", "十", "百", "千"], true),
        "chineseLegalSimplified" => han(value, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], false),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            let digit = |c: char| c.to_digit(10).and_then(|d| "〇一二三四五六七八九".chars().nth(d as usize));
            value.to_string().chars().filter_map(digit).collect()
        }
        _ => value.to_string(),
    }
}

fn pick(all: &str, value: u32) -> Option<char> {
    all.chars().nth(value.checked_sub(1)? as usize)
}

/// A … Z, AA … ZZ: the letter, once for each time through the alphabet.
fn letters(value: u32, first: u8) -> String {
    let Some(n) = value.checked_sub(1) else { return String::new() };
    let letter = char::from(first + (n % 26) as u8);
    // Word stops at thirty times through.
    std::iter::repeat_n(letter, (n / 26 + 1).min(30) as usize).collect()
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value > 3999 {
        return value.to_string();
    }
    let mut rest = value;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

/// Up to 9999. `short`: ten is 十, not 一十.
fn han(value: u32, digits: &str, places: [&str; 4], short: bool) -> String {
    if value > 9999 {
        return value.to_string();
    }
    let digit = |n: u32| digits.chars().nth(n as usize).map(String::from).unwrap_or_default();
    if value == 0 {
        return digit(0);
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, worth) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let n = value / worth % 10;
        if n == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push_str(&digit(0));
            gap = false;
        }
        if !(short && place == 1 && n == 1 && out.is_empty()) {
            out.push_str(&digit(n));
        }
        out.push_str(places[place]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_counts() {
        let forms = |format: &str, values: &[u32]| -> Vec<String> {
            values.iter().map(|v| numeral(format, *v)).collect()
        };
        assert_eq!(
            forms("chineseCounting", &[1, 10, 11, 20, 21, 101, 110, 1005]),
            ["一", "十", "十一", "二十", "二十一", "一百零一", "一百一十", "一千零五"]
        );
        assert_eq!(forms("chineseLegalSimplified", &[10, 12]), ["壹拾", "壹拾贰"]);
        assert_eq!(forms("decimalEnclosedCircle", &[1, 20, 21, 50, 51]), ["①", "⑳", "㉑", "㊿", "51"]);
        assert_eq!(forms("lowerRoman", &[4, 9, 14]), ["iv", "ix", "xiv"]);
        assert_eq!(forms("upperLetter", &[1, 26, 27]), ["A", "Z", "AA"]);
        assert_eq!(forms("ideographTraditional", &[1, 11]), ["甲", "11"]);
        assert_eq!(forms("decimalZero", &[7, 12]), ["07", "12"]);
    }
}
