//! Each number of a page against the cells that it stands for, added up one by one.

use cube::{Address, Catalog, Category, Cell, Dimension, Lang, TOTAL, number};
use proptest::prelude::*;

use crate::link::Request;
use crate::plan::{self, Form, Plan};
use crate::query::{DisplayOption, Query, Shape, Show};
use crate::testing::sample;
use crate::view::{Body, Grid};
use crate::{view, words};

/// What is asked of the cells: a measure, and for each dimension the codes whose cells are added up.
struct Asked<'a> {
    measure: &'a str,
    codes: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Asked<'a> {
    /// Every cell that it stands for.
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

    /// What anyone can add up of the cells; nothing where one of them is hidden.
    fn published(&self) -> Option<u64> {
        self.cells()
            .iter()
            .map(|cell| sample::published(cell).published())
            .sum()
    }

    fn truth(&self) -> u64 {
        self.cells().iter().map(sample::count).sum()
    }

    /// The same with other codes of one dimension.
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
        Asked {
            measure: self.measure,
            codes: others.chain(id.map(|id| (id, codes.to_vec()))).collect(),
        }
    }

    /// Whether a number as it is written says what the cells say.
    fn is_told_by(&self, lang: Lang, text: &str) -> bool {
        let truth = self.truth();
        if let Some(published) = self.published() {
            return text == number::count(lang, published);
        }
        match text.split_once('–') {
            Some((least, most)) => {
                (least.parse().unwrap()..=most.parse().unwrap()).contains(&truth)
            }
            // Of a single cell, a hidden number is hidden; a sum may be known from its line's total.
            None => {
                text == words::mark::HIDDEN_MARK
                    || (self.cells().len() > 1 && text == number::count(lang, truth))
            }
        }
    }

    /// Whether a share as it is written is that of the cells: of everybody, or of everybody with an answer.
    fn is_shared_by(&self, lang: Lang, dimension: &Dimension, text: &str) -> bool {
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
            // A sum with a hidden part may be known from its line's total; else there is none.
            None => {
                let known =
                    base(|asked| Some(asked.truth())).and_then(|base| share(self.truth(), base));
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || known.is_some_and(|share| text == share)
            }
        }
    }

    /// Whether a rate as it is written is that of the cells: of 20 persons or more, in the mean of the years. Of
    /// everybody there is one where everybody has inhabitants; in the sample that is nowhere so.
    fn is_rated_by(&self, lang: Lang, dimension: &Dimension, years: u64, text: &str) -> bool {
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
            // A sum with a hidden part may be known from its line's total.
            None => {
                let known = (self.cells().len() > 1)
                    .then(|| rate(self.truth()))
                    .flatten();
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || known.is_some_and(|rate| text == rate)
            }
        }
    }

    /// Whether a change as it is written is that of the cells since the year before.
    fn is_changed_by(&self, lang: Lang, (time, year): (&str, &str), text: &str) -> bool {
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
            // Sums with hidden parts may be known from their lines' totals.
            None => {
                [words::mark::NONE_MARK, words::mark::HIDDEN_MARK].contains(&text)
                    || (self.cells().len() > 1 && text_is(change(before.truth(), self.truth())))
            }
        }
    }
}

