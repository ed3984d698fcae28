//! Represents the query of a page, which is stored in the page's address alone ([`crate::link`]).

use std::collections::BTreeMap;

use cube::{Catalog, Dimension, Lang, Layout, Section};

use crate::query::against::{Against, Side};
use crate::query::display::Display;
use crate::query::page::Page;
use crate::query::show::{Order, Show};
use crate::query::years::Years;

/// The query of a page: what it shows, for whom, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The language.
    pub lang: Lang,
    /// The page.
    pub page: Page,
    /// The id of the only figure that is shown, on the page of a figure.
    pub figure: Option<String>,
    /// The years, or all of them.
    pub years: Option<Years>,
    /// Dimension id → the codes it is filtered by, in the catalog's order, none of them within another.
    pub filters: BTreeMap<String, Vec<String>>,
    /// The dimension that the figures are broken down by. For a profile, time: year by year.
    pub breakdown: Option<String>,
    /// The options that the reader has chosen for figures, by the figures' ids.
    pub displays: Vec<(String, Display)>,
    /// The form in which counts are shown, where the figures can show it.
    pub show: Show,
    /// The order of the categories.
    pub order: Order,
    /// The other side, if two selections are compared.
    pub against: Option<Against>,
    /// The side that this query describes.
    pub side: Side,
}

impl Query {
    /// Makes the query of a page without any filter or choice.
    pub fn plain(lang: Lang, page: Page) -> Query {
        Query {
            lang,
            page,
            ..Query::default()
        }
    }

    /// Returns the query for the page of one figure, or of all figures of the section.
    pub fn with_figure(&self, figure: Option<&str>) -> Query {
        Query {
            figure: figure.map(Into::into),
            ..self.clone()
        }
    }

    /// Returns the query in another language.
    pub fn in_language(&self, lang: Lang) -> Query {
        Query {
            lang,
            ..self.clone()
        }
    }

    /// Returns the query for other years; the range of all years is no restriction.
    pub fn with_years(&self, catalog: &Catalog, years: Option<Years>) -> Query {
        let years = years.filter(|years| !years.are_all(catalog));
        Query {
            years,
            ..self.clone()
        }
        .without_equal_sides()
    }

    /// Returns the query with a dimension filtered by these codes, or not filtered if there are none.
    pub fn with_filter(&self, dimension: &Dimension, codes: &[&str]) -> Query {
        let mut query = self.clone();
        match selection(dimension, codes) {
            codes if codes.is_empty() => query.filters.remove(&dimension.id),
            codes => query.filters.insert(dimension.id.clone(), codes),
        };
        query.without_equal_sides()
    }

    /// Returns the query with another breakdown.
    pub fn with_breakdown(&self, breakdown: Option<&str>) -> Query {
        Query {
            breakdown: breakdown.map(Into::into),
            ..self.clone()
        }
    }

    /// Returns the query with counts shown in another form.
    pub fn with_show(&self, show: Show) -> Query {
        Query {
            show,
            ..self.clone()
        }
    }

    /// Returns the query with the categories in another order.
    pub fn with_order(&self, order: Order) -> Query {
        Query {
            order,
            ..self.clone()
        }
    }

    /// Returns the options that the reader has chosen for a figure.
    pub fn display(&self, figure: &str) -> Display {
        self.displays
            .iter()
            .find(|(id, _)| id == figure)
            .map(|(_, display)| *display)
            .unwrap_or_default()
    }

    /// Returns the query with other options for a figure.
    pub fn with_display(&self, figure: &str, display: Display) -> Query {
        let mut displays: Vec<(String, Display)> = self
            .displays
            .iter()
            .filter(|(id, _)| id != figure)
            .cloned()
            .collect();
        if display != Display::default() {
            displays.insert(
                displays.partition_point(|(id, _)| id.as_str() < figure),
                (figure.into(), display),
            );
        }
        Query {
            displays,
            ..self.clone()
        }
    }

