//! Reads the JSON-stat files of a release as a program of somebody else would: by serde_json alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The code of the total of a dimension.
pub const TOTAL: &str = "_T";
/// The dimension that names what is counted.
const METRIC: &str = "medida";

/// A release.
pub struct Dataset {
    /// What the index says beside its links.
    pub catalog: Value,
    tables: Vec<Table>,
}

/// A published number, or a hidden one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Published(u64),
    Hidden,
}

/// One code of some dimensions; of all others, the total.
pub type Pins = BTreeMap<String, String>;

struct Table {
    measure: String,
    dimensions: Vec<Dimension>,
    cells: Vec<Cell>,
}

struct Dimension {
    id: String,
    codes: Vec<String>,
    /// The labels of the codes in Spanish and in English.
    labels: [BTreeMap<String, String>; 2],
}

impl Dataset {
    /// Reads the release in a folder: its index, and every table to which that links.
    pub fn read(folder: &Path) -> Dataset {
        let index = read_json(&folder.join("index.json"));
        let items = index["link"]["item"].as_array().unwrap().iter();
        let href = |item: &Value| item["href"].as_str().unwrap().to_owned();
        Dataset {
            tables: items
                .map(|item| Table::read(&read_json(&folder.join(href(item)))))
                .collect(),
            catalog: index["extension"].clone(),
        }
    }

    /// Finds the number of a measure at these categories. `None` where no table has it; two tables never differ.
    pub fn find(&self, measure: &str, pins: &Pins) -> Option<Cell> {
        let tables = self.tables.iter().filter(|table| table.measure == measure);
        let mut found = tables.filter_map(|table| table.cell(pins));
        let first = found.next()?;
        for other in found {
            assert_eq!(first, other, "two tables differ: {measure} {pins:?}");
        }
        Some(first)
    }

    /// Whether a table of this measure has this dimension.
    pub fn is_published(&self, measure: &str, dimension: &str) -> bool {
        self.tables.iter().any(|table| {
            table.measure == measure && table.dimensions.iter().any(|one| one.id == dimension)
        })
    }

    /// Lists the codes of a dimension with this label; `language` is 0 for Spanish and 1 for English.
    pub fn codes(&self, dimension: &str, language: usize, label: &str) -> BTreeSet<String> {
        let dimensions = self.tables.iter().flat_map(|table| &table.dimensions);
        let labels = dimensions
            .filter(|one| one.id == dimension)
            .flat_map(|one| &one.labels[language]);
        labels
            .filter(|(_, text)| *text == label)
            .map(|(code, _)| code.clone())
            .collect()
    }

    /// Finds the measure with this label, whatever its first letter.
    pub fn measure(&self, language: usize, label: &str) -> Option<String> {
        let measures = self.catalog["measures"].as_array().unwrap().iter();
        let language = ["es", "en"][language];
        let mut found = measures.filter(|measure| {
            measure["label"][language].as_str().unwrap().to_lowercase() == label.to_lowercase()
        });
        Some(found.next()?["id"].as_str().unwrap().to_owned())
    }

    /// What the catalog says of a dimension.
    pub fn dimension(&self, id: &str) -> Option<&Value> {
        let mut dimensions = self.catalog["dimensions"].as_array().unwrap().iter();
        dimensions.find(|dimension| dimension["id"] == id)
    }

    /// The id of the dimension of time.
    pub fn time(&self) -> &str {
        self.catalog["time"].as_str().unwrap()
    }
}

impl Table {
    fn read(file: &Value) -> Table {
        let ids = texts(&file["id"]);
        let status = &file["status"];
        let values = file["value"].as_array().unwrap().iter().enumerate();
        let cell = |(at, value): (usize, &Value)| match (value.as_u64(), &status[at.to_string()]) {
            (Some(number), Value::Null) => Cell::Published(number),
            (None, Value::String(sign)) if sign == "c" => Cell::Hidden,
            (number, sign) => panic!("cell {at} is {number:?} with the status {sign}"),
        };
        let metric = &file["dimension"][METRIC]["category"]["index"];
        Table {
            measure: texts(metric).remove(0),
            cells: values.map(cell).collect(),
            dimensions: ids
                .into_iter()
                .map(|id| Dimension::read(&id, &file["dimension"][&id]))
                .collect(),
        }
    }

    /// The cell at these categories, if the table has them and its others have a total.
    fn cell(&self, pins: &Pins) -> Option<Cell> {
        let has = |id: &String| self.dimensions.iter().any(|dimension| dimension.id == *id);
        if !pins.keys().all(has) {
            return None;
        }
        let mut place = 0;
        for dimension in &self.dimensions {
            let total = if dimension.id == METRIC {
                self.measure.as_str()
            } else {
                TOTAL
            };
            let code = pins.get(&dimension.id).map_or(total, String::as_str);
            let at = dimension.codes.iter().position(|one| one == code)?;
            place = place * dimension.codes.len() + at;
        }
        Some(self.cells[place])
    }
}

impl Dimension {
    fn read(id: &str, file: &Value) -> Dimension {
        let labels = |labels: &Value| {
            let labels = labels.as_object().unwrap().iter();
            labels
                .map(|(code, label)| (code.clone(), label.as_str().unwrap().to_owned()))
                .collect()
        };
        Dimension {
            id: id.into(),
            codes: texts(&file["category"]["index"]),
            labels: [
                labels(&file["category"]["label"]),
                labels(&file["extension"]["en"]["category"]),
            ],
        }
    }
}

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().unwrap().iter();
    texts
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

fn read_json(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file:?}: {error}"))
}
