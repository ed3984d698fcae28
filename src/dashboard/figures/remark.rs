//! Writes the notes below a figure: on its numbers, its shares and rates, and its categories.

use cube::{Break, Category, Dimension};

use crate::context::Context;
use crate::counts::{SMALLEST_BASE, SMALLEST_COUNT};
use crate::numbers::{Matrix, Numbers};
use crate::plan::{Form, Plan};
use crate::query::{Shape, Show};
use crate::view::{BROKEN, Body, MOST_SERIES};
use crate::words;

/// What a reader must know of a figure.
pub fn remarks(
    context: &Context,
    plan: &Plan,
    body: &Body,
    numbers: Option<&Numbers>,
) -> Vec<String> {
    let of_numbers =
        numbers.map(|numbers| remarks_on_numbers(context, &plan.form, body, &numbers.matrix));
    let of_level = numbers.filter(|_| !matches!(body, Body::Map(_)));
    let of_level = of_level.map(|numbers| level(context, &plan.form, numbers));
    let of_map = matches!(body, Body::Map(_)).then(|| words::map::SOURCE.get(context.lang()));
    let notes = of_numbers.into_iter().chain(of_level).flatten();
    notes
        .chain(remarks_on_words(context, &plan.form))
        .chain(of_map)
        .collect()
}

/// What a reader must know of these numbers.
fn remarks_on_numbers(context: &Context, form: &Form, body: &Body, matrix: &Matrix) -> Vec<String> {
    let lang = context.lang();
    let marks = [words::show::SIMILAR_MEANS, words::show::NO_CHANGE_MEANS];
    let changes = (context.show == Show::Change).then(|| marks.map(|words| words.get(lang)));
    let changes: Vec<String> = changes
        .into_iter()
        .flatten()
        .chain(breaks(context, form, body))
        .collect();
    let Some(dimension) = form.dimension() else {
        return changes;
    };
    let overlapping = dimension
        .multi_response
        .then(|| words::figure::OVERLAPPING.get(lang));
    let population = context
        .catalog()
        .population(&dimension.id)
        .filter(|_| context.show == Show::Rate);
    let rates =
        population.map(|population| words::show::inhabitants(lang, population, SMALLEST_COUNT));
    let settled = dimension
        .settled
        .as_ref()
        .map(|settled| words::figure::settled(lang, settled.until));
    let overlapping = last_year(context, form, matrix)
        .into_iter()
        .chain(settled)
        .chain(overlapping);
    overlapping
        .chain(base(context, form, matrix))
        .chain(rates)
        .chain(changes)
        .collect()
}

/// What became of the persons of the last year, with its shares: "Solicitudes, 2023: 69. Acreditada: 44 (63,8 %)…"
fn last_year(context: &Context, form: &Form, matrix: &Matrix) -> Option<String> {
    let Form::OverTime(
        measure,
        Dimension {
            settled: Some(_), ..
        },
    ) = form
    else {
        return None;
    };
    let column = matrix.columns.len().checked_sub(1)?;
    let written = |row| {
        matrix
            .at(row, column)
            .format(context.lang(), Show::Count)
            .in_full()
    };
    let groups = matrix
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_total() && row.depth == 0);
    let groups: Vec<String> = groups
        .map(|(at, row)| format!("{}: {}", row.label, written(at)))
        .collect();
    let all = matrix
        .at(0, column)
        .format(context.lang(), Show::Count)
        .text;
    let (counted, year) = (
        measure.label.get(context.lang()),
        &matrix.columns[column].label,
    );
    Some(format!("{counted}, {year}: {all}. {}.", groups.join("; ")))
}

/// The years that a figure shows in which what it counts changed.
fn breaks(context: &Context, form: &Form, body: &Body) -> Vec<String> {
    let sign = if matches!(body, Body::Chart(_)) {
        format!("{BROKEN} ")
    } else {
        String::new()
    };
    let told = |broken: &Break| {
        format!(
            "{sign}{}: {}",
            broken.year,
            broken.reason.get(context.lang())
        )
    };
    broken(context, form).into_iter().map(told).collect()
}

