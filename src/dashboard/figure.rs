//! A figure: its numbers as a chart, a map or a table, and the words around them.

use cube::{Dimension, Measure, Text};

use crate::context::Context;
use crate::numbers::{Numbers, Shown};
use crate::part::{self, Part};
use crate::plan::{Form, Plan};
use crate::query::{AGAINST, Shape, Show};
use crate::tone::Classes;
use crate::view::{Body, Figure, Place, Reach};
use crate::{controls, csv, draw, finding, flow, heat, map, remark, words};

/// The figures of a plan: one, or, where two selections are compared, one of each with the same scale.
pub fn figures(page: &Context, plan: &Plan) -> Vec<Figure> {
    let other = page.query.swapped();
    let parts = part::parts(page, plan, other.as_ref());
    let scales = Scales {
        classes: classes(plan, &parts),
        persons: persons(&parts),
    };
    let figures = parts.iter().map(|part| figure(plan, part, &scales));
    let mut figures: Vec<Figure> = figures.collect();
    let charts = figures.iter().filter_map(|figure| {
        if let Body::Chart(chart) = &figure.body {
            Some(chart)
        } else {
            None
        }
    });
    let reach = charts.map(|chart| chart.reach()).reduce(Reach::and);
    for figure in &mut figures {
        if let (Body::Chart(chart), Some(reach)) = (&mut figure.body, reach) {
            chart.reach = reach;
        }
    }
    figures
}

/// What makes the parts of a figure comparable.
struct Scales {
    classes: Classes,
    /// As many as a flow is at most high.
    persons: u64,
}

/// As many persons as the largest flow of all parts shows.
fn persons(parts: &[Part]) -> u64 {
    let flows = parts
        .iter()
        .filter_map(|part| Some((&part.context, part.numbers.as_ref()?)));
    let flows = flows.filter(|(_, numbers)| numbers.shapes.1 == Shape::Flow);
    flows
        .map(|(context, numbers)| flow::persons(context, numbers))
        .max()
        .unwrap_or(0)
}

/// The classes of the colours of all parts together.
fn classes(plan: &Plan, parts: &[Part]) -> Classes {
    let shown = parts.iter().flat_map(|part| {
        let numbers = part.numbers.as_ref()?;
        Some(
            match (
                numbers.shapes.1,
                plan.form.atlas().zip(plan.form.dimension()),
            ) {
                (Shape::Heat, _) => heat::shown(&part.context, numbers),
                (Shape::Map, Some((atlas, dimension))) => {
                    map::shown(&part.context, atlas, dimension, numbers)
                }
                _ => vec![],
            },
        )
    });
    let shown: Vec<Shown> = shown.flatten().collect();
    Classes::of(shown.iter())
}

fn figure(plan: &Plan, part: &Part, scales: &Scales) -> Figure {
    let numbers = part.numbers.as_ref();
    // What is not answered is told of as it was asked.
    let context = &Context {
        settled: part.context.settled.filter(|_| numbers.is_some()),
        ..part.context
    };
    let (title, subtitle) = (
        title(context, plan, part.place),
        subtitle(context, &plan.form),
    );
    let body = match numbers {
        None if part.answers.is_some() => Body::Unanswered {
            reason: words::relaxation::TABLE_MISSING.get(context.lang()),
            offers: vec![],
        },
        None => controls::unanswered(context, plan),
        Some(numbers) => body(
            context,
            plan,
            &format!("{title}. {subtitle}"),
            numbers,
            scales,
        ),
    };
    let compared =
        numbers.filter(|_| matches!(body, Body::Chart(_) | Body::Flow(_) | Body::Heat(_)));
    let definitions = plan
        .form
        .measures()
        .iter()
        .map(|measure| definition(context, measure));
    let shown = [plan.form.dimension(), plan.form.by()]
        .into_iter()
        .flatten();
    let definitions = definitions.chain(shown.flat_map(|dimension| meanings(context, dimension)));
    let figure = Figure {
        id: if part.place == Place::Other {
            format!("{AGAINST}-{}", plan.id)
        } else {
            plan.id.clone()
        },
        place: part.place,
        title,
        finding: numbers.and_then(|numbers| finding::finding(context, &plan.form, numbers)),
        subtitle,
        shapes: controls::shapes(context, plan, numbers),
        grains: compared
            .map(|numbers| controls::grains(context, plan, numbers))
            .unwrap_or_default(),
        folded: compared.and_then(|numbers| controls::folded(context, plan, numbers)),
        definition: definitions.collect::<Vec<_>>().join(" "),
        notes: remark::remarks(context, plan, &body, numbers),
        source: words::figure::source(
            context.lang(),
            context.catalog().source.get(context.lang()),
            &context.catalog().release,
        ),
        download: None,
        body,
    };
    Figure {
        download: numbers.map(|numbers| csv::download(context, &figure, &numbers.matrix)),
        ..figure
    }
}

fn body(context: &Context, plan: &Plan, caption: &str, numbers: &Numbers, scales: &Scales) -> Body {
    let chart = || draw::chart(context, &plan.form, caption, numbers);
    match (
        numbers.shapes.1,
        plan.form.atlas().zip(plan.form.dimension()),
    ) {
        (Shape::Table, _) => Body::Table(numbers.matrix.grid(context, caption.into())),
        (Shape::Heat, _) => Body::Heat(Box::new(heat::heat(
            context,
            caption.into(),
            numbers,
            &scales.classes,
        ))),
        (Shape::Flow, _) => {
            let heads = [plan.form.by(), plan.form.dimension()]
                .map(|one| one.map_or_else(String::new, |one| context.text(&one.label)));
            let told = (
                chart().description,
                numbers.matrix.grid(context, caption.into()),
            );
            Body::Flow(Box::new(flow::flow(
                context,
                heads,
                told,
                numbers,
                scales.persons,
            )))
        }
        (Shape::Map, Some((atlas, dimension))) => {
            let description = chart().description;
            Body::Map(Box::new(map::map(
                context,
                (atlas, dimension),
                description,
                &numbers.matrix,
                &scales.classes,
            )))
        }
        (Shape::Chart | Shape::Stacked | Shape::Map, _) => Body::Chart(Box::new(chart())),
    }
}

/// What is compared, and of which selection where there are two.
fn title(context: &Context, plan: &Plan, place: Place) -> String {
    let name = context
        .side()
        .filter(|_| matches!(place, Place::One | Place::Other));
    [what(context, &plan.form)]
        .into_iter()
        .chain(name)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What is compared. Where a page has several measures, its figures are told apart by them.
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
fn subtitle(context: &Context, form: &Form) -> String {
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
fn meanings(context: &Context, dimension: &Dimension) -> Vec<String> {
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

fn definition(context: &Context, measure: &Measure) -> String {
    format!(
        "{}: {}",
        measure.label.get(context.lang()),
        measure.definition.get(context.lang())
    )
}
