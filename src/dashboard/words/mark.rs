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

/// The button that explains why values are hidden.
pub const WHY: Phrase = Phrase("Por qué", "Why");
/// The heading of that explanation.
pub const WHAT_IS_HIDDEN: Phrase = Phrase(
    "Qué es «c»: un número oculto para proteger a alguien",
    "What “c” is: a number hidden to protect somebody",
);
/// The reason why values are hidden.
pub const WHY_HIDDEN: Phrase = Phrase(
    "Cuando un grupo es muy pequeño, publicar su número podría bastar para reconocer a una persona. Por eso ese número no \
     se muestra, ni otros de los que podría deducirse. «c» no dice si hay alguien o nadie.",
    "When a group is very small, publishing its number could be enough to recognize a person. That is why the number is \
     not shown, nor others from which it could be derived. “c” does not say whether there is somebody or nobody.",
);
/// The marks of a chart, each with its meaning: hidden, hidden together, zero, not stated.
pub const MARKS: [(Phrase, Phrase); 4] = [
    (
        Phrase("Oculto (c)", "Hidden (c)"),
        Phrase(
            "No se publica. La marca no dice cuánto.",
            "Not published. The mark does not say how many.",
        ),
    ),
    (
        Phrase("Ocultos, juntos", "Hidden, together"),
        Phrase(
            "Lo que falta para llegar al total, cuando cualquiera puede restarlo. No dice cómo se reparte.",
            "What is missing to the total, where anybody can subtract it. It does not say how it is divided.",
        ),
    ),
    (
        Phrase("Cero (0)", "Zero (0)"),
        Phrase(
            "Se sabe que no hubo nadie.",
            "It is known that there was nobody.",
        ),
    ),
    (
        Phrase("Sin información", "Not stated"),
        Phrase(
            "Personas contadas de quienes falta ese dato.",
            "Persons counted of whom this is not known.",
        ),
    ),
];

/// Says what nobody can calculate, and from which number on counts are published.
pub fn smallest_published(lang: Lang, threshold: u64) -> String {
    let threshold = number::count(lang, threshold);
    match lang {
        Lang::Es => format!(
            "Lo oculto no puede calcularse a partir de lo publicado, ni restando totales ni comparando publicaciones. \
             Fuera de las personas de quienes falta el dato, el número más pequeño que se publica es {threshold}."
        ),
        Lang::En => format!(
            "What is hidden cannot be calculated from what is published, neither by subtracting from totals nor by \
             comparing releases. Except for people of whom the detail is not known, the smallest number that is \
             published is {threshold}."
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
