//! Defines what those who keep the records should look at, although the run goes on: with counts, and without any value.

use cube::Text;

/// Something that the owners of the records should look at. Its count is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// Rows have a placeholder in the place of a number. The count is of rows.
    NoNumber {
        /// The id of the source.
        source: String,
        /// The column of the codebook.
        column: String,
    },
    /// Rows of one source share values of a key, more of them than one person has. The count is of rows.
    SharedKey {
        /// The id of the source.
        source: String,
        /// The columns of the key.
        key: String,
        /// The number of values.
        values: u64,
    },
    /// Rows of one source share values of a key and differ in a stronger one. The count is of rows.
    AmbiguousKey {
        /// The id of the source.
        source: String,
        /// The columns of the key.
        key: String,
        /// The number of values.
        values: u64,
    },
    /// Rows are one person because each shares a key with another, while no key is common to all. The count is of
    /// persons.
    Chain,
    /// Numbers differ in their form alone and count as different. The count is of numbers.
    Forms {
        /// The columns of the key.
        key: String,
    },
    /// Numbers differ in their form alone and count as the same. The count is of numbers.
    FormsJoined {
        /// The columns of the key.
        key: String,
    },
}

impl Notice {
    /// Returns the notice in Spanish and English, to be followed by its count.
    pub fn text(&self) -> Text {
        match self {
            Notice::NoNumber { source, column } => Text::new(
                format!(
                    "filas de “{source}” que en “{column}” no tienen número sino una forma de escribir que no lo hay (como S/N, \
                     0 o un error de la hoja): eso no identifica a nadie, así que ninguna se une a otra por esa columna"
                ),
                format!(
                    "rows of “{source}” that have no number in “{column}” but a way to write that there is none (such as S/N, \
                     0 or an error of the spreadsheet): it identifies nobody, so that none is joined by this column"
                ),
            ),
            Notice::SharedKey {
                source,
                key,
                values,
            } => Text::new(
                format!(
                    "filas de “{source}” que comparten {values} {} de “{key}”, con más filas de las que tiene una persona: no \
                     se unen, cada una cuenta por sí sola; ¿es una forma de escribir que no hay número? (`most_rows` en el \
                     libro de códigos dice cuántas filas puede tener una persona)",
                    if *values == 1 { "valor" } else { "valores" }
                ),
                format!(
                    "rows of “{source}” that share {values} {} of “{key}”, in more rows than a person has: they are not \
                     joined, each counts by itself; is that a way to write “no number”? (`most_rows` in the codebook says in \
                     how many rows a person may be)",
                    if *values == 1 { "value" } else { "values" }
                ),
            ),
            Notice::AmbiguousKey {
                source,
                key,
                values,
            } => Text::new(
                format!(
                    "filas de “{source}” que comparten {values} {} de “{key}” pero se distinguen en una clave más fuerte: son \
                     personas distintas y no se unen; si son la misma, corrija la clave más fuerte",
                    if *values == 1 { "valor" } else { "valores" }
                ),
                format!(
                    "rows of “{source}” that share {values} {} of “{key}” but differ in a stronger key: they are different \
                     persons and are not joined; if they are the same, correct the stronger key",
                    if *values == 1 { "value" } else { "values" }
                ),
            ),
            Notice::Chain => Text::new(
                "personas cuyas filas se unen unas a través de otras, sin una clave que todas tengan en común",
                "persons whose rows are joined through one another, without a key that all of them have in common",
            ),
            Notice::Forms { key } => Text::new(
                format!(
                    "números de “{key}” que solo se distinguen en su forma (guiones, espacios, ceros a la izquierda) y cuentan \
                     como distintos: si son los mismos, cada persona cuenta dos veces; declare form = \"number\" en esa clave"
                ),
                format!(
                    "numbers in “{key}” that differ in their form alone (hyphens, blanks, leading zeros) and count as \
                     different: if they are the same, each person counts twice; declare form = \"number\" for this key"
                ),
            ),
            Notice::FormsJoined { key } => Text::new(
                format!(
                    "números de “{key}” escritos en varias formas (guiones, espacios, ceros a la izquierda), que cuentan como \
                     el mismo, según form = \"number\""
                ),
                format!(
                    "numbers in “{key}” written in several forms (hyphens, blanks, leading zeros), which count as the same, \
                     as form = \"number\" says"
                ),
            ),
        }
    }
}
