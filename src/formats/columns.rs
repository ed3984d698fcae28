//! Names the columns of tables in tidy form, as SDMX does, and says what they hold.

use cube::Phrase;

/// The column of the measure.
pub const MEASURE: &str = "MEASURE";
/// The column of time.
pub const TIME: &str = "TIME_PERIOD";
/// The column of the number.
pub const VALUE: &str = "OBS_VALUE";
/// The column that says what the number is worth, or why there is none.
pub const STATUS: &str = "OBS_STATUS";
/// The column that says whether the number is confidential.
pub const CONFIDENTIALITY: &str = "CONF_STATUS";
/// The column of the unit.
pub const UNIT: &str = "UNIT_MEASURE";
/// The column that says in every row that the data are invented; only where they are.
pub const COMMENT: &str = "COMMENT_OBS";

/// Lists the columns that every table in tidy form has, beside those of its dimensions, and what they hold.
pub fn list_columns() -> [(&'static str, Phrase); 6] {
    [
        (
            MEASURE,
            Phrase(
                "qué se cuenta, por su código",
                "what is counted, by its code",
            ),
        ),
        (
            TIME,
            Phrase(
                "el año, o un período como 2017-2019; _T son todos los años que la tabla suma",
                "the year, or a period such as 2017-2019; _T is all years that the table sums up",
            ),
        ),
        (
            VALUE,
            Phrase(
                "el número; vacío si está oculto, 0 si es un cero publicado",
                "the number; empty where it is hidden, 0 where a zero is published",
            ),
        ),
        (
            STATUS,
            Phrase(
                "qué vale el número, o por qué no está",
                "what the number is worth, or why it is missing",
            ),
        ),
        (
            CONFIDENTIALITY,
            Phrase("si es confidencial", "whether it is confidential"),
        ),
        (UNIT, Phrase("la unidad", "the unit")),
    ]
}
