//! A figure's numbers, rows by columns, from which both its chart and its table are made.

use cube::{Category, Dimension, Lang, Measure, TOTAL, number};

use crate::answer::Answer;
use crate::context::Context;
use crate::sum::Amount;
use crate::view::{Grid, GridCell, Row};
use crate::words;

/// Shares are given only of this many persons or more.
pub const SMALLEST_BASE: u64 = 30;

/// Numbers by rows and columns.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What the rows are: "Edad".
    pub head: String,
    /// The rows, totals first.
    pub rows: Vec<Line>,
    /// The columns, totals first.
    pub columns: Vec<Line>,
    /// One row of numbers a row.
    pub amounts: Vec<Vec<Amount>>,
    /// Of how many persons the numbers are shares, where that is known.
    pub base: Option<u64>,
}

/// A row or a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// The view that keeps only this.
    pub href: Option<String>,
    /// Whether it adds up the others.
    pub total: bool,
    /// How many categories contain it.
    pub depth: usize,
    /// Whether it contains no other.
    pub leaf: bool,
    /// Whether it counts those without an answer where shares are of those with one.
    pub without_answer: bool,
}

impl Matrix {
    /// Measures by year.
    pub fn measures(context: &Context, measures: &[&Measure], answers: &[Answer]) -> Option<Matrix> {
        let time = context.time()?;
        let (codes, rows) = years(context);
        let amount = |codes: &Vec<&str>, answer| context.amount(answer, &[(&time.id, codes)]);
        let amounts = codes
            .iter()
            .map(|codes| answers.iter().map(|answer| amount(codes, answer)).collect())
            .collect::<Option<_>>()?;
        let columns = measures.iter().map(|measure| Line::plain(context.text(&measure.label))).collect();
        Some(Matrix { head: context.text(&time.label), rows, columns, amounts, base: None })
    }

    /// The categories of a dimension by year.
    pub fn over_time(context: &Context, dimension: &Dimension, answer: &Answer) -> Option<Matrix> {
        let time = context.time()?;
        let (year_codes, columns) = years(context);
        let (codes, rows) = categories(context, dimension, answer);
        let amount =
            |code: &str, years: &Vec<&str>| context.amount(answer, &[(&dimension.id, &[code]), (&time.id, years)]);
        let row = |code: &&str| year_codes.iter().map(|years| amount(code, years)).collect::<Option<Vec<_>>>();
        let amounts = codes.iter().map(row).collect::<Option<_>>()?;
        Some(Matrix { head: context.text(&dimension.label), rows, columns, amounts, base: None })
    }

    /// The categories of a dimension for a period.
    pub fn profile(context: &Context, measure: &Measure, dimension: &Dimension, answer: &Answer) -> Option<Matrix> {
        let (codes, rows) = categories(context, dimension, answer);
        let row = |code: &&str| Some(vec![context.amount(answer, &[(&dimension.id, &[*code])])?]);
        let amounts = codes.iter().map(row).collect::<Option<_>>()?;
        let columns = vec![Line::plain(context.text(&measure.label))];
        let mut matrix = Matrix { head: context.text(&dimension.label), rows, columns, amounts, base: None };
        matrix.base = matrix.everybody_with_answer();
        Some(matrix)
    }

    fn everybody_with_answer(&self) -> Option<u64> {
        let everybody = self.at(0, 0).exact()?;
        match self.rows.iter().position(|row| row.without_answer) {
            Some(row) => everybody.checked_sub(self.at(row, 0).exact()?),
            None => Some(everybody),
        }
    }

    /// The number in a row and a column.
    pub fn at(&self, row: usize, column: usize) -> Amount {
        self.amounts.get(row).and_then(|amounts| amounts.get(column)).copied().unwrap_or(Amount::Hidden)
    }

    /// The share of a row: only of exact numbers, and of a base that is large enough.
    pub fn share(&self, lang: Lang, row: usize) -> Option<String> {
        let base = self.base.filter(|base| *base >= SMALLEST_BASE && !self.rows[row].without_answer)?;
        let part = self.at(row, 0).exact().filter(|part| *part <= base)?;
        Some(number::share(lang, part, base))
    }

