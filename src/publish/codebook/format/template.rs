//! The workbook with which institutions collect, as it is written: what of it does not follow from the dimensions.

use std::collections::BTreeMap;

use cube::Text;
use serde::Deserialize;
use toml::Spanned;

/// The workbook with which institutions collect.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Template {
    /// To whom it is sent once it is filled in, how and when.
    pub send: Option<Text>,
    /// What columns are called that no dimension is read from: dates and what identifies an application.
    #[serde(default)]
    pub labels: BTreeMap<Spanned<String>, Text>,
}
