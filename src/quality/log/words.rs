//! Defines the texts on what changed, in Spanish and English.

use cube::{Catalog, Lang, Phrase, number};

use crate::log::model::Entry;

pub const TITLE: Phrase = Phrase("Cambios entre publicaciones", "Changes between releases");
pub const LEDE: Phrase = Phrase(
    "Qué cambió en los números publicados y en cómo se cuentan, la última publicación primero.",
    "What changed in the published numbers and in how they are counted, the last release first.",
);
pub const RELEASE: Phrase = Phrase("Publicación", "Release");
pub const WITHDRAWN: Phrase = Phrase("Retirada:", "Withdrawn:");
pub const FIRST: Phrase = Phrase(
    "La primera que queda: no hay otra con que compararla.",
    "The first one that is left: there is none to compare it with.",
);
pub const SAME: Phrase = Phrase("Nada cambió.", "Nothing changed.");
pub const CORRECTED: Phrase = Phrase("Años corregidos:", "Corrected years:");
pub const REVISED: Phrase = Phrase("Números corregidos", "Corrected numbers");
pub const RENAMED: Phrase = Phrase("Otro nombre", "Renamed");
pub const NEW: Phrase = Phrase("Categorías nuevas", "New categories");
pub const GONE: Phrase = Phrase("Categorías que ya no están", "Categories that are gone");
pub const BREAKS: Phrase = Phrase("Rupturas de la serie", "Breaks in the series");
pub const NUMBER: Phrase = Phrase("Número", "Number");
pub const BEFORE: Phrase = Phrase("Antes", "Before");
pub const NOW: Phrase = Phrase("Ahora", "Now");
pub const REST: Phrase = Phrase("Los demás están en", "The others are in");

/// How a count is called: one of them, several of them.
type Counted = (usize, Phrase, Phrase);

/// Makes the title of the feed and of the pages.
pub fn title(catalog: &Catalog, lang: Lang) -> String {
    let mark = catalog.mark(lang).into_iter();
    let words = mark.chain([TITLE.get(lang), catalog.title.get(lang)]);
    words.collect::<Vec<_>>().join(" · ")
}

/// Counts in one sentence what changed.
pub fn summarize(entry: &Entry<'_>, lang: Lang) -> String {
    let Some(changes) = &entry.changes else {
        return FIRST.text(lang);
    };
    let counts: [Counted; 9] = [
        (
            changes.added,
            Phrase("número nuevo", "new number"),
            Phrase("números nuevos", "new numbers"),
        ),
        (
            changes.revised.len(),
            Phrase("número corregido", "corrected number"),
            Phrase("números corregidos", "corrected numbers"),
        ),
        (
            changes.hidden,
            Phrase("que ya no se muestra", "that is no longer shown"),
            Phrase("que ya no se muestran", "that are no longer shown"),
        ),
        (
            changes.shown,
            Phrase("que antes estaba oculto", "that was hidden before"),
            Phrase("que antes estaban ocultos", "that were hidden before"),
        ),
        (
            changes.renamed.len(),
            Phrase("nombre cambiado", "name changed"),
            Phrase("nombres cambiados", "names changed"),
        ),
        (
            changes.new_categories.len() + changes.gone_categories.len(),
            Phrase("categoría nueva o que ya no está", "category new or gone"),
            Phrase(
                "categorías nuevas o que ya no están",
                "categories new or gone",
            ),
        ),
        (
            changes.new_tables.len(),
            Phrase("tabla nueva", "new table"),
            Phrase("tablas nuevas", "new tables"),
        ),
        (
            changes.gone_tables.len(),
            Phrase("tabla que ya no está", "table gone"),
            Phrase("tablas que ya no están", "tables gone"),
        ),
        (
            changes.breaks.len(),
            Phrase("ruptura de la serie", "break in the series"),
            Phrase("rupturas de la serie", "breaks in the series"),
        ),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, one, several)| {
            let words = if count == 1 { one } else { several };
            format!("{} {}", number::count(lang, count as u64), words.get(lang))
        })
        .collect();
    match counts.is_empty() {
        true => SAME.text(lang),
        false => format!("{}.", counts.join("; ")),
    }
}
