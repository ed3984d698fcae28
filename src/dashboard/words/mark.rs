//! Writes numbers, and the marks in place of missing ones.

use cube::{Lang, number};

use crate::counts::Amount;
use crate::words::text::join;
use cube::Phrase;

/// The mark of a hidden number.
pub const HIDDEN_MARK: &str = "c";
/// The mark where there is no number.
pub const NONE_MARK: &str = "–";
/// The word for a hidden number beside a bar.
pub const HIDDEN: Phrase = Phrase("oculto", "hidden");
/// The meaning of the hidden mark.
pub const HIDDEN_MEANING: Phrase = Phrase(
    "Oculto para proteger a las personas",
    "Hidden to protect people",
);

/// The meaning of a year without a number: nothing was collected.
pub const NOT_COLLECTED: Phrase = Phrase(
    "Sin recolección de datos en ese año",
    "No data were collected in that year",
);

/// Names the years of which nothing was collected.
pub fn not_collected(lang: Lang, years: &[String]) -> String {
    let years = join(lang, years);
    match lang {
        Lang::Es => format!("Sin recolección de datos: {years}."),
        Lang::En => format!("No data were collected: {years}."),
    }
}

/// Explains a pair of bounds.
pub fn between(lang: Lang, least: u64, most: u64) -> String {
    let (least, most) = (number::count(lang, least), number::count(lang, most));
    match lang {
        Lang::Es => {
            format!("Entre {least} y {most}: una parte está oculta para proteger a las personas")
        }
        Lang::En => format!("Between {least} and {most}: a part is hidden to protect people"),
    }
}

/// Explains the hidden mark for the whole page.
pub fn hidden_note(lang: Lang, threshold: u64) -> String {
    let threshold = number::count(lang, threshold);
    match lang {
        Lang::Es => format!(
            "«{HIDDEN_MARK}» significa oculto para proteger a las personas. No dice si hay alguien o nadie, y no puede \
             calcularse a partir de lo publicado. Fuera de las personas de quienes falta el dato, el número más \
             pequeño que se publica es {threshold}."
        ),
        Lang::En => format!(
            "“{HIDDEN_MARK}” means hidden to protect people. It does not say whether there is somebody or nobody, and \
             it cannot be calculated from what is published. Except for people of whom the detail is not known, the \
             smallest number that is published is {threshold}."
        ),
    }
}

/// Counts the hidden numbers of a page or a chart, if there are any.
pub fn hidden_count(lang: Lang, hidden: usize) -> Option<String> {
    match (lang, hidden) {
        (_, 0) => None,
        (Lang::Es, 1) => Some("Un valor está oculto para proteger a las personas.".into()),
        (Lang::En, 1) => Some("One value is hidden to protect people.".into()),
        (Lang::Es, _) => Some(format!(
            "{hidden} valores están ocultos para proteger a las personas."
        )),
        (Lang::En, _) => Some(format!("{hidden} values are hidden to protect people.")),
    }
}

/// Writes a number as in a table.
pub fn write_amount(lang: Lang, amount: Amount) -> String {
    match amount {
        Amount::Exact(count) => number::count(lang, count),
        Amount::Between(least, most) => format!(
            "{}–{}",
            number::count(lang, least),
            number::count(lang, most)
        ),
        Amount::Hidden => HIDDEN_MARK.into(),
        Amount::NotCollected => NONE_MARK.into(),
    }
}
