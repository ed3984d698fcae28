//! Words comparisons, in both languages.

use cube::Lang;

use crate::words::phrase::Phrase;

/// The select of what to compare with.
pub const COMPARE: Phrase = Phrase("Comparar con", "Compare with");
/// No comparison.
pub const NOTHING: Phrase = Phrase("Nada", "Nothing");
/// The comparison is dropped.
pub const WITHOUT: Phrase = Phrase("sin comparar", "without comparing");

/// What opens the sentence on the other selection.
pub const BESIDE: Phrase = Phrase("Al lado:", "Beside it:");

/// Two selections beside each other.
pub fn sides(one: &str, other: &str) -> String {
    format!("{one} | {other}")
}

/// What a page is compared with.
pub fn with(lang: Lang, selection: &str) -> String {
    match lang {
        Lang::Es => format!("Comparado con {selection}"),
        Lang::En => format!("Compared with {selection}"),
    }
}