/// The breaks of the series that a figure shows.
pub fn broken<'a>(context: &'a Context, form: &Form) -> Vec<&'a Break> {
    let years = context.years();
    let shown =
        |year: u16| form.over_time() && years.iter().any(|shown| shown.code == year.to_string());
    let filters = context.filters();
    let by = |id: &String| {
        form.dimension().is_some_and(|shown| shown.id == *id)
            || filters.iter().any(|(filter, _)| filter.id == *id)
    };
    let counts = |id: &String| form.measures().iter().any(|measure| measure.id == *id);
    let concerns = |broken: &&Break| {
        shown(broken.year)
            && (broken.measures.is_empty() || broken.measures.iter().any(counts))
            && (broken.dimensions.is_empty() || broken.dimensions.iter().any(by))
    };
    context.catalog().breaks.iter().filter(concerns).collect()
}

/// Of whom the shares are, or why there are none.
fn base(context: &Context, form: &Form, matrix: &Matrix) -> Option<String> {
    let lang = context.lang();
    let (asked, over_time) = (context.show == Show::Share, form.over_time());
    let overlapping = form
        .dimension()
        .is_some_and(|dimension| dimension.multi_response);
    match (matrix.columns.len(), matrix.base()) {
        _ if context.show == Show::Rate => None,
        (1, Some(base)) if base >= SMALLEST_BASE => {
            Some(words::show::base(lang, base, overlapping))
        }
        (1, Some(_)) if asked => Some(words::show::SMALL_BASE.get(lang)),
        (1, None) if overlapping => Some(words::show::NO_KNOWN_BASE.get(lang)),
        (1, None) if asked => Some(words::show::NO_BASE.get(lang)),
        (2.., _) if asked && over_time => Some(words::show::base_of_each_year(lang, SMALLEST_BASE)),
        (2.., _) if asked => Some(words::show::base_of_each_column(lang, SMALLEST_BASE)),
        _ => None,
    }
}

/// Which of the categories a chart shows, and why.
fn level(context: &Context, form: &Form, numbers: &Numbers) -> Vec<String> {
    let lang = context.lang();
    let drawn = numbers.shown.rows.len();
    let columns = form.dimension().is_some() && form.over_time() && numbers.shapes.1 != Shape::Heat;
    let first_only = columns && drawn > MOST_SERIES;
    [
        numbers
            .rolled_up
            .then(|| words::display::ROLLED_UP.get(lang)),
        numbers
            .opens_by_groups()
            .then(|| words::display::OPENS_BY_GROUPS.get(lang)),
        first_only.then(|| words::display::first_only(lang, MOST_SERIES, drawn)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a reader must know of the dimension, whatever the numbers.
fn remarks_on_words(context: &Context, form: &Form) -> Vec<String> {
    let Some(dimension) = form.dimension() else {
        return vec![];
    };
    let ignored = [Some(dimension), form.by()]
        .into_iter()
        .flatten()
        .filter_map(|shown| {
            let codes: Vec<&str> = context
                .query
                .filters
                .get(&shown.id)?
                .iter()
                .map(String::as_str)
                .collect();
            Some(words::figure::filter_ignored(
                context.lang(),
                &context.filter_label(shown, &codes),
            ))
        });
    let of_category = |category: &Category| {
        let note = category.note.as_ref()?;
        Some(format!(
            "{}: {}",
            category.label.get(context.lang()),
            note.get(context.lang())
        ))
    };
    let of_dimension = dimension.note.as_ref().map(|note| context.text(note));
    ignored
        .chain(of_dimension)
        .chain(dimension.categories.iter().filter_map(of_category))
        .collect()
}

#[cfg(test)]
mod tests;
