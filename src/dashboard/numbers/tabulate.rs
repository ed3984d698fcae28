//! Reads a figure's numbers from published tables: measures or categories, by year, for a period, or by groups.

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

/// Reads measures by year.
pub fn measures(context: &Context, measures: &[&Measure], answers: &[Answer]) -> Option<Matrix> {
    let time = context.time()?;
    let (codes, rows) = years(context);
    let (mut columns, mut lookups) = (Vec::new(), Vec::new());
    for (measure, answer) in measures.iter().zip(answers) {
        columns.push(Line::measure(&measure.id, context.text(&measure.label)));
        lookups.push(Lookup {
            context,
            measure: measure.id.clone(),
            by: None,
            answer,
        });
    }
    let mut entries = Vec::new();
    for years in &codes {
        let row = lookups.iter().map(|lookup| lookup.entry(TOTAL, years));
        entries.push(row.collect::<Option<_>>()?);
    }
    Some(Matrix {
        head: context.text(&time.label),
        rows,
        columns,
        entries,
    })
}

/// Reads the categories of a dimension by year.
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
    let mut entries = Vec::new();
    for code in &codes {
        let row = year_codes.iter().map(|years| lookup.entry(code, years));
        entries.push(row.collect::<Option<_>>()?);
    }
    let matrix = Matrix {
        head: context.text(&dimension.label),
        rows,
        columns,
        entries,
    };
    Some(with_rates(with_bases(matrix), context, dimension, &codes))
}

/// Reads the categories of a dimension for a period.
pub fn profile(
    context: &Context,
    measure: &Measure,
    dimension: &Dimension,
    answer: &Answer,
) -> Option<Matrix> {
    let (codes, mut rows) = categories(context, dimension, answer);
    // Above the outcomes of applications stand all applications, under their own name.
    if let Some(all) = rows.first_mut().filter(|_| dimension.settled.is_some()) {
        all.label = context.text(&measure.label);
    }
    let mut entries = Vec::new();
    for code in &codes {
        let amount = answer.amount(context.release, &[(&dimension.id, &[*code])])?;
        entries.push(vec![Entry::new(amount)]);
    }
    let columns = vec![Line::measure(&measure.id, context.text(&measure.label))];
    let matrix = Matrix {
        head: context.text(&dimension.label),
        rows,
        columns,
        entries,
    };
    Some(with_rates(with_bases(matrix), context, dimension, &codes))
}

/// Reads the categories of a dimension by the groups of another one, for a period.
pub fn crossed(
    context: &Context,
    (dimension, by): (&Dimension, &Dimension),
    answer: &Answer,
) -> Option<Matrix> {
    let groups_only = Answer {
        rolled_up: true,
        ..answer.clone()
    };
    let (codes, rows) = categories(context, dimension, answer);
    let (group_codes, columns) = categories(context, by, &groups_only);
    let mut entries = Vec::new();
    for code in &codes {
        let mut row = Vec::new();
        for group in &group_codes {
            let axes: [(&str, &[&str]); 2] = [(&dimension.id, &[code]), (&by.id, &[group])];
            row.push(Entry::new(answer.amount(context.release, &axes)?));
        }
        entries.push(row);
    }
    let head = words::join_breakdown(
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
