//! Lists the groups of persons that a section by year shows below its figures.

use cube::{Catalog, Category, Dimension, Headline, Layout, Pin, TOTAL};

use crate::query::{Page, Query};

/// The most groups of a dimension that are shown beside each other.
const MOST_GROUPS: usize = 3;

/// Lists the groups of the section's last measure by each of its filters. There are none where a reader asks something
/// else: for a filter, a breakdown or a comparison.
pub fn groups<'a>(catalog: &'a Catalog, query: &Query) -> Vec<(&'a Dimension, Vec<Headline>)> {
    let is_plain = query.page != Page::Home
        && query.breakdown.is_none()
        && query.against.is_none()
        && query.filters.is_empty()
        && !query.is_of_one_year()
        && !catalog.has_one_span();
    let section = query.section(catalog).filter(|_| is_plain);
    let Some(section) = section.filter(|section| section.layout == Layout::Series) else {
        return vec![];
    };
    let mut found = Vec::new();
    for id in &section.filters {
        let (Some(dimension), Some(measure)) = (catalog.dimension(id), section.measures.last())
        else {
            continue;
        };
        let mut groups = Vec::new();
        for category in dimension.children(TOTAL) {
            if !category.unknown {
                groups.push(headline(measure, dimension, category));
            }
        }
        if (2..=MOST_GROUPS).contains(&groups.len()) {
            found.push((dimension, groups));
        }
    }
    found
}

fn headline(measure: &str, dimension: &Dimension, category: &Category) -> Headline {
    Headline {
        measure: measure.into(),
        pin: Some(Pin {
            dimension: dimension.id.clone(),
            code: category.code.clone(),
        }),
        label: category.label.clone(),
        sentence: None,
    }
}
