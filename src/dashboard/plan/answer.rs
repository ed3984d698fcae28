//! Finds the published table that answers a question: decided by the catalog and the query alone.
//!
//! A question is answerable if its filters, its years and what it compares lie within one published table.

use cube::{Catalog, Category, Dimension, Release, Role, TOTAL};

use crate::counts::{Amount, Picks, sum};
use crate::plan::form::Form;
use crate::query::{Query, Years};

/// How a published table answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The table's id.
    pub table: &'a str,
    /// Whether the compared dimension is known only at its top level.
    pub rolled_up: bool,
    /// What is added up: the filters and the years.
    pub picks: Picks,
}

impl Answer<'_> {
    /// Its number with these axes at these codes; `None` where the table is not there or does not fit.
    pub fn amount(&self, release: &Release, axes: &[(&str, &[&str])]) -> Option<Amount> {
        let axes = axes.iter().map(|(id, codes)| {
            (
                (*id).to_owned(),
                codes.iter().map(|code| (*code).into()).collect(),
            )
        });
        let mut picks = self.picks.clone();
        picks.extend(axes);
        sum(release.tables.get(self.table)?, &picks)
    }
}

/// The codes of a dimension that a table must have.
type Codes = fn(&Dimension) -> Vec<&str>;

/// The table that tells `measure` for the query's filters and years, by each of `axes`, of which the first is compared
/// and the others break it down. Filters on an axis do not apply; nor do the years where time is an axis.
pub fn answer<'a>(
    catalog: &'a Catalog,
    query: &Query,
    measure: &str,
    axes: &[&Dimension],
) -> Option<Answer<'a>> {
    let pins = pins(catalog, query, axes);
    let table = |first: Codes, others: Codes| {
        let codes = |at: usize| if at == 0 { first } else { others };
        let axes = axes
            .iter()
            .enumerate()
            .map(|(at, axis)| (axis.id.as_str(), codes(at)(axis)));
        let wanted: Vec<(&str, Vec<&str>)> = pins.iter().cloned().chain(axes).collect();
        let wanted: Vec<(&str, &[&str])> = wanted
            .iter()
            .map(|(id, codes)| (*id, codes.as_slice()))
            .collect();
        catalog
            .table_for(measure, &wanted)
            .map(|entry| entry.id.as_str())
    };
    let all: Codes = |axis| axis.codes().collect();
    // What breaks a figure down is shown by its groups in any case.
    let full = table(all, all)
        .or_else(|| table(all, groups_of))
        .map(|table| (table, false));
    let (table, rolled_up) =
        full.or_else(|| table(groups_of, groups_of).map(|table| (table, true)))?;
    let owned = |(id, codes): &(&str, Vec<&str>)| {
        (
            (*id).to_owned(),
            codes.iter().map(|code| (*code).into()).collect(),
        )
    };
    let mut picks = Picks::new();
    picks.extend(pins.iter().map(owned));
    Some(Answer {
        table,
        rolled_up,
        picks,
    })
}

/// The codes that a table rolled up to groups must have. Time is never rolled up: a figure that shows years needs them.
fn groups_of(axis: &Dimension) -> Vec<&str> {
    match axis.role {
        Role::Time => axis.codes().collect(),
        Role::Geo | Role::Attribute => axis
            .children(TOTAL)
            .map(|category| category.code.as_str())
            .collect(),
    }
}

/// How a figure is answered, one answer a measure; `None` where one of them has none.
pub fn answer_figure<'a>(
    catalog: &'a Catalog,
    query: &Query,
    form: &Form,
) -> Option<Vec<Answer<'a>>> {
    if !is_settled(catalog, query, form) {
        return None;
    }
    let time = form
        .over_time()
        .then(|| catalog.dimension(&catalog.time))
        .flatten();
    let axes: Vec<&Dimension> = form
        .dimension()
        .into_iter()
        .chain(form.by())
        .chain(time)
        .collect();
    form.measures()
        .iter()
        .map(|measure| answer(catalog, query, &measure.id, &axes))
        .collect()
}

/// Whether what became of persons is settled in the years that a figure shows: in all, or, year by year, in some.
pub fn is_settled(catalog: &Catalog, query: &Query, form: &Form) -> bool {
    let settled = form
        .dimension()
        .filter(|dimension| dimension.settled.is_some());
    let Some((dimension, time)) = settled.zip(catalog.dimension(&catalog.time)) else {
        return true;
    };
    let is_asked = |year: &&Category| {
        query
            .years
            .as_ref()
            .is_none_or(|years| years.codes(time).any(|code| code == year.code))
    };
    let mut years = time.leaves().filter(is_asked);
    let is_settled = |year: &Category| catalog.is_settled_in(&dimension.id, &year.code);
    if form.over_time() {
        years.any(is_settled)
    } else {
        years.all(is_settled)
    }
}

/// The filters and the years that apply, with their codes.
fn pins<'a>(
    catalog: &'a Catalog,
    query: &'a Query,
    axes: &[&Dimension],
) -> Vec<(&'a str, Vec<&'a str>)> {
    let filters = query
        .filters
        .iter()
        .map(|(id, codes)| (id.as_str(), codes.iter().map(String::as_str).collect()));
    let time = catalog.dimension(&catalog.time);
    let years = time.zip(time.and_then(|time| years(catalog, query, time)));
    let years = years.map(|(time, codes)| (time.id.as_str(), codes));
    filters
        .chain(years)
        .filter(|(id, _)| axes.iter().all(|axis| axis.id != *id))
        .collect()
}

/// Lists the codes of the query's years; `None` for the sum over those that are counted together.
fn years<'a>(catalog: &Catalog, query: &'a Query, time: &'a Dimension) -> Option<Vec<&'a str>> {
    match &query.years {
        // Years that make up a period are asked for as that: it may be published where its years are hidden.
        Some(years) if !are_pooled(years, time) => {
            Some(time.condense(&years.codes(time).collect::<Vec<_>>()))
        }
        None if query.is_over_time(catalog) && time.leaves().any(|year| year.apart) => {
            Some(time.covering_codes())
        }
        _ => None,
    }
}

/// Whether these are the years that are counted together: the sum over them is published as such.
fn are_pooled(years: &Years, time: &Dimension) -> bool {
    years.codes(time).eq(time
        .leaves()
        .filter(|year| !year.apart)
        .map(|year| year.code.as_str()))
}
