//! Gathers a release, a query and their words: years, filters, and what they are called in the page's language.

use cube::TOTAL;
use cube::{Catalog, Category, Dimension, Lang, Release, Text};

use crate::query::{Against, Query, Show};
use crate::words;

/// A release, and a query on it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The catalog and the tables that are there.
    pub release: &'a Release,
    /// The query.
    pub query: &'a Query,
    /// What of the counts is shown.
    pub show: Show,
    /// The figure's dimension, if it is settled of some years only: no others are shown.
    pub settled: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.query.lang
    }

    /// What the release says of itself.
    pub fn catalog(&self) -> &'a Catalog {
        &self.release.catalog
    }

    /// The time dimension.
    pub fn time(&self) -> Option<&'a Dimension> {
        self.catalog().dimension(&self.catalog().time)
    }

    /// Words of the catalog in the page's language.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.lang()).into()
    }

    /// The years of the query: all of them year by year, or those that are counted together. Of a figure, those in
    /// which it is settled.
    pub fn years(&self) -> Vec<&'a Category> {
        let over_time = self.query.is_over_time(self.catalog()) || self.settled.is_some();
        let all = self.time().into_iter().flat_map(Dimension::leaves);
        let asked = self.query.years.as_ref().zip(self.time());
        let asked: Option<Vec<&str>> = asked.map(|(years, time)| years.codes(time).collect());
        let is_asked = |year: &&Category| match &asked {
            Some(codes) => codes.contains(&year.code.as_str()),
            None => over_time || !year.apart,
        };
        let is_settled = |year: &&Category| {
            self.settled
                .is_none_or(|id| self.catalog().is_settled_in(id, &year.code))
        };
        all.filter(is_asked).filter(is_settled).collect()
    }

    /// "2019–2023", also where that is all years.
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

    /// "Sexo: Mujer".
    pub fn filter_label(&self, dimension: &Dimension, codes: &[&str]) -> String {
        let label = |code: &&str| {
            dimension
                .category(code)
                .map(|category| self.text(&category.label))
        };
        let labels: Vec<String> = codes.iter().filter_map(label).collect();
        format!(
            "{}: {}",
            dimension.label.get(self.lang()),
            words::and(self.lang(), &labels)
        )
    }

    /// The active filters, each with its codes, in the catalog's order.
    pub fn filters(&self) -> Vec<(&'a Dimension, Vec<&'a str>)> {
        let filter = |dimension: &'a Dimension| {
            let codes = self.query.filters.get(&dimension.id)?;
            Some((dimension, codes.iter().map(String::as_str).collect()))
        };
        self.catalog()
            .dimensions
            .iter()
            .filter_map(filter)
            .collect()
    }

    /// Whether other categories of a dimension are chosen, and nothing that this one contains or that contains it.
    pub fn is_aside(&self, dimension: &Dimension, code: &str) -> bool {
        let is_within = |one: &str, other: &str| {
            one == other || dimension.ancestors(one).any(|above| above == other)
        };
        let touches = |chosen: &String| is_within(code, chosen) || is_within(chosen, code);
        let other: &[String] = match &self.query.against {
            Some(Against::Filter(id, codes)) if *id == dimension.id => codes,
            Some(_) | None => &[],
        };
        self.query
            .filters
            .get(&dimension.id)
            .is_some_and(|codes| !codes.iter().chain(other).any(touches))
    }

    /// The selection that a query is about, as far as the other side differs: "Hombre", "2019–2021".
    pub fn side(&self) -> Option<String> {
        Some(match self.query.against.as_ref()? {
            Against::Years(_) => self.period(),
            Against::Filter(id, _) => {
                let (dimension, codes) =
                    (self.catalog().dimension(id)?, self.query.filters.get(id));
                let label = |code: &String| {
                    dimension
                        .category(code)
                        .map(|category| self.text(&category.label))
                };
                let labels: Vec<String> = codes.into_iter().flatten().filter_map(label).collect();
                if labels.is_empty() {
                    words::figure::TOTAL.get(self.lang())
                } else {
                    words::and(self.lang(), &labels)
                }
            }
        })
    }

    /// What the page is compared with: "Sexo: Hombre".
    pub fn other_side(&self) -> Option<String> {
        let (lang, query) = (self.lang(), &self.query.swapped()?);
        let other = Context { query, ..*self };
        Some(match self.query.against.as_ref()? {
            Against::Years(_) => format!("{}: {}", words::control::YEARS.get(lang), other.period()),
            Against::Filter(id, codes) => {
                let dimension = self.catalog().dimension(id)?;
                self.filter_or_total(
                    dimension,
                    &codes.iter().map(String::as_str).collect::<Vec<_>>(),
                )
            }
        })
    }

    /// "Sexo: Hombre", "Sexo: Total".
    pub fn filter_or_total(&self, dimension: &Dimension, codes: &[&str]) -> String {
        match codes {
            [] | [TOTAL] => format!(
                "{}: {}",
                self.text(&dimension.label),
                words::figure::TOTAL.get(self.lang())
            ),
            codes => self.filter_label(dimension, codes),
        }
    }
}
