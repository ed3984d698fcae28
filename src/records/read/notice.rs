//! Defines what those who keep the records should look at, although the run goes on: with counts, and without any value.

use cube::Text;

/// Something that the owners of the records should look at. Its count is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// A sheet is not read. The count is of its rows.
    UnreadSheet {
        /// The name of the file and the sheet.
        sheet: String,
        /// Whether it is hidden.
        is_hidden: bool,
        /// Whether it has all columns that the codebook reads.
        has_columns: bool,
    },
    /// A sheet that somebody added to a workbook made from a template is not read. The count is of its rows.
    AddedSheet {
        /// The name of the file and the sheet.
        sheet: String,
    },
    /// A sheet is read although it is hidden. The count is of its rows.
    HiddenSheet {
        /// The name of the file and the sheet.
        sheet: String,
    },
    /// Rows are read although a filter or somebody hides them. The count is of rows.
    HiddenRows {
        /// The name of the file and the sheet.
        sheet: String,
    },
    /// Columns are read although they are hidden. The count is of columns.
    HiddenColumns {
        /// The name of the file and the sheet.
        sheet: String,
    },
    /// Merged cells reach over several rows, each of which has their text. The count is of merged cells.
    MergedRows {
        /// The name of the file and the sheet.
        sheet: String,
    },
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
    /// Rows of one source share values of a key and differ in several fields that do not change. The count is of rows.
    DifferentPersons {
        /// The id of the source.
        source: String,
        /// The columns of the key.
        key: String,
        /// The number of values.
        values: u64,
    },
    /// Rows of a source share values of a key that have no digit, where most have one. The count is of rows.
    WordKey {
        /// The id of the source.
        source: String,
        /// The column of the key.
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
    /// A key joins rows of one source that differ in another. The count is of persons.
    JoinedDespite {
        /// The id of the source.
        source: String,
        /// The columns of the key in which they differ.
        key: String,
    },
    /// Rows of one source are joined by a key although they contradict each other. The count is of persons.
    Contradiction {
        /// The id of the source.
        source: String,
        /// The columns of the key.
        key: String,
    },
    /// Rows of one source that differ somewhere, but contradict each other in nothing that is counted, are joined by a key.
    /// The count is of persons.
    SeveralRows {
        /// The id of the source.
        source: String,
        /// The columns of the key.
        key: String,
    },
    /// Rows of a source are joined with those of a more trusted one although they differ in a field that does not change.
    /// The count is of persons.
    DiffersElsewhere {
        /// The id of the source.
        source: String,
        /// The column in which they differ.
        column: String,
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
            Notice::UnreadSheet {
                sheet,
                is_hidden,
                has_columns,
            } => describe_unread(sheet, *is_hidden, *has_columns),
            Notice::AddedSheet { sheet } => Text::new(
                format!(
                    "filas de una hoja que no es de la plantilla y que no se leyeron: {sheet}; si deben contar, cópielas a la \
                     hoja de la plantilla"
                ),
                format!(
                    "rows of a sheet that is not of the template and that were not read: {sheet}; if they must count, copy them \
                     to the template's sheet"
                ),
            ),
            Notice::HiddenSheet { sheet } => Text::new(
                format!(
                    "filas de una hoja oculta que se leyeron, porque el libro de códigos la nombra: {sheet}"
                ),
                format!(
                    "rows of a hidden sheet that were read, because the codebook names it: {sheet}"
                ),
            ),
            Notice::HiddenRows { sheet } => Text::new(
                format!(
                    "filas ocultas (por un filtro o a mano) que se leyeron como las demás: {sheet}; si no deben contar, \
                     bórrelas del archivo"
                ),
                format!(
                    "hidden rows (by a filter or by hand) that were read like the others: {sheet}; if they must not count, \
                     delete them from the file"
                ),
            ),
            Notice::HiddenColumns { sheet } => Text::new(
                format!("columnas ocultas que se leyeron: {sheet}"),
                format!("hidden columns that were read: {sheet}"),
            ),
            Notice::MergedRows { sheet } => Text::new(
                format!(
                    "celdas combinadas sobre varias filas, cuyo texto vale para cada una de ellas, salvo como número de persona: {sheet}"
                ),
                format!(
                    "cells merged over several rows, whose text is that of each of them, except as a number of a person: {sheet}"
                ),
            ),
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
            Notice::DifferentPersons {
                source,
                key,
                values,
            } => Text::new(
                format!(
                    "filas de “{source}” que comparten {values} {} de “{key}” pero se distinguen en dos o más campos que no \
                     cambian, como el nombre y el nacimiento: cuentan como personas distintas y no se unen por esa clave; si ese \
                     valor dice que no hay número, añádalo a `missing`; si son la misma persona, corrija los campos",
                    if *values == 1 { "valor" } else { "valores" }
                ),
                format!(
                    "rows of “{source}” that share {values} {} of “{key}” but differ in two or more fields that do not change, \
                     such as name and birth: they count as different persons and are not joined by this key; if that value says \
                     that there is no number, add it to `missing`; if they are the same person, correct the fields",
                    if *values == 1 { "value" } else { "values" }
                ),
            ),
            Notice::WordKey {
                source,
                key,
                values,
            } => Text::new(
                format!(
                    "filas de “{source}” que comparten {values} {} de “{key}” sin ninguna cifra, donde casi todos las tienen: se \
                     toman por una forma de escribir que no hay número y no se unen por esa clave; añádalos a `missing`, o \
                     corrija el número si son una persona",
                    if *values == 1 { "valor" } else { "valores" }
                ),
                format!(
                    "rows of “{source}” that share {values} {} of “{key}” without any digit, where most have digits: they are \
                     taken for a way to write “no number” and not joined by this key; add them to `missing`, or correct the \
                     number if they are one person",
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
            Notice::JoinedDespite { source, key } => Text::new(
                format!(
                    "personas con varias filas de “{source}” que una clave más fuerte une aunque se distinguen en “{key}”: si son \
                     personas distintas, alguna no se cuenta"
                ),
                format!(
                    "persons with several rows of “{source}” that a stronger key joins although they differ in “{key}”: if they \
                     are different persons, some are not counted"
                ),
            ),
            Notice::Contradiction { source, key } => Text::new(
                format!(
                    "personas con varias filas de “{source}” que tienen en común un valor de “{key}” y se contradicen: si son \
                     personas distintas, alguna no se cuenta"
                ),
                format!(
                    "persons with several rows of “{source}” that have a value of “{key}” in common and contradict each other: \
                     if they are different persons, some are not counted"
                ),
            ),
            Notice::SeveralRows { source, key } => Text::new(
                format!(
                    "personas con varias filas de “{source}” que tienen en común un valor de “{key}” y cuentan una sola vez: si \
                     ese valor dice que no hay número, añádalo a `missing`; si una persona puede tener varias filas, diga \
                     cuántas con `most_rows`"
                ),
                format!(
                    "persons with several rows of “{source}” that have a value of “{key}” in common and count once: if that value \
                     says that there is no number, add it to `missing`; if a person may have several rows, say how many by \
                     `most_rows`"
                ),
            ),
            Notice::DiffersElsewhere { source, column } => Text::new(
                format!(
                    "personas que una clave une y cuyo “{column}” en “{source}” no es el de una fuente de más confianza, aunque \
                     no cambia en la vida: ¿un error de escritura, o un número que dos personas comparten? Entonces una no se \
                     cuenta"
                ),
                format!(
                    "persons joined by a key whose “{column}” in “{source}” is not that of a more trusted source, although it does \
                     not change in a life: a typing error, or a number that two persons share? Then one is not counted"
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

fn describe_unread(sheet: &str, is_hidden: bool, has_columns: bool) -> Text {
    let (mut es, mut en) = match is_hidden {
        true => (
            "filas de una hoja oculta que no se leyeron".to_owned(),
            "rows of a hidden sheet that were not read".to_owned(),
        ),
        false => (
            "filas de una hoja que no se leyeron".to_owned(),
            "rows of a sheet that were not read".to_owned(),
        ),
    };
    es += &format!(": {sheet}");
    en += &format!(": {sheet}");
    if has_columns {
        es += "; tiene las mismas columnas: si sus filas deben contar, nombre ambas hojas en `sheets` del libro de códigos";
        en += "; it has the same columns: if its rows must count, name both sheets in `sheets` of the codebook";
    }
    Text::new(es, en)
}
