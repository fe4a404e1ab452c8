//! Characters that are easily taken for each other.

/// Characters of the first plane by sixteens.
const BLOCKS: usize = 1 << 12;

/// A table as the build script packs it.
struct Table(&'static [u8]);

static SOUND: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/confusable-sound.bin")));
static SHAPE: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/confusable-shape.bin")));

static MEANT: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/meant.bin")));

/// Whether the two sound alike.
pub fn sound_alike(a: char, b: char) -> bool {
    SOUND.likes(a, b) || SOUND.likes(b, a)
}

/// Whether the two look alike.
pub fn look_alike(a: char, b: char) -> bool {
    SHAPE.likes(a, b) || SHAPE.likes(b, a)
}

/// Whether the two both sound and look alike.
pub fn alike_in_both(a: char, b: char) -> bool {
    sound_alike(a, b) && look_alike(a, b)
}

/// The characters, by their codes, for which one is often written: it is among the nearest of theirs in sound or shape, or like
/// them in both.
pub fn meant_by(wrong: char) -> impl Iterator<Item = u16> {
    MEANT.of(wrong).into_iter().flatten()
}

/// Whether the tables know the character: rare ones are in none.
pub fn is_common(c: char) -> bool {
    SOUND.of(c).is_some()
}

/// The characters that sound or look like one, for what makes wrong forms.
pub fn like(c: char) -> Vec<char> {
    let of = |table: &Table| -> Vec<char> {
        table.of(c).into_iter().flatten().filter_map(|n| char::from_u32(u32::from(n))).collect()
    };
    [of(&SOUND), of(&SHAPE)].concat()
}

impl Table {
    fn number(&self, at: usize) -> Option<u16> {
        let bytes = self.0.get(2 * at..2 * at + 2)?;
        Some(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn len(&self) -> usize {
        self.number(0).map_or(0, usize::from)
    }

    /// Where the list of line `line` ends, counted in characters.
    fn end(&self, line: usize) -> Option<usize> {
        let at = 1 + 2 * BLOCKS + 2 * line;
        Some(usize::from(self.number(at)?) | usize::from(self.number(at + 1)?) << 16)
    }

    /// The list of a character, two bytes for each that is like it.
    fn bytes(&self, c: char) -> Option<&'static [u8]> {
        let code = u16::try_from(c as u32).ok()?;
        let (block, bit) = (usize::from(code / 16), code % 16);
        let bits = self.number(1 + 2 * block)?;
        (bits >> bit & 1 == 1).then_some(())?;
        let earlier = (bits & ((1 << bit) - 1)).count_ones() as usize;
        let line = usize::from(self.number(2 + 2 * block)?) + earlier;
        let lists = 1 + 2 * BLOCKS + 2 * self.len();
        let start = if line == 0 { 0 } else { self.end(line - 1)? };
        self.0.get(2 * (lists + start)..2 * (lists + self.end(line)?))
    }

    fn of(&self, c: char) -> Option<impl Iterator<Item = u16>> {
        let (pairs, _) = self.bytes(c)?.as_chunks();
        Some(pairs.iter().map(|pair| u16::from_le_bytes(*pair)))
    }

    fn likes(&self, a: char, b: char) -> bool {
        let Ok(b) = u16::try_from(b as u32) else { return false };
        self.of(a).is_some_and(|mut like| like.any(|other| other == b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_goes_both_ways() {
        assert!(sound_alike('进', '近') && sound_alike('近', '进'));
        assert!(look_alike('末', '未') && look_alike('未', '末'));
        assert!(!sound_alike('进', '山') && !look_alike('𠀀', '一'));
    }
}
