//! Lists the reasons why a JSON-stat file cannot be read.

use thiserror::Error;

use crate::json_stat::file::VERSION;
use crate::objects::Mistake;
use crate::table::ShapeError;

/// Why a file cannot be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is not JSON.
    #[error("not a JSON-stat file of this dashboard: {0}")]
    Json(#[from] serde_json::Error),
    /// It does not say what this version of the format says.
    #[error("not a JSON-stat file of this dashboard: {0}")]
    Content(String),
    /// It is of another version of JSON-stat, or another class.
    #[error(
        "a JSON-stat {expected} of version {VERSION} was expected, this is a {class} of version {version}"
    )]
    Class {
        /// `dataset` or `collection`.
        expected: &'static str,
        /// The class that the file states.
        class: String,
        /// The version that the file states.
        version: String,
    },
    /// A dimension is listed but not described.
    #[error("the dimension {0} is listed but not described")]
    Dimension(String),
    /// A category is not listed after the one that contains it: that is missing, or it contains itself.
    #[error(
        "in the dimension {dimension}, {code} is not listed after the category that contains it"
    )]
    Misplaced {
        /// The dimension's id.
        dimension: String,
        /// The category's code.
        code: String,
    },
    /// A cell is neither a number nor marked hidden, or both.
    #[error("cell {0} is neither a number nor marked as hidden")]
    Cell(usize),
    /// The number of cells does not fit the dimensions.
    #[error(transparent)]
    Shape(#[from] ShapeError),
}

impl From<Mistake> for ReadError {
    fn from(mistake: Mistake) -> ReadError {
        ReadError::Content(mistake.to_string())
    }
}
