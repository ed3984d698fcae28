//! Which published table answers which question. Decided by the catalog and the query alone: whether a question can
//! be asked never depends on a number.
//!
//! A question is answerable if its filters, its years and what it compares lie within one published table.

use std::collections::BTreeSet;

use cube::{Catalog, Category, Dimension, Role, TOTAL};

use crate::plan::{self, Form, Plan};
use crate::query::{Page, Query, Years};
use crate::sum::Picks;

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
pub fn of_form<'a>(catalog: &'a Catalog, query: &Query, form: &Form) -> Option<Vec<Answer<'a>>> {
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

/// Whether a page can be asked like this: some figure is answered, and no filter is without effect. A filter has an
/// effect if a figure is answered that it applies to, which is one of another dimension than its own. Of a comparison, that
/// holds of both sides.
pub fn is_answerable(catalog: &Catalog, query: &Query) -> bool {
    is_answered(catalog, query)
        && query
            .swapped()
            .is_none_or(|other| is_answered(catalog, &other))
}

fn is_answered(catalog: &Catalog, query: &Query) -> bool {
    if query.shows_series(catalog) {
        return query.filters.is_empty();
    }
    let plans = plan::plans(catalog, query);
    let answered: Vec<&Plan> = plans
        .iter()
        .filter(|plan| of_form(catalog, query, &plan.form).is_some())
        .collect();
    let has_effect = |filter: &String| answered.iter().any(|plan| plan.form.applies(filter));
    !answered.is_empty() && query.filters.keys().all(has_effect)
}

/// Whether no figure changes by a filter on this dimension, because all show all its categories.
pub fn applies_nowhere(catalog: &Catalog, query: &Query, filter: &str) -> bool {
    plan::plans(catalog, query)
        .iter()
        .all(|plan| !plan.form.applies(filter))
}

/// Whether more than half of the figures are answered that the query's filters apply to.
pub fn is_mostly_answered(catalog: &Catalog, query: &Query) -> bool {
    let plans = plan::plans(catalog, query);
    let applies = |plan: &&Plan| query.filters.keys().any(|filter| plan.form.applies(filter));
    let (answered, not): (Vec<&Plan>, Vec<&Plan>) = plans
        .iter()
        .filter(applies)
        .partition(|plan| of_form(catalog, query, &plan.form).is_some());
    answered.len() > not.len()
}

/// The query of one headline: its category in one year. Headlines are not bound to a section's filters.
pub fn headline_query(catalog: &Catalog, headline: &cube::Headline, year: &str) -> Query {
    let years = Some(Years {
        first: year.into(),
        last: year.into(),
    });
    let query = Query::default().with_years(catalog, years);
    let pinned = headline
        .pin
        .as_ref()
        .and_then(|pin| Some((catalog.dimension(&pin.dimension)?, pin.code.as_str())));
    pinned.map_or(query.clone(), |(dimension, code)| {
        query.with_filter(dimension, &[code])
    })
}

/// The ids of the tables that a page takes.
pub fn tables_for(catalog: &Catalog, query: &Query) -> BTreeSet<String> {
    // Not collected: that would bring a sort of its own into the page.
    let mut tables = BTreeSet::new();
    for side in [Some(query.clone()), query.swapped()].into_iter().flatten() {
        tables.extend(tables_for_side(catalog, &side));
    }
    tables
}

