//! Writes the notes below a figure: on its numbers, its shares and rates, and its categories.

use cube::{Break, Category, Dimension};

use crate::context::Context;
use crate::counts::{self, SMALLEST_BASE, SMALLEST_COUNT};
use crate::numbers::{Matrix, Numbers, gaps, rows_at};
use crate::plan::{Form, Plan};
use crate::query::{Grain, Shape, Show};
use crate::view::drawing::Drawing;
use crate::view::{BROKEN, Body, MOST_SERIES};
use crate::words;

/// Lists the notes below a figure.
pub fn remarks(
    context: &Context,
    plan: &Plan,
    body: &Body,
    numbers: Option<&Numbers>,
) -> Vec<String> {
    let is_map = matches!(body, Body::Map(_));
    let mut notes = Vec::new();
    if let Some(numbers) = numbers {
        notes = remarks_on_numbers(context, &plan.form, body, &numbers.matrix);
        if !is_map {
            // A drawing of groups shows what is in them.
            let is_drawing = matches!(body, Body::Drawing(_));
            let categories = remarks_on_categories(context, &plan.form, numbers, is_drawing);
            notes.extend(categories);
        }
    }
    notes.extend(remarks_on_dimensions(context, &plan.form));
    if is_map {
        notes.push(words::map::SOURCE.text(context.lang()));
    }
    notes
}

/// Explains how the numbers are to be read: outcomes, overlaps, shares, rates and changes.
fn remarks_on_numbers(context: &Context, form: &Form, body: &Body, matrix: &Matrix) -> Vec<String> {
    let lang = context.lang();
    let mut notes = Vec::new();
    if let Some(dimension) = form.dimension() {
        notes.extend(outcomes_together(context, form, matrix));
        notes.extend(groups_of_pyramid(context, form, matrix));
        if let Some(settled) = &dimension.settled {
            notes.push(words::figure::settled(lang, settled.until));
        }
        let base = base(context, form, matrix);
        if dimension.multi_response {
            // One note, so that each figure says it: bases differ, and the page says the same only once.
            let base = base.map_or(String::new(), |base| format!(" {base}"));
            notes.push(words::figure::OVERLAPPING.text(lang) + &base);
        } else {
            notes.extend(base);
        }
        if context.show == Show::Rate
            && let Some(population) = context.catalog().population(&dimension.id)
        {
            notes.push(words::show::inhabitants(lang, population, SMALLEST_COUNT));
        }
    }
    if let Body::Drawing(drawing) = body
        && let Drawing::Bars(bars) = &**drawing
        && !bars.rows.is_empty()
        && bars.rows.iter().all(|row| row.parts.is_empty())
    {
        notes.push(words::drawing::NO_BARS.text(lang));
    }
    if context.show == Show::Change {
        notes.push(words::show::SIMILAR_MEANS.text(lang));
        notes.push(words::show::NO_CHANGE_MEANS.text(lang));
    }
    notes.extend(break_notes(context, form, body));
    notes.extend(gap_note(context, form));
    notes
}

/// Names the years of a figure over time of which nothing was collected.
fn gap_note(context: &Context, form: &Form) -> Option<String> {
    let gaps = gaps(context, &context.years());
    let has_gaps = form.over_time() && !gaps.is_empty();
    has_gaps.then(|| words::mark::not_collected(context.lang(), &gaps))
}

/// Writes the outcomes of all years together, or of a single year: "Solicitudes, 2017–2023: 491. Acreditada: 327 (67 %)…"
fn outcomes_together(context: &Context, form: &Form, matrix: &Matrix) -> Option<String> {
    let lang = context.lang();
    let Form::OverTime(
        measure,
        Dimension {
            settled: Some(_), ..
        },
    ) = form
    else {
        return None;
    };
    // The total is the first column; a single year has none. Changes from year to year add up to nothing.
    let column = 0;
    let is_of_all = matrix.columns.len() == 1 || matrix.columns.get(column)?.is_total();
    if !is_of_all {
        return None;
    }
    let mut outcomes = Vec::new();
    for at in rows_at(matrix, Grain::Detail) {
        let number = matrix.entry(at, column).format(lang, Show::Count);
        outcomes.push(format!("{}: {}", matrix.rows[at].label, number.in_full()));
    }
    let all = matrix.entry(0, column).format(lang, Show::Count).text;
    let (counted, years) = (measure.label.get(lang), context.period());
    Some(format!(
        "{counted}, {years}: {all}. {}.",
        outcomes.join("; ")
    ))
}

/// Writes the numbers of the groups whose parts a pyramid shows: "Personas menores de edad (0–17): 167 (39 %)…"
fn groups_of_pyramid(context: &Context, form: &Form, matrix: &Matrix) -> Option<String> {
    let mut groups = Vec::new();
    for at in rows_at(matrix, Grain::Groups) {
        let row = &matrix.rows[at];
        if form.is_mirrored() && !row.leaf {
            let number = matrix.entry(at, 0).format(context.lang(), Show::Count);
            groups.push(format!("{}: {}", row.label, number.in_full()));
        }
    }
    (!groups.is_empty()).then(|| format!("{}.", groups.join("; ")))
}

