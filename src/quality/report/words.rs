//! Holds the texts of the public report in Spanish and English, for readers who know nothing about statistics.

use cube::{Catalog, Cell, Lang, Phrase, Text, number};

pub(super) const TITLE: Phrase = Phrase("Calidad de los datos", "Data quality");
pub(super) const LEDE: Phrase = Phrase(
    "Qué años y qué personas cubren estas cifras, cuánto se oculta para proteger a las personas, qué no se sabe y qué \
     ha cambiado. Este informe se hace únicamente con lo que está publicado: cualquiera puede comprobarlo.",
    "Which years and which people these numbers cover, how much is hidden to protect people, what is not known, and \
     what has changed. This report is made only from what is published: anybody can check it.",
);

pub(super) const YEARS: Phrase = Phrase("Años publicados", "Published years");
pub(super) const TABLES: Phrase = Phrase("Tablas", "Tables");
pub(super) const VALUES: Phrase = Phrase("Valores publicados", "Published values");
pub(super) const VALUES_HIDDEN: Phrase = Phrase("Valores ocultos", "Hidden values");
pub(super) const PUBLISHED: Phrase = Phrase("Publicados", "Published");
pub(super) const HIDDEN: Phrase = Phrase("Ocultos", "Hidden");
pub(super) const SHARE_HIDDEN: Phrase = Phrase("Parte oculta", "Share hidden");

pub(super) const COUNTED: Phrase = Phrase("Qué se cuenta", "What is counted");
pub(super) const MEASURE: Phrase = Phrase("Qué se cuenta", "What is counted");

pub(super) const EXTENT: Phrase = Phrase(
    "Cuánto se publica y cuánto se oculta",
    "How much is published and how much is hidden",
);
pub(super) const EXTENT_LEDE: Phrase = Phrase(
    "Cada tabla tiene un valor para cada combinación de sus categorías y para cada total. Un valor se oculta cuando \
     podría revelar algo de alguien, o cuando con él podría calcularse otro que está oculto. Que un valor esté oculto \
     no dice si hay alguien o nadie.",
    "Each table has a value for every combination of its categories and for every total. A value is hidden when it \
     could reveal something about somebody, or when another hidden value could be calculated with it. That a value is \
     hidden does not say whether there is somebody or nobody.",
);
pub(super) const BY_TABLE: Phrase = Phrase("Tabla por tabla", "Table by table");
pub(super) const TABLE: Phrase = Phrase("Tabla", "Table");

pub(super) const UNKNOWN: Phrase = Phrase("Qué no se sabe", "What is not known");
pub(super) const UNKNOWN_LEDE: Phrase = Phrase(
    "Porcentaje de personas de quienes la institución no registró el dato. Un porcentaje alto significa que las cifras \
     de ese tema describen solo a una parte de las personas.",
    "Percentage of people for whom the institution did not record the attribute. A high percentage means that the \
     numbers on that subject describe only some of the people.",
);
pub(super) const DETAIL: Phrase = Phrase("Dato", "Attribute");
pub(super) const ALL_YEARS: Phrase = Phrase("Todos los años", "All years");
pub(super) const NOBODY: Phrase = Phrase("Nadie en ese tiempo", "Nobody in that time");
pub(super) const HIDDEN_SHARE: Phrase = Phrase(
    "No se muestra: un valor está oculto para proteger a las personas",
    "Not shown: a value is hidden to protect people",
);
pub(super) const MARKS: Phrase = Phrase(
    "«c»: no se muestra, porque uno de los valores está oculto para proteger a las personas. «–»: nadie en ese \
     tiempo. Cuanto más oscuro el fondo, mayor el porcentaje sin dato.",
    "“c”: not shown, because one of the values is hidden to protect people. “–”: nobody in that time. The \
     darker the background, the larger the percentage not known.",
);
pub(super) const ALWAYS_KNOWN: Phrase = Phrase(
    "Las tablas publicadas no tienen ninguna categoría para «no se sabe».",
    "The published tables have no category for “not known”.",
);

pub(super) const CHANGES: Phrase = Phrase(
    "Qué cambió desde la publicación anterior",
    "What changed since the previous release",
);
pub(super) const NO_CHANGE: Phrase = Phrase("No cambió ningún valor.", "No value has changed.");
pub(super) const NOT_COMPARED: Phrase = Phrase(
    "Es la primera publicación.",
    "No previous release was named to compare with.",
);
pub(super) const YEAR: Phrase = Phrase("Año", "Year");
pub(super) const BEFORE: Phrase = Phrase("Antes", "Before");
pub(super) const NOW: Phrase = Phrase("Ahora", "Now");
pub(super) const CHANGED: Phrase = Phrase("Con otro número", "With another number");
pub(super) const SHOWN: Phrase = Phrase("Antes ocultos", "Formerly hidden");
pub(super) const NOW_HIDDEN: Phrase = Phrase("Ahora ocultos", "Now hidden");
pub(super) const NEW: Phrase = Phrase("Nuevos", "New");
pub(super) const GONE: Phrase = Phrase("Retirados", "Removed");
pub(super) const ADDED_TABLES: Phrase = Phrase("Tablas nuevas", "New tables");
pub(super) const REMOVED_TABLES: Phrase = Phrase("Tablas retiradas", "Removed tables");

