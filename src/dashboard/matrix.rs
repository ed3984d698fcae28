//! A figure's numbers, rows by columns, from which both its chart and its table are made.

mod grid;

use std::cmp::Reverse;
use std::ops::Range;

use cube::{Category, Dimension, Measure, TOTAL};

use crate::answer::Answer;
use crate::change::{self, Change};
use crate::context::Context;
use crate::entry::Entry;
use crate::show::{Order, Show};
use crate::words;

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
    pub entries: Vec<Vec<Entry>>,
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
    /// Whether it is what the others leave of a whole.
    pub rest: bool,
    /// How many categories contain it.
    pub depth: usize,
    /// Whether it contains no other.
    pub leaf: bool,
    /// Whether it counts those of whom it is not known.
    pub unknown: bool,
    /// Whether it counts those without an answer where shares are of those with one.
    pub without_answer: bool,
    /// Whether the reader has chosen others of its dimension.
    pub aside: bool,
}

impl Matrix {
    /// Measures by year.
    pub fn measures(
        context: &Context,
        measures: &[&Measure],
        answers: &[Answer],
    ) -> Option<Matrix> {
        let time = context.time()?;
        let (codes, rows) = years(context);
        let columns = measures
            .iter()
            .map(|measure| Line::plain(context.text(&measure.label)))
            .collect();
        let asked = |measure: &&Measure, answer| Asked {
            context,
            measure: measure.id.clone(),
            by: None,
            answer,
        };
        let entry =
            |years: &Vec<&str>, (measure, answer)| asked(measure, answer).entry(TOTAL, years);
        let row = |years| {
            measures
                .iter()
                .zip(answers)
                .map(|asked| entry(years, asked))
                .collect::<Option<Vec<_>>>()
        };
        let entries = codes.iter().map(row).collect::<Option<_>>()?;
        Some(Matrix {
            head: context.text(&time.label),
            rows,
            columns,
            entries,
        })
    }

    /// The categories of a dimension by year.
    pub fn over_time(
        context: &Context,
        measure: &Measure,
        dimension: &Dimension,
        answer: &Answer,
    ) -> Option<Matrix> {
        let (year_codes, columns) = years(context);
        let (codes, rows) = categories(context, dimension, answer);
        let asked = Asked {
            context,
            measure: measure.id.clone(),
            by: Some(dimension),
            answer,
        };
        let row = |code: &&str| {
            year_codes
                .iter()
                .map(|years| asked.entry(code, years))
                .collect::<Option<Vec<_>>>()
        };
        let entries = codes.iter().map(row).collect::<Option<_>>()?;
        let matrix = Matrix {
            head: context.text(&dimension.label),
            rows,
            columns,
            entries,
        };
        Some(matrix.with_bases().with_rates(context, dimension, &codes))
    }

    /// The categories of a dimension for a period.
    pub fn profile(
        context: &Context,
        measure: &Measure,
        dimension: &Dimension,
        answer: &Answer,
    ) -> Option<Matrix> {
        let (codes, mut rows) = categories(context, dimension, answer);
        // What became of persons stands below how many they were.
        if let Some(all) = rows.first_mut().filter(|_| dimension.settled.is_some()) {
            all.label = context.text(&measure.label);
        }
        let row = |code: &&str| {
            Some(vec![Entry::new(
                context.amount(answer, &[(&dimension.id, &[*code])])?,
            )])
        };
        let entries = codes.iter().map(row).collect::<Option<_>>()?;
        let columns = vec![Line::plain(context.text(&measure.label))];
        let matrix = Matrix {
            head: context.text(&dimension.label),
            rows,
            columns,
            entries,
        };
        Some(matrix.with_bases().with_rates(context, dimension, &codes))
    }

    /// The categories of a dimension by the groups of another one, for a period.
    pub fn crossed(
        context: &Context,
        (dimension, by): (&Dimension, &Dimension),
        answer: &Answer,
    ) -> Option<Matrix> {
        let (codes, rows) = categories(context, dimension, answer);
        let (by_codes, columns) = categories(
            context,
            by,
            &Answer {
                rolled_up: true,
                ..answer.clone()
            },
        );
        let entry = |code: &str, group: &str| {
            let axes: [(&str, &[&str]); 2] = [(&dimension.id, &[code]), (&by.id, &[group])];
            Some(Entry::new(context.amount(answer, &axes)?))
        };
        let row = |code: &&str| {
            by_codes
                .iter()
                .map(|group| entry(code, group))
                .collect::<Option<Vec<_>>>()
        };
        let entries = codes.iter().map(row).collect::<Option<_>>()?;
        let head = words::by(
            context.lang(),
            dimension.label.get(context.lang()),
            by.label.get(context.lang()),
        );
        Some(
            Matrix {
                head,
                rows,
                columns,
                entries,
            }
            .with_bases(),
        )
    }