/// Explains the breaks in the series; those of a chart begin with the sign that marks the year.
fn break_notes(context: &Context, form: &Form, body: &Body) -> Vec<String> {
    let sign = if matches!(body, Body::Drawing(_) | Body::Chart(_)) {
        format!("{BROKEN} ")
    } else {
        String::new()
    };
    let mut notes = Vec::new();
    for Break { year, reason, .. } in breaks(context, form) {
        notes.push(format!("{sign}{year}: {}", reason.get(context.lang())));
    }
    notes
}

/// Lists the breaks in the series that a figure shows.
pub fn breaks<'a>(context: &'a Context, form: &Form) -> Vec<&'a Break> {
    if !form.over_time() {
        return vec![];
    }
    let years = context.years();
    let mut breaks = Vec::new();
    for broken in &context.catalog().breaks {
        let is_shown = |shown: &&Category| counts::is_in(broken, context.catalog(), &shown.code);
        if years.iter().any(is_shown) && concerns(context, form, broken) {
            breaks.push(broken);
        }
    }
    breaks
}

/// Decides whether a break concerns a measure and a dimension or filter of the figure. Without measures or dimensions it
/// concerns all of them.
fn concerns(context: &Context, form: &Form, broken: &Break) -> bool {
    let filters = context.filters();
    let is_shown = |id: &String| {
        form.dimension().is_some_and(|shown| shown.id == *id)
            || filters.iter().any(|(filter, _)| filter.id == *id)
    };
    let is_counted = |id: &String| form.measures().iter().any(|measure| measure.id == *id);
    (broken.measures.is_empty() || broken.measures.iter().any(is_counted))
        && (broken.dimensions.is_empty() || broken.dimensions.iter().any(is_shown))
}

/// Names the base of the shares, or explains why there are none.
fn base(context: &Context, form: &Form, matrix: &Matrix) -> Option<String> {
    let lang = context.lang();
    let (shows_shares, over_time) = (context.show == Show::Share, form.over_time());
    let overlapping = form
        .dimension()
        .is_some_and(|dimension| dimension.multi_response);
    match (matrix.columns.len(), matrix.base()) {
        _ if context.show == Show::Rate => None,
        (1, Some(base)) if base >= SMALLEST_BASE => {
            Some(words::show::base(lang, base, overlapping))
        }
        (1, Some(_)) if shows_shares => Some(words::show::SMALL_BASE.text(lang)),
        (1, None) if overlapping => Some(words::show::NO_KNOWN_BASE.text(lang)),
        (1, None) if shows_shares => Some(words::show::NO_BASE.text(lang)),
        (2.., _) if shows_shares && over_time && context.catalog().has_periods_only() => Some(
            words::show::base_of_each_period(lang, SMALLEST_BASE, overlapping),
        ),
        (2.., _) if shows_shares && over_time => Some(words::show::base_of_each_year(
            lang,
            SMALLEST_BASE,
            overlapping,
        )),
        (2.., _) if shows_shares => Some(words::show::base_of_each_column(
            lang,
            SMALLEST_BASE,
            overlapping,
        )),
        _ => None,
    }
}

/// Explains which categories the figure shows: groups only, or the first ones only.
fn remarks_on_categories(
    context: &Context,
    form: &Form,
    numbers: &Numbers,
    is_drawing: bool,
) -> Vec<String> {
    let lang = context.lang();
    let mut notes = Vec::new();
    if numbers.rolled_up {
        notes.push(words::display::ROLLED_UP.text(lang));
    }
    if numbers.opens_by_groups() && !is_drawing {
        notes.push(words::display::OPENS_BY_GROUPS.text(lang));
    }
    let drawn = numbers.shown.rows.len();
    let has_series =
        form.dimension().is_some() && form.over_time() && numbers.shapes.1 != Shape::Heat;
    if has_series && drawn > MOST_SERIES && !is_drawing {
        notes.push(words::display::first_only(lang, MOST_SERIES, drawn));
    }
    notes
}

/// Lists the filters that do not apply, and the codebook's notes on the dimension and its categories.
fn remarks_on_dimensions(context: &Context, form: &Form) -> Vec<String> {
    let lang = context.lang();
    let Some(dimension) = form.dimension() else {
        return vec![];
    };
    let mut notes = Vec::new();
    for shown in std::iter::once(dimension).chain(form.by()) {
        if let Some(codes) = context.query.filters.get(&shown.id) {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            let filter = context.filter_label(shown, &codes);
            notes.push(words::figure::filter_ignored(lang, &filter));
        }
    }
    // A pyramid's other dimension has no figure of its own on the page.
    let other = form.by().filter(|_| form.is_mirrored());
    for shown in std::iter::once(dimension).chain(other) {
        notes.extend(shown.note.as_ref().map(|note| context.text(note)));
    }
    for Category { label, note, .. } in &dimension.categories {
        if let Some(note) = note {
            notes.push(format!("{}: {}", label.get(lang), note.get(lang)));
        }
    }
    notes
}

#[cfg(test)]
mod tests;
