//! Finds the cell that a number of a page shows: by the page's folder, and by the names beside the number.

use serde_json::Value;

use crate::dataset::{Cell, Dataset, Pins};
use crate::shown::Shown;

/// What the folder of a page says of its numbers.
pub struct Page<'a> {
    dataset: &'a Dataset,
    /// 0 for Spanish, 1 for English.
    pub language: usize,
    section: Option<&'a Value>,
    /// The group of persons whose page it is: a dimension and its codes.
    group: Option<(&'a str, Vec<&'a str>)>,
}

/// The number that the dataset has in place of a shown one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these cells: several where names are not unique.
    Cells(Vec<Cell>),
    /// The number of a series of others, or its mark.
    Series(String),
    /// The dataset does not have it; why.
    Derived(&'static str),
    /// No table has such a number.
    Unknown,
}

impl<'a> Page<'a> {
    /// Reads the folder of a page: `acreditadas/mujeres/`, `en/accredited/edad/`.
    pub fn parse(dataset: &'a Dataset, folder: &str) -> Page<'a> {
        let (language, rest) = match folder.strip_prefix("en/") {
            Some(rest) => (1, rest),
            None => (0, folder),
        };
        let mut names = rest.split('/');
        let slug = |one: &Value| one["slug"][["es", "en"][language]].clone();
        let named = |list: &'a Value, name: Option<&str>| {
            let name = name.filter(|name| !name.is_empty())?;
            let mut all = list.as_array()?.iter();
            all.find(|one| slug(one) == name)
        };
        let section = named(&dataset.catalog["sections"], names.next());
        let preset = section.and_then(|section| named(&section["presets"], names.next()));
        let codes = |preset: &'a Value| preset["codes"].as_array().unwrap().iter();
        let group = preset.map(|preset| {
            let codes = codes(preset).map(|code| code.as_str().unwrap()).collect();
            (preset["dimension"].as_str().unwrap(), codes)
        });
        Page {
            dataset,
            language,
            section,
            group,
        }
    }

    /// Finds the number of the dataset for a shown one.
    pub fn expect(&self, shown: &Shown) -> Expected {
        if let Some(series) = self.series(shown) {
            return series;
        }
        let reason = match shown.text.as_str() {
            text if text.contains('%') => Some("share"),
            "–" | "" => Some("no number"),
            text if text.contains('–') => Some("bounds"),
            _ => shown.derived,
        };
        if let Some(reason) = reason {
            return Expected::Derived(reason);
        }
        let Some(place) = self.place(shown) else {
            return Expected::Unknown;
        };
        let total_of_settled = place.is_settled && !place.pins.contains_key(self.dataset.time());
        if total_of_settled {
            return Expected::Derived("sum of the settled years");
        }
        let measures = place.measures.iter();
        let cells: Vec<Cell> = measures
            .filter_map(|measure| self.dataset.find(measure, &place.pins))
            .collect();
        match (cells.is_empty(), self.is_of_several(&place)) {
            (_, true) => Expected::Derived("sum of several categories"),
            (true, false) => Expected::Unknown,
            (false, false) => Expected::Cells(cells),
        }
    }

    /// Finds the number of a series that others publish.
    fn series(&self, shown: &Shown) -> Option<Expected> {
        let mut all = self.dataset.catalog["indicators"].as_array()?.iter();
        let series = all.find(|series| series["id"] == shown.figure.as_str())?;
        let number = series["values"][&shown.row].as_u64();
        let marks = series["marks"].as_array().into_iter().flatten();
        let mut marks = marks.filter(|mark| {
            let mut years = mark["years"].as_array().unwrap().iter();
            years.any(|year| year == shown.row.as_str())
        });
        let mark = || Some(marks.next()?["text"].as_str()?.to_owned());
        Some(
            match number.map(|number| number.to_string()).or_else(mark) {
                Some(text) => Expected::Series(text),
                None => Expected::Derived("no number"),
            },
        )
    }

