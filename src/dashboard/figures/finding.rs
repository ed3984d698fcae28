//! States in one sentence which categories are the most frequent, or since when numbers rise or fall.
//!
//! It follows from published numbers alone and is true whatever the hidden ones hold: what is hidden is no more than the
//! total leaves, and counts as one more category of that size. What differs by no more than chance
//! ([`Change::between`]) counts as equal.

use cube::{Dimension, Measure};

use crate::context::Context;
use crate::counts::{self, Change};
use crate::numbers::{self, Line, Matrix, Numbers};
use crate::plan::Form;
use crate::query::Show;
use crate::words::finding as said;
use crate::words::finding::{Course, Lead};

/// How many categories are named at most, where chance does not tell them apart.
const MOST_NAMED: usize = 2;
/// How many years a course has at least.
const FEWEST_YEARS: usize = 3;

/// What a figure shows, where there is something to say of it.
pub fn finding(context: &Context, form: &Form, numbers: &Numbers) -> Option<String> {
    match (form, context.show) {
        (Form::Profile(_, dimension), Show::Count | Show::Share) => {
            most_frequent(context, dimension, numbers)
        }
        (Form::Measures(measures), Show::Count) => courses(context, measures, &numbers.matrix),
        _ => None,
    }
}

/// The most frequent categories with their shares.
fn most_frequent(context: &Context, dimension: &Dimension, numbers: &Numbers) -> Option<String> {
    let matrix = &numbers.matrix;
    let rows = numbers::rows_at(matrix, numbers.grain());
    let (leaders, lead) = leaders(matrix, &rows, dimension.multi_response)?;
    let named = leaders.iter().map(|row| {
        let share = matrix.at(*row, 0).share(context.lang())?;
        Some(said::with(context.lang(), &matrix.rows[*row].label, &share))
    });
    Some(said::leaders(
        context.lang(),
        lead,
        &named.collect::<Option<Vec<_>>>()?,
    ))
}

/// The rows that are the most frequent of these, whatever the hidden ones hold.
fn leaders(matrix: &Matrix, rows: &[usize], overlapping: bool) -> Option<(Vec<usize>, Lead)> {
    // Put in order one by one: a sort of its own would weigh more than all of this file.
    let mut known: Vec<(u64, usize)> = Vec::new();
    for (count, row) in rows
        .iter()
        .filter_map(|row| Some((matrix.at(*row, 0).amount.exact()?, *row)))
    {
        known.insert(
            known.partition_point(|(other, _)| *other >= count),
            (count, row),
        );
    }
    let is_all = known.len() == rows.len();
    let rest = match matrix.at(0, 0).amount.exact() {
        _ if is_all => 0,
        // Of what overlaps, a hidden category may hold everybody.
        _ if overlapping => return None,
        everybody => everybody?.checked_sub(known.iter().map(|(count, _)| count).sum())?,
    };
    let next = |named: usize| known.get(named).map_or(0, |(count, _)| *count).max(rest);
    let is_known = |row: usize| !matrix.rows[row].unknown;
    let stands_out = |named: &usize| {
        let leaders = &known[..*named];
        leaders.iter().all(|(count, row)| {
            is_known(*row) && matches!(Change::between(next(*named), *count), Change::More(..))
        })
    };
    let answers = rows.iter().filter(|row| is_known(**row)).count();
    let named = (1..=MOST_NAMED.min(known.len()))
        .filter(|named| *named < answers)
        .find(stands_out)?;
    let half = matrix
        .at(known[0].1, 0)
        .base
        .filter(|base| named == 1 && known[0].0 * 2 > *base);
    let lead = match half {
        Some(_) => Lead::MoreThanHalf,
        None => Lead::MostFrequent,
    };
    Some((known[..named].iter().map(|(_, row)| *row).collect(), lead))
}

/// Since when each measure rises or falls year by year.
fn courses(context: &Context, measures: &[&Measure], matrix: &Matrix) -> Option<String> {
    let told = measures.iter().enumerate().filter_map(|(column, measure)| {
        let course = course(&years(context, measure, matrix, column))?;
        Some(said::course(
            context.lang(),
            measure.label.get(context.lang()),
            &course,
        ))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// A published year: its label, its number where that is published, and whether it is the first that is counted so.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    label: String,
    count: Option<u64>,
    begins: bool,
}

/// The years of a measure of which no more records are expected.
fn years(context: &Context, measure: &Measure, matrix: &Matrix, column: usize) -> Vec<Year> {
    let filters = context.filters();
    let by: Vec<&str> = filters
        .iter()
        .map(|(dimension, _)| dimension.id.as_str())
        .collect();
    let rows = matrix
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_total());
    let year = |((at, row), category): ((usize, &Line), &cube::Category)| Year {
        label: row.label.clone(),
        count: matrix.at(at, column).amount.exact(),
        begins: counts::is_otherwise_counted(context.catalog(), category, &measure.id, &by),
    };
    rows.zip(context.years())
        .filter(|(_, year)| context.catalog().is_closed(&year.code))
        .map(year)
        .collect()
}

/// The longest course that ends in the last of these years and goes beyond chance from each year to the next.
fn course(years: &[Year]) -> Option<Course> {
    let last = years.last()?;
    let to = last.count?;
    let rises = to > years.len().checked_sub(2).and_then(|at| years[at].count)?;
    let mut first = years.len() - 1;
    while let Some(earlier) = first.checked_sub(1).map(|at| &years[at]) {
        let (Some(count), Some(next)) = (earlier.count, years[first].count) else {
            break;
        };
        let goes_on = match Change::between(count, next) {
            Change::More(..) => rises,
            Change::Fewer(..) => !rises,
            _ => false,
        };
        if years[first].begins || !goes_on {
            break;
        }
        first -= 1;
    }
    let from = years[first].count?;
    let course = || Course {
        rises,
        from: (years[first].label.clone(), from),
        to: (last.label.clone(), to),
    };
    (years.len() - first >= FEWEST_YEARS).then(course)
}

#[cfg(test)]
mod tests;
