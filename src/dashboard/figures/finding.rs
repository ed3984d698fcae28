//! States in one sentence which categories are the most frequent, or since when numbers rise or fall.
//!
//! The sentence follows from published numbers alone, and is true whatever the hidden ones are: all hidden numbers
//! together are at most the residual, which counts as one more category. Numbers that may differ by chance
//! ([`Change::between`]) count as equal.

use cube::{Category, Dimension, Measure};

use crate::context::Context;
use crate::counts::{self, Change};
use crate::figures::drawn;
use crate::numbers::{self, Matrix, Numbers};
use crate::plan::Form;
use crate::query::{Grain, Shape, Show};
use crate::words;
use crate::words::finding::{self as sentences, Course, Lead};

/// The most categories that are named together, because their numbers may differ by chance.
const MOST_NAMED: usize = 2;
/// The fewest years of a rise or fall.
const FEWEST_YEARS: usize = 3;

/// The main finding of a figure.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The sentence.
    pub sentence: String,
    /// The codes of the rows that it names.
    pub named: Vec<String>,
}

/// Writes the main finding of a figure, if there is one.
pub fn finding(context: &Context, form: &Form, numbers: &Numbers) -> Option<Finding> {
    match (form, context.show) {
        (Form::Profile(_, dimension), Show::Count | Show::Share) => {
            most_frequent(context, dimension, numbers)
        }
        (Form::Crossed(..), Show::Count) if numbers.shapes.1 == Shape::Mirror => {
            largest_cell(context, numbers)
        }
        (Form::OverTime(measure, dimension), Show::Count) if dimension.settled.is_some() => {
            last_outcome(context, measure, dimension, numbers)
        }
        (Form::Measures(measures), Show::Count) => Some(Finding {
            sentence: courses(context, measures, &numbers.matrix)?,
            named: vec![],
        }),
        _ => None,
    }
}

/// Names the most frequent pair of a category and a group with its share.
fn largest_cell(context: &Context, numbers: &Numbers) -> Option<Finding> {
    let matrix = drawn::cells(context, numbers);
    let rows: Vec<usize> = (1..matrix.rows.len()).collect();
    let (leaders, _) = leaders(&matrix, &rows, false)?;
    let [row] = leaders.as_slice() else {
        return None;
    };
    let share = matrix.entry(*row, 0).share(context.lang())?;
    let line = &matrix.rows[*row];
    Some(Finding {
        sentence: sentences::largest_group(context.lang(), &line.label, &share),
        named: vec![line.code.clone()],
    })
}

/// Says which share had the first outcome in the last year of which it is known.
fn last_outcome(
    context: &Context,
    measure: &Measure,
    dimension: &Dimension,
    numbers: &Numbers,
) -> Option<Finding> {
    let (lang, matrix) = (context.lang(), &numbers.matrix);
    let first = *numbers::rows_at(matrix, Grain::Detail).first()?;
    let years = (0..matrix.columns.len()).rev();
    let mut years = years.filter(|year| !matrix.columns[*year].is_total());
    let (year, share) =
        years.find_map(|year| Some((year, matrix.entry(first, year).share(lang)?)))?;
    let whole = matrix.entry(0, year).amount.exact()?;
    let line = &matrix.rows[first];
    let outcome = said(context, dimension, &line.code, &share)
        .unwrap_or_else(|| sentences::share_of(&line.label, &share));
    let of = (
        measure.label.get(lang),
        matrix.columns[year].label.as_str(),
        whole,
    );
    Some(Finding {
        sentence: sentences::outcome(lang, of, &outcome),
        named: vec![],
    })
}

