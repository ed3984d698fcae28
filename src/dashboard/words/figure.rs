//! Names a figure's switches, its source, and what a reader must know of it.

use cube::Lang;

use crate::words::phrase::Phrase;

/// One side of that switch.
pub const CHART: Phrase = Phrase("Gráfico", "Chart");
/// The other side of it.
pub const TABLE: Phrase = Phrase("Tabla", "Table");
/// The category "all", and a row or column that adds up the others.
pub const TOTAL: Phrase = Phrase("Total", "Total");
/// The head of a column of shares.
pub const SHARE: Phrase = Phrase("Porcentaje", "Share");
/// Why categories of some dimensions do not add up.
pub const OVERLAPPING: Phrase = Phrase(
    "Una persona puede tener varias categorías, por lo que pueden sumar más de 100 %.",
    "A person may have several categories, so they may add up to more than 100%.",
);

/// Where the numbers are that a description leaves out.
pub const ALL_IN_TABLE: Phrase = Phrase(
    "Los demás valores están en la tabla.",
    "The other values are in the table.",
);

/// Source and release of a figure.
pub fn source(lang: Lang, source: &str, release: &str) -> String {
    match lang {
        Lang::Es => format!("{source} · publicación {release}"),
        Lang::En => format!("{source} · release {release}"),
    }
}

/// Of which years it is shown what became of persons.
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

/// A figure that leaves a filter out, because it shows all categories of its dimension.
pub fn filter_ignored(lang: Lang, filter: &str) -> String {
    match lang {
        Lang::Es => format!(
            "El filtro {filter} no se aplica a esta figura, que muestra todas las categorías."
        ),
        Lang::En => format!(
            "The filter {filter} does not apply to this figure, which shows all categories."
        ),
    }
}

/// The largest and the smallest number of a series that is too long to be read out.
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
