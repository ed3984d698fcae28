//! Writes the title, the subtitle and the definitions of a figure.

use cube::Text;

use crate::context::Context;
use crate::plan::{Form, Plan};
use crate::query::Show;
use crate::view::Selection;
use crate::words;

/// Writes what a figure compares, and the selection if two are compared.
pub fn title(context: &Context, plan: &Plan, selection: Selection) -> String {
    let title = compared(context, &plan.form);
    match (selection, context.side()) {
        (Selection::One | Selection::Other, Some(side)) => format!("{title} · {side}"),
        _ => title,
    }
}

/// Names what a figure compares, with the measure if the page has several.
fn compared(context: &Context, form: &Form) -> String {
    let lang = context.lang();
    let several = context
        .query
        .section(context.catalog())
        .is_some_and(|section| section.measures.len() > 1);
    // Of an outcome it is clear who has one.
    let is_outcome = form
        .dimension()
        .is_some_and(|dimension| dimension.settled.is_some())
        && context.query.breakdown.is_none();
    let several = several && !is_outcome;
    match form {
        Form::Measures(measures) => {
            let labels: Vec<String> = measures
                .iter()
                .map(|measure| context.text(&measure.label))
                .collect();
            words::join(lang, &words::as_one_sentence(labels))
        }
        Form::Profile(measure, dimension) | Form::OverTime(measure, dimension) if several => {
            words::join_breakdown(lang, measure.label.get(lang), dimension.label.get(lang))
        }
        Form::Profile(_, dimension) | Form::OverTime(_, dimension) => {
            context.text(&dimension.label)
        }
        Form::Crossed(_, dimension, by) => {
            words::join_breakdown(lang, dimension.label.get(lang), by.label.get(lang))
        }
    }
}

/// Writes the measure, the period and the filters.
pub fn subtitle(context: &Context, form: &Form) -> String {
    subtitle_without(context, form, None)
}

/// Writes what two compared selections have in common: the measure, the period and the filters.
pub fn shared_subtitle(context: &Context, form: &Form) -> String {
    subtitle_without(context, form, context.query.differs_in(context.catalog()))
}

fn subtitle_without(context: &Context, form: &Form, left_out: Option<&str>) -> String {
    let lang = context.lang();
    let mut parts = Vec::new();
    parts.extend(counted(context, form));
    if form.over_time() && !context.catalog().has_one_span() {
        parts.push(words::uncapitalized(&context.over_time()));
    }
    // Rates of a period are means of its years, also where figures show one period after the other.
    let is_of_several = if form.over_time() {
        context.catalog().has_periods_only()
    } else {
        context.count_years() > 1
    };
    let is_mean = context.show == Show::Rate && is_of_several;
    if left_out != Some(&context.catalog().time) {
        parts.push(if is_mean {
            words::show::yearly_mean(lang, &context.period())
        } else {
            context.period()
        });
    }
    for (dimension, codes) in context.filters() {
        if form.applies(&dimension.id) && left_out != Some(&dimension.id) {
            parts.push(context.filter_label(dimension, &codes));
        }
    }
    parts.join(", ")
}

/// Names the measure in the form in which it is shown.
fn counted(context: &Context, form: &Form) -> Option<String> {
    let lang = context.lang();
    let measure = match form {
        Form::Measures(measures) => &measures.first()?.unit,
        Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
            &measure.label
        }
    };
    // Some have no answer, and are in no base.
    let overlapping = form
        .dimension()
        .is_some_and(|dimension| dimension.multi_response);
    let shown = match (form, context.show) {
        (Form::Crossed(..), Show::Share) => {
            words::show::label_shares_of_each(lang, measure.get(lang), overlapping)
        }
        (_, Show::Share) if overlapping => {
            words::show::label_shares_with_answer(lang, measure.get(lang))
        }
        (_, Show::Change) if context.catalog().has_periods_only() => {
            words::show::label_period_change(lang, measure.get(lang))
        }
        (_, show) => words::show::label_measure(lang, show, measure.get(lang)),
    };
    Some(words::capitalized(&shown))
}

/// Lists the definitions of a figure's measures, dimensions and categories.
pub fn definitions(context: &Context, form: &Form) -> Vec<String> {
    let mut definitions = Vec::new();
    for measure in form.measures() {
        definitions.push(definition(context, &measure.label, &measure.definition));
    }
    for dimension in form.dimension().into_iter().chain(form.by()) {
        if let Some(text) = &dimension.definition {
            definitions.push(definition(context, &dimension.label, text));
        }
        for category in &dimension.categories {
            if let Some(text) = &category.definition {
                definitions.push(definition(context, &category.label, text));
            }
        }
    }
    definitions
}

fn definition(context: &Context, label: &Text, text: &Text) -> String {
    let lang = context.lang();
    format!("{}: {}", label.get(lang), text.get(lang))
}
