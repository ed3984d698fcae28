//! What the page says while there is nothing to show.

use cube::Lang;

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The numbers did not arrive.
    Missing,
    /// What arrived cannot be read.
    Unreadable,
    /// What arrived is of a newer format than this page knows.
    NewerFormat,
}

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub heading: String,
    /// What can be done.
    pub text: String,
    /// The button that tries again.
    pub retry: String,
}

/// What stands where the numbers will be.
pub fn loading(lang: Lang) -> String {
    match lang {
        Lang::Es => "Cargando las cifras…".into(),
        Lang::En => "Loading the numbers…".into(),
    }
}

/// What to say of a failure.
pub fn failure(lang: Lang, failure: Failure) -> Message {
    let (heading, text) = match (lang, failure) {
        (Lang::Es, Failure::Missing) => {
            ("No se pudieron cargar las cifras", "Compruebe su conexión e intente de nuevo.")
        }
        (Lang::En, Failure::Missing) => ("The numbers could not be loaded", "Check your connection and try again."),
        (Lang::Es, Failure::Unreadable) => (
            "No se pueden leer las cifras",
            "El archivo llegó incompleto o dañado. Intente de nuevo; si sigue igual, avise a quien publica este sitio.",
        ),
        (Lang::En, Failure::Unreadable) => (
            "The numbers cannot be read",
            "The file arrived incomplete or damaged. Try again; if it stays so, tell whoever publishes this site.",
        ),
        (Lang::Es, Failure::NewerFormat) => (
            "Las cifras son más nuevas que esta página",
            "Su navegador guarda una versión anterior de la página. Cárguela de nuevo.",
        ),
        (Lang::En, Failure::NewerFormat) => (
            "The numbers are newer than this page",
            "Your browser keeps an earlier version of the page. Load it again.",
        ),
    };
    let retry = match lang {
        Lang::Es => "Intentar de nuevo",
        Lang::En => "Try again",
    };
    Message { heading: heading.into(), text: text.into(), retry: retry.into() }
}
