//! Each number of a page against the cells that it stands for, added up one by one.

use cube::{Address, Catalog, Category, Cell, Dimension, Lang, TOTAL, number};
use proptest::prelude::*;

use crate::plan::{self, Form, Plan};
use crate::query::Query;
use crate::url::Request;
use crate::view::{Body, Grid};
use crate::{sample, view, words};

/// What is asked of the cells: a measure, and for each dimension the codes whose cells are added up.
struct Asked<'a> {
    measure: &'a str,
    codes: Vec<(&'a str, Vec<&'a str>)>,
}

impl Asked<'_> {
    /// Every cell that it stands for.
    fn cells(&self) -> Vec<Address> {
        let mut pins: Vec<Vec<(&str, &str)>> = vec![vec![]];
        for (id, codes) in &self.codes {
            let mut longer = Vec::new();
            for code in codes {
                longer.extend(pins.iter().map(|pins| [pins.as_slice(), &[(*id, *code)]].concat()));
            }
            pins = longer;
        }
        pins.into_iter().map(|pins| Address::new(self.measure, pins)).collect()
    }

    /// Whether a number as it is written says what the cells say.
    fn is_told_by(&self, lang: Lang, text: &str) -> bool {
        let cells = self.cells();
        let truth: u64 = cells.iter().map(sample::count).sum();
        let published: Option<u64> = cells.iter().map(|cell| sample::published(cell).published()).sum();
        if let Some(published) = published {
            return text == number::count(lang, published);
        }
        match text.split_once('–') {
            Some((least, most)) => (least.parse().unwrap()..=most.parse().unwrap()).contains(&truth),
            // Of a single cell, a hidden number is hidden; a sum may be known from its line's total.
            None => text == words::HIDDEN_MARK || (cells.len() > 1 && text == number::count(lang, truth)),
        }
    }
}

/// The category that a row or a column is about; the total's code where it is none.
fn code<'a>(dimension: &'a Dimension, lang: Lang, label: &str) -> &'a str {
    let is = |category: &&Category| category.label.get(lang) == label;
    dimension.categories.iter().find(is).map_or(TOTAL, |category| category.code.as_str())
}

/// What the number in a row and a column of a figure's table asks.
fn asked<'a>(
    catalog: &'a Catalog,
    query: &'a Query,
    form: &Form<'a>,
    (row, column): (&str, &str),
    at: usize,
) -> Asked<'a> {
    let time = catalog.dimension(&catalog.time).unwrap();
    let years: Option<Vec<&str>> = query.years.as_ref().map(|years| years.codes(time).collect());
    let filters = query.filters.iter().filter(|(id, _)| form.applies(id));
    let filters = filters.map(|(id, codes)| (id.as_str(), codes.iter().map(String::as_str).collect()));
    let (year, category) = match form {
        Form::Measures(_) => (code(time, query.lang, row), None),
        Form::Profile(_, dimension) => (TOTAL, Some((*dimension, code(dimension, query.lang, row)))),
        Form::OverTime(_, dimension) => {
            (code(time, query.lang, column), Some((*dimension, code(dimension, query.lang, row))))
        }
    };
    let years = if year == TOTAL { years.unwrap_or(vec![TOTAL]) } else { vec![year] };
    let category = category.map(|(dimension, code)| (dimension.id.as_str(), vec![code]));
    Asked {
        measure: &form.measures().get(at).or(form.measures().first()).unwrap().id,
        codes: filters.chain([(time.id.as_str(), years)]).chain(category).collect(),
    }
}

/// Compares every number of a table; says how many there are, or which one is wrong.
fn compared(catalog: &Catalog, query: &Query, plan: &Plan, grid: &Grid) -> Result<usize, String> {
    let mut numbers = 0;
    for row in &grid.rows {
        for (at, (cell, column)) in row.cells.iter().zip(&grid.columns[1..]).enumerate() {
            if *column == words::SHARE.get(query.lang) {
                continue;
            }
            let asked = asked(catalog, query, &plan.form, (&row.head, column), at);
            if !asked.is_told_by(query.lang, &cell.text) {
                return Err(format!("{}, {}, {column}: {}", grid.caption, row.head, cell.text));
            }
            numbers += 1;
        }
    }
    Ok(numbers)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn each_number_of_a_view_equals_the_datasets_cells(query in sample::query()) {
        let release = sample::release();
        let figures = plan::figure_ids(&release.catalog, &query);
        let query = figures.iter().fold(query, |query, figure| query.with_table(figure));
        let view = view(&release, &Request { query: query.clone(), notices: vec![] });
        let plans = plan::plans(&release.catalog, &query);
        prop_assert_eq!(plans.len(), view.figures.len());
        for (plan, figure) in plans.iter().zip(&view.figures) {
            if let Body::Table(grid) = &figure.body {
                let numbers = compared(&release.catalog, &query, plan, grid);
                prop_assert!(numbers.as_ref().is_ok_and(|numbers| *numbers > 0), "{:?}", numbers);
            }
        }
    }
}

#[test]
fn a_number_that_is_one_off_is_found() {
    let minors = Asked { measure: "acreditadas", codes: vec![("anio", vec!["2024", "2025"]), ("edad", vec!["MIN"])] };
    let told = |text: &str| minors.is_told_by(Lang::Es, text);
    assert!(told("34") && !told("33") && !told("c") && !told("30–40"));
    let hidden = Asked { measure: "acreditadas", codes: vec![("anio", vec!["2025"]), ("edad", vec!["ADU"])] };
    assert!(matches!(sample::published(&hidden.cells()[0]), Cell::Hidden));
    let told = |text: &str| hidden.is_told_by(Lang::Es, text);
    assert!(told("c") && !told("25") && !told("0"));
}
