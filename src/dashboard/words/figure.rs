//! Writes the labels and notes of figures, in each language.

use cube::Lang;

use cube::Phrase;

/// The choice of a chart.
pub const CHART: Phrase = Phrase("Gráfico", "Chart");
/// The choice of a table.
pub const TABLE: Phrase = Phrase("Tabla", "Table");
/// The category "all", and the row or column with the sum of the others.
pub const TOTAL: Phrase = Phrase("Total", "Total");
/// The heading of a column of shares.
pub const SHARE: Phrase = Phrase("Porcentaje", "Share");
/// The note that categories overlap.
pub const OVERLAPPING: Phrase = Phrase(
    "Una persona puede estar en varias categorías: no se suman.",
    "A person may be in several categories: they do not add up.",
);

/// The note that the table has the numbers that a description leaves out.
pub const ALL_IN_TABLE: Phrase = Phrase(
    "Los demás valores están en la tabla.",
    "The other values are in the table.",
);

/// Names the source and the release of a figure.
pub fn source(lang: Lang, source: &str, release: &str) -> String {
    match lang {
        Lang::Es => format!("{source} · publicación {release}"),
        Lang::En => format!("{source} · release {release}"),
    }
}

/// Notes until which year outcomes are published.
pub fn settled(lang: Lang, until: u16) -> String {
    match lang {
        Lang::Es => {
            format!("Se publica hasta {until}, el último año en que ya nada está pendiente.")
        }
        Lang::En => {
            format!("Published until {until}, the last year of which nothing is pending any more.")
        }
    }
}

/// Notes that a filter does not apply, because the figure shows all categories of its dimension.
pub fn filter_ignored(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!(
            "El filtro {filter} no se aplica a este gráfico, que muestra todas las categorías."
        ),
        Lang::En => format!(
            "The filter {filter} does not apply to this figure, which shows all categories."
        ),
    }
}

/// Names the largest and the smallest number of a series that is too long to be listed.
pub fn extremes(lang: Lang, series: &str, most: (&str, &str), least: (&str, &str)) -> String {
    let ((most, most_at), (least, least_at)) = (most, least);
    match lang {
        Lang::Es => {
            format!(
                "{series}: el valor publicado más alto es {most} ({most_at}) y el más bajo, {least} ({least_at})."
            )
        }
        Lang::En => {
            format!(
                "{series}: the highest published value is {most} ({most_at}) and the lowest {least} ({least_at})."
            )
        }
    }
}