/// The category that a row or a column is about; the total's code where it is none.
fn code<'a>(dimension: &'a Dimension, lang: Lang, label: &str) -> &'a str {
    let is = |category: &&Category| category.label.get(lang) == label;
    dimension
        .categories
        .iter()
        .find(is)
        .map_or(TOTAL, |category| category.code.as_str())
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
    Asked {
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

/// Compares every number of a table; says how many there are, or which one is wrong.
fn compared(catalog: &Catalog, query: &Query, plan: &Plan, grid: &Grid) -> Result<usize, String> {
    let mut numbers = 0;
    let (lang, rate) = (query.lang, words::show::RATE.get(query.lang));
    let several = grid.columns.len() > 2
        && ![&words::figure::SHARE.get(lang), &rate]
            .iter()
            .any(|head| grid.columns.contains(head));
    let rated = plan::population(catalog, query, &plan.form).is_some();
    let time = catalog.dimension(&catalog.time).unwrap();
    let asked_years = query
        .years
        .as_ref()
        .map_or(3, |years| years.codes(time).count() as u64);
    for row in &grid.rows {
        for (at, (cell, column)) in row.cells.iter().zip(&grid.columns[1..]).enumerate() {
            let asked = asked(catalog, query, &plan.form, (&row.head, column), at);
            let year = asked
                .codes
                .iter()
                .find(|(id, _)| *id == catalog.time)
                .map(|(id, codes)| (*id, codes[0]));
            let is_right = match (query.show, plan.form.dimension(), year) {
                (_, Some(dimension), _) if *column == words::figure::SHARE.get(query.lang) => {
                    asked.is_shared_by(query.lang, dimension, &cell.text)
                }
                (Show::Rate, Some(dimension), _) if *column == rate || (several && rated) => {
                    let years = if code(time, lang, column) == TOTAL {
                        asked_years
                    } else {
                        1
                    };
                    asked.is_rated_by(lang, dimension, years, &cell.text)
                }
                (Show::Share, Some(dimension), _) if several => {
                    asked.is_shared_by(query.lang, dimension, &cell.text)
                }
                (Show::Change, _, Some(year)) => asked.is_changed_by(query.lang, year, &cell.text),
                _ => asked.is_told_by(query.lang, &cell.text),
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

/// Compares every number of a page whose figures are all shown as tables, or all as heat maps, or those that can be as flows.
fn page_is_right(query: Query, shape: Shape) -> Result<(), TestCaseError> {
    let (release, option) = (sample::release(), DisplayOption::Shape(shape));
    let figures = plan::ids_for(&release.catalog, &query, option);
    let seen = |query: Query, figure: &String| {
        query.with_display(figure, query.display(figure).with(option))
    };
    let query = figures.iter().fold(query, seen);
    let view = view(
        &release,
        &Request {
            query: query.clone(),
            notices: vec![],
        },
    );
    let plans = plan::plans(&release.catalog, &query);
    prop_assert_eq!(plans.len(), view.figures.len());
    for (plan, figure) in plans.iter().zip(&view.figures) {
        let grid = match &figure.body {
            Body::Table(grid) => grid,
            Body::Heat(heat) => &heat.grid,
            Body::Flow(flow) => &flow.table.1,
            Body::Chart(_) | Body::Map(_) | Body::Unanswered { .. } => continue,
        };
        let numbers = compared(&release.catalog, &query, plan, grid);
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
    fn each_number_of_a_view_equals_the_datasets_cells(query in sample::query(), shape in shape()) {
        page_is_right(query.with_against(None), shape)?;
    }

    #[test]
    fn each_rate_of_a_view_is_that_of_the_datasets_cells(
        query in sample::query(), kept in 0..3_usize, shape in shape(),
    ) {
        // Of everybody there are rates, and of those who are filtered by the figure's own dimension.
        let mut query = Query { show: Show::Rate, ..query.with_against(None) };
        query.filters.retain(|id, _| ["", "sexo", "edad"][kept] == id);
        prop_assume!(plan::can_show(&sample::catalog(), &query, Show::Rate));
        page_is_right(query, shape)?;
    }
}

#[test]
fn a_number_that_is_one_off_is_found() {
    let minors = Asked {
        measure: "acreditadas",
        codes: vec![("anio", vec!["2024", "2025"]), ("edad", vec!["MIN"])],
    };
    let told = |text: &str| minors.is_told_by(Lang::Es, text);
    assert!(told("34") && !told("33") && !told("c") && !told("30–40"));
    let hidden = Asked {
        measure: "acreditadas",
        codes: vec![("anio", vec!["2025"]), ("edad", vec!["ADU"])],
    };
    assert!(matches!(
        sample::published(&hidden.cells()[0]),
        Cell::Hidden
    ));
    let told = |text: &str| hidden.is_told_by(Lang::Es, text);
    assert!(told("c") && !told("25") && !told("0"));
}
