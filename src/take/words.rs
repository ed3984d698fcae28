//! Writes the words of files and of the menu, in each language.

use cube::{Lang, Phrase};

/// What stands in place of a hidden number, as on the page.
pub const HIDDEN_MARK: &str = "c";
/// The headings of rows for programs: the codes and names of a row and a column, a number and its bounds, its status.
pub const PLAIN_HEADS: [Phrase; 8] = [
    Phrase("codigo_fila", "row_code"),
    Phrase("fila", "row"),
    Phrase("codigo_columna", "column_code"),
    Phrase("columna", "column"),
    Phrase("personas", "persons"),
    Phrase("minimo", "least"),
    Phrase("maximo", "most"),
    Phrase("estado", "status"),
];
/// The dimensions and forms of a dataset.
pub const COLUMN: Phrase = Phrase("Columna", "Column");
pub const FORM: Phrase = Phrase("Forma", "Form");
pub const COUNT: Phrase = Phrase("Número", "Number");
/// How the name of a table for spreadsheets ends.
pub const TABLE_ENDING: Phrase = Phrase("_tabla.csv", "_table.csv");
/// The status of a number.
pub const PUBLISHED: Phrase = Phrase("publicado", "published");
pub const BETWEEN: Phrase = Phrase("entre mínimo y máximo", "between least and most");
pub const HIDDEN: Phrase = Phrase(
    "oculto para proteger a las personas",
    "hidden to protect people",
);
pub const MISSING: Phrase = Phrase("no se recogió", "not collected");
/// The headings of what stands in every row.
pub const SOURCE: Phrase = Phrase("Fuente", "Source");
pub const ADDRESS: Phrase = Phrase("Dirección", "Address");
pub const WARNING: Phrase = Phrase("Advertencia", "Warning");
/// The names of a workbook's sheets.
pub const DATA: Phrase = Phrase("Datos", "Data");
pub const NOTES: Phrase = Phrase("Notas", "Notes");
pub const CODES: Phrase = Phrase("Códigos", "Codes");
/// The headings of its codes.
pub const CODE_HEADS: [Phrase; 2] = [Phrase("Código", "Code"), Phrase("Nombre", "Name")];
/// The year of a release without one.
pub const NO_YEAR: Phrase = Phrase("s. f.", "n.d.");

/// The menu: its groups and what is in them.
pub const TABLES: Phrase = Phrase("Cifras", "Numbers");
pub const WORKBOOK: Phrase = Phrase("Excel (XLSX)", "Excel (XLSX)");
pub const SPREAD: Phrase = Phrase("CSV para Excel en español", "CSV for spreadsheets");
pub const PLAIN: Phrase = Phrase("CSV para programas", "CSV for programs");
pub const STAT: Phrase = Phrase("JSON-stat", "JSON-stat");
pub const PICTURES: Phrase = Phrase("Imagen", "Picture");
pub const SVG: Phrase = Phrase("SVG", "SVG");
pub const PNG: Phrase = Phrase("PNG", "PNG");
pub const COPY_PICTURE: Phrase = Phrase("Copiar imagen", "Copy picture");
pub const LINKS: Phrase = Phrase("Enlace", "Link");
pub const COPY_LINK: Phrase = Phrase("Copiar enlace", "Copy link");
pub const SHARE: Phrase = Phrase("Compartir", "Share");
pub const CODE: Phrase = Phrase("Código QR", "QR code");
pub const EMBED: Phrase = Phrase("Insertar", "Embed");
/// What the lines do that other sites embed: of the last release, and of one that the link names.
pub const EMBED_LIVE: Phrase = Phrase(
    "Copie estas líneas en su página: muestran este gráfico como está aquí, con las cifras de la última publicación.",
    "Copy these lines into your page: they show this chart as it is here, with the numbers of the last release.",
);
pub const EMBED_FIXED: Phrase = Phrase(
    "Copie estas líneas en su página: muestran este gráfico como está aquí, siempre con las cifras de esta publicación.",
    "Copy these lines into your page: they show this chart as it is here, always with the numbers of this release.",
);
pub const EMBED_LINES: Phrase = Phrase("Líneas de HTML", "Lines of HTML");
pub const COPY_LINES: Phrase = Phrase("Copiar líneas", "Copy lines");
pub const PRINT: Phrase = Phrase("Imprimir", "Print");
pub const CITATION: Phrase = Phrase("Cita", "Citation");
pub const COPY_CITATION: Phrase = Phrase("Copiar cita", "Copy citation");
/// What is said once something was copied.
pub const COPIED: Phrase = Phrase("Copiado", "Copied");

/// Says how many rows the files have.
pub fn rows(lang: Lang, table: usize, numbers: usize) -> String {
    match lang {
        Lang::Es => format!("{table} filas; para programas, {numbers}"),
        Lang::En => format!("{table} rows; for programs, {numbers}"),
    }
}

/// Says what a citation cites.
pub fn kind(lang: Lang, release: &str) -> String {
    match lang {
        Lang::Es => format!("conjunto de datos, publicación {release}"),
        Lang::En => format!("data set, release {release}"),
    }
}

/// Returns the first words of a text: "Datos inventados".
pub fn first_words(text: &str) -> &str {
    text.split([':', '.']).next().unwrap_or(text)
}
