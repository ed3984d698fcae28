//! Writes the texts of series that others publish, in each language.

use cube::Lang;

use crate::words::text::{as_one_sentence, join, uncapitalized};
use cube::Phrase;

/// The meaning of a gap.
pub const GAP: Phrase = Phrase(
    "La fuente no da un dato de ese año",
    "The source gives no figure for that year",
);

/// Sums up a page: the number of series and their years.
pub fn summary(lang: Lang, series: usize, period: &str) -> String {
    match lang {
        Lang::Es => format!("Series publicadas por otras fuentes: {series}. {period}."),
        Lang::En => format!("Series published by other sources: {series}. {period}."),
    }
}

/// Explains a mark.
pub fn mark(lang: Lang, mark: &str, meaning: &str) -> String {
    let meaning = uncapitalized(meaning.trim_end_matches('.'));
    match lang {
        Lang::Es => format!("«{mark}»: {meaning}."),
        Lang::En => format!("“{mark}”: {meaning}."),
    }
}

/// Lists the series of a section: "Personas procesadas y personas condenadas."
pub fn list_series(lang: Lang, labels: Vec<String>) -> String {
    format!("{}.", join(lang, &as_one_sentence(labels)))
}
