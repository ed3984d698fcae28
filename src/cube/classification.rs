//! Declares the classifications of others that dimensions follow, each with its source.

use serde::Serialize;

use crate::objects::object;
use crate::text::Text;

/// A classification that others publish and dimensions follow, wholly or in part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// The ids of the dimensions that follow it.
    pub dimensions: Vec<String>,
    /// Its name.
    pub name: Text,
    /// Who publishes it.
    pub publisher: Text,
    /// Which edition of it: `ISCO-08`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Where it can be read: an `https` address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

object!(Classification: dimensions name publisher; version link);
