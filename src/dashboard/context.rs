//! Gathers a release and a query, and labels their years and filters in the page's language.

use cube::{Catalog, Category, Dimension, Lang, Phrase, Release, TOTAL, Text, parse_years};

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

    /// Counts the years of the query of which something was collected.
    pub fn count_years(&self) -> u64 {
        let years = self.years();
        let collected = years.iter().map(|year| {
            let years = self.catalog().years_in(&year.code);
            years.len().max(1) as u64
        });
        collected.sum()
    }

    /// Writes the years as a range, "2019–2023", also if these are all years, or periods of years.
    pub fn period(&self) -> String {
        let years = self.years();
        let (Some(first), Some(last)) = (years.first(), years.last()) else {
            return String::new();
        };
        if first.code == last.code {
            return self.text(&first.label);
        }
        match (parse_years(&first.code), parse_years(&last.code)) {
            (Some(first), Some(last)) => format!("{}–{}", first.start(), last.end()),
            _ => format!("{}–{}", self.text(&first.label), self.text(&last.label)),
        }
    }

    /// Names figures over time: "Año por año", or "Período por período" where periods stand in place of years.
    pub fn over_time(&self) -> String {
        let is_by_period = self.catalog().has_periods_only();
        let name = if is_by_period {
            words::control::PERIOD_BY_PERIOD
        } else {
            words::control::YEAR_BY_YEAR
        };
        name.text(self.lang())
    }

    /// Names the change from one year to the next, or from one period to the next.
    pub fn change_name(&self) -> Phrase {
        if self.catalog().has_periods_only() {
            words::show::PERIOD_CHANGE
        } else {
            words::show::CHANGE
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

    /// Names a filter by its categories alone where these are words that stand for themselves: "Nicaragua", "Edad: 0–11".
    pub fn name_filter(&self, dimension: &Dimension, codes: &[&str]) -> String {
        let is_word = |code: &&str| {
            let category = dimension.category(code).filter(|one| !one.unknown);
            let label = category.map(|category| category.label.get(self.lang()));
            label.is_some_and(|label| !label.starts_with(|first: char| first.is_ascii_digit()))
        };
        if codes.iter().all(is_word) {
            words::join(self.lang(), &self.labels(dimension, codes.iter().copied()))
        } else {
            self.filter_label(dimension, codes)
        }
    }

    /// Lists the labels of some categories.
    pub fn labels<'b>(
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
                    words::control::ALL.text(self.lang())
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

    /// Labels a filter or its absence: "Sexo: Hombre", "Sexo: Todas".
    pub fn filter_or_total(&self, dimension: &Dimension, codes: &[&str]) -> String {
        match codes {
            [] | [TOTAL] => format!(
                "{}: {}",
                self.text(&dimension.label),
                words::control::ALL.text(self.lang())
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
