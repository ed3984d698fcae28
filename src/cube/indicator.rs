//! What others publish: series by year that are not counted from records, each with its source.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Text;

/// A series by year, as somebody else publishes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its identifier.
    pub id: String,
    /// What readers see: "Personas condenadas".
    pub label: Text,
    /// What is counted, in the source's own terms.
    pub definition: Text,
    /// The unit of the numbers: "personas".
    pub unit: Text,
    /// Who publishes it, and where.
    pub source: Text,
    /// What a reader must know to read it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Year → number. A year that is neither here nor marked is not in the source.
    pub values: BTreeMap<String, u64>,
    /// What the source writes in the place of numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<SourceMark>,
}

/// What a source writes in the place of a number, as it writes it: `<5`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceMark {
    /// The mark.
    pub text: String,
    /// What the source means by it.
    pub meaning: Text,
    /// The years in which it stands.
    pub years: Vec<String>,
}

impl Indicator {
    /// The mark that stands in a year, if one does.
    pub fn mark(&self, year: &str) -> Option<&SourceMark> {
        self.marks
            .iter()
            .find(|mark| mark.years.iter().any(|marked| marked == year))
    }

    /// The years of which the source says something, in no particular order.
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
        assert_eq!(serde_json::from_str::<Indicator>(&json).unwrap(), series);
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
