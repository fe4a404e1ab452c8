/// Coarse part of speech 词类.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// 名词
    Noun,
    /// 地名
    Place,
    /// 时间词
    Time,
    /// 动名词, 名形词: a verb or adjective that serves as a noun too (检查, 服务, 困难)
    Nominal,
    /// 动词
    Verb,
    /// 形容词
    Adjective,
    /// 区别词 (综合性)
    Attribute,
    /// 副词
    Adverb,
    /// 数词, digits too
    Numeral,
    /// 量词
    Measure,
    /// 方位词
    Direction,
    /// 代词
    Pronoun,
    /// 介词
    Preposition,
    /// 连词
    Conjunction,
    /// 助词, 语气词
    Particle,
    /// 成语, 习用语
    Phrase,
    /// Han characters that no word of the lexicon covers, and characters that are no words
    Unknown,
    /// Letters
    Foreign,
    /// Marks and blanks
    Mark,
}

impl WordClass {
    const ALL: [WordClass; 19] = [
        WordClass::Noun,
        WordClass::Place,
        WordClass::Time,
        WordClass::Nominal,
        WordClass::Verb,
        WordClass::Adjective,
        WordClass::Attribute,
        WordClass::Adverb,
        WordClass::Numeral,
        WordClass::Measure,
        WordClass::Direction,
        WordClass::Pronoun,
        WordClass::Preposition,
        WordClass::Conjunction,
        WordClass::Particle,
        WordClass::Phrase,
        WordClass::Unknown,
        WordClass::Foreign,
        WordClass::Mark,
    ];
}
