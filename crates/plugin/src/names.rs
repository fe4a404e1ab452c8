//! Names that a card declares. Build scripts make a constant of each, so that a rule that uses a name its card
//! does not have does not compile.

use std::marker::PhantomData;

use rust_decimal::Decimal;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) &'static str);

        impl $name {
            /// For the constants that build scripts make.
            #[doc(hidden)]
            pub const fn named(name: &'static str) -> $name {
                $name(name)
            }

            /// As the card writes it.
            pub const fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl From<&'static str> for $name {
            fn from(name: &'static str) -> $name {
                $name(name)
            }
        }
    };
}

/// An argument of a card's messages: `{found}`. `Kind` is what the card declares it to be under `[args]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arg<Kind = Text>(pub(crate) &'static str, PhantomData<Kind>);

impl<Kind> Arg<Kind> {
    /// For the constants that build scripts make.
    #[doc(hidden)]
    pub const fn named(name: &'static str) -> Arg<Kind> {
        Arg(name, PhantomData)
    }

    /// The argument with what a message is to show for it.
    pub fn given(self, value: impl ArgValue<Kind>) -> Given {
        (self.0, value.shown())
    }

    /// As the card writes it.
    pub const fn as_str(&self) -> &'static str {
        self.0
    }
}

impl Arg {
    /// An argument that is text, of a message that the engine knows by name.
    pub const fn text(name: &'static str) -> Arg {
        Arg::named(name)
    }
}

/// An argument and its value as messages show it.
pub type Given = (&'static str, String);

/// Marks an argument that is words of the book or of a table: the kind of arguments that a card does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text;

/// Marks an argument that says how many there are of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count;

/// Marks an argument that is a figure: a sum, a year, a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number;

/// What may be given for an argument of a kind; anything else does not compile.
pub trait ArgValue<Kind> {
    /// As messages show it.
    fn shown(self) -> String;
}

impl<T: Into<String>> ArgValue<Text> for T {
    fn shown(self) -> String {
        self.into()
    }
}

macro_rules! shown {
    ($($kind:ident: $($value:ty),*;)*) => {$($(
        impl ArgValue<$kind> for $value {
            fn shown(self) -> String {
                self.to_string()
            }
        }
    )*)*};
}

shown! {
    Count: u8, u16, u32, u64, usize, i32, i64;
    Number: u8, u16, u32, u64, usize, i32, i64, Decimal;
}

name! {
    /// A message of a card beside its main one.
    Variant
}
name! {
    /// What a card calls a related place.
    Label
}
