//! The language in which kanwu speaks to people.

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in both languages: one that names nothing, or a list of them. Build scripts make these of the catalogue,
/// `rules/messages/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message<T = &'static str> {
    /// In Chinese.
    pub zh: T,
    /// In English.
    pub en: T,
}

impl<T: Copy> Message<T> {
    /// The text in a language.
    pub const fn text(&self, lang: Lang) -> T {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

impl Message<String> {
    /// What is told in each language.
    pub fn told(tell: impl Fn(Lang) -> String) -> Message<String> {
        Message { zh: tell(Lang::Zh), en: tell(Lang::En) }
    }
}

/// The module `messages` of a crate whose build script is `kanwu_card::build::messages(name)`.
#[macro_export]
macro_rules! messages {
    () => {
        mod messages {
            include!(concat!(env!("OUT_DIR"), "/messages.rs"));
        }
    };
}
