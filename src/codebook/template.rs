//! Resolves the texts of the workbook for collecting, and checks that its labels are of columns without a dimension.

use std::collections::BTreeMap;

use cube::Text;

use crate::{format::Format, mistake::Collector};

/// Texts of the workbook for collecting that do not follow from the dimensions.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// To whom the filled-in workbook is sent, how and when.
    pub send: Option<Text>,
    /// Labels of columns that belong to no dimension.
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
        let dimension = format.dimension.iter().find(|raw| {
            let read = raw.column.as_ref();
            read.is_some_and(|read| read.get_ref().trim() == name)
        });
        if !columns.iter().any(|known| known == name) {
            mistakes.at(
                column,
                format!(
                    "the codebook reads no column “{name}”: remove its label, or correct the name"
                ),
            );
        } else if let Some(dimension) = dimension {
            let id = dimension.id.get_ref();
            mistakes.at(
                column,
                format!("“{name}” has the label of its dimension “{id}”: remove this one"),
            );
        }
        labels.insert(name.to_owned(), label.clone().into());
    }
    Template {
        send: format.template.send.clone().map(Text::from),
        labels,
    }
}
