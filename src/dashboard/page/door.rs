//! Leads from the opening page into the sections: by a question and what is found about it, or by what they contain.

use cube::{Indicator, Section};

use crate::context::Context;
use crate::query::{Page, Query};
use crate::view::drawing::{Drawing, Item, Part, Stacks, Strip};
use crate::view::{Body, Door, Figure};
use crate::words::{self, front};
use crate::{figures, link, plan};

/// Makes the doors: of the sections that answer a question, or of all where none does.
pub fn doors(context: &Context) -> Vec<Door> {
    let sections = &context.catalog().sections;
    let some_answer = sections.iter().any(|section| section.door.is_some());
    let shown = sections
        .iter()
        .filter(|section| !some_answer || section.door.is_some());
    shown.map(|section| door(context, section)).collect()
}

fn door(context: &Context, section: &Section) -> Door {
    let query = Query::plain(context.lang(), Page::Section(section.id.clone()));
    let answer = section
        .door
        .as_ref()
        .and_then(|door| answer(context, &query, &door.answer));
    let (answer, drawing, detail) =
        answer.unwrap_or_else(|| (contents(context, section), None, String::new()));
    Door {
        question: section
            .door
            .as_ref()
            .map(|door| context.text(&door.question)),
        answer,
        drawing,
        detail,
        link: link::to_view(context, context.text(&section.title), &query),
    }
}

/// A sentence, its drawing, and who is counted when.
type Answer = (String, Option<Drawing>, String);

/// Finds what a section says about one of its dimensions or series.
fn answer(context: &Context, query: &Query, id: &str) -> Option<Answer> {
    if let Some(indicator) = context.catalog().indicator(id) {
        return last_value(context, indicator);
    }
    let page = plan::for_page(context.release, query);
    let plan = plan::plan_on(context.catalog(), query, id)?;
    let figure = figures::figures(&page, &plan).into_iter().next()?;
    let drawing = drawing(&figure);
    let detail = detail(&figure).unwrap_or(figure.subtitle);
    let finding = figure.finding?;
    // Beside numbers of the last year, those of all years say so.
    let finding = if plan.form.over_time() {
        finding
    } else {
        front::of_period(&finding, &page.period())
    };
    Some((finding, drawing, detail))
}

/// Returns one bar of a figure without its key: everybody, or the last year of which the outcomes are known.
fn drawing(figure: &Figure) -> Option<Drawing> {
    let Body::Drawing(drawing) = &figure.body else {
        return None;
    };
    let (parts, hidden) = match drawing.as_ref() {
        Drawing::Strip(strip) => (strip.parts.clone(), strip.hidden),
        Drawing::Stacks(stacks) => (last_year(stacks)?, 0),
        _ => return None,
    };
    Some(Drawing::Strip(Strip {
        parts,
        hidden,
        dots: None,
        key: vec![],
    }))
}

/// Names the measure and the year of the outcomes that are drawn.
fn detail(figure: &Figure) -> Option<String> {
    let Body::Drawing(drawing) = &figure.body else {
        return None;
    };
    let Drawing::Stacks(stacks) = drawing.as_ref() else {
        return None;
    };
    let (row, _) = last_row(stacks)?;
    Some(format!("{}, {}", stacks.heads[1], row.label))
}

/// Returns the bar of the last year of which the share of the first outcome is known, as long as the room.
fn last_year(stacks: &Stacks) -> Option<Vec<Part>> {
    let (_, parts) = last_row(stacks)?;
    let whole: f64 = parts.iter().map(|part| part.length).sum();
    let mut parts = parts.clone();
    for part in &mut parts {
        part.length /= whole;
    }
    Some(parts)
}

/// Finds the last year of which the share of the first outcome is known.
fn last_row(stacks: &Stacks) -> Option<&(Item, Vec<Part>)> {
    let is_known = |share: &str| share.starts_with(|digit: char| digit.is_ascii_digit());
    stacks.rows.iter().rfind(|(row, _)| is_known(&row.beside))
}

/// Says the last value of a series that others publish.
fn last_value(context: &Context, indicator: &Indicator) -> Option<Answer> {
    let lang = context.lang();
    let (year, value) = indicator.values.last_key_value()?;
    let sentence = front::describe_series(lang, &context.text(&indicator.label), *value, year);
    let columns = Drawing::Columns(figures::indicator::small_columns(context, indicator));
    Some((sentence, Some(columns), front::OTHER_SOURCE.text(lang)))
}

/// Lists a section's dimensions or series, or says its lede.
fn contents(context: &Context, section: &Section) -> String {
    let (lang, catalog) = (context.lang(), context.catalog());
    let mut dimensions = Vec::new();
    for dimension in section
        .dimensions
        .iter()
        .filter_map(|id| catalog.dimension(id))
    {
        dimensions.push(context.text(&dimension.label));
    }
    let mut series = Vec::new();
    for indicator in section
        .indicators
        .iter()
        .filter_map(|id| catalog.indicator(id))
    {
        series.push(context.text(&indicator.label));
    }
    match (dimensions.as_slice(), series.as_slice()) {
        ([], []) => context.text(&section.lede),
        ([], _) => words::indicator::list_series(lang, series),
        (dimensions, _) => front::list_dimensions(lang, dimensions),
    }
}
