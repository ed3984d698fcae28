//! Lists the ways in which people write that they do not know. The list is taken whole into every draft.

use codebook::notation::{
    spelling::fold,
    stand_in::{has_no_letter, is_absent, is_spreadsheet_error},
};

/// What means “not known” in any column. `Ninguno` and `No` may be answers, and `S/I` without its stroke is “sí”.
pub(crate) const NOT_KNOWN: [&str; 39] = [
    "",
    "-",
    "?",
    "N/S",
    "NS",
    "N/R",
    "NR",
    "NS/NR",
    "N/D",
    "ND",
    "S/D",
    "SD",
    "S/I",
    "N/A",
    "N/C",
    "Sin dato",
    "Sin datos",
    "Sin especificar",
    "Sin descripción",
    "Sin registro",
    "No especifica",
    "No especificado",
    "No especificada",
    "No consta",
    "No indica",
    "No sabe",
    "No responde",
    "No sabe/no responde",
    "No refiere",
    "No registra",
    "No disponible",
    "Desconocido",
    "Desconocida",
    "Se desconoce",
    "Ignorado",
    "Unknown",
    "Not known",
    "Not specified",
    "Not available",
];

/// The labels of the category for “not known”, which mean it as well.
pub(crate) const LABELS: [&str; 2] = ["Sin información", "Not stated"];

/// Whether a text is no answer: empty, a dash, an error of a spreadsheet, or listed.
pub(crate) fn is_not_known(text: &str) -> bool {
    let folded = fold(text);
    has_no_letter(text) && !text.contains(['+', '✓', '✔'])
        || is_spreadsheet_error(text)
        || is_absent(text)
        || NOT_KNOWN
            .iter()
            .chain(&LABELS)
            .any(|known| fold(known) == folded)
}
