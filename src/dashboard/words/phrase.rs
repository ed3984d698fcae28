//! Holds a fixed phrase of the interface in Spanish and in English.

use cube::Lang;

/// A fixed phrase: in Spanish, in English.
#[derive(Clone, Copy, Debug)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// The phrase in one language.
    pub fn get(self, lang: Lang) -> String {
        match lang {
            Lang::Es => self.0.into(),
            Lang::En => self.1.into(),
        }
    }
}