pub(super) const BREAKS: Phrase = Phrase(
    "Cambios en la forma de contar",
    "Changes in the way of counting",
);
pub(super) const BREAKS_LEDE: Phrase = Phrase(
    "Las cifras de antes y de después de uno de estos cambios no pueden compararse directamente.",
    "Numbers before and after one of these changes cannot be compared directly.",
);
pub(super) const NO_BREAKS: Phrase = Phrase(
    "No hay cambios en los años publicados.",
    "There are none in the published years.",
);
pub(super) const EVERYTHING: Phrase = Phrase("todas las cifras", "all numbers");
pub(super) const CROSSWALKS: Phrase = Phrase(
    "Relación con otras clasificaciones",
    "How this relates to other classifications",
);
pub(super) const CROSSWALKS_LEDE: Phrase = Phrase(
    "Cuántas de las categorías de cada dato tienen un equivalente en clasificaciones que se usan en otros países.",
    "How many of the categories of each attribute have an equivalent in classifications that other countries use.",
);
pub(super) const CATEGORIES: Phrase = Phrase("Categorías", "Categories");

/// The mark of a hidden number.
pub(super) const MARK: &str = "c";
/// The mark where there is no number.
pub(super) const NONE: &str = "–";

/// Shows the number of a cell, or its mark.
pub(super) fn show_cell(lang: Lang, cell: Option<Cell>) -> String {
    match cell {
        Some(Cell::Published(count)) => number::count(lang, count),
        Some(Cell::Hidden) => MARK.into(),
        None => NONE.into(),
    }
}

/// Shows the first and the last year, as in "2017–2025".
pub(super) fn show_period(catalog: &Catalog) -> String {
    match catalog.published_years() {
        None => String::new(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
    }
}

/// Names the years of which nothing was collected.
pub(super) fn describe_without(lang: Lang, years: &[u16]) -> String {
    let years: Vec<String> = years.iter().map(u16::to_string).collect();
    let years = years.join(", ");
    match lang {
        Lang::Es => format!("Sin recolección de datos: {years}. Ninguna cifra los incluye."),
        Lang::En => format!("No data were collected: {years}. No number includes them."),
    }
}

/// States the smallest number that is published.
pub(super) fn state_threshold(lang: Lang, threshold: u64) -> String {
    let threshold = number::count(lang, threshold);
    match lang {
        Lang::Es => format!(
            "Salvo el número de personas de quienes falta el dato, el número más pequeño que se publica es {threshold}."
        ),
        Lang::En => format!(
            "Except for the number of people whose attribute is not known, the smallest number that is published is {threshold}."
        ),
    }
}

/// Describes which years may still change, and that the others stay as they were closed.
pub(super) fn describe_closed(lang: Lang, closed: u16, last: Option<u16>) -> String {
    let all = last == Some(closed);
    match lang {
        Lang::Es if all => {
            "Todos los años están cerrados: ya no se esperan más registros. Sus cifras se quedan como se cerraron, aunque \
             después se registre, corrija o borre a alguien."
                .into()
        }
        Lang::En if all => {
            "All years are closed: no more records are expected. Their numbers stay as they were closed, even if somebody \
             is registered, corrected or erased afterwards."
                .into()
        }
        Lang::Es => format!(
            "Los años hasta {closed} están cerrados: ya no se esperan más registros. Sus cifras se quedan como se \
             cerraron, aunque después se registre, corrija o borre a alguien. De los siguientes se publican solo los \
             totales, que todavía pueden cambiar."
        ),
        Lang::En => format!(
            "The years up to {closed} are closed: no more records are expected. Their numbers stay as they were closed, \
             even if somebody is registered, corrected or erased afterwards. Of later years only totals are published, \
             and they may still change."
        ),
    }
}

/// Names the closed years whose numbers this release corrects.
pub(super) fn describe_revised(lang: Lang, years: &[String]) -> String {
    let years = years.join(", ");
    match lang {
        Lang::Es => format!(
            "Con esta publicación se revisaron las cifras de estos años cerrados: {years}. Se muestran los cambios netos \
             de tantas personas como el umbral, o más; los menores quedan ocultos."
        ),
        Lang::En => format!(
            "This release revises the numbers of these closed years: {years}. Net changes of as many persons as the \
             threshold, or more, are shown; smaller ones stay hidden."
        ),
    }
}

/// Names a classification.
pub(super) fn name_classification(name: &str) -> String {
    match name {
        "ic_tip" => "IC-TIP".into(),
        name => name.to_uppercase(),
    }
}

/// Names the release that this one is compared with.
pub(super) fn compare_with(lang: Lang, since: &str) -> String {
    match lang {
        Lang::Es => format!("En comparación con la publicación {since}."),
        Lang::En => format!("Compared with the release {since}."),
    }
}

/// Renders the heading of the table of unknown answers in a measure.
pub(super) fn head_unknown(lang: Lang, measure: &Text) -> String {
    let measure = measure.get(lang);
    match lang {
        Lang::Es => format!("{measure}: porcentaje sin dato"),
        Lang::En => format!("{measure}: percentage not known"),
    }
}
