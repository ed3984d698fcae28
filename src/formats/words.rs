//! Defines the texts of the files that do not come from the codebook, in Spanish and English.

use cube::{Lang, Phrase};

/// A code of SDMX and its meaning.
pub type Coded = (&'static str, Phrase);

/// A number as it is.
pub const NORMAL: Coded = ("A", Phrase("Valor normal", "Normal value"));
/// The first number that was counted in another way.
pub const BREAK: Coded = (
    "B",
    Phrase(
        "Ruptura de la serie: desde aquí se cuenta de otra forma",
        "Break in the series: from here on counted in another way",
    ),
);
/// A number of an open year.
pub const PROVISIONAL: Coded = (
    "P",
    Phrase(
        "Provisional: aún se esperan registros",
        "Provisional: more records are expected",
    ),
);
/// No number, because it is hidden.
pub const SUPPRESSED: Coded = (
    "Q",
    Phrase(
        "Oculto para proteger a las personas",
        "Suppressed to protect people",
    ),
);
/// Every status that a row can have.
pub const STATUSES: [Coded; 4] = [NORMAL, BREAK, PROVISIONAL, SUPPRESSED];

/// A number that anybody may see.
pub const FREE: Coded = ("F", Phrase("De libre publicación", "Free for publication"));
/// A number that nobody may see.
pub const CONFIDENTIAL: Coded = (
    "C",
    Phrase(
        "Confidencial; si por ser pequeño o por otros no se publica",
        "Confidential; whether for being small or for others is not published",
    ),
);
/// Whether rows are confidential.
pub const CONFIDENTIALITIES: [Coded; 2] = [FREE, CONFIDENTIAL];

/// The label of the total.
pub const TOTAL: Phrase = Phrase("Total", "Total");

/// The sheet of numbers.
pub const DATA: Phrase = Phrase("Datos", "Data");
/// The sheet of notes.
pub const NOTES: Phrase = Phrase("Notas", "Notes");
/// The sheet of codes.
pub const CODES: Phrase = Phrase("Códigos", "Codes");

/// The heads of the sheet of codes before the labels: column, code, code of the group that contains it.
pub const CODE_HEADS: [Phrase; 3] = [
    Phrase("Columna", "Column"),
    Phrase("Código", "Code"),
    Phrase("Dentro de", "Within"),
];

/// What a note is about.
pub const NOTICE: Phrase = Phrase("Aviso", "Notice");
/// The table.
pub const TABLE: Phrase = Phrase("Tabla", "Table");
/// Who is counted.
pub const COUNTED: Phrase = Phrase("A quién se cuenta", "Who is counted");
/// The unit.
pub const UNIT: Phrase = Phrase("Unidad", "Unit");
/// Who publishes it.
pub const SOURCE: Phrase = Phrase("Fuente", "Source");
/// The release.
pub const RELEASE: Phrase = Phrase("Publicación", "Release");
/// What the numbers do not say.
pub const CAVEAT: Phrase = Phrase("Qué no dicen las cifras", "What the numbers do not say");
/// Hidden numbers.
pub const HIDDEN: Phrase = Phrase("Valores ocultos", "Hidden values");
/// A break of the series.
pub const BREAKS: Phrase = Phrase("Ruptura de la serie", "Break in the series");
/// Years that were counted again.
pub const REVISED: Phrase = Phrase("Años corregidos", "Corrected years");
/// The licence.
pub const LICENCE: Phrase = Phrase("Licencia", "Licence");
/// The keywords of catalogs.
pub const KEYWORDS: [Phrase; 3] = [
    Phrase("trata de personas", "trafficking in persons"),
    Phrase("víctimas", "victims"),
    Phrase("estadística oficial", "official statistics"),
];

/// Explains hidden numbers.
pub fn explain_hidden(lang: Lang, threshold: u64) -> String {
    match lang {
        Lang::En => format!(
            "Counts below {threshold} persons are not published, nor are others from which one could be derived: OBS_VALUE \
             is empty, OBS_STATUS is Q and CONF_STATUS is C. 0 is a published zero."
        ),
        Lang::Es => format!(
            "Los valores de menos de {threshold} personas no se publican, ni otros con los que se podrían calcular: OBS_VALUE \
             está vacío, OBS_STATUS es Q y CONF_STATUS es C. 0 es un cero publicado."
        ),
    }
}
