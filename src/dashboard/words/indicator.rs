//! Words series that others publish, in both languages.

use cube::Lang;

use crate::words::phrase::Phrase;
use crate::words::text::{and, as_one_sentence, uncapitalized};

/// A year of which a source says nothing.
pub const GAP: Phrase = Phrase(
    "La fuente no da un dato de ese año",
    "The source gives no figure for that year",
);

/// How many series a page shows, and of which years.
pub fn summary(lang: Lang, series: usize, period: &str) -> String {
    match lang {
        Lang::Es => format!("Series publicadas por otras fuentes: {series}. {period}."),
        Lang::En => format!("Series published by other sources: {series}. {period}."),
    }
}

/// What a mark means.
pub fn mark(lang: Lang, mark: &str, meaning: &str) -> String {
    let meaning = uncapitalized(meaning.trim_end_matches('.'));
    match lang {
        Lang::Es => format!("«{mark}»: {meaning}."),
        Lang::En => format!("“{mark}”: {meaning}."),
    }
}

/// The years of which a source says nothing, behind another sentence; nothing where there are none.
pub fn gaps(lang: Lang, years: &[String]) -> String {
    let listed = and(lang, years);
    match lang {
        _ if years.is_empty() => String::new(),
        Lang::Es => format!(" Sin dato en la fuente: {listed}."),
        Lang::En => format!(" Not in the source: {listed}."),
    }
}

/// What is found in a section of series: "Personas procesadas y personas condenadas."
pub fn shown(lang: Lang, labels: Vec<String>) -> String {
    format!("{}.", and(lang, &as_one_sentence(labels)))
}
