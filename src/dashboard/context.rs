//! Gathers a release and a query, and labels their years and filters in the page's language.

use cube::TOTAL;
use cube::{Catalog, Category, Dimension, Lang, Release, Text};

use crate::query::{Against, Query, Show};
use crate::words;

/// A release and a query on it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The catalog, and the tables that were loaded.
    pub release: &'a Release,
    /// The query.
    pub query: &'a Query,
    /// The form in which counts are shown.
    pub show: Show,
    /// The figure's dimension, if it is settled in some years only; the figure shows no others.
    pub settled: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// Returns the page's language.
    pub fn lang(&self) -> Lang {
        self.query.lang
    }

    /// Returns the release's catalog.
    pub fn catalog(&self) -> &'a Catalog {
        &self.release.catalog
    }

    /// Returns the time dimension.
    pub fn time(&self) -> Option<&'a Dimension> {
        self.catalog().dimension(&self.catalog().time)
    }

    /// Returns a text of the catalog in the page's language.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.lang()).into()
    }

    /// Lists the years of the query, and of a figure only those in which it is settled. Without chosen years, these are
    /// all years if they are shown one by one, or else those that are counted together.
    pub fn years(&self) -> Vec<&'a Category> {
        let Some(time) = self.time() else {
            return vec![];
        };
        let one_by_one = self.query.is_over_time(self.catalog()) || self.settled.is_some();
        let chosen: Option<Vec<&str>> = self
            .query
            .years
            .as_ref()
            .map(|years| years.codes(time).collect());
        let is_chosen = |year: &Category| match &chosen {
            Some(codes) => codes.contains(&year.code.as_str()),
            None => one_by_one || !year.apart,
        };
        let mut years = Vec::new();
        for year in time.leaves() {
            if is_chosen(year) && self.is_settled_in(year) {
                years.push(year);
            }
        }
        years
    }

    fn is_settled_in(&self, year: &Category) -> bool {
        match self.settled {
            Some(dimension) => self.catalog().is_settled_in(dimension, &year.code),
            None => true,
        }
    }

    /// Writes the years as a range, "2019–2023", also if these are all years.
    pub fn period(&self) -> String {
        let years = self.years();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if first.code != last.code => {
                format!(
                    "{}–{}",
                    first.label.get(self.lang()),
                    last.label.get(self.lang())
                )
            }
            (Some(only), _) => self.text(&only.label),
            (None, _) => String::new(),
        }
    }

    /// Labels a filter: "Sexo: Mujer".
    pub fn filter_label(&self, dimension: &Dimension, codes: &[&str]) -> String {
        format!(
            "{}: {}",
            dimension.label.get(self.lang()),
            words::join(self.lang(), &self.labels(dimension, codes.iter().copied()))
        )
    }

    /// Lists the labels of some categories.
    fn labels<'b>(
        &self,
        dimension: &Dimension,
        codes: impl IntoIterator<Item = &'b str>,
    ) -> Vec<String> {
        let mut labels = Vec::new();
        for code in codes {
            if let Some(category) = dimension.category(code) {
                labels.push(self.text(&category.label));
            }
        }
        labels
    }

    /// Lists the active filters with their codes, in the catalog's order.
    pub fn filters(&self) -> Vec<(&'a Dimension, Vec<&'a str>)> {
        let mut filters = Vec::new();
        for dimension in &self.catalog().dimensions {
            if let Some(codes) = self.query.filters.get(&dimension.id) {
                filters.push((dimension, codes.iter().map(String::as_str).collect()));
            }
        }
        filters
    }

    /// Decides whether a category is set aside: its dimension is filtered, on neither side by a category that contains it or
    /// that it contains.
    pub fn is_aside(&self, dimension: &Dimension, code: &str) -> bool {
        let overlaps = |chosen: &String| overlap(dimension, code, chosen);
        let other: &[String] = match &self.query.against {
            Some(Against::Filter(id, codes)) if *id == dimension.id => codes,
            Some(_) | None => &[],
        };
        self.query
            .filters
            .get(&dimension.id)
            .is_some_and(|codes| !codes.iter().chain(other).any(overlaps))
    }

    /// Names this side of a comparison by what differs: "Hombre", "2019–2021".
    pub fn side(&self) -> Option<String> {
        Some(match self.query.against.as_ref()? {
            Against::Years(_) => self.period(),
            Against::Filter(id, _) => {
                let (dimension, codes) =
                    (self.catalog().dimension(id)?, self.query.filters.get(id));
                let codes = codes.into_iter().flatten().map(String::as_str);
                let labels = self.labels(dimension, codes);
                if labels.is_empty() {
                    words::figure::TOTAL.text(self.lang())
                } else {
                    words::join(self.lang(), &labels)
                }
            }
        })
    }

    /// Names the other side of a comparison with its dimension: "Sexo: Hombre".
    pub fn other_side(&self) -> Option<String> {
        let (lang, query) = (self.lang(), &self.query.swapped()?);
        let other = Context { query, ..*self };
        Some(match self.query.against.as_ref()? {
            Against::Years(_) => {
                format!("{}: {}", words::control::YEARS.text(lang), other.period())
            }
            Against::Filter(id, codes) => {
                let dimension = self.catalog().dimension(id)?;
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                self.filter_or_total(dimension, &codes)
            }
        })
    }

    /// Labels a filter or its absence: "Sexo: Hombre", "Sexo: Total".
    pub fn filter_or_total(&self, dimension: &Dimension, codes: &[&str]) -> String {
        match codes {
            [] | [TOTAL] => format!(
                "{}: {}",
                self.text(&dimension.label),
                words::figure::TOTAL.text(self.lang())
            ),
            codes => self.filter_label(dimension, codes),
        }
    }
}

/// Decides whether two categories are the same, or one of them contains the other.
pub fn overlap(dimension: &Dimension, one: &str, other: &str) -> bool {
    one == other
        || dimension.ancestors(one).any(|above| above == other)
        || dimension.ancestors(other).any(|above| above == one)
}
