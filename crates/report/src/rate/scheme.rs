//! Methods of counting: `rules/tables/error-rate.toml`.

use kanwu_card::Card;
use kanwu_text::Lang;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::messages::rate as said;

/// A method of counting.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scheme {
    /// As the config names it.
    pub name: String,
    zh: String,
    en: String,
    #[serde(default, rename = "item")]
    pub(crate) items: Vec<Item>,
}

/// A row of a method; see the head of the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Item {
    pub zh: String,
    pub en: String,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    families: Vec<String>,
    weight: Option<Decimal>,
    pub points: Decimal,
    pub most_per_page: Option<Decimal>,
    pub most_per_book: Option<Decimal>,
    pub most: Option<Decimal>,
    pub over: Option<Over>,
}

/// More `places` than this count `points` together.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Over {
    pub places: u32,
    pub points: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    scheme: Vec<Scheme>,
}

/// Why a method can't be counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeError {
    /// There is none of this name; the names that there are.
    Unknown(String, Vec<String>),
    /// Its points are not known yet.
    Empty(String),
}

impl SchemeError {
    /// In one line.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            SchemeError::Unknown(name, known) => said::UnknownScheme { name, known }.text(lang),
            SchemeError::Empty(name) => said::EmptyScheme { name }.text(lang),
        }
    }
}

impl Scheme {
    /// The method that is used where none is named.
    pub const DEFAULT: &'static str = "2004";

    /// A method by name.
    pub fn named(name: &str) -> Result<Scheme, SchemeError> {
        let all = Scheme::all();
        let known = all.iter().map(|s| s.name.clone()).collect();
        match all.into_iter().find(|s| s.name == name) {
            None => Err(SchemeError::Unknown(name.to_owned(), known)),
            Some(scheme) if scheme.items.is_empty() => Err(SchemeError::Empty(scheme.name)),
            Some(scheme) => Ok(scheme),
        }
    }

    fn all() -> Vec<Scheme> {
        let text = include_str!("../../../../rules/tables/error-rate.toml");
        toml::from_str(text).map(|table: Table| table.scheme).unwrap_or_default()
    }

    /// What people call it.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The item that a rule of this weight belongs to, by index.
    pub(crate) fn item_of(&self, card: &Card, weight: Decimal) -> Option<usize> {
        self.items.iter().position(|item| {
            if !item.rules.is_empty() {
                return item.rules.contains(&card.name);
            }
            let family = item.families.is_empty() || item.families.iter().any(|f| f == card.family());
            family && item.weight.is_none_or(|w| w == weight)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_its_items_weigh_what_their_rules_weigh() {
        let scheme = Scheme::named(Scheme::DEFAULT).unwrap();
        assert_eq!(scheme.items.len(), 11);
        for item in &scheme.items {
            assert!(item.weight.is_none_or(|w| w == item.points), "{}", item.zh);
        }
    }

    #[test]
    fn unknown_and_empty_methods_are_refused() {
        let told = |name| Scheme::named(name).map(|s| s.name).map_err(|e| e.message(Lang::Zh));
        assert_eq!(
            told("CYT266").unwrap_err(),
            "“CYT266”的计分还没有录入（未见标准正文），不能据以计算；请用 2004。"
        );
        assert_eq!(told("1995").unwrap_err(), "没有叫“1995”的计错办法；现有：2004、CYT266。");
    }
}
