//! Renders the page on which a visitor's own browser attacks the release. The crate `check` runs the attack there.

use cube::{Catalog, Lang, Phrase, Text};
use maud::{Markup, html};

use crate::method::{
    folder::{CHECK, PLAIN},
    text::paragraphs,
};
use crate::{parts::card, site::path_to_root};

pub(super) const TITLE: Phrase = Phrase("Comprobar", "Check it yourself");
pub(super) const LEDE: Phrase = Phrase(
    "Su propio navegador puede intentar deducir lo que está oculto, con los mismos archivos que usa este sitio. \
     Nada se envía a ninguna parte.",
    "Your own browser can try to derive what is hidden, from the same files that this site uses. Nothing is sent \
     anywhere.",
);
const WHAT: Phrase = Phrase("Qué hace", "What it does");
const RESULT: Phrase = Phrase("Resultado", "Result");
const BY_YEAR: Phrase = Phrase("Comprobar las tablas por año", "Check the tables by year");
const EVERYTHING: Phrase = Phrase(
    "Comprobar todas las tablas a la vez",
    "Check all tables at once",
);
const NOT_YET: Phrase = Phrase(
    "Todavía no se ha comprobado nada.",
    "Nothing has been checked yet.",
);
const FAILED: Phrase = Phrase(
    "La comprobación no pudo empezar en este navegador. Actualícelo o intente en otro dispositivo.",
    "The check could not start in this browser. Update it, or try another device.",
);
const NO_SCRIPT: Phrase = Phrase(
    "La comprobación necesita JavaScript.",
    "The check needs JavaScript.",
);
const METHOD: Phrase = Phrase(
    "Cómo se protegen las cifras",
    "How the numbers are protected",
);

/// Renders the content between header and footer.
pub(super) fn render_content(catalog: &Catalog, lang: Lang) -> Markup {
    let languages = &catalog.languages;
    let root = path_to_root(languages, CHECK, lang);
    html! {
        h1 { (TITLE.get(lang)) }
        p.lede { (LEDE.get(lang)) }
        (paragraphs(WHAT, lang, &what()))
        p.asks {
            button type="button" data-check hidden { (BY_YEAR.get(lang)) }
            " "
            button type="button" data-check hidden { (EVERYTHING.get(lang)) }
        }
        noscript { p.notice { (NO_SCRIPT.get(lang)) } }
        (card(RESULT.get(lang), "", html! {
            div #found role="status" data-worker={ (root) "check/worker.js" } data-files="../data/"
                data-failed=(FAILED.get(lang)) { p { (NOT_YET.get(lang)) } }
        }))
        p { a href={ (root) (languages.folder_of(lang, PLAIN)) } { (METHOD.get(lang)) } }
    }
}

fn what() -> [Text; 2] {
    [
        Text::new(
            "Primero calcula la huella SHA-256 de cada archivo y la compara con la del certificado de la \
             publicación: así se sabe que son los archivos que se verificaron.",
            "First it computes the SHA-256 hash of each file and compares it with the one in the release's \
             certificate: this shows that they are the files that were verified.",
        ),
        Text::new(
            "Después hace de atacante: escribe todas las sumas que se deducen de lo publicado e intenta demostrar \
             algo sobre algún número oculto. Es el mismo programa que se ejecuta antes de cada publicación.",
            "Then it acts as the attacker: it writes down all sums that follow from what is published and tries to \
             prove something about a hidden number. It is the same program that runs before every release.",
        ),
    ]
}