    /// Only some rows and columns.
    pub fn select(&self, rows: impl Fn(&Line) -> bool, columns: impl Fn(&Line) -> bool) -> Matrix {
        let amounts = self.rows.iter().zip(&self.amounts).filter(|(row, _)| rows(row));
        let row = |(_, amounts): (&Line, &Vec<Amount>)| {
            self.columns.iter().zip(amounts).filter(|(column, _)| columns(column)).map(|(_, amount)| *amount).collect()
        };
        Matrix {
            head: self.head.clone(),
            amounts: amounts.map(row).collect(),
            rows: self.rows.iter().filter(|row| rows(row)).cloned().collect(),
            columns: self.columns.iter().filter(|column| columns(column)).cloned().collect(),
            base: self.base,
        }
    }

    /// Columns as rows.
    pub fn transposed(self) -> Matrix {
        let column = |column: usize| (0..self.rows.len()).map(|row| self.at(row, column)).collect();
        let amounts = (0..self.columns.len()).map(column).collect();
        Matrix { amounts, rows: self.columns, columns: self.rows, head: self.head, base: None }
    }

    /// The table twin.
    pub fn grid(&self, context: &Context, caption: String) -> Grid {
        let shares = self.base.is_some_and(|base| base >= SMALLEST_BASE);
        let row = |(at, line): (usize, &Line)| {
            let numbers = self.amounts[at].iter().map(|amount| cell(context, *amount));
            let share = shares.then(|| share_cell(context.lang(), self.share(context.lang(), at)));
            Row {
                head: line.label.clone(),
                href: line.href.clone(),
                depth: line.depth,
                total: line.total,
                cells: numbers.chain(share).collect(),
            }
        };
        let columns = std::iter::once(&self.head).chain(self.columns.iter().map(|column| &column.label)).cloned();
        let columns = columns.chain(shares.then(|| words::SHARE.get(context.lang()))).collect();
        Grid { caption, columns, rows: self.rows.iter().enumerate().map(row).collect() }
    }
}

impl Line {
    fn plain(label: String) -> Line {
        Line { label, href: None, total: false, depth: 0, leaf: true, without_answer: false }
    }

    fn total(label: String) -> Line {
        Line { total: true, leaf: false, ..Line::plain(label) }
    }
}

/// The period as a whole and then each year: the codes to add up, and the lines.
fn years<'a>(context: &Context<'a>) -> (Vec<Vec<&'a str>>, Vec<Line>) {
    let years = context.years();
    let all = match &context.query.years {
        None => vec![TOTAL],
        Some(_) => years.iter().map(|year| year.code.as_str()).collect(),
    };
    let codes = years.iter().map(|year| vec![year.code.as_str()]);
    let line =
        |year: &&Category| Line { href: context.only_year(&year.code), ..Line::plain(context.text(&year.label)) };
    let total = Line::total(words::TOTAL.get(context.lang()));
    match years.as_slice() {
        [_] => (codes.collect(), years.iter().map(line).collect()),
        _ => (
            std::iter::once(all).chain(codes).collect(),
            std::iter::once(total).chain(years.iter().map(line)).collect(),
        ),
    }
}

/// The total and then the categories that the answer knows: their codes, and the lines.
fn categories<'a>(context: &Context, dimension: &'a Dimension, answer: &Answer) -> (Vec<&'a str>, Vec<Line>) {
    let known = dimension.categories.iter().filter(|category| !answer.rolled_up || category.parent.is_none());
    let line = |category: &Category| Line {
        href: context.only_category(dimension, &category.code),
        depth: dimension.ancestors(&category.code).count(),
        leaf: answer.rolled_up || dimension.is_leaf(&category.code),
        // Where categories overlap, shares are of the persons of whom some category is known.
        without_answer: dimension.multi_response && category.unknown,
        ..Line::plain(context.text(&category.label))
    };
    let total = Line::total(words::TOTAL.get(context.lang()));
    let codes = std::iter::once(TOTAL).chain(known.clone().map(|category| category.code.as_str()));
    (codes.collect(), std::iter::once(total).chain(known.map(line)).collect())
}

fn share_cell(lang: Lang, share: Option<String>) -> GridCell {
    match share {
        Some(text) => GridCell { text, meaning: None },
        None => GridCell { text: words::NONE_MARK.into(), meaning: Some(words::NO_SHARE.get(lang)) },
    }
}

fn cell(context: &Context, amount: Amount) -> GridCell {
    let meaning = match amount {
        Amount::Exact(_) => None,
        Amount::Between(least, most) => Some(words::between(context.lang(), least, most)),
        Amount::Hidden => Some(words::HIDDEN_MEANING.get(context.lang())),
    };
    GridCell { text: context.written(amount), meaning }
}
