//! Fills a figure's numbers from published tables: measures or categories, by year, for a period, or by groups.

use cube::{Dimension, Measure, TOTAL};

use crate::context::Context;
use crate::numbers::axis::{categories, years};
use crate::numbers::base::{with_bases, with_rates};
use crate::numbers::entry::Entry;
use crate::numbers::line::Line;
use crate::numbers::lookup::Lookup;
use crate::numbers::matrix::Matrix;
use crate::plan::Answer;
use crate::words;

/// Measures by year.
pub fn measures(context: &Context, measures: &[&Measure], answers: &[Answer]) -> Option<Matrix> {
    let time = context.time()?;
    let (codes, rows) = years(context);
    let columns = measures
        .iter()
        .map(|measure| Line::measure(&measure.id, context.text(&measure.label)))
        .collect();
    let lookup = |measure: &&Measure, answer| Lookup {
        context,
        measure: measure.id.clone(),
        by: None,
        answer,
    };
    let entry = |years: &Vec<&str>, (measure, answer)| lookup(measure, answer).entry(TOTAL, years);
    let row = |years| {
        measures
            .iter()
            .zip(answers)
            .map(|lookup| entry(years, lookup))
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
    let lookup = Lookup {
        context,
        measure: measure.id.clone(),
        by: Some(dimension),
        answer,
    };
    let row = |code: &&str| {
        year_codes
            .iter()
            .map(|years| lookup.entry(code, years))
            .collect::<Option<Vec<_>>>()
    };
    let entries = codes.iter().map(row).collect::<Option<_>>()?;
    let matrix = Matrix {
        head: context.text(&dimension.label),
        rows,
        columns,
        entries,
    };
    Some(with_rates(with_bases(matrix), context, dimension, &codes))
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
            answer.amount(context.release, &[(&dimension.id, &[*code])])?,
        )])
    };
    let entries = codes.iter().map(row).collect::<Option<_>>()?;
    let columns = vec![Line::measure(&measure.id, context.text(&measure.label))];
    let matrix = Matrix {
        head: context.text(&dimension.label),
        rows,
        columns,
        entries,
    };
    Some(with_rates(with_bases(matrix), context, dimension, &codes))
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
        Some(Entry::new(answer.amount(context.release, &axes)?))
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
    Some(with_bases(Matrix {
        head,
        rows,
        columns,
        entries,
    }))
}
