//! Leads from the opening page into the sections: by a question and what is found about it, or by what they contain.

use cube::{Indicator, Section};

use crate::context::Context;
use crate::query::{Page, Query};
use crate::view::drawing::{Drawing, Stacks, Strip};
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
    let (answer, strip, detail) =
        answer.unwrap_or_else(|| (contents(context, section), None, String::new()));
    Door {
        question: section
            .door
            .as_ref()
            .map(|door| context.text(&door.question)),
        answer,
        strip,
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
    let plans = plan::plans(context.catalog(), query);
    let is_about = |plan: &&plan::Plan| {
        plan.form
            .dimension()
            .is_some_and(|dimension| dimension.id == id)
    };
    let figure = figures::figures(&page, plans.iter().find(is_about)?)
        .into_iter()
        .next()?;
    let strip = strip(&figure);
    let sentence = figure
        .finding
        .clone()
        .or_else(|| last_outcome(context, &figure))?;
    Some((sentence, strip, figure.subtitle))
}

/// Returns a figure's bar without its key.
fn strip(figure: &Figure) -> Option<Drawing> {
    let Body::Drawing(drawing) = &figure.body else {
        return None;
    };
    let Drawing::Strip(Strip { parts, hidden, .. }) = drawing.as_ref() else {
        return None;
    };
    Some(Drawing::Strip(Strip {
        parts: parts.clone(),
        key: vec![],
        hidden: *hidden,
    }))
}

/// Says which share had the first outcome in the last year of which it is known.
fn last_outcome(context: &Context, figure: &Figure) -> Option<String> {
    let Body::Drawing(drawing) = &figure.body else {
        return None;
    };
    let Drawing::Stacks(Stacks { key, rows, .. }) = drawing.as_ref() else {
        return None;
    };
    let (outcome, _) = key.first()?;
    let is_known = |share: &str| share.starts_with(|digit: char| digit.is_ascii_digit());
    let (last, _) = rows.iter().rfind(|(row, _)| is_known(&row.beside))?;
    Some(front::describe_outcome(
        context.lang(),
        outcome,
        &last.beside,
        &last.text,
        &last.label,
    ))
}

/// Says the last value of a series that others publish.
fn last_value(context: &Context, indicator: &Indicator) -> Option<Answer> {
    let lang = context.lang();
    let (year, value) = indicator.values.last_key_value()?;
    let sentence = front::describe_series(lang, &context.text(&indicator.label), *value, year);
    Some((sentence, None, front::OTHER_SOURCE.text(lang)))
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
