//! Words the title, the subtitle and the definitions of a figure.

use cube::{Dimension, Measure, Text};

use crate::context::Context;
use crate::plan::{Form, Plan};
use crate::query::Show;
use crate::view::Selection;
use crate::words;

/// What is compared, and of which selection where there are two.
pub fn title(context: &Context, plan: &Plan, selection: Selection) -> String {
    let name = context
        .side()
        .filter(|_| matches!(selection, Selection::One | Selection::Other));
    [what(context, &plan.form)]
        .into_iter()
        .chain(name)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Names what is compared, with the measure where the page has several.
fn what(context: &Context, form: &Form) -> String {
    let lang = context.lang();
    let several = context
        .query
        .section(context.catalog())
        .is_some_and(|section| section.measures.len() > 1);
    match form {
        Form::Measures(measures) => {
            let labels: Vec<String> = measures
                .iter()
                .map(|measure| context.text(&measure.label))
                .collect();
            words::and(lang, &words::as_one_sentence(labels))
        }
        Form::Profile(measure, dimension) | Form::OverTime(measure, dimension) if several => {
            words::by(lang, measure.label.get(lang), dimension.label.get(lang))
        }
        Form::Profile(_, dimension) | Form::OverTime(_, dimension) => {
            context.text(&dimension.label)
        }
        Form::Crossed(_, dimension, by) => {
            words::by(lang, dimension.label.get(lang), by.label.get(lang))
        }
    }
}

/// Who is counted, when, and under which filters.
pub fn subtitle(context: &Context, form: &Form) -> String {
    let counted = match form {
        Form::Measures(measures) => measures.first().map(|measure| context.text(&measure.unit)),
        Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
            Some(context.text(&measure.label))
        }
    };
    let by_year = form
        .over_time()
        .then(|| words::uncapitalized(&words::control::YEAR_BY_YEAR.get(context.lang())));
    let counted = counted.map(|counted| match (form, context.show) {
        (Form::Crossed(..), Show::Share) => words::show::share_of_each(context.lang(), &counted),
        (_, show) => words::show::shown(context.lang(), show, &counted),
    });
    let is_mean = context.show == Show::Rate && !form.over_time() && context.years().len() > 1;
    let period = context.period();
    let period = if is_mean {
        words::show::yearly_mean(context.lang(), &period)
    } else {
        period
    };
    let parts = counted
        .map(|counted| words::capitalized(&counted))
        .into_iter()
        .chain(by_year)
        .chain([period]);
    parts
        .chain(applied_filters(context, form))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The filters that apply to a figure, as labels.
fn applied_filters(context: &Context, form: &Form) -> Vec<String> {
    let filters = context
        .filters()
        .into_iter()
        .filter(|(dimension, _)| form.applies(&dimension.id));
    filters
        .map(|(dimension, codes)| context.filter_label(dimension, &codes))
        .collect()
}

/// What a dimension means, and which of its categories need a word.
pub fn meanings(context: &Context, dimension: &Dimension) -> Vec<String> {
    let own = dimension
        .definition
        .as_ref()
        .map(|own| (&dimension.label, own));
    let categories = dimension
        .categories
        .iter()
        .filter_map(|one| Some((&one.label, one.definition.as_ref()?)));
    let told = |(label, text): (&Text, &Text)| {
        format!(
            "{}: {}",
            label.get(context.lang()),
            text.get(context.lang())
        )
    };
    own.into_iter().chain(categories).map(told).collect()
}

pub fn definition(context: &Context, measure: &Measure) -> String {
    format!(
        "{}: {}",
        measure.label.get(context.lang()),
        measure.definition.get(context.lang())
    )
}
