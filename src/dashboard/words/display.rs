//! Writes the names of shapes and grains, and the sentence on hidden categories, in each language.

use cube::Lang;

use crate::words::text::join;
use cube::Phrase;

/// The name of the switch between groups and details.
pub const GRAIN: Phrase = Phrase("Nivel", "Level");
/// The choice of groups.
pub const GROUPS: Phrase = Phrase("Grupos", "Groups");
/// The choice of details.
pub const DETAIL: Phrase = Phrase("Detalle", "Detail");
/// The choice of stacked bars.
pub const STACKED: Phrase = Phrase("Apilado", "Stacked");
/// The choice of a pyramid.
pub const MIRROR: Phrase = Phrase("Pirámide", "Pyramid");
/// The choice of a flow.
pub const FLOW: Phrase = Phrase("Flujo", "Flow");
/// The label that opens the table of a flow.
pub const FLOW_TABLE: Phrase = Phrase("Números de este flujo", "Numbers of this flow");
/// The name of the residual of stacked bars.
pub const REST: Phrase = Phrase("Resto, con lo oculto", "Rest, with what is hidden");
/// The choice of a heat map.
pub const HEAT: Phrase = Phrase("Mapa de calor", "Heat map");
/// The choice of a heat map by year.
pub const HEAT_BY_YEAR: Phrase = Phrase("Por año", "By year");
/// The same where periods stand in place of years.
pub const HEAT_BY_PERIOD: Phrase = Phrase("Por período", "By period");
/// The link that draws the hidden categories.
pub const UNFOLD: Phrase = Phrase("Mostrar como «c»", "Show as “c”");
/// The link that leaves them out again.
pub const FOLD: Phrase = Phrase("No mostrar", "Leave out");
/// The reason why a figure opens by groups.
pub const OPENS_BY_GROUPS: Phrase = Phrase(
    "El gráfico muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.",
    "The figure shows the groups, because much of what is in them is hidden; the table has all categories.",
);
/// The note that only groups of a combination are published.
pub const ROLLED_UP: Phrase = Phrase(
    "De esta combinación solo se publican los grupos, no sus categorías.",
    "Of this combination only the groups are published, not their categories.",
);

/// Notes that a chart shows only the first categories.
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

/// Names the categories whose numbers are all hidden, if there are any.
pub fn folded(lang: Lang, categories: &[String]) -> Option<String> {
    let names = join(lang, categories);
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
