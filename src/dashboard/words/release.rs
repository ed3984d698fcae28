//! Writes what is said about the release that a link names.

use cube::{Lang, Phrase};

/// The button that copies the address with the release.
pub const COPY_FIXED: Phrase = Phrase("Enlace fijo", "Fixed link");

/// The link from an earlier release to the last one.
pub fn see_last(lang: Lang, shown: &str, last: &str) -> String {
    match lang {
        Lang::Es => format!("Estos datos son de {shown}. Hay más nuevos: ver los de {last}"),
        Lang::En => format!("These data are of {shown}. There are newer ones: see those of {last}"),
    }
}

/// Says that the release that a link names is not there, and which one is shown; `reason` is why it was withdrawn.
pub fn not_there(lang: Lang, asked: &str, reason: Option<&str>, shown: &str) -> String {
    match (lang, reason) {
        (Lang::Es, None) => format!(
            "El enlace pide los datos de la publicación «{asked}», que no está aquí. Se muestran los de {shown}."
        ),
        (Lang::En, None) => format!(
            "The link asks for the data of release “{asked}”, which is not here. Those of {shown} are shown."
        ),
        (Lang::Es, Some(reason)) => format!(
            "El enlace pide los datos de la publicación {asked}, que se retiró: {reason} Se muestran los de {shown}."
        ),
        (Lang::En, Some(reason)) => format!(
            "The link asks for the data of release {asked}, which was withdrawn: {reason} Those of {shown} are shown."
        ),
    }
}