    /// Returns the query for everybody and all years.
    pub fn cleared(&self) -> Query {
        Query {
            years: None,
            filters: BTreeMap::new(),
            against: None,
            side: Side::One,
            ..self.clone()
        }
    }

    /// Decides whether the query is restricted to a single year.
    pub fn is_of_one_year(&self) -> bool {
        self.years
            .as_ref()
            .is_some_and(|years| years.first == years.last)
    }

    /// Decides whether the query is about everybody and all years.
    pub fn is_clear(&self) -> bool {
        self.years.is_none() && self.filters.is_empty() && self.against.is_none()
    }

    /// Decides whether the page shows series published by others, which have neither filters nor a breakdown.
    pub fn shows_series(&self, catalog: &Catalog) -> bool {
        self.section(catalog)
            .is_some_and(|section| section.layout == Layout::Indicators)
    }

    /// Decides whether figures are shown year by year, or period by period; not where all years are one span.
    pub fn is_over_time(&self, catalog: &Catalog) -> bool {
        if catalog.has_one_span() {
            return false;
        }
        let is_series = self
            .section(catalog)
            .is_some_and(|section| section.layout == Layout::Series);
        is_series || self.breakdown.as_ref() == Some(&catalog.time)
    }

    /// Returns the section whose figures the page shows; on the opening page, the first one.
    pub fn section<'a>(&self, catalog: &'a Catalog) -> Option<&'a Section> {
        match &self.page {
            Page::Home => catalog.sections.first(),
            Page::Section(id) => catalog.section(id),
        }
    }

    /// Returns the query without a comparison whose two sides are equal.
    pub fn without_equal_sides(self) -> Query {
        let is_equal = match &self.against {
            None => false,
            Some(Against::Years(years)) => *years == self.years,
            Some(Against::Filter(dimension, codes)) => {
                self.filters.get(dimension).map_or(&[][..], Vec::as_slice) == codes.as_slice()
            }
        };
        if is_equal {
            Query {
                against: None,
                side: Side::One,
                ..self
            }
        } else {
            self
        }
    }

    /// Decides whether the figures have categories, which can be ordered.
    pub fn compares_categories(&self, catalog: &Catalog) -> bool {
        self.breakdown.is_some() || self.layout(catalog) == Some(Layout::Profile)
    }

    fn layout(&self, catalog: &Catalog) -> Option<Layout> {
        self.section(catalog).map(|section| section.layout)
    }
}

/// Keeps the codes that exist, in the dimension's order, each once, and none that another one contains.
pub fn selection(dimension: &Dimension, codes: &[&str]) -> Vec<String> {
    let is_chosen = |code: &str| codes.contains(&code);
    let mut outermost = Vec::new();
    for category in &dimension.categories {
        let mut ancestors = dimension.ancestors(&category.code);
        if is_chosen(&category.code) && !ancestors.any(is_chosen) {
            outermost.push(category.code.clone());
        }
    }
    outermost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;

    #[test]
    fn a_filter_keeps_the_catalogs_order_and_only_the_outermost_codes() {
        let catalog = sample::catalog();
        let age = catalog.dimension("edad").unwrap();
        let query = Query::default().with_filter(age, &["ADU", "0_11", "MIN", "0_11", "nobody"]);
        assert_eq!(query.filters["edad"], ["MIN", "ADU"]);
        assert!(query.with_filter(age, &[]).is_clear());
    }

    #[test]
    fn all_years_are_no_restriction() {
        let catalog = sample::catalog();
        let time = catalog.dimension("anio").unwrap();
        let years = |one, other| Years::between(time, one, other);
        assert!(
            Query::default()
                .with_years(&catalog, years("2025", "2023"))
                .is_clear()
        );
        let query = Query::default().with_years(&catalog, years("2025", "2024"));
        assert_eq!(
            query.years.unwrap().codes(time).collect::<Vec<_>>(),
            ["2024", "2025"]
        );
        assert_eq!(years("2024", "1999"), None);
    }
}