fn tables_for_side(catalog: &Catalog, query: &Query) -> Vec<String> {
    let plans = plan::plans(catalog, query);
    let figures = plans
        .iter()
        .filter_map(|plan| of_form(catalog, query, &plan.form))
        .flatten();
    let measures = query
        .section(catalog)
        .map_or(&[][..], |section| &section.measures);
    let totals = measures
        .iter()
        .filter_map(|measure| answer(catalog, query, measure, &[]));
    let last_year = catalog
        .dimension(&catalog.time)
        .and_then(|time| time.leaves().next_back());
    let headlines = last_year
        .filter(|_| query.page == Page::Home)
        .into_iter()
        .flat_map(|year| {
            catalog.headlines.iter().filter_map(|headline| {
                answer(
                    catalog,
                    &headline_query(catalog, headline, &year.code),
                    &headline.measure,
                    &[],
                )
            })
        });
    figures
        .chain(totals)
        .chain(headlines)
        .map(|answer| answer.table.to_owned())
        .collect()
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

/// The codes of the years that are asked for; `None` for the sum over those that are counted together.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use crate::url::Request;

    fn query(path: &str, search: &str) -> Query {
        Request::parse(&sample::catalog(), path, search).query
    }

    fn tables(path: &str, search: &str) -> String {
        let tables = tables_for(&sample::catalog(), &query(path, search));
        tables
            .into_iter()
            .map(|id| {
                id.replace("acreditadas.", "a.")
                    .replace("solicitudes.", "s.")
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_page_takes_the_smallest_tables_that_hold_its_question() {
        assert_eq!(tables("", ""), "a.anio a.anio.edad s.anio");
        assert_eq!(tables("anual", ""), "a.anio s.anio");
        assert_eq!(
            tables("anual", "sexo=F&anio=2024"),
            "a.anio.sexo s.anio.sexo"
        );
        assert_eq!(
            tables("anual", "por=edad"),
            "a.anio a.anio.edad s.anio s.anio.edad"
        );
        assert_eq!(
            tables("acreditadas", ""),
            "a.anio a.anio.edad a.anio.medios a.anio.pais a.anio.sexo"
        );
        assert_eq!(
            tables("acreditadas", "sexo=F"),
            "a.anio.sexo a.sexo.edad a.sexo.medios a.sexo.pais"
        );
    }

    #[test]
    fn a_question_beyond_one_table_takes_none() {
        // Years, sex and age are never published together; the figures on sex and on age leave out their own filter.
        assert_eq!(tables("acreditadas", "sexo=F&edad=MIN&anio=2024"), "");
        assert_eq!(tables("acreditadas", "sexo=F&anio=2024"), "a.anio.sexo");
    }

    #[test]
    fn years_that_make_up_a_period_are_asked_for_as_that() {
        let mut catalog = sample::catalog();
        let time = catalog
            .dimensions
            .iter_mut()
            .find(|dimension| dimension.id == "anio")
            .unwrap();
        time.role = Role::Time;
        time.categories[..2]
            .iter_mut()
            .for_each(|year| year.parent = Some("2023-2024".into()));
        time.categories.insert(
            0,
            cube::Category {
                code: "2023-2024".into(),
                ..cube::Category::default()
            },
        );
        let pair = catalog
            .tables
            .iter()
            .find(|table| table.id == "acreditadas.sexo.pais")
            .unwrap();
        let mut by_period = pair.clone();
        (by_period.id, by_period.rolled_up) =
            ("acreditadas.anio.sexo.pais".into(), vec!["anio".into()]);
        by_period.dimensions.insert(0, "anio".into());
        catalog.tables.push(by_period);
        let country = catalog.dimension("pais").unwrap();
        let table = |search: &str| {
            let query = Request::parse(&catalog, "acreditadas", search).query;
            answer(&catalog, &query, "acreditadas", &[country])
                .map(|answer| (answer.table, answer.picks))
        };
        let (found, picks) = table("sexo=F&anio=2023-2024").unwrap();
        assert_eq!(
            (found, &picks["anio"]),
            ("acreditadas.anio.sexo.pais", &vec!["2023-2024".to_owned()])
        );
        assert_eq!(table("sexo=F&anio=2024"), None);
        assert_eq!(table("anio=2024").unwrap().0, "acreditadas.anio.pais");
        assert_eq!(table("sexo=F").unwrap().0, "acreditadas.sexo.pais");
    }

    #[test]
    fn a_rolled_up_table_answers_for_groups_only() {
        let catalog = sample::catalog();
        let country = catalog.dimension("pais").unwrap();
        let within = |search: &str| {
            answer(
                &catalog,
                &query("acreditadas", search),
                "acreditadas",
                &[country],
            )
        };
        assert_eq!(within("edad=MIN").unwrap().table, "acreditadas.edad.pais");
        assert_eq!(within("edad=0_11"), None);
        let age = catalog.dimension("edad").unwrap();
        let crossed = |axes: [&Dimension; 2]| {
            answer(&catalog, &query("acreditadas", ""), "acreditadas", &axes).unwrap()
        };
        assert!(!crossed([country, age]).rolled_up && crossed([age, country]).rolled_up);
        let from_nicaragua = Query::default().with_filter(country, &["NIC"]);
        assert!(
            answer(&catalog, &from_nicaragua, "acreditadas", &[age])
                .unwrap()
                .rolled_up
        );
    }
}
