//! Names the columns of a figure's files, in each language.

use cube::Lang;

/// The heading of percentages of changes: `form` names the changes.
pub fn percentage(lang: Lang, form: &str) -> String {
    match lang {
        Lang::Es => format!("{form} en porcentaje"),
        Lang::En => format!("{form} in percent"),
    }
}
