//! Finds the published table with the numbers of a query; the catalog and the query alone decide which.
//!
//! A query is answerable if one published table has its filters, its years and the categories that it compares.

use cube::{Catalog, Categories, Category, Dimension, Release, Role};

use crate::counts::{Amount, Picks, sum};
use crate::plan::form::Form;
use crate::query::{Query, Years};

/// A published table that answers a query, with the cells to add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The table's id.
    pub table: &'a str,
    /// Whether the compared dimension is known only at its top level.
    pub rolled_up: bool,
    /// The cells to add up: the filters and the years.
    pub picks: Picks,
}

impl Answer<'_> {
    /// Computes the number at these codes of the axes; `None` where the table was not loaded or does not fit.
    pub fn amount(&self, release: &Release, axes: &[(&str, &[&str])]) -> Option<Amount> {
        let mut picks = self.picks.clone();
        for (id, codes) in axes {
            let codes = codes.iter().map(|code| (*code).into()).collect();
            picks.insert((*id).to_owned(), codes);
        }
        sum(release.tables.get(self.table)?, &picks)
    }
}

/// Finds the table with a measure by some axes, for the query's filters and years. The first axis is compared, and the
/// others break it down.
///
/// Filters on an axis do not apply, and the query's years do not if time is an axis.
pub fn answer<'a>(
    catalog: &'a Catalog,
    query: &Query,
    measure: &str,
    axes: &[&Dimension],
) -> Option<Answer<'a>> {
    let pins = pins(catalog, query, axes);
    let mut wanted = Vec::new();
    for (id, codes) in &pins {
        wanted.push((*id, Categories::Listed(codes)));
    }
    // Axes that break a figure down may be groups only; if no table has the compared axis in full, it may be, too.
    let levels = [
        (Categories::All, Categories::All),
        (Categories::All, Categories::Outermost),
        (Categories::Outermost, Categories::Outermost),
    ];
    for (compared, others) in levels {
        wanted.truncate(pins.len());
        for (at, axis) in axes.iter().enumerate() {
            let level = match axis.role {
                // A figure that shows years needs them all.
                Role::Time => Categories::All,
                Role::Geo | Role::Attribute if at == 0 => compared,
                Role::Geo | Role::Attribute => others,
            };
            wanted.push((&axis.id, level));
        }
        if let Some(table) = catalog.table_for(measure, &wanted) {
            return Some(Answer {
                table: &table.id,
                rolled_up: matches!(compared, Categories::Outermost),
                picks: to_picks(&pins),
            });
        }
    }
    None
}

fn to_picks(pins: &[(&str, Vec<&str>)]) -> Picks {
    let mut picks = Picks::new();
    for (id, codes) in pins {
        let codes = codes.iter().map(|code| (*code).into()).collect();
        picks.insert((*id).to_owned(), codes);
    }
    picks
}

/// Finds the tables of a figure, one per measure; `None` where one of them has none.
pub fn answer_figure<'a>(
    catalog: &'a Catalog,
    query: &Query,
    form: &Form,
) -> Option<Vec<Answer<'a>>> {
    if !is_settled(catalog, query, form) {
        return None;
    }
    let mut axes: Vec<&Dimension> = Vec::new();
    axes.extend(form.dimension());
    axes.extend(form.by());
    if form.over_time() {
        axes.extend(catalog.dimension(&catalog.time));
    }
    form.measures()
        .iter()
        .map(|measure| answer(catalog, query, &measure.id, &axes))
        .collect()
}

/// Decides whether the outcomes that a figure shows are settled: in some year if it shows year by year, or else in all.
pub fn is_settled(catalog: &Catalog, query: &Query, form: &Form) -> bool {
    let settled = form
        .dimension()
        .filter(|dimension| dimension.settled.is_some());
    let Some((dimension, time)) = settled.zip(catalog.dimension(&catalog.time)) else {
        return true;
    };
    let is_chosen = |year: &&Category| {
        query
            .years
            .as_ref()
            .is_none_or(|years| years.codes(time).any(|code| code == year.code))
    };
    let mut years = time.leaves().filter(is_chosen);
    let is_settled = |year: &Category| catalog.is_settled_in(&dimension.id, &year.code);
    if form.over_time() {
        years.any(is_settled)
    } else {
        years.all(is_settled)
    }
}

/// Lists the filters and the years that apply, with their codes.
fn pins<'a>(
    catalog: &'a Catalog,
    query: &'a Query,
    axes: &[&Dimension],
) -> Vec<(&'a str, Vec<&'a str>)> {
    let is_axis = |id: &str| axes.iter().any(|axis| axis.id == id);
    let mut pins = Vec::new();
    for (id, codes) in &query.filters {
        if !is_axis(id) {
            pins.push((id.as_str(), codes.iter().map(String::as_str).collect()));
        }
    }
    if let Some(time) = catalog.dimension(&catalog.time)
        && !is_axis(&time.id)
        && let Some(codes) = years(catalog, query, time)
    {
        pins.push((&time.id, codes));
    }
    pins
}

/// Lists the codes of the query's years; `None` for the sum over those that are counted together.
fn years<'a>(catalog: &Catalog, query: &'a Query, time: &'a Dimension) -> Option<Vec<&'a str>> {
    match &query.years {
        // Years that make up a published period are looked up as the period: it may be published where its years are hidden.
        Some(years) if !are_pooled(years, time) => {
            Some(time.condense(&years.codes(time).collect::<Vec<_>>()))
        }
        None if query.is_over_time(catalog) && time.leaves().any(|year| year.apart) => {
            Some(time.covering_codes())
        }
        _ => None,
    }
}

/// Decides whether these are the years that are counted together, whose sum is published.
fn are_pooled(years: &Years, time: &Dimension) -> bool {
    years.codes(time).eq(time
        .leaves()
        .filter(|year| !year.apart)
        .map(|year| year.code.as_str()))
}