/// Names the most frequent categories with their shares.
fn most_frequent(context: &Context, dimension: &Dimension, numbers: &Numbers) -> Option<Finding> {
    let matrix = &numbers.matrix;
    let rows = numbers::rows_at(matrix, numbers.grain());
    let (leaders, lead) = leaders(matrix, &rows, dimension.multi_response)?;
    let (mut words, mut named, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for row in leaders {
        let share = matrix.entry(row, 0).share(context.lang())?;
        let line = &matrix.rows[row];
        words.push(sentences::with_share(context.lang(), &line.label, &share));
        named.push(line.code.clone());
        shares.push(share);
    }
    let sentence = match (lead, shares.as_slice(), named.as_slice()) {
        (Lead::MoreThanHalf, [share], [code]) => said(context, dimension, code, share),
        _ => None,
    };
    Some(Finding {
        sentence: sentence.unwrap_or_else(|| sentences::leaders(context.lang(), lead, &words)),
        named,
    })
}

/// Writes what the codebook says of a share of a category, if it does: "El 75 % son mujeres o niñas."
pub fn said(context: &Context, dimension: &Dimension, code: &str, share: &str) -> Option<String> {
    let sentence = dimension.category(code)?.sentence.as_ref()?;
    Some(format!("{}.", context.text(sentence).replace("{}", share)))
}

/// Finds the most frequent of these rows, whatever the hidden numbers are: one row, or two that may differ by chance.
fn leaders(matrix: &Matrix, rows: &[usize], overlapping: bool) -> Option<(Vec<usize>, Lead)> {
    let known = from_the_largest(matrix, rows);
    let residual = residual(matrix, rows, &known, overlapping)?;
    let is_answer = |row: usize| !matrix.rows[row].unknown;
    let answers = rows.iter().filter(|row| is_answer(**row)).count();
    let most_named = MOST_NAMED.min(known.len()).min(answers.saturating_sub(1));
    for named in 1..=most_named {
        let (leaders, others) = known.split_at(named);
        let next = others.first().map_or(0, |(count, _)| *count).max(residual);
        let stand_out = leaders.iter().all(|(count, row)| {
            is_answer(*row) && matches!(Change::between(next, *count), Change::More(..))
        });
        if stand_out {
            let base = matrix.entry(leaders[0].1, 0).base;
            let is_half = named == 1 && base.is_some_and(|base| leaders[0].0 * 2 > base);
            let lead = if is_half {
                Lead::MoreThanHalf
            } else {
                Lead::MostFrequent
            };
            return Some((leaders.iter().map(|(_, row)| *row).collect(), lead));
        }
    }
    None
}

/// Lists the rows with an exact number, from the largest number to the smallest.
fn from_the_largest(matrix: &Matrix, rows: &[usize]) -> Vec<(u64, usize)> {
    // Inserted one by one: sorting would add a sort of its own to the page, larger than this file.
    let mut known: Vec<(u64, usize)> = Vec::new();
    for row in rows {
        if let Some(count) = matrix.entry(*row, 0).amount.exact() {
            let place = known.partition_point(|(other, _)| *other >= count);
            known.insert(place, (count, *row));
        }
    }
    known
}

/// Returns the most persons that a hidden row can have: everybody minus the known rows. `None` where that is not known.
fn residual(
    matrix: &Matrix,
    rows: &[usize],
    known: &[(u64, usize)],
    overlapping: bool,
) -> Option<u64> {
    if known.len() == rows.len() {
        return Some(0);
    }
    // A hidden category that overlaps with others may have everybody.
    if overlapping {
        return None;
    }
    let everybody = matrix.entry(0, 0).amount.exact()?;
    everybody.checked_sub(known.iter().map(|(count, _)| count).sum())
}

/// Writes since when each measure rises or falls year by year.
fn courses(context: &Context, measures: &[&Measure], matrix: &Matrix) -> Option<String> {
    let lang = context.lang();
    let step = if context.catalog().has_periods_only() {
        sentences::EACH_PERIOD
    } else {
        sentences::EACH_YEAR
    };
    let series = measures.iter().enumerate();
    let series =
        series.map(|(column, measure)| (*measure, years(context, measure, matrix, column)));
    let series: Vec<(&Measure, Vec<Year>)> = series.collect();
    let mut found = Vec::new();
    for (measure, years) in &series {
        if let Some(course) = course(years) {
            let label = measure.label.get(lang);
            found.push(sentences::course(lang, label, &course, step));
        }
    }
    if !found.is_empty() {
        return Some(found.join(" "));
    }
    let mut changes = Vec::new();
    for (measure, years) in &series {
        if let Some(change) = last_change(years) {
            changes.push(sentences::last_change(
                lang,
                measure.label.get(lang),
                &change,
            ));
        }
    }
    (!changes.is_empty()).then(|| format!("{}.", words::as_one_sentence(changes).join("; ")))
}

/// Finds the last change beyond chance from one year to the next.
fn last_change(years: &[Year]) -> Option<Course> {
    for step in years.windows(2).rev() {
        let [before, now] = step else { continue };
        for rises in [true, false] {
            if goes_on(before, now, rises) {
                return Some(Course {
                    rises,
                    from: (before.label.clone(), before.count?),
                    to: (now.label.clone(), now.count?),
                });
            }
        }
    }
    None
}

/// A year of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    label: String,
    /// Its number, if it is published.
    count: Option<u64>,
    /// Whether it cannot be compared with the one before: there is a break in the series, a gap, or a period of another
    /// length.
    begins: bool,
}

/// Lists the years of a measure for which no more records are expected.
fn years(context: &Context, measure: &Measure, matrix: &Matrix, column: usize) -> Vec<Year> {
    let filters = context.filters();
    let by: Vec<&str> = filters
        .iter()
        .map(|(dimension, _)| dimension.id.as_str())
        .collect();
    let catalog = context.catalog();
    let rows = matrix.rows.iter().enumerate();
    let mut years = Vec::new();
    let mut before: Option<&Category> = None;
    let mut is_after_gap = false;
    for (at, row) in rows.filter(|(_, row)| !row.is_total()) {
        let shown = context.years();
        let Some(category) = shown.into_iter().find(|year| year.code == row.code) else {
            is_after_gap = true;
            continue;
        };
        let is_comparable =
            before.is_none_or(|before| counts::are_equally_long(catalog, before, category));
        if catalog.is_closed(&category.code) {
            years.push(Year {
                label: row.label.clone(),
                count: matrix.entry(at, column).amount.exact(),
                begins: is_after_gap
                    || !is_comparable
                    || counts::is_otherwise_counted(catalog, category, &measure.id, &by),
            });
        }
        (before, is_after_gap) = (Some(category), false);
    }
    years
}

/// Finds the longest rise or fall that ends in the last year, with every step beyond chance.
fn course(years: &[Year]) -> Option<Course> {
    let last = years.last()?;
    let to = last.count?;
    let rises = to > years.len().checked_sub(2).and_then(|at| years[at].count)?;
    let mut first = years.len() - 1;
    while first > 0 && goes_on(&years[first - 1], &years[first], rises) {
        first -= 1;
    }
    if years.len() - first < FEWEST_YEARS {
        return None;
    }
    Some(Course {
        rises,
        from: (years[first].label.clone(), years[first].count?),
        to: (last.label.clone(), to),
    })
}

/// Decides whether a rise or fall goes on from one year to the next.
fn goes_on(year: &Year, next: &Year, rises: bool) -> bool {
    let (Some(before), Some(now)) = (year.count, next.count) else {
        return false;
    };
    match Change::between(before, now) {
        Change::More(..) => rises && !next.begins,
        Change::Fewer(..) => !rises && !next.begins,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
