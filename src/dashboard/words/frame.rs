//! Names what stands around the figures: navigation, buttons, and the end of the page.

use cube::Lang;

use crate::words::phrase::Phrase;

/// The opening page, in the navigation.
pub const HOME: Phrase = Phrase("Inicio", "Home");
/// The link that jumps over the navigation.
pub const SKIP: Phrase = Phrase("Ir al contenido", "Skip to content");
/// The navigation landmark.
pub const SECTIONS: Phrase = Phrase("Secciones", "Sections");
/// The filters' landmark.
pub const FILTERS: Phrase = Phrase("Filtros y opciones", "Filters and options");
/// The switch between chart and table.
pub const SHAPE: Phrase = Phrase("Vista", "View");
/// The button that leaves the site at once.
pub const EXIT: Phrase = Phrase("Ocultar sitio", "Hide this site");
/// The disclosure that opens a definition.
pub const DEFINITION: Phrase = Phrase("Definición", "Definition");
/// The button that copies the address.
pub const COPY: Phrase = Phrase("Copiar enlace", "Copy link");
/// What it says when that worked.
pub const COPIED: Phrase = Phrase("Enlace copiado", "Link copied");
/// What the numbers are not: the footer's heading.
pub const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
/// The release: the footer's heading.
pub const RELEASE: Phrase = Phrase("Publicación", "Release");
/// The link to the report on the quality of the data.
pub const QUALITY: Phrase = Phrase("Calidad de los datos", "Data quality");
/// Where `tablero quality` puts that report, below the root of the site.
pub const QUALITY_FOLDER: Phrase = Phrase("calidad/", "en/quality/");
/// The link to the page on the method.
pub const METHOD: Phrase = Phrase(
    "Cómo se protegen las cifras",
    "How the numbers are protected",
);
/// Where `tablero quality` puts that page, below the root of the site.
pub const METHOD_FOLDER: Phrase = Phrase("metodo/", "en/method/");
/// The link to the page on which anybody can check that.
pub const CHECK: Phrase = Phrase("Comprobarlo", "Check it yourself");
/// Where `tablero quality` puts that page, below the root of the site.
pub const CHECK_FOLDER: Phrase = Phrase("comprobar/", "en/check/");
/// Where help can be had: the footer's heading.
pub const HELP: Phrase = Phrase("¿Necesita ayuda?", "Do you need help?");

/// How many figures of a page are not answered; nothing where all are.
pub fn unanswered_count(lang: Lang, figures: usize) -> Option<String> {
    match (lang, figures) {
        (_, 0) => None,
        (Lang::Es, 1) => Some("Una figura no puede responderse con lo publicado.".into()),
        (Lang::En, 1) => Some("One figure cannot be answered from what is published.".into()),
        (Lang::Es, _) => Some(format!(
            "{figures} figuras no pueden responderse con lo publicado."
        )),
        (Lang::En, _) => Some(format!(
            "{figures} figures cannot be answered from what is published."
        )),
    }
}
