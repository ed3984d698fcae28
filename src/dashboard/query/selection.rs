//! Represents what a page shows, as a value. The address is its only home ([`crate::link`]).

use std::collections::BTreeMap;

use cube::{Catalog, Dimension, Lang, Layout, Section};

use crate::query::against::{Against, Side};
use crate::query::display::Display;
use crate::query::page::Page;
use crate::query::show::{Order, Show};
use crate::query::years::Years;

/// What a page asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The language.
    pub lang: Lang,
    /// The page.
    pub page: Page,
    /// The years, or all of them.
    pub years: Option<Years>,
    /// Dimension id → the codes it is filtered by, in the catalog's order, none of them within another.
    pub filters: BTreeMap<String, Vec<String>>,
    /// The dimension that the figures are broken down by. For a profile, time: year by year.
    pub breakdown: Option<String>,
    /// The figures of which the reader says how they are to be seen, by their ids, and what is said.
    pub displays: Vec<(String, Display)>,
    /// What of the counts is shown, where the figures can show it.
    pub show: Show,
    /// The order of the categories, where the figures have any.
    pub order: Order,
    /// What stands on the other side, where two selections are compared.
    pub against: Option<Against>,
    /// Which of the two this is.
    pub side: Side,
}

impl Query {
    /// The page without any filter or choice.
    pub fn plain(lang: Lang, page: Page) -> Query {
        Query {
            lang,
            page,
            ..Query::default()
        }
    }

    /// The same in another language.
    pub fn in_language(&self, lang: Lang) -> Query {
        Query {
            lang,
            ..self.clone()
        }
    }

    /// The same for other years; the range of all years is no restriction.
    pub fn with_years(&self, catalog: &Catalog, years: Option<Years>) -> Query {
        let years = years.filter(|years| !years.are_all(catalog));
        Query {
            years,
            ..self.clone()
        }
        .settled()
    }

    /// The same with one dimension filtered by these codes; without codes, not filtered.
    pub fn with_filter(&self, dimension: &Dimension, codes: &[&str]) -> Query {
        let mut query = self.clone();
        match selection(dimension, codes) {
            codes if codes.is_empty() => query.filters.remove(&dimension.id),
            codes => query.filters.insert(dimension.id.clone(), codes),
        };
        query.settled()
    }

    /// The same with another breakdown.
    pub fn with_breakdown(&self, breakdown: Option<&str>) -> Query {
        Query {
            breakdown: breakdown.map(Into::into),
            ..self.clone()
        }
    }

    /// The same with something else shown of the counts.
    pub fn with_show(&self, show: Show) -> Query {
        Query {
            show,
            ..self.clone()
        }
    }

    /// The same with the categories in another order.
    pub fn with_order(&self, order: Order) -> Query {
        Query {
            order,
            ..self.clone()
        }
    }

    /// What the reader says of how a figure is to be seen.
    pub fn display(&self, figure: &str) -> Display {
        self.displays
            .iter()
            .find(|(seen, _)| seen == figure)
            .map(|(_, display)| *display)
            .unwrap_or_default()
    }

    /// The same with a figure seen in another way.
    pub fn with_display(&self, figure: &str, display: Display) -> Query {
        let mut displays: Vec<(String, Display)> = self
            .displays
            .iter()
            .filter(|(seen, _)| seen != figure)
            .cloned()
            .collect();
        if display != Display::default() {
            displays.insert(
                displays.partition_point(|(seen, _)| seen.as_str() < figure),
                (figure.into(), display),
            );
        }
        Query {
            displays,
            ..self.clone()
        }
    }

    /// The same for everybody and all years.
    pub fn cleared(&self) -> Query {
        Query {
            years: None,
            filters: BTreeMap::new(),
            against: None,
            side: Side::One,
            ..self.clone()
        }
    }

    /// Whether it is about a single year.
    pub fn is_of_one_year(&self) -> bool {
        self.years
            .as_ref()
            .is_some_and(|years| years.first == years.last)
    }

    /// Whether it is about everybody and all years.
    pub fn is_clear(&self) -> bool {
        self.years.is_none() && self.filters.is_empty() && self.against.is_none()
    }

    /// Whether the page shows series of others, which have neither filters nor a breakdown.
    pub fn shows_series(&self, catalog: &Catalog) -> bool {
        self.section(catalog)
            .is_some_and(|section| section.layout == Layout::Indicators)
    }

    /// Whether figures are shown year by year.
    pub fn is_over_time(&self, catalog: &Catalog) -> bool {
        let is_series = self
            .section(catalog)
            .is_some_and(|section| section.layout == Layout::Series);
        is_series || self.breakdown.as_ref() == Some(&catalog.time)
    }

    /// The section whose figures the page shows: its own, or the first one on the opening page.
    pub fn section<'a>(&self, catalog: &'a Catalog) -> Option<&'a Section> {
        match &self.page {
            Page::Home => catalog.sections.first(),
            Page::Section(id) => catalog.section(id),
        }
    }

    /// The same without a comparison of what is alike.
    pub fn settled(self) -> Query {
        let alike = match &self.against {
            None => false,
            Some(Against::Years(years)) => *years == self.years,
            Some(Against::Filter(dimension, codes)) => {
                self.filters.get(dimension).map_or(&[][..], Vec::as_slice) == codes.as_slice()
            }
        };
        if alike {
            Query {
                against: None,
                side: Side::One,
                ..self
            }
        } else {
            self
        }
    }

    /// Whether the figures have categories, which can be ordered.
    pub fn compares_categories(&self, catalog: &Catalog) -> bool {
        self.breakdown.is_some() || self.layout(catalog) == Some(Layout::Profile)
    }

    fn layout(&self, catalog: &Catalog) -> Option<Layout> {
        self.section(catalog).map(|section| section.layout)
    }
}

/// The codes that exist, in the dimension's order, each once, and none that another one contains.
pub fn selection(dimension: &Dimension, codes: &[&str]) -> Vec<String> {
    let wanted = |code: &str| codes.contains(&code);
    let categories = dimension
        .categories
        .iter()
        .map(|category| category.code.as_str());
    let outermost =
        categories.filter(|code| wanted(code) && !dimension.ancestors(code).any(wanted));
    outermost.map(Into::into).collect()
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
