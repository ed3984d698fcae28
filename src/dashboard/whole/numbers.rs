//! Compares each number of a page with the sum of its cells.

use cube::{Address, Catalog, Category, Cell, Dimension, Lang, TOTAL, number};
use proptest::prelude::*;

use crate::link::Request;
use crate::plan::{self, Form, Plan};
use crate::query::{DisplayOption, Query, Shape, Show};
use crate::testing::queries::any_query;
use crate::testing::sample;
use crate::view::{Body, Grid};
use crate::{view, words};

/// The cells of a number: a measure, and for each dimension the codes to add up.
struct Cells<'a> {
    measure: &'a str,
    codes: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Cells<'a> {
    /// Lists the cells.
    fn cells(&self) -> Vec<Address> {
        let mut pins: Vec<Vec<(&str, &str)>> = vec![vec![]];
        for (id, codes) in &self.codes {
            let mut longer = Vec::new();
            for code in codes {
                longer.extend(
                    pins.iter()
                        .map(|pins| [pins.as_slice(), &[(*id, *code)]].concat()),
                );
            }
            pins = longer;
        }
        pins.into_iter()
            .map(|pins| Address::new(self.measure, pins))
            .collect()
    }

    /// Adds up the published cells; `None` where one of them is hidden.
    fn published(&self) -> Option<u64> {
        self.cells()
            .iter()
            .map(|cell| sample::published(cell).published())
            .sum()
    }

    fn truth(&self) -> u64 {
        self.cells().iter().map(sample::count).sum()
    }

    /// Returns the cells at other codes of one dimension.
    fn with(&self, dimension: &str, codes: &[&'a str]) -> Self {
        let others = self
            .codes
            .iter()
            .filter(|(id, _)| *id != dimension)
            .cloned();
        let id = self
            .codes
            .iter()
            .find(|(id, _)| *id == dimension)
            .map(|(id, _)| *id);
        Cells {
            measure: self.measure,
            codes: others.chain(id.map(|id| (id, codes.to_vec()))).collect(),
        }
    }

    /// Decides whether a text is the right number of the cells.
    fn is_count(&self, lang: Lang, text: &str) -> bool {
        let truth = self.truth();
        if let Some(published) = self.published() {
            return text == number::count(lang, published);
        }
        match text.split_once('–') {
            Some((least, most)) => {
                (least.parse().unwrap()..=most.parse().unwrap()).contains(&truth)
            }
            // A hidden cell must be hidden; a sum with hidden cells may be known from its line's total.
            None => {
                text == words::mark::HIDDEN_MARK
                    || (self.cells().len() > 1 && text == number::count(lang, truth))
            }
        }
    }

    /// Decides whether a text is the right share of the cells: of everybody, or of everybody with an answer.
    fn is_share(&self, lang: Lang, dimension: &Dimension, text: &str) -> bool {
        let everybody = self.with(&dimension.id, &[TOTAL]);
        let without = dimension
            .multi_response
            .then(|| self.with(&dimension.id, &["U"]));
        let base = |count: fn(&Self) -> Option<u64>| match &without {
            None => count(&everybody),
            Some(without) => count(&everybody)?.checked_sub(count(without)?),
        };
        let outside = without
            .as_ref()
            .is_some_and(|without| without.codes == self.codes);
        let share = |part: u64, base: u64| {
            (base >= 30 && part <= base && !outside).then(|| number::share(lang, part, base))
        };
        match self.published().zip(base(Self::published)) {
            Some((part, base)) => {
                text == share(part, base).unwrap_or(words::mark::NONE_MARK.into())
            }
            // A sum with hidden cells may be known from its line's total.
            None => {
                let known =
                    base(|cells| Some(cells.truth())).and_then(|base| share(self.truth(), base));
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || known.is_some_and(|share| text == share)
            }
        }
    }

    /// Decides whether a text is the right rate of the cells: of 20 persons or more, as the yearly mean. The total has none,
    /// because in the sample some category of every dimension has no inhabitants.
    fn is_rate(&self, lang: Lang, dimension: &Dimension, years: u64, text: &str) -> bool {
        let inhabitants = [
            ("F", 250_000),
            ("M", 240_000),
            ("MIN", 130_000),
            ("0_11", 80_000),
            ("12_17", 50_000),
        ];
        let (_, codes) = self
            .codes
            .iter()
            .find(|(id, _)| *id == dimension.id)
            .unwrap();
        let others = [("ADU", 360_000), ("CRI", 400_000), ("NIC", 80_000)];
        let known = inhabitants
            .into_iter()
            .chain(others)
            .find(|(code, _)| codes == &[*code]);
        let rate = |count: u64| {
            let (_, inhabitants) = known.filter(|_| count >= 20)?;
            let rate = count as f64 * 100_000.0 / (inhabitants * years) as f64;
            let rounded = |parts: f64| (rate * parts + 0.5).floor() / parts;
            let text = if rate < 9.995 {
                format!("{:.2}", rounded(100.0))
            } else {
                format!("{:.1}", rounded(10.0))
            };
            Some(if lang == Lang::Es {
                text.replace('.', ",")
            } else {
                text
            })
        };
        match self.published() {
            Some(count) => text == rate(count).unwrap_or(words::mark::NONE_MARK.into()),
            // A sum with hidden cells may be known from its line's total.
            None => {
                let known = (self.cells().len() > 1)
                    .then(|| rate(self.truth()))
                    .flatten();
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || known.is_some_and(|rate| text == rate)
            }
        }
    }

    /// Decides whether a text is the right change of the cells from the year before.
    fn is_change(&self, lang: Lang, (time, year): (&str, &str), text: &str) -> bool {
        let before = [("2024", "2023"), ("2025", "2024")]
            .into_iter()
            .find(|(now, _)| *now == year);
        let Some(before) = before.map(|(_, before)| self.with(time, &[before])) else {
            return [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text);
        };
        let change = |before: u64, now: u64| {
            let sign = if now < before { '−' } else { '+' };
            let share = format!(
                " ({sign}{})",
                number::share(lang, now.abs_diff(before), before.max(1))
            );
            let share = if before >= 30 { share } else { String::new() };
            if now == before {
                "0".into()
            } else {
                number::change(lang, before, now) + &share
            }
        };
        let text_is = |change: String| text.trim_start_matches("≈\u{a0}") == change;
        match before.published().zip(self.published()) {
            Some((before, now)) => text_is(change(before, now)),
            // Sums with hidden cells may be known from their lines' totals.
            None => {
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || (self.cells().len() > 1 && text_is(change(before.truth(), self.truth())))
            }
        }
    }
}

