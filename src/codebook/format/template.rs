//! The workbook with which institutions collect, as it is written: what of it does not follow from the dimensions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;
use crate::placed::Placed;

/// The workbook with which institutions collect.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    /// To whom it is sent once it is filled in, how and when.
    pub send: Option<Words>,
    /// What columns are called that no dimension is read from: dates and what identifies an application.
    #[serde(default)]
    pub labels: BTreeMap<Placed<String>, Words>,
}
