//! Says how charts, hidden numbers and ranges are read.

use cube::{Catalog, Lang, Phrase, number};
use maud::{Markup, html};

use crate::{
    method::PLAIN,
    parts::card,
    site::{GUIDE, path_to_root},
};

const CHARTS: Phrase = Phrase("Cómo se lee un gráfico", "How to read a chart");
const MARKS: Phrase = Phrase("Qué quieren decir las marcas", "What the marks mean");
const METHOD: Phrase = Phrase(
    "Por qué se ocultan números, y cómo",
    "Why numbers are hidden, and how",
);

const CHART: [Phrase; 4] = [
    Phrase(
        "El título dice qué se compara. La línea debajo dice qué se cuenta, de qué años y de quiénes.",
        "The title says what is compared. The line below it says what is counted, of which years and of whom.",
    ),
    Phrase(
        "El largo de una barra es el número de personas, que está escrito a su lado, con su porcentaje donde hay bastantes \
         personas para calcularlo.",
        "The length of a bar is the number of persons, which is written beside it, with its percentage where there are \
         enough persons for one.",
    ),
    Phrase(
        "«Más», debajo de cada gráfico, abre sus definiciones y su fuente; «Llevarse», sus números, su imagen, su enlace y su cita.",
        "“More”, below each chart, opens its definitions and its source; “Take along”, its numbers, its picture, its link and its citation.",
    ),
    Phrase(
        "Con el teclado, Tab entra a un gráfico de líneas o columnas, las flechas llevan de un año al otro, y cada punto \
         dice su número.",
        "With the keyboard, Tab enters a chart of lines or columns, the arrow keys lead from year to year, and each point \
         says its number.",
    ),
];

/// The signs with their meanings; `{}` is the smallest number that may be published.
const SIGNS: [(&str, Phrase); 6] = [
    (
        "c",
        Phrase(
            "Oculto para proteger a las personas. Puede ser un número menor que {}, o uno mayor con el que se podría \
             calcular otro que está oculto. No quiere decir cero.",
            "Hidden to protect people. It may be a number below {}, or a larger one from which another hidden number could \
             be calculated. It does not mean zero.",
        ),
    ),
    (
        "43–51",
        Phrase(
            "El número está entre estos dos: es una suma en la que alguna parte está oculta.",
            "The number is between these two: it is a sum of which some part is hidden.",
        ),
    ),
    (
        "0",
        Phrase(
            "Nadie, porque no puede haber nadie o porque lo dice la fuente.",
            "Nobody, because nobody can be there or because the source says so.",
        ),
    ),
    (
        "–",
        Phrase(
            "No hay número: no se recogió, o no se puede calcular.",
            "There is no number: it was not collected, or cannot be calculated.",
        ),
    ),
    (
        "≈",
        Phrase(
            "Similar: la diferencia no pasa de lo que números de este tamaño varían por azar.",
            "Similar: the difference is no more than numbers of this size vary by chance.",
        ),
    ),
    (
        "%",
        Phrase(
            "De las personas que nombra la nota del gráfico. Donde una persona puede estar en varias categorías, los \
             porcentajes suman más de cien.",
            "Of the persons whom the note of the chart names. Where one person can be in several categories, percentages \
             add up to more than a hundred.",
        ),
    ),
];

/// Renders the two cards.
pub fn render(catalog: &Catalog, lang: Lang) -> Markup {
    let smallest = number::count(lang, catalog.threshold);
    let meaning = |text: Phrase| text.get(lang).replace("{}", &smallest);
    let languages = &catalog.languages;
    let root = path_to_root(languages, GUIDE.folder, lang);
    let marks = html! {
        ul.list { @for (sign, text) in SIGNS { li { b { (sign) } ": " (meaning(text)) } } }
        p { a href={ (root) (languages.folder_of(lang, PLAIN)) } { (METHOD.get(lang)) } }
    };
    let chart = html! { ul.list { @for text in CHART { li { (text.get(lang)) } } } };
    html! {
        (card(CHARTS.get(lang), "", chart))
        (card(MARKS.get(lang), "", marks))
    }
}
