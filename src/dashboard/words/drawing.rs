//! Writes the words of drawings, in each language.

use cube::{Lang, Phrase};

use crate::counts::{Change, SMALLEST_BASE};
use crate::words::text::join;

/// The heading of a column of numbers.
pub const NUMBER: Phrase = Phrase("N.º", "No.");
/// The heading of a column of shares.
pub const PER_CENT: Phrase = Phrase("%", "%");
/// The heading of a column of rates.
pub const RATE: Phrase = Phrase("Tasa", "Rate");
/// The name of what is hidden in a divided bar.
pub const HIDDEN_TOGETHER: Phrase = Phrase("Oculto, junto", "Hidden, together");
/// The meaning of the strokes of lines: beyond chance, similar, provisional.
pub const STROKES: [Phrase; 3] = [
    Phrase("cambio mayor que el azar", "change beyond chance"),
    Phrase("similar", "similar"),
    Phrase("puede cambiar", "may change"),
];

/// Names categories that are hidden by themselves and known together.
pub fn together(lang: Lang, labels: &[String]) -> String {
    let labels = join(lang, labels);
    match lang {
        Lang::Es => format!("{labels}, juntas"),
        Lang::En => format!("{labels}, together"),
    }
}

/// The reason why rows have no bars.
pub const NO_BARS: Phrase = Phrase(
    "Sin barras: la mayor parte de los números está oculta.",
    "Without bars: most of the numbers are hidden.",
);

/// Names the bases of the shares of two selections, if there are any: all persons, or those with an answer. Says what a
/// thick stroke means where there is one.
pub fn bases(
    lang: Lang,
    bases: [Option<u64>; 2],
    with_answer: bool,
    has_thick: bool,
) -> Option<String> {
    let known = bases.map(|base| base.filter(|base| *base >= SMALLEST_BASE));
    let mut named = Vec::new();
    for base in known.into_iter().flatten() {
        named.push(cube::number::count(lang, base));
    }
    if named.is_empty() {
        return None;
    }
    let named = join(lang, &named);
    let (persons, thick) = match lang {
        Lang::Es => ("personas", " Trazo grueso: se distinguen más que por azar."),
        Lang::En => (
            "persons",
            " A thick stroke: they differ by more than chance.",
        ),
    };
    let answer = match (lang, with_answer) {
        (_, false) => "",
        (Lang::Es, true) => " con dato conocido",
        (Lang::En, true) => " whose answer is known",
    };
    let on = Phrase("Porcentajes sobre", "Percentages of").get(lang);
    let thick = if has_thick { thick } else { "" };
    Some(format!("{on} {named} {persons}{answer}.{thick}"))
}

/// Says a number of a series, and compares it with the year before: "2021, solicitudes: 47. Menos que en 2020 (63).";
/// `years` are the year and the one before it.
pub fn say_point(
    lang: Lang,
    series: &str,
    years: (&str, &str),
    (text, change): (&str, Change),
    provisional: bool,
) -> String {
    let (year, before) = years;
    let count = |persons| cube::number::count(lang, persons);
    let compared = match (lang, change) {
        (Lang::Es, Change::Same) => format!(" El mismo número que en {before}."),
        (Lang::En, Change::Same) => format!(" The same number as in {before}."),
        (Lang::Es, Change::Similar(base)) => {
            format!(" Un número similar al de {before} ({}).", count(base))
        }
        (Lang::En, Change::Similar(base)) => {
            format!(" A number similar to that of {before} ({}).", count(base))
        }
        (Lang::Es, Change::More(by, base)) => {
            format!(" {} más que en {before} ({}).", count(by), count(base))
        }
        (Lang::En, Change::More(by, base)) => {
            format!(" {} more than in {before} ({}).", count(by), count(base))
        }
        (Lang::Es, Change::Fewer(by, base)) => {
            format!(" {} menos que en {before} ({}).", count(by), count(base))
        }
        (Lang::En, Change::Fewer(by, base)) => {
            format!(" {} fewer than in {before} ({}).", count(by), count(base))
        }
        (Lang::Es, Change::Broken) => {
            format!(" No se compara con {before}: cambió lo que se cuenta.")
        }
        (Lang::En, Change::Broken) => {
            format!(" Not compared with {before}: what is counted changed.")
        }
        _ => String::new(),
    };
    let text = match (lang, change) {
        (Lang::Es, Change::Hidden) => "oculto para proteger a las personas",
        (Lang::En, Change::Hidden) => "hidden to protect people",
        _ => text,
    };
    let open = match (lang, provisional) {
        (_, false) => "",
        (Lang::Es, true) => " Puede cambiar: aún se esperan registros.",
        (Lang::En, true) => " May change: more records are expected.",
    };
    format!("{year}, {series}: {text}.{compared}{open}")
}
