//! The pairs of names of a book that is being edited.
//!
//! Which names are one slip apart depends on how the names of the book are written, and on nothing else. An edit that
//! leaves them as they are only moves their places.

use kanwu_text::ReadingSpan;

use super::{Form, NameKind, Names, Pair};

/// The pairs of a book as it was, with what they depend on.
#[derive(Debug, Default)]
pub struct KeptPairs {
    written: Written,
    pairs: Vec<KeptPair>,
}

/// How the names of a book are written, in order.
#[derive(Debug, Default, PartialEq, Eq)]
struct Written {
    /// The runs of all mentions.
    runs: String,
    mentions: Vec<WrittenMention>,
    settled: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct WrittenMention {
    kind: NameKind,
    starts: u32,
    /// Where its run ends among all runs.
    end: usize,
    /// Whether it stands in the paragraph of the one before.
    beside: bool,
}

#[derive(Debug)]
struct KeptPair {
    pair: Pair,
    odd: Vec<KeptPlace>,
    known: Vec<KeptPlace>,
}

/// A place of a form: the end of the run of a mention.
#[derive(Clone, Copy, Debug)]
struct KeptPlace {
    mention: usize,
    bytes: u32,
}

impl KeptPairs {
    /// Tells `names` their pairs, where names are written as they were in the book whose pairs were kept. Whether it has.
    pub fn tell(&self, names: &Names<'_>) -> bool {
        if self.written.mentions.is_empty() || self.written != Written::of(names) {
            return false;
        }
        let moved = |form: &Form, places: &[KeptPlace]| {
            let place = |kept: &KeptPlace| {
                let mention = names.mentions.names.get(kept.mention)?;
                let end = mention.run.end;
                Some((mention.reading, ReadingSpan::new(end.checked_sub(kept.bytes)?, end)))
            };
            let places = places.iter().map(place).collect::<Option<_>>()?;
            Some(Form { text: form.text.clone(), places })
        };
        let pair = |kept: &KeptPair| {
            let (odd, known) = (moved(&kept.pair.odd, &kept.odd)?, moved(&kept.pair.known, &kept.known)?);
            Some(Pair { odd, known, ..kept.pair.clone() })
        };
        let pairs: Option<Vec<Pair>> = self.pairs.iter().map(pair).collect();
        pairs.is_some_and(|pairs| names.pairs.set(pairs).is_ok())
    }

    /// Keeps the pairs of `names`, where a rule has asked for them.
    pub fn keep(&mut self, names: &Names<'_>) {
        let Some(pairs) = names.pairs.get() else { return };
        let mut ends: Vec<_> = (names.mentions.names.iter().enumerate())
            .map(|(n, mention)| ((mention.reading, mention.run.end), n))
            .collect();
        ends.sort_unstable();
        let places = |form: &Form| -> Option<Vec<KeptPlace>> {
            let place = |(reading, span): &(_, ReadingSpan)| {
                let at = ends.partition_point(|(end, _)| *end < (*reading, span.end));
                let (end, mention) = ends.get(at)?;
                (*end == (*reading, span.end)).then(|| KeptPlace { mention: *mention, bytes: span.len() })
            };
            form.places.iter().map(place).collect()
        };
        let kept = |pair: &Pair| {
            Some(KeptPair { odd: places(&pair.odd)?, known: places(&pair.known)?, pair: pair.clone() })
        };
        *self = match pairs.iter().map(kept).collect::<Option<_>>() {
            Some(pairs) => KeptPairs { written: Written::of(names), pairs },
            None => KeptPairs::default(),
        };
    }
}

impl Written {
    fn of(names: &Names<'_>) -> Written {
        let mut written = Written { settled: names.settled.clone(), ..Written::default() };
        let mut before = None;
        for mention in &names.mentions.names {
            written.runs.push_str(names.text(mention.reading, mention.run));
            written.mentions.push(WrittenMention {
                kind: mention.kind,
                starts: mention.starts,
                end: written.runs.len(),
                beside: before == Some(mention.reading),
            });
            before = Some(mention.reading);
        }
        written
    }
}
