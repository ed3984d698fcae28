//! Lists the cells of all tables as columns of one table. A dimension that a table lacks is at its total there.

use cube::{Release, TOTAL};

use crate::{
    columns::{COMMENT, CONFIDENTIALITY, MEASURE, STATUS, TIME, UNIT, VALUE},
    parquet::column::Column,
    rows::{Field, code_column, list as list_rows},
};

/// The column of the table's id.
const TABLE: &str = "TABLE_ID";

/// Lists the columns, and how many rows they have.
pub fn list(release: &Release) -> (Vec<Column>, usize) {
    let catalog = &release.catalog;
    let mut names = vec![TABLE.to_owned(), MEASURE.to_owned()];
    names.extend(
        catalog
            .dimensions
            .iter()
            .map(|dimension| code_column(dimension, catalog)),
    );
    names.extend([STATUS, CONFIDENTIALITY, UNIT].map(Into::into));
    names.extend(
        catalog
            .mark(catalog.languages.first())
            .map(|_| COMMENT.into()),
    );
    let is_dimension = |name: &str| name == TIME || catalog.dimension(name).is_some();
    let mut texts: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    let mut counts = Vec::new();
    for table in release.tables.values() {
        let rows = list_rows(table, catalog);
        let place = |name: &str| rows.heads.iter().position(|head| head == name);
        for (name, column) in names.iter().zip(&mut texts) {
            let place = place(name);
            for row in &rows.rows {
                let field = place.and_then(|at| row.get(at));
                column.push(match field {
                    Some(Field::Text(text)) => text.clone(),
                    _ if is_dimension(name) => TOTAL.into(),
                    _ => table.id.clone(),
                });
            }
        }
        let value = place(VALUE);
        for row in &rows.rows {
            counts.push(match value.and_then(|at| row.get(at)) {
                Some(Field::Count(count)) => *count,
                _ => None,
            });
        }
    }
    let rows = counts.len();
    let texts = names.into_iter().zip(texts);
    let mut columns: Vec<Column> = texts
        .map(|(name, texts)| Column::texts(name, &texts))
        .collect();
    // The number stands before what is said of it.
    let at = columns.iter().position(|column| column.name == STATUS);
    columns.insert(
        at.unwrap_or_default(),
        Column::counts(VALUE.into(), &counts),
    );
    (columns, rows)
}
