//! Names that a card declares. Build scripts make a constant of each, so that a rule that uses a name its card
//! does not have does not compile.

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

name! {
    /// An argument of a card's messages: `{found}`.
    Arg
}
name! {
    /// A message of a card beside its main one.
    Variant
}
name! {
    /// What a card calls a related place.
    Label
}