    /// Finds the measure and the categories that the names beside a number stand for.
    fn place(&self, shown: &Shown) -> Option<Place<'a>> {
        let mut place = self.figure(&shown.figure);
        for name in std::iter::once(&shown.row).chain(&shown.column) {
            let measure = self.dataset.measure(self.language, name);
            if name == "Total" {
            } else if let Some(measure) = measure {
                place.measures = vec![measure];
            } else {
                let (dimension, code) = self.category(&place, name)?;
                place.pins.insert(dimension.to_owned(), code);
            }
        }
        if place.measures.is_empty() {
            // The tiles of a section count its last measure; those of the opening page say which.
            place.measures = self.measure_of_tiles(shown)?;
        }
        if let Some((dimension, codes)) = &self.group
            && place.compared != Some(*dimension)
            && !place.pins.contains_key(*dimension)
        {
            let code = codes.first().copied().unwrap_or_default();
            place.pins.insert((*dimension).to_owned(), code.to_owned());
        }
        Some(place)
    }

    /// What the id of a figure says: `edad`, `solicitudes-edad`, `anio`.
    fn figure(&self, id: &str) -> Place<'a> {
        // The opening page shows figures of the first section.
        let section = self.section.unwrap_or(&self.dataset.catalog["sections"][0]);
        let measures = section["measures"].as_array().into_iter().flatten();
        let measures: Vec<&str> = measures.filter_map(Value::as_str).collect();
        let (measure, id) = match id.split_once('-') {
            Some((measure, id)) if measures.contains(&measure) => (Some(measure), id),
            _ => (None, id),
        };
        let Some(dimension) = self
            .dataset
            .dimension(id)
            .filter(|_| id != self.dataset.time())
        else {
            return Place::default();
        };
        let id = dimension["id"].as_str().unwrap();
        let mut published = measures
            .iter()
            .filter(|one| self.dataset.is_published(one, id));
        let measure = measure.or_else(|| published.next().copied());
        Place {
            measures: measure.into_iter().map(Into::into).collect(),
            compared: Some(id),
            mirrored: dimension["mirrored_by"].as_str(),
            source: dimension["flows_from"].as_str(),
            is_settled: dimension["settled"].is_object(),
            ..Place::default()
        }
    }

    /// Finds the category of a name: of the compared dimension, of time, or of the dimension beside it.
    fn category(&self, place: &Place<'a>, name: &str) -> Option<(&'a str, String)> {
        let time = self.dataset.time();
        let of_figure = [place.compared, Some(time), place.mirrored, place.source];
        let of_tiles = if place.compared.is_none() {
            self.dimensions()
        } else {
            vec![]
        };
        let dimensions = of_figure.into_iter().flatten().chain(of_tiles);
        let open = dimensions.filter(|dimension| !place.pins.contains_key(*dimension));
        for dimension in open {
            let codes = self.dataset.codes(dimension, self.language, name);
            assert!(
                codes.len() < 2,
                "{dimension} has two categories called {name}"
            );
            if let Some(code) = codes.into_iter().next() {
                return Some((dimension, code));
            }
        }
        self.pin_of_headline(name)
    }

    /// Finds the category that a number of the opening page counts.
    fn pin_of_headline(&self, name: &str) -> Option<(&'a str, String)> {
        let pin = &self.headline(name)?["pin"];
        let code = pin["code"].as_str()?.to_owned();
        Some((pin["dimension"].as_str()?, code))
    }

    fn headline(&self, name: &str) -> Option<&'a Value> {
        let language = ["es", "en"][self.language];
        let mut headlines = self.dataset.catalog["headlines"].as_array()?.iter();
        headlines.find(|headline| headline["label"][language] == name)
    }

    fn measure_of_tiles(&self, shown: &Shown) -> Option<Vec<String>> {
        let headline = shown.column.as_ref().and_then(|name| self.headline(name));
        let of_headline = headline.and_then(|headline| headline["measure"].as_str());
        let of_section = || self.section?["measures"].as_array()?.last()?.as_str();
        let measure = match self.section {
            Some(_) => of_section(),
            None => of_headline,
        };
        Some(vec![measure?.to_owned()])
    }

    fn dimensions(&self) -> Vec<&'a str> {
        let all = self.dataset.catalog["dimensions"]
            .as_array()
            .unwrap()
            .iter();
        all.map(|dimension| dimension["id"].as_str().unwrap())
            .collect()
    }

    /// Whether a number is of several categories of the group whose page it is.
    fn is_of_several(&self, place: &Place<'_>) -> bool {
        let group = self.group.as_ref();
        group
            .is_some_and(|(dimension, codes)| codes.len() > 1 && place.compared != Some(*dimension))
    }
}

/// Where a number stands in the dataset.
#[derive(Default)]
struct Place<'a> {
    measures: Vec<String>,
    pins: Pins,
    /// The dimension that the figure compares, the one on whose two sides it is drawn, and that of origins.
    compared: Option<&'a str>,
    mirrored: Option<&'a str>,
    source: Option<&'a str>,
    /// Whether it shows the years alone in which all outcomes are known.
    is_settled: bool,
}
