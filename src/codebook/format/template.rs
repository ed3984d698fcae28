//! Declares the keys of `[template]`: texts of the workbook for collecting that do not follow from the dimensions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;
use crate::placed::Placed;

/// Texts of the workbook for collecting that do not follow from the dimensions.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    /// To whom the filled-in workbook is sent, how and when.
    pub send: Option<Words>,
    /// Labels of columns that belong to no dimension: dates, and columns that identify an application.
    #[serde(default)]
    pub labels: BTreeMap<Placed<String>, Words>,
}
