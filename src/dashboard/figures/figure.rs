//! Makes the figures of a plan: numbers as a chart, a map or a table, and the words around them.

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::figures::panel::{self, Panel};
use crate::figures::title::{definition, meanings, subtitle, title};
use crate::figures::{chart, csv, finding, flow, heat, map, remark};
use crate::numbers::{FormattedNumber, Numbers};
use crate::plan::Plan;
use crate::query::{AGAINST, Shape};
use crate::view::{Body, Figure, Reach, Selection};
use crate::{controls, words};

/// The figures of a plan: one, or, where two selections are compared, one of each with the same scale.
pub fn figures(page: &Context, plan: &Plan) -> Vec<Figure> {
    let other = page.query.swapped();
    let panels = panel::panels(page, plan, other.as_ref());
    let scales = Scales {
        classes: classes(plan, &panels),
        persons: persons(&panels),
    };
    let figures = panels.iter().map(|panel| figure(plan, panel, &scales));
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
fn persons(panels: &[Panel]) -> u64 {
    let flows = panels
        .iter()
        .filter_map(|panel| Some((&panel.context, panel.numbers.as_ref()?)));
    let flows = flows.filter(|(_, numbers)| numbers.shapes.1 == Shape::Flow);
    flows
        .map(|(context, numbers)| flow::persons(context, numbers))
        .max()
        .unwrap_or(0)
}

/// The classes of the colours of all parts together.
fn classes(plan: &Plan, panels: &[Panel]) -> Classes {
    let shown = panels.iter().flat_map(|panel| {
        let numbers = panel.numbers.as_ref()?;
        Some(
            match (
                numbers.shapes.1,
                plan.form.atlas().zip(plan.form.dimension()),
            ) {
                (Shape::Heat, _) => heat::shaded_numbers(&panel.context, numbers),
                (Shape::Map, Some((atlas, dimension))) => {
                    map::placed_numbers(&panel.context, atlas, dimension, numbers)
                }
                _ => vec![],
            },
        )
    });
    let shown: Vec<FormattedNumber> = shown.flatten().collect();
    Classes::from_numbers(shown.iter())
}

fn figure(plan: &Plan, panel: &Panel, scales: &Scales) -> Figure {
    let numbers = panel.numbers.as_ref();
    // A figure without numbers is titled with all years of the query.
    let context = &Context {
        settled: panel.context.settled.filter(|_| numbers.is_some()),
        ..panel.context
    };
    let (title, subtitle) = (
        title(context, plan, panel.selection),
        subtitle(context, &plan.form),
    );
    let body = match numbers {
        None if panel.answers.is_some() => Body::Unanswered {
            reason: words::relaxation::TABLE_MISSING.get(context.lang()),
            relaxations: vec![],
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
        id: if panel.selection == Selection::Other {
            format!("{AGAINST}-{}", plan.id)
        } else {
            plan.id.clone()
        },
        selection: panel.selection,
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
    let chart = || chart::chart(context, &plan.form, caption, numbers);
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
