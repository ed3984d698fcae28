//! Declares series that others publish: by year, not counted from records, each with its source.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::objects::object;
use crate::text::Text;

/// A series by year that somebody else publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// Its identifier.
    pub id: String,
    /// The name that readers see: "Personas condenadas".
    pub label: Text,
    /// Its definition, in the source's own terms.
    pub definition: Text,
    /// The unit of the numbers: "personas".
    pub unit: Text,
    /// Who publishes it, and where.
    pub source: Text,
    /// What readers must know to interpret it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Year → number. The source lacks years that are neither here nor marked.
    pub values: BTreeMap<String, u64>,
    /// Marks that the source has in place of numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<SourceMark>,
}

object!(Indicator: id label definition unit source values; note marks);

/// A mark that a source has in place of a number: `<5`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceMark {
    /// The mark.
    pub text: String,
    /// Its meaning in the source.
    pub meaning: Text,
    /// The years that have it.
    pub years: Vec<String>,
}

object!(SourceMark: text meaning years;);

impl Indicator {
    /// The mark in a year, if there is one.
    pub fn mark(&self, year: &str) -> Option<&SourceMark> {
        self.marks
            .iter()
            .find(|mark| mark.years.iter().any(|marked| marked == year))
    }

    /// The years that have a number or a mark, in no particular order.
    pub fn years(&self) -> impl Iterator<Item = u16> {
        let years = self
            .values
            .keys()
            .chain(self.marks.iter().flat_map(|mark| &mark.years));
        years.filter_map(|year| year.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::Read;

    #[test]
    fn a_series_reads_as_json() {
        let mark = SourceMark {
            text: "<5".into(),
            meaning: Text::new("Pocos", "Few"),
            years: vec!["2021".into()],
        };
        let series = Indicator {
            id: "n".into(),
            values: [("2020".into(), 7)].into(),
            marks: vec![mark],
            ..Indicator::default()
        };
        let json = serde_json::to_string(&series).unwrap();
        assert!(
            json.contains(r#""values":{"2020":7},"marks":[{"text":"<5","#),
            "{json}"
        );
        let mut read = Indicator::default();
        read.read(serde_json::from_str(&json).unwrap()).unwrap();
        assert_eq!(read, series);
        assert_eq!(series.years().collect::<Vec<_>>(), [2020, 2021]);
        assert_eq!(
            (
                series.mark("2021").map(|mark| mark.text.as_str()),
                series.mark("2020")
            ),
            (Some("<5"), None)
        );
    }
}
