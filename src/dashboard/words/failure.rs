//! Writes the messages about failures: the problem and the next step.

use cube::{Lang, Phrase};

/// The button that tries again.
pub const RETRY: Phrase = Phrase("Intentar de nuevo", "Try again");
/// The button that loads the page anew.
pub const RELOAD: Phrase = Phrase("Cargar la página de nuevo", "Load the page again");
/// The server cannot be reached.
pub const UNREACHABLE: [Phrase; 2] = [
    Phrase(
        "No se pudieron cargar las cifras",
        "The numbers could not be loaded",
    ),
    Phrase(
        "Compruebe su conexión e intente de nuevo.",
        "Check your connection and try again.",
    ),
];
/// The server does not answer.
pub const SILENT: [Phrase; 2] = [
    Phrase("Las cifras no llegan", "The numbers do not arrive"),
    Phrase(
        "El sitio no respondió a tiempo. Compruebe su conexión o intente de nuevo en unos minutos.",
        "The site did not answer in time. Check your connection, or try again in a few minutes.",
    ),
];
/// The server does not have the file.
pub const MISSING: [Phrase; 2] = [
    Phrase("Faltan las cifras", "The numbers are missing"),
    Phrase(
        "El sitio no tiene el archivo que esta página necesita; puede que se esté actualizando. Intente de nuevo en \
         unos minutos; si sigue igual, avise a quien publica este sitio.",
        "The site does not have the file that this page needs; it may be being updated. Try again in a few minutes; \
         if it stays so, tell whoever publishes this site.",
    ),
];
/// The file is incomplete or damaged.
pub const UNREADABLE: [Phrase; 2] = [
    Phrase("No se pueden leer las cifras", "The numbers cannot be read"),
    Phrase(
        "El archivo llegó incompleto o dañado. Intente de nuevo; si sigue igual, avise a quien publica este sitio.",
        "The file arrived incomplete or damaged. Try again; if it stays so, tell whoever publishes this site.",
    ),
];
/// The table is of another release than the index.
pub const OTHER_RELEASE: [Phrase; 2] = [
    Phrase(
        "Algunas cifras son de otra publicación",
        "Some numbers are of another release",
    ),
    Phrase(
        "No se muestran junto a las demás. Puede que el sitio se esté actualizando: intente de nuevo en unos minutos; \
         si sigue igual, avise a quien publica este sitio.",
        "They are not shown beside the others. The site may be being updated: try again in a few minutes; if it stays \
         so, tell whoever publishes this site.",
    ),
];
/// The file is newer than the page.
pub const NEWER_FORMAT: [Phrase; 2] = [
    Phrase(
        "Las cifras son más nuevas que esta página",
        "The numbers are newer than this page",
    ),
    Phrase(
        "Su navegador guarda una versión anterior de la página. Cárguela de nuevo; si sigue igual, avise a quien \
         publica este sitio.",
        "Your browser keeps an earlier version of the page. Load it again; if it stays so, tell whoever publishes \
         this site.",
    ),
];

/// Says that another release, or another edition of the same one, came while the page was open.
pub fn replaced(lang: Lang, before: &str, now: &str) -> String {
    match lang {
        Lang::Es if before == now => format!(
            "Mientras esta página estaba abierta, la publicación {now} se publicó de nuevo. Todas las cifras son ahora de la \
             nueva."
        ),
        Lang::En if before == now => format!(
            "While this page was open, release {now} was published anew. All numbers are now of the new one."
        ),
        Lang::Es => format!(
            "Mientras esta página estaba abierta, la publicación {before} se reemplazó por la {now}. Todas las cifras son \
             ahora de {now}."
        ),
        Lang::En => format!(
            "While this page was open, release {before} was replaced by {now}. All numbers are now of {now}."
        ),
    }
}
