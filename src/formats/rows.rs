//! Lists the cells of a table as rows in tidy form: one row a cell, with codes, labels, and the status of the number.
//!
//! Names and codes are those of SDMX: TIME_PERIOD, OBS_VALUE, OBS_STATUS (CL_OBS_STATUS), CONF_STATUS (CL_CONF_STATUS),
//! UNIT_MEASURE. Whether a hidden cell is a primary or a complementary suppression is never published: both are `C`.

use cube::{Address, Catalog, Cell, Dimension, Lang, TOTAL, Table, parse_years};

use crate::{
    columns::{COMMENT, CONFIDENTIALITY, MEASURE, STATUS, TIME, UNIT, VALUE},
    words,
};

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A code or a label.
    Text(String),
    /// A count; `None` where it is hidden.
    Count(Option<u64>),
}

/// A table in tidy form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
}

/// Lists the cells of a table in its own order.
pub fn list(table: &Table, catalog: &Catalog) -> Rows {
    let mut heads = vec![MEASURE.to_owned()];
    for dimension in table.dimensions() {
        heads.push(code_column(dimension, catalog));
        heads.extend(label_columns(dimension, catalog).map(|(_, name)| name));
    }
    heads.extend([VALUE, STATUS, CONFIDENTIALITY, UNIT].map(Into::into));
    let comment = catalog.mark(catalog.languages.first());
    heads.extend(comment.map(|_| COMMENT.into()));
    let unit = unit_code(catalog, &table.measure);
    let mut rows = Vec::new();
    for (address, cell) in table.addressed() {
        let mut row = vec![Field::Text(table.measure.clone())];
        for dimension in table.dimensions() {
            let code = address
                .pins
                .get(&dimension.id)
                .map_or(TOTAL, String::as_str);
            row.push(Field::Text(code.into()));
            for (lang, _) in label_columns(dimension, catalog) {
                row.push(Field::Text(label(dimension, code, lang)));
            }
        }
        let status = status(catalog, table, &address, cell);
        let confidentiality = match cell {
            Cell::Hidden => words::CONFIDENTIAL.0,
            Cell::Published(_) => words::FREE.0,
        };
        row.push(Field::Count(cell.published()));
        row.extend([status, confidentiality, &unit].map(|text| Field::Text(text.into())));
        row.extend(comment.map(|text| Field::Text(text.into())));
        rows.push(row);
    }
    Rows { heads, rows }
}

/// Names the column of a dimension's codes.
pub fn code_column(dimension: &Dimension, catalog: &Catalog) -> String {
    match dimension.id == catalog.time {
        true => TIME.into(),
        false => dimension.id.clone(),
    }
}

/// Names the columns of a dimension's labels, one a language. Years need none.
pub fn label_columns(
    dimension: &Dimension,
    catalog: &Catalog,
) -> impl Iterator<Item = (Lang, String)> {
    let is_time = dimension.id == catalog.time;
    let id = dimension.id.clone();
    let languages = catalog.languages.iter().filter(move |_| !is_time);
    languages.map(move |lang| (*lang, format!("{id}_label_{}", lang.tag())))
}

/// Returns the label of a code, which may be the total's.
pub fn label(dimension: &Dimension, code: &str, lang: Lang) -> String {
    match dimension.category(code) {
        Some(category) => category.label.get(lang).to_owned(),
        None => words::TOTAL.text(lang),
    }
}

/// Makes a code of a measure's unit: `PERSONS`.
pub fn unit_code(catalog: &Catalog, measure: &str) -> String {
    let unit = catalog
        .measure(measure)
        .map_or("", |measure| measure.unit.get(Lang::En));
    let code = unit.chars().map(|letter| match letter {
        _ if letter.is_ascii_alphanumeric() => letter.to_ascii_uppercase(),
        _ => '_',
    });
    code.collect()
}

/// Decides what a number is worth, or why there is none. A hidden number is always `Q`; else a break in the series is said
/// before that the number may change.
fn status(catalog: &Catalog, table: &Table, address: &Address, cell: Cell) -> &'static str {
    if cell == Cell::Hidden {
        return words::SUPPRESSED.0;
    }
    let code = catalog.time_code(address);
    let years = parse_years(code);
    let has_break = |year: u16| years.as_ref().is_some_and(|years| years.contains(&year));
    let mut breaks = catalog.breaks.iter();
    if breaks.any(|one| one.concerns(table) && has_break(one.year)) {
        words::BREAK.0
    } else if !catalog.is_closed(code) {
        words::PROVISIONAL.0
    } else {
        words::NORMAL.0
    }
}