/// Finds the code of the category of a row or a column; the total's code where it has none.
fn code<'a>(dimension: &'a Dimension, lang: Lang, label: &str) -> &'a str {
    let is = |category: &&Category| category.label.get(lang) == label;
    dimension
        .categories
        .iter()
        .find(is)
        .map_or(TOTAL, |category| category.code.as_str())
}

/// Returns the cells of the number in a row and a column of a figure's table.
fn cells_of<'a>(
    catalog: &'a Catalog,
    query: &'a Query,
    form: &Form<'a>,
    (row, column): (&str, &str),
    at: usize,
) -> Cells<'a> {
    let time = catalog.dimension(&catalog.time).unwrap();
    let years: Option<Vec<&str>> = query
        .years
        .as_ref()
        .map(|years| years.codes(time).collect());
    let filters = query.filters.iter().filter(|(id, _)| form.applies(id));
    let filters =
        filters.map(|(id, codes)| (id.as_str(), codes.iter().map(String::as_str).collect()));
    let (year, category) = match form {
        Form::Measures(_) => (code(time, query.lang, row), None),
        Form::Profile(_, dimension) => {
            (TOTAL, Some((*dimension, code(dimension, query.lang, row))))
        }
        Form::Crossed(_, dimension, _) => {
            (TOTAL, Some((*dimension, code(dimension, query.lang, row))))
        }
        Form::OverTime(_, dimension) => (
            code(time, query.lang, column),
            Some((*dimension, code(dimension, query.lang, row))),
        ),
    };
    let years = if year == TOTAL {
        years.unwrap_or(vec![TOTAL])
    } else {
        vec![year]
    };
    let by = form.by().map(|by| (by, code(by, query.lang, column)));
    let category = category
        .into_iter()
        .chain(by)
        .map(|(dimension, code)| (dimension.id.as_str(), vec![code]));
    Cells {
        measure: &form
            .measures()
            .get(at)
            .or(form.measures().first())
            .unwrap()
            .id,
        codes: filters
            .chain([(time.id.as_str(), years)])
            .chain(category)
            .collect(),
    }
}

