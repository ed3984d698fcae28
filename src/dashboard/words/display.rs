//! Names the shapes and grains of a figure, and the categories that it folds away, in both languages.

use cube::Lang;

use crate::words::phrase::Phrase;
use crate::words::text::and;

/// The switch between groups and what is in them.
pub const GRAIN: Phrase = Phrase("Nivel", "Level");
/// One side of that switch.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");
/// The other side of it.
pub const DETAIL: Phrase = Phrase("Detalle", "Detail");
/// Bars that stand one on the other.
pub const STACKED: Phrase = Phrase("Apilado", "Stacked");
/// Bands from where persons came from to where they came to.
pub const FLOW: Phrase = Phrase("Flujo", "Flow");
/// Opens the numbers of these bands.
pub const FLOW_TABLE: Phrase = Phrase("Números de este flujo", "Numbers of this flow");
/// What the drawn parts leave of a whole.
pub const REST: Phrase = Phrase("Resto, con lo oculto", "Rest, with what is hidden");
/// A table with shaded numbers.
pub const HEAT: Phrase = Phrase("Mapa de calor", "Heat map");
/// The same, with the years beside each other.
pub const HEAT_BY_YEAR: Phrase = Phrase("Por año", "By year");
/// Draws the hidden categories among the others.
pub const UNFOLD: Phrase = Phrase("Incluir en el gráfico", "Include in the chart");
/// Folds them again.
pub const FOLD: Phrase = Phrase("Quitar del gráfico", "Leave out of the chart");
/// Why a figure opens by groups.
pub const OPENS_BY_GROUPS: Phrase = Phrase(
    "La figura muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.",
    "The figure shows the groups, because much of what is in them is hidden; the table has all categories.",
);
/// Of what is combined here only groups are published.
pub const ROLLED_UP: Phrase = Phrase(
    "De esta combinación solo se publican los grupos, no sus categorías.",
    "Of this combination only the groups are published, not their categories.",
);
/// A chart that shows the first categories only.
pub fn first_only(lang: Lang, shown: usize, all: usize) -> String {
    match lang {
        Lang::Es => {
            format!("El gráfico muestra las primeras {shown} de {all} categorías; la tabla, todas.")
        }
        Lang::En => {
            format!("The chart shows the first {shown} of {all} categories; the table shows all.")
        }
    }
}

/// The categories of which every number is hidden; nothing where there are none.
pub fn folded(lang: Lang, categories: &[String]) -> Option<String> {
    let names = and(lang, categories);
    match (lang, categories.len()) {
        (_, 0) => None,
        (Lang::Es, 1) => Some(format!(
            "Una categoría oculta para proteger a las personas: {names}."
        )),
        (Lang::En, 1) => Some(format!("One category hidden to protect people: {names}.")),
        (Lang::Es, some) => Some(format!(
            "{some} categorías ocultas para proteger a las personas: {names}."
        )),
        (Lang::En, some) => Some(format!(
            "{some} categories hidden to protect people: {names}."
        )),
    }
}
