//! Declares what is counted, and the years in which the way of counting changed.

use serde::Serialize;

use crate::objects::object;
use crate::table::Table;
use crate::text::Text;

/// A measure: the persons that are counted, and by which date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its identifier.
    pub id: String,
    /// The name that readers see: "Personas acreditadas".
    pub label: Text,
    /// Who is counted and by which date.
    pub definition: Text,
    /// The unit of the counts: "personas".
    pub unit: Text,
    /// The identifier that the same measure had in earlier releases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

object!(Measure: id label definition unit; replaces);

/// A year in which the way of counting changed, so that numbers before and after it cannot be compared directly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The first year counted the new way.
    pub year: u16,
    /// The measures concerned; none: all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// The dimensions concerned; none: all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<String>,
    /// What changed.
    pub reason: Text,
    /// A source for the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

object!(Break: year reason; measures dimensions source);

impl Break {
    /// Decides whether a table is counted another way from this year on.
    pub fn concerns(&self, table: &Table) -> bool {
        let of_measure = self.measures.is_empty() || self.measures.contains(&table.measure);
        let mut dimensions = self.dimensions.iter();
        of_measure
            && (self.dimensions.is_empty() || dimensions.any(|id| table.dimension(id).is_some()))
    }
}
