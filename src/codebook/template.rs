//! What the codebook says of the workbook with which institutions collect, gone through for columns that are not there.

use std::collections::BTreeMap;

use cube::Text;

use crate::{format::Format, mistake::Collector};

/// What of the workbook does not follow from the dimensions.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// To whom it is sent once it is filled in, how and when.
    pub send: Option<Text>,
    /// What columns are called that no dimension is read from.
    pub labels: BTreeMap<String, Text>,
}

pub(super) fn resolve(
    format: &Format,
    columns: &[String],
    mistakes: &mut Collector<'_>,
) -> Template {
    let mut labels = BTreeMap::new();
    for (column, label) in &format.template.labels {
        let name = column.get_ref().trim();
        let of_dimension = |raw: &super::format::Dimension| {
            raw.column
                .as_ref()
                .is_some_and(|column| column.get_ref().trim() == name)
        };
        if !columns.iter().any(|known| known == name) {
            mistakes.at(column, format!("the codebook reads no column “{name}”"));
        } else if let Some(dimension) = format.dimension.iter().find(|raw| of_dimension(raw)) {
            let id = dimension.id.get_ref();
            mistakes.at(
                column,
                format!("“{name}” is called as its dimension, “{id}”, is"),
            );
        }
        labels.insert(name.to_owned(), label.clone().into());
    }
    Template {
        send: format.template.send.clone().map(Text::from),
        labels,
    }
}
