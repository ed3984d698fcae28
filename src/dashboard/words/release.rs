//! Writes what is said about the release that a link names.

use cube::{Lang, Phrase};

/// The button that copies the address with the release.
pub const COPY_FIXED: Phrase = Phrase("Enlace fijo", "Fixed link");

const EARLIER: Phrase = Phrase("Estos datos son de ", "These data are of ");
const NEWER: Phrase = Phrase(
    ". Hay más nuevos: ver los de ",
    ". There are newer ones: see those of ",
);
const ASKED: Phrase = Phrase(
    "El enlace pide los datos de «",
    "The link asks for the data of “",
);
const ABSENT: Phrase = Phrase("», que no están aquí", "”, which are not here");
const WITHDRAWN: Phrase = Phrase("», que se retiraron («", "”, which were withdrawn (“");
const END: Phrase = Phrase("»)", "”)");
const SHOWN: Phrase = Phrase(". Se muestran los de ", ". Shown are those of ");

/// The link from an earlier release to the last one.
pub fn see_last(lang: Lang, shown: &str, last: &str) -> String {
    [EARLIER.get(lang), shown, NEWER.get(lang), last].concat()
}

/// Says that the release that a link names is not there, and which one is shown; `reason` is why it was withdrawn.
pub fn not_there(lang: Lang, asked: &str, reason: Option<&str>, shown: &str) -> String {
    let (why, reason, end) = match reason {
        Some(reason) => (WITHDRAWN, reason, END.get(lang)),
        None => (ABSENT, "", ""),
    };
    let parts = [
        ASKED.get(lang),
        asked,
        why.get(lang),
        reason,
        end,
        SHOWN.get(lang),
        shown,
        ".",
    ];
    parts.concat()
}
