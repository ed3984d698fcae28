//! Generates queries of the sample, for property tests.

use std::sync::LazyLock;

use cube::{Catalog, Dimension, Lang};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::plan;
use crate::query::{Against, DisplayOption, Order, Page, Query, Show, Years};
use crate::testing::sample;

/// The catalog of all generated queries, made once.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(sample::catalog);

/// The numbers from which a query is made.
#[derive(Clone, Debug)]
struct Seeds {
    lang: usize,
    page: usize,
    /// The figure that has the page, or none if there are fewer.
    figure: usize,
    years: Option<(usize, usize)>,
    sexes: Vec<String>,
    ages: Vec<String>,
    breakdown: usize,
    /// For each option of a figure: the figure and the option.
    options: Vec<(usize, usize)>,
    show: usize,
    order: usize,
    /// The dimension and the category of the other side.
    against: Option<(usize, usize)>,
}

/// Generates any query that a page can have.
pub fn any_query() -> impl Strategy<Value = Query> {
    let page = (0..Lang::ALL.len(), 0..3_usize, 0..12_usize);
    let years = proptest::option::of((0..3_usize, 0..3_usize));
    let filters = (codes("sexo"), codes("edad"));
    let options = proptest::collection::vec((0..8_usize, 0..DisplayOption::ALL.len()), 0..6);
    let display = (0..8_usize, options, 0..Show::ALL.len(), 0..2_usize);
    let against = proptest::option::weighted(0.4, (0..3_usize, 0..9_usize));
    let seeds = (page, years, filters, display, against);
    seeds.prop_map(|(page, years, filters, display, against)| {
        let (breakdown, options, show, order) = display;
        make_query(Seeds {
            lang: page.0,
            page: page.1,
            figure: page.2,
            years,
            sexes: filters.0,
            ages: filters.1,
            breakdown,
            options,
            show,
            order,
            against,
        })
    })
}

/// Generates any codes of a dimension.
fn codes(id: &str) -> impl Strategy<Value = Vec<String>> + use<> {
    let categories = &CATALOG.dimension(id).unwrap().categories;
    let codes: Vec<String> = categories.iter().map(|one| one.code.clone()).collect();
    let count = codes.len();
    subsequence(codes, 0..=count)
}

fn make_query(seeds: Seeds) -> Query {
    let catalog: &Catalog = &CATALOG;
    let pages = [
        Page::Home,
        Page::Section("anual".into()),
        Page::Section("acreditadas".into()),
    ];
    let mut query = Query::plain(Lang::ALL[seeds.lang], pages[seeds.page].clone());
    if query.page != Page::Home {
        let figures = plan::figure_ids(catalog, &query);
        query = query.with_figure(figures.get(seeds.figure).map(String::as_str));
    }
    for (at, option) in seeds.options {
        query = with_option(catalog, query, at, DisplayOption::ALL[option]);
    }
    if query.page == Page::Home {
        return query;
    }
    let time = catalog.dimension("anio").unwrap();
    let years = seeds
        .years
        .and_then(|(one, other)| years_between(time, one, other));
    query = query.with_years(catalog, years);
    for (id, codes) in [("sexo", &seeds.sexes), ("edad", &seeds.ages)] {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        query = query.with_filter(catalog.dimension(id).unwrap(), &codes);
    }
    let against = seeds.against;
    query = query.with_against(
        against.and_then(|(dimension, at)| other_side(catalog, &query, dimension, at)),
    );
    let breakdown = plan::breakdowns(catalog, &query).nth(seeds.breakdown);
    query = query.with_breakdown(breakdown.map(|dimension| dimension.id.as_str()));
    let show = Show::ALL[seeds.show];
    if plan::can_show(catalog, &query, show) {
        query = query.with_show(show);
    }
    if query.compares_categories(catalog) {
        query = query.with_order(Order::ALL[seeds.order]);
    }
    let figures = plan::figure_ids(catalog, &query);
    query.figure = query.figure.filter(|figure| figures.contains(figure));
    query
}

/// Adds an option to the figure at this place among those that can have it, if there is one.
fn with_option(catalog: &Catalog, query: Query, at: usize, option: DisplayOption) -> Query {
    let figures = plan::ids_for(catalog, &query, option);
    match figures.iter().nth(at) {
        Some(figure) => query.with_display(figure, query.display(figure).with(option)),
        None => query,
    }
}

fn years_between(time: &Dimension, one: usize, other: usize) -> Option<Years> {
    let years = &time.categories;
    Years::between(time, &years[one].code, &years[other].code)
}

/// Makes the other side of a comparison: other years, or another sex or age.
fn other_side(catalog: &Catalog, query: &Query, dimension: usize, at: usize) -> Option<Against> {
    let dimension = catalog.dimension(["anio", "sexo", "edad"][dimension])?;
    if dimension.id == catalog.time {
        // The range of all years is no restriction.
        let years = years_between(dimension, at % 3, at / 3);
        let years = query.with_years(catalog, years).years?;
        return Some(Against::Years(Some(years)));
    }
    let category = &dimension.categories[at % dimension.categories.len()];
    let codes = vec![category.code.clone()];
    Some(Against::Filter(dimension.id.clone(), codes))
}
