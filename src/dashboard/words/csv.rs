//! Names the link to a figure's file, in each language.

use cube::{Lang, Phrase};

/// The label of the link to a figure's file.
pub const DOWNLOAD: Phrase = Phrase("Descargar CSV", "Download CSV");

/// The heading of a column of percentages of changes: `form` names the changes.
pub fn percentage(lang: Lang, label: &str, form: &str) -> String {
    match lang {
        Lang::Es => format!("{label}: {form} en porcentaje"),
        Lang::En => format!("{label}: {form} in percent"),
    }
}
