//! A figure: its numbers as a chart, a map or a table, and the words around them.

use cube::Measure;

use crate::answer;
use crate::context::Context;
use crate::csv;
use crate::draw;
use crate::heat;
use crate::look::Shape;
use crate::map;
use crate::numbers::Numbers;
use crate::offer;
use crate::plan::{Form, Plan};
use crate::remark;
use crate::show::Show;
use crate::switch;
use crate::view::{Body, Figure};
use crate::words;

/// A figure of a page.
pub fn figure(page: &Context, plan: &Plan) -> Figure {
    let context = &page.of_figure(&plan.form);
    let (title, subtitle) = (title(context, &plan.form), subtitle(context, &plan.form));
    let answers = answer::of_form(context.catalog(), context.query, &plan.form);
    let numbers = answers.as_ref().and_then(|answers| Numbers::of(context, plan, answers));
    let body = match (&answers, &numbers) {
        (None, _) => offer::unanswered(context, plan),
        (Some(_), None) => Body::Unanswered { reason: words::TABLE_MISSING.get(context.lang()), offers: vec![] },
        (Some(_), Some(numbers)) => body(context, plan, &format!("{title}. {subtitle}"), numbers),
    };
    let compares = matches!(body, Body::Chart(_) | Body::Heat(_));
    let notes = remark::remarks(context, plan, &body, numbers.as_ref());
    let without_rates = (page.show != context.show).then(|| words::show::NO_RATES_HERE.get(context.lang()));
    let definitions = plan.form.measures().iter().map(|measure| definition(context, measure));
    let figure = Figure {
        id: plan.id.clone(),
        title,
        subtitle,
        shapes: switch::shapes(context, plan, numbers.as_ref()),
        grains: numbers
            .iter()
            .filter(|_| compares)
            .flat_map(|numbers| switch::grains(context, plan, numbers))
            .collect(),
        folded: numbers.as_ref().filter(|_| compares).and_then(|numbers| switch::folded(context, plan, numbers)),
        definition: definitions.collect::<Vec<_>>().join(" "),
        notes: without_rates.into_iter().chain(notes).collect(),
        source: words::source(context.lang(), context.catalog().source.get(context.lang()), &context.catalog().release),
        download: None,
        body,
    };
    Figure { download: numbers.map(|numbers| csv::download(context, &figure, &numbers.matrix)), ..figure }
}

fn body(context: &Context, plan: &Plan, caption: &str, numbers: &Numbers) -> Body {
    let chart = || draw::chart(context, &plan.form, caption, numbers);
    match (numbers.shapes.1, plan.form.atlas().zip(plan.form.dimension())) {
        (Shape::Table, _) => Body::Table(numbers.matrix.grid(context, caption.into())),
        (Shape::Heat, _) => Body::Heat(Box::new(heat::heat(context, caption.into(), numbers))),
        (Shape::Map, Some((atlas, dimension))) => {
            Body::Map(Box::new(map::map(context, atlas, dimension, chart().description, &numbers.matrix)))
        }
        (Shape::Chart | Shape::Map, _) => Body::Chart(Box::new(chart())),
    }
}

/// What is compared. Where a page has several measures, its figures are told apart by them.
fn title(context: &Context, form: &Form) -> String {
    let lang = context.lang();
    let several = context.query.section(context.catalog()).is_some_and(|section| section.measures.len() > 1);
    match form {
        Form::Measures(measures) => {
            let labels: Vec<String> = measures.iter().map(|measure| context.text(&measure.label)).collect();
            words::and(lang, &words::as_one_sentence(labels))
        }
        Form::Profile(measure, dimension) | Form::OverTime(measure, dimension) if several => {
            words::by(lang, measure.label.get(lang), dimension.label.get(lang))
        }
        Form::Profile(_, dimension) | Form::OverTime(_, dimension) => context.text(&dimension.label),
        Form::Crossed(_, dimension, by) => words::by(lang, dimension.label.get(lang), by.label.get(lang)),
    }
}

/// Who is counted, when, and under which filters.
fn subtitle(context: &Context, form: &Form) -> String {
    let counted = match form {
        Form::Measures(measures) => measures.first().map(|measure| context.text(&measure.unit)),
        Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
            Some(context.text(&measure.label))
        }
    };
    let by_year = form.over_time().then(|| words::uncapitalized(&words::YEAR_BY_YEAR.get(context.lang())));
    let counted = counted.map(|counted| words::show::shown(context.lang(), context.show, &counted));
    let is_mean = context.show == Show::Rate && !form.over_time() && context.years().len() > 1;
    let period = context.period();
    let period = if is_mean { words::show::yearly_mean(context.lang(), &period) } else { period };
    let parts = counted.map(|counted| words::capitalized(&counted)).into_iter().chain(by_year).chain([period]);
    parts.chain(applied_filters(context, form)).collect::<Vec<_>>().join(", ")
}

/// The filters that apply to a figure, as labels.
fn applied_filters(context: &Context, form: &Form) -> Vec<String> {
    let filters = context.filters().into_iter().filter(|(dimension, _)| form.applies(&dimension.id));
    filters.map(|(dimension, codes)| context.filter_label(dimension, &codes)).collect()
}

fn definition(context: &Context, measure: &Measure) -> String {
    format!("{}: {}", measure.label.get(context.lang()), measure.definition.get(context.lang()))
}
