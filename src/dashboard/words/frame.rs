//! Writes the labels of navigation, buttons and the end of the page.

use cube::{Lang, Phrase};

use crate::counts::SMALLEST_BASE;
use crate::words::mark::HIDDEN_MARK;

/// The link to the opening page.
pub const HOME: Phrase = Phrase("Inicio", "Home");
/// The link that jumps over the navigation.
pub const SKIP: Phrase = Phrase("Ir al contenido", "Skip to content");
/// The name of the navigation landmark.
pub const SECTIONS: Phrase = Phrase("Secciones", "Sections");
/// The name of the filters' landmark.
pub const FILTERS: Phrase = Phrase("Filtros y opciones", "Filters and options");
/// The name of the page's contents.
pub const CONTENTS: Phrase = Phrase("En esta página", "On this page");
/// The name of the switch of a figure's shape.
pub const SHAPE: Phrase = Phrase("Vista", "View");
/// The button that leaves the site at once.
pub const EXIT: Phrase = Phrase("Ocultar sitio", "Hide this site");
/// The disclosure that opens a figure's definition and source.
pub const MORE: Phrase = Phrase("Más", "More");
/// The link from a figure to its own page.
pub const OWN_PAGE: Phrase = Phrase("Abrir solo este gráfico", "Open this chart alone");
/// The disclosure that opens what can be taken along of a figure.
pub const TAKE: Phrase = Phrase("Llevarse", "Take along");
/// What is said where that cannot be made.
pub const NOT_TAKEN: Phrase = Phrase(
    "No se pudo preparar: revise la conexión e intente de nuevo.",
    "This could not be made: check the connection and try again.",
);
/// The link from that page to all figures of the section.
pub const WHOLE: Phrase = Phrase(
    "Ver todos los gráficos de esta sección",
    "See all charts of this section",
);
/// The button that copies the address.
pub const COPY: Phrase = Phrase("Copiar enlace", "Copy link");
/// The label of that button after copying.
pub const COPIED: Phrase = Phrase("Enlace copiado", "Link copied");
/// The button that prints the page.
pub const PRINT: Phrase = Phrase("Imprimir o guardar como PDF", "Print or save as PDF");
/// The heading of the marks of figures.
pub const MARKS: Phrase = Phrase("Cómo leer las marcas", "How to read the marks");
/// The marks of figures: the sign and the meaning of a hidden number, of zero, of what is not stated, and of what may
/// change.
pub const SAMPLES: [(&str, Phrase); 4] = [
    (
        HIDDEN_MARK,
        Phrase(
            "oculto para proteger a las personas",
            "hidden to protect people",
        ),
    ),
    (
        "0",
        Phrase(
            "nadie, por definición o según la fuente",
            "nobody, by definition or by the source",
        ),
    ),
    (
        "",
        Phrase(
            "personas de quienes falta el dato",
            "persons of whom the detail is not known",
        ),
    ),
    (
        "",
        Phrase(
            "puede cambiar: aún se esperan registros",
            "may change: more records are expected",
        ),
    ),
];
/// The heading of the limits of the numbers.
pub const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
/// The heading of the release.
pub const RELEASE: Phrase = Phrase("Publicación", "Release");
/// The link to the report on the quality of the data.
pub const QUALITY: Phrase = Phrase("Calidad de los datos", "Data quality");
/// The folder into which `tablero quality` writes that report, below the folder of the language.
pub const QUALITY_FOLDER: Phrase = Phrase("calidad/", "quality/");
/// The link to the page on the method.
pub const METHOD: Phrase = Phrase(
    "Cómo se protegen las cifras",
    "How the numbers are protected",
);
/// The folder into which `tablero quality` writes that page, below the folder of the language.
pub const METHOD_FOLDER: Phrase = Phrase("metodo/", "method/");
/// The link to the page on which anybody can check the protection.
pub const CHECK: Phrase = Phrase("Compruébelo usted", "Check it yourself");
/// The folder into which `tablero quality` writes that page, below the folder of the language.
pub const CHECK_FOLDER: Phrase = Phrase("comprobar/", "check/");
/// The link to the page on how the site is used.
pub const GUIDE: Phrase = Phrase("Cómo usar este sitio", "How to use this site");
/// The folder into which `tablero site` writes that page, below the folder of the language.
pub const GUIDE_FOLDER: Phrase = Phrase("ayuda/", "help/");
/// The link to the page on the data.
pub const DATA: Phrase = Phrase("Datos", "Data");
/// The folder into which `tablero quality` writes that page, below the folder of the language.
pub const DATA_FOLDER: Phrase = Phrase("datos/", "data/");
/// The link to the contacts for help.
pub const HELP_LINK: Phrase = Phrase("Ayuda", "Help");
/// The heading of the contacts for help.
pub const HELP: Phrase = Phrase("¿Necesita ayuda?", "Do you need help?");

/// Explains "similar", and the smallest base of percentages.
pub fn explain_rules(lang: Lang) -> String {
    match lang {
        Lang::Es => format!(
            "«Similar»: la diferencia no pasa de lo que números de este tamaño varían por azar (el doble de la raíz \
             cuadrada de su suma). Porcentajes, solo sobre {SMALLEST_BASE} personas o más."
        ),
        Lang::En => format!(
            "“Similar”: the difference is no more than numbers of this size vary by chance (twice the square root of \
             their sum). Percentages only for {SMALLEST_BASE} persons or more."
        ),
    }
}
