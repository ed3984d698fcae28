//! Writes the texts of comparisons, in each language.

use cube::Lang;

use cube::Phrase;

/// The label of the select of comparisons.
pub const COMPARE: Phrase = Phrase("Comparar", "Compare");
/// The same while something is compared.
pub const COMPARING: Phrase = Phrase("Comparando", "Comparing");
/// The choice of no comparison.
pub const NOTHING: Phrase = Phrase("Sin comparar", "No comparison");
/// The relaxation that drops the comparison.
pub const WITHOUT: Phrase = Phrase("sin comparar", "without comparing");

/// The opening of the sentence on the other selection.
pub const BESIDE: Phrase = Phrase("Comparado con:", "Compared with:");

/// Names a period behind a number.
pub fn in_period(lang: Lang, period: &str) -> String {
    match lang {
        Lang::Es => format!("en {period}"),
        Lang::En => format!("in {period}"),
    }
}

/// Names two selections that are compared.
pub fn name_both(one: &str, other: &str) -> String {
    format!("{one} | {other}")
}

/// Names the selection with which a page is compared.
pub fn compared_with(lang: Lang, selection: &str) -> String {
    match lang {
        Lang::Es => format!("Comparado con {selection}"),
        Lang::En => format!("Compared with {selection}"),
    }
}