    /// The same with everybody of a column, or everybody with an answer, as the base of the column's shares.
    fn with_bases(mut self) -> Matrix {
        let without = self.rows.iter().position(|row| row.without_answer);
        for column in 0..self.columns.len() {
            let everybody = self.at(0, column).amount.exact();
            let base = match without {
                Some(row) => everybody
                    .zip(self.at(row, column).amount.exact())
                    .and_then(|(everybody, without)| everybody.checked_sub(without)),
                None => everybody,
            };
            for (row, entries) in self.rows.iter().zip(&mut self.entries) {
                entries[column].base = base.filter(|_| !row.without_answer);
            }
        }
        self
    }

    /// The number in a row and a column.
    pub fn at(&self, row: usize, column: usize) -> Entry {
        self.entries
            .get(row)
            .and_then(|entries| entries.get(column))
            .copied()
            .unwrap_or_else(Entry::hidden)
    }

    /// The base of the shares of the only column, where there is only one.
    pub fn base(&self) -> Option<u64> {
        self.columns
            .get(1)
            .is_none()
            .then(|| self.at(0, 0).base)
            .flatten()
    }

    /// The places of its rows in an order: the published numbers of all years, or of the last one, from the largest
    /// to the smallest, then what is not exactly known as it stood. Whatever is nested stays below what contains it.
    pub fn order(&self, order: Order) -> Vec<usize> {
        let rows = 0..self.rows.len();
        match order {
            Order::Codebook => rows.collect(),
            Order::Value => self.by_value(self.ordering(), rows),
        }
    }

    /// These rows in an order, whatever contains them.
    pub fn in_order(&self, order: Order, rows: Vec<usize>) -> Vec<usize> {
        match order {
            Order::Codebook => rows,
            Order::Value => self.sorted(self.ordering(), rows),
        }
    }

    /// The column whose numbers put rows in order.
    fn ordering(&self) -> usize {
        let has_total = self.columns.first().is_some_and(|column| column.total);
        if has_total {
            0
        } else {
            self.columns.len().saturating_sub(1)
        }
    }

    /// Totals first, then from the largest number to the smallest.
    fn sorted(&self, column: usize, rows: Vec<usize>) -> Vec<usize> {
        let key = |row: usize| {
            let rank = self.at(row, column).rank();
            (!self.rows[row].total, rank.is_none(), Reverse(rank))
        };
        // Put in order one by one: a sort of its own would weigh more than all of this file.
        let mut sorted: Vec<usize> = Vec::new();
        for row in rows {
            sorted.insert(sorted.partition_point(|other| key(*other) <= key(row)), row);
        }
        sorted
    }

    fn by_value(&self, column: usize, rows: Range<usize>) -> Vec<usize> {
        let Some(depth) = self.rows[rows.clone()].first().map(|row| row.depth) else {
            return vec![];
        };
        let is_top = |row: &usize| self.rows[*row].depth == depth;
        let end = |top: usize| (top + 1..rows.end).find(is_top).unwrap_or(rows.end);
        let block =
            |top: usize| std::iter::once(top).chain(self.by_value(column, top + 1..end(top)));
        self.sorted(column, rows.clone().filter(is_top).collect())
            .into_iter()
            .flat_map(block)
            .collect()
    }

    /// Only some rows and columns.
    pub fn select(&self, rows: impl Fn(&Line) -> bool, columns: impl Fn(&Line) -> bool) -> Matrix {
        let entries = self
            .rows
            .iter()
            .zip(&self.entries)
            .filter(|(row, _)| rows(row));
        let row = |(_, entries): (&Line, &Vec<Entry>)| {
            self.columns
                .iter()
                .zip(entries)
                .filter(|(column, _)| columns(column))
                .map(|(_, entry)| *entry)
                .collect()
        };
        Matrix {
            head: self.head.clone(),
            entries: entries.map(row).collect(),
            rows: self.rows.iter().filter(|row| rows(row)).cloned().collect(),
            columns: self
                .columns
                .iter()
                .filter(|column| columns(column))
                .cloned()
                .collect(),
        }
    }

    /// Only these rows.
    pub fn only(&self, rows: &[usize]) -> Matrix {
        Matrix {
            head: self.head.clone(),
            rows: rows.iter().map(|row| self.rows[*row].clone()).collect(),
            columns: self.columns.clone(),
            entries: rows.iter().map(|row| self.entries[*row].clone()).collect(),
        }
    }

    /// The same with the columns of another one, which has the same rows, beside its own.
    pub fn beside(mut self, other: &Matrix) -> Matrix {
        self.columns.extend(other.columns.iter().cloned());
        for (own, others) in self.entries.iter_mut().zip(&other.entries) {
            own.extend(others);
        }
        self
    }

    /// Only totals and groups.
    pub fn groups(&self) -> Matrix {
        let mut groups = self.select(|row| row.depth == 0, |_| true);
        groups.rows.iter_mut().for_each(|row| row.leaf = !row.total);
        groups
    }

    /// These rows above those of another one with the same columns.
    pub fn above(mut self, other: &Matrix) -> Matrix {
        self.rows.extend(other.rows.iter().cloned());
        self.entries.extend(other.entries.iter().cloned());
        self
    }

    /// Only so many of its first rows.
    pub fn first(&self, rows: usize) -> Matrix {
        self.only(&(0..self.rows.len().min(rows)).collect::<Vec<_>>())
    }