/// Compares every number of a table; returns how many there are, or which one is wrong.
fn compare(catalog: &Catalog, query: &Query, plan: &Plan, grid: &Grid) -> Result<usize, String> {
    let mut numbers = 0;
    let (lang, rate) = (query.lang, words::show::RATE.text(query.lang));
    let several = grid.columns.len() > 2
        && ![&words::figure::SHARE.text(lang), &rate]
            .iter()
            .any(|head| grid.columns.contains(head));
    let rated = plan::population(catalog, query, &plan.form).is_some();
    let time = catalog.dimension(&catalog.time).unwrap();
    let years_of_query = query
        .years
        .as_ref()
        .map_or(3, |years| years.codes(time).count() as u64);
    for row in &grid.rows {
        for (at, (cell, column)) in row.cells.iter().zip(&grid.columns[1..]).enumerate() {
            let cells = cells_of(catalog, query, &plan.form, (&row.head, column), at);
            let year = cells
                .codes
                .iter()
                .find(|(id, _)| *id == catalog.time)
                .map(|(id, codes)| (*id, codes[0]));
            let is_right = match (query.show, plan.form.dimension(), year) {
                (_, Some(dimension), _) if *column == words::figure::SHARE.text(query.lang) => {
                    cells.is_share(query.lang, dimension, &cell.text)
                }
                (Show::Rate, Some(dimension), _) if *column == rate || (several && rated) => {
                    let years = if code(time, lang, column) == TOTAL {
                        years_of_query
                    } else {
                        1
                    };
                    cells.is_rate(lang, dimension, years, &cell.text)
                }
                (Show::Share, Some(dimension), _) if several => {
                    cells.is_share(query.lang, dimension, &cell.text)
                }
                (Show::Change, _, Some(year)) => cells.is_change(query.lang, year, &cell.text),
                _ => cells.is_count(query.lang, &cell.text),
            };
            if !is_right {
                return Err(format!(
                    "{}, {}, {column}: {}",
                    grid.caption, row.head, cell.text
                ));
            }
            numbers += 1;
        }
    }
    Ok(numbers)
}

/// Compares every number of a page whose figures are all shown as tables, as heat maps, or as flows where that is possible.
fn page_is_right(query: Query, shape: Shape) -> Result<(), TestCaseError> {
    let (release, option) = (sample::release(), DisplayOption::Shape(shape));
    let figures = plan::ids_for(&release.catalog, &query, option);
    let with_shape = |query: Query, figure: &String| {
        query.with_display(figure, query.display(figure).with(option))
    };
    let query = figures.iter().fold(query, with_shape);
    let view = view(
        &release,
        &Request {
            query: query.clone(),
            notices: vec![],
        },
    );
    let plans = plan::plans(&release.catalog, &query);
    let is_named = |id: &String| {
        let mut groups = view.unanswered.iter().flat_map(|apart| &apart.groups);
        groups.any(|group| group.figures.contains(id)) || view.dead_end.is_some()
    };
    for plan in &plans {
        let Some(figure) = view.figures.iter().find(|figure| figure.id == plan.id) else {
            prop_assert!(is_named(&plan.id), "{}", plan.id);
            continue;
        };
        let grid = match &figure.body {
            Body::Table(grid) => grid,
            Body::Heat(heat) => &heat.grid,
            Body::Flow(flow) => &flow.table.1,
            Body::Drawing(_)
            | Body::Chart(_)
            | Body::Map(_)
            | Body::Missing(_)
            | Body::Unanswered { .. } => continue,
        };
        let numbers = compare(&release.catalog, &query, plan, grid);
        prop_assert!(
            numbers.as_ref().is_ok_and(|numbers| *numbers > 0),
            "{:?}",
            numbers
        );
    }
    Ok(())
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![Just(Shape::Table), Just(Shape::Heat), Just(Shape::Flow)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn each_number_of_a_view_equals_the_datasets_cells(query in any_query(), shape in shape()) {
        page_is_right(query.with_against(None), shape)?;
    }

    #[test]
    fn each_rate_of_a_view_is_that_of_the_datasets_cells(
        query in any_query(), kept in 0..3_usize, shape in shape(),
    ) {
        // There are rates of everybody, and of figures whose own dimension is filtered.
        let mut query = Query { show: Show::Rate, ..query.with_against(None) };
        query.filters.retain(|id, _| ["", "sexo", "edad"][kept] == id);
        prop_assume!(plan::can_show(&sample::catalog(), &query, Show::Rate));
        page_is_right(query, shape)?;
    }
}

#[test]
fn a_number_that_is_one_off_is_found() {
    let minors = Cells {
        measure: "acreditadas",
        codes: vec![("anio", vec!["2024", "2025"]), ("edad", vec!["MIN"])],
    };
    let is_right = |text: &str| minors.is_count(Lang::Es, text);
    assert!(is_right("34") && !is_right("33") && !is_right("c") && !is_right("30–40"));
    let hidden = Cells {
        measure: "acreditadas",
        codes: vec![("anio", vec!["2025"]), ("edad", vec!["ADU"])],
    };
    assert!(matches!(
        sample::published(&hidden.cells()[0]),
        Cell::Hidden
    ));
    let is_right = |text: &str| hidden.is_count(Lang::Es, text);
    assert!(is_right("c") && !is_right("25") && !is_right("0"));
}