    /// Columns as rows.
    pub fn transposed(self) -> Matrix {
        let column = |column: usize| {
            (0..self.rows.len())
                .map(|row| self.at(row, column))
                .collect()
        };
        let entries = (0..self.columns.len()).map(column).collect();
        Matrix {
            entries,
            rows: self.columns,
            columns: self.rows,
            head: self.head,
        }
    }
}

/// Whose numbers are asked: a measure, by the categories of a dimension or of everybody, with the table that tells.
struct Asked<'a> {
    context: &'a Context<'a>,
    measure: String,
    by: Option<&'a Dimension>,
    answer: &'a Answer<'a>,
}

impl Asked<'_> {
    /// The number of a category in some years, compared with the year before where that is asked of a single one.
    fn entry(&self, code: &str, years: &[&str]) -> Option<Entry> {
        let (context, time) = (self.context, self.context.time()?);
        let amount = |years: &[&str]| {
            let category = self.by.map(|dimension| (dimension.id.as_str(), [code]));
            let category = category.as_ref().map(|(id, codes)| (*id, codes.as_slice()));
            let axes: Vec<(&str, &[&str])> = category
                .into_iter()
                .chain([(time.id.as_str(), years)])
                .collect();
            context.amount(self.answer, &axes)
        };
        let now = amount(years)?;
        let year = match years {
            [year] if context.show == Show::Change => time.category(year),
            _ => None,
        };
        let compared = |year: &Category| {
            let filters = context
                .filters()
                .into_iter()
                .map(|(dimension, _)| dimension);
            let by: Vec<&str> = filters
                .chain(self.by)
                .map(|dimension| dimension.id.as_str())
                .collect();
            let known = |year: &Category| amount(&[&year.code]);
            Change::since(
                change::before(context.catalog(), year, &self.measure, &by, known),
                now,
            )
        };
        Some(Entry {
            change: year.map(compared),
            ..Entry::new(now)
        })
    }
}

impl Line {
    /// A category by its name alone.
    pub fn plain(label: String) -> Line {
        Line {
            label,
            href: None,
            total: false,
            rest: false,
            depth: 0,
            leaf: true,
            unknown: false,
            without_answer: false,
            aside: false,
        }
    }

    /// What the others leave of a whole.
    pub fn rest(label: String) -> Line {
        Line {
            rest: true,
            leaf: false,
            ..Line::plain(label)
        }
    }

    fn total(label: String) -> Line {
        Line {
            total: true,
            leaf: false,
            ..Line::plain(label)
        }
    }
}

/// The period as a whole, where it is more than a year, and then each year: the codes to add up, and the lines.
fn years<'a>(context: &Context<'a>) -> (Vec<Vec<&'a str>>, Vec<Line>) {
    let years = context.years();
    let all = match &context.query.years {
        None if context.settled.is_none() => context
            .time()
            .map(Dimension::covering_codes)
            .unwrap_or_default(),
        _ => years.iter().map(|year| year.code.as_str()).collect(),
    };
    let codes = years.iter().map(|year| vec![year.code.as_str()]);
    let line = |year: &&Category| Line {
        href: context.only_year(&year.code),
        ..Line::plain(context.text(&year.label))
    };
    let total = Line::total(words::TOTAL.get(context.lang()));
    match years.as_slice() {
        // Years together have no year before.
        years if years.len() == 1 || context.show == Show::Change => {
            (codes.collect(), years.iter().map(line).collect())
        }
        _ => (
            std::iter::once(all).chain(codes).collect(),
            std::iter::once(total)
                .chain(years.iter().map(line))
                .collect(),
        ),
    }
}

/// The total and then the categories that the answer knows: their codes, and the lines.
fn categories<'a>(
    context: &Context,
    dimension: &'a Dimension,
    answer: &Answer,
) -> (Vec<&'a str>, Vec<Line>) {
    // Nobody waits in the years that are settled, and no others are shown.
    let is_over = |code: &String| {
        dimension
            .settled
            .as_ref()
            .is_some_and(|settled| settled.pending.contains(code))
    };
    let known = dimension
        .categories
        .iter()
        .filter(|category| !answer.rolled_up || category.parent.is_none());
    let known = known.filter(|category| !is_over(&category.code));
    let line = |category: &Category| Line {
        href: context.only_category(dimension, &category.code),
        depth: dimension.ancestors(&category.code).count(),
        leaf: answer.rolled_up || dimension.is_leaf(&category.code),
        unknown: category.unknown,
        // Where categories overlap, shares are of the persons of whom some category is known.
        without_answer: dimension.multi_response && category.unknown,
        aside: context.is_aside(dimension, &category.code),
        ..Line::plain(context.text(&category.label))
    };
    let total = Line::total(words::TOTAL.get(context.lang()));
    let codes = std::iter::once(TOTAL).chain(known.clone().map(|category| category.code.as_str()));
    (
        codes.collect(),
        std::iter::once(total).chain(known.map(line)).collect(),
    )
}

#[cfg(test)]
mod tests;
