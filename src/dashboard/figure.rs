//! A figure: its numbers as a chart or a table, and what a reader must know of them.

use cube::{Category, Measure, TOTAL};

use crate::answer::{self, Answer};
use crate::context::Context;
use crate::draw::{self, MOST_SERIES};
use crate::matrix::Matrix;
use crate::offer;
use crate::plan::{Form, Plan};
use crate::view::{Body, Choice, Figure};
use crate::words;

/// A figure of a page.
pub fn figure(context: &Context, plan: &Plan) -> Figure {
    let (title, subtitle) = (title(context, &plan.form), subtitle(context, &plan.form));
    let answers = answer::of_form(context.catalog(), context.query, &plan.form);
    let (body, mut notes) = match &answers {
        None => (offer::unanswered(context, plan), vec![]),
        Some(answers) => match numbers(context, &plan.form, answers) {
            None => (Body::Unanswered { reason: words::TABLE_MISSING.get(context.lang()), offers: vec![] }, vec![]),
            Some(matrix) => {
                let notes = remarks_on_numbers(context, &plan.form, answers, &matrix);
                (body(context, plan, &format!("{title}. {subtitle}"), &matrix), notes)
            }
        },
    };
    let shapes = match body {
        Body::Unanswered { .. } => vec![],
        Body::Chart(_) | Body::Table(_) => shapes(context, &plan.id),
    };
    notes.extend(remarks_on_words(context, &plan.form));
    let definition =
        plan.form.measures().iter().map(|measure| definition(context, measure)).collect::<Vec<_>>().join(" ");
    let source = words::source(context.lang(), context.catalog());
    Figure { id: plan.id.clone(), title, subtitle, body, shapes, definition, notes, source }
}

fn numbers(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
    match form {
        Form::Measures(measures) => Matrix::measures(context, measures, answers),
        Form::OverTime(_, dimension) => Matrix::over_time(context, dimension, answers.first()?),
        Form::Profile(measure, dimension) => Matrix::profile(context, measure, dimension, answers.first()?),
    }
}

fn body(context: &Context, plan: &Plan, caption: &str, matrix: &Matrix) -> Body {
    if context.query.tables.contains(&plan.id) {
        return Body::Table(matrix.grid(context, caption.into()));
    }
    Body::Chart(Box::new(draw::chart(context, &plan.form, caption, matrix)))
}

fn shapes(context: &Context, id: &str) -> Vec<Choice> {
    let table = context.query.tables.contains(id);
    let choice = |label: words::Phrase, query, selected| Choice {
        link: context.link(label.get(context.lang()), &query),
        selected,
        unavailable: None,
    };
    vec![
        choice(words::CHART, context.query.with_chart(id), !table),
        choice(words::TABLE, context.query.with_table(id), table),
    ]
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
    }
}

/// Who is counted, when, and under which filters.
fn subtitle(context: &Context, form: &Form) -> String {
    let counted = match form {
        Form::Measures(measures) => measures.first().map(|measure| context.text(&measure.unit)),
        Form::Profile(measure, _) | Form::OverTime(measure, _) => Some(context.text(&measure.label)),
    };
    let by_year = form.over_time().then(|| words::YEAR_BY_YEAR.get(context.lang()).to_lowercase());
    let parts = counted.map(|unit| words::capitalized(&unit)).into_iter().chain(by_year).chain([context.period()]);
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

/// What a reader must know of these numbers.
fn remarks_on_numbers(context: &Context, form: &Form, answers: &[Answer], matrix: &Matrix) -> Vec<String> {
    let lang = context.lang();
    let Some(dimension) = form.dimension() else { return vec![] };
    let mut remarks = Vec::new();
    if dimension.multi_response {
        remarks.push(words::OVERLAPPING.get(lang));
        remarks.extend(matrix.base.map(|base| words::base(lang, base)));
    }
    let rolled_up = answers.iter().any(|answer| answer.rolled_up);
    if rolled_up {
        remarks.push(words::ROLLED_UP.get(lang));
    }
    let drawn = draw::drawn(form, matrix);
    let top = dimension.children(TOTAL).count();
    let nested = !rolled_up && top < dimension.categories.len();
    if form.over_time() && top > MOST_SERIES {
        remarks.push(words::first_only(lang, MOST_SERIES, top));
    } else if nested && (form.over_time() || drawn.rows.iter().all(|row| row.depth == 0)) {
        remarks.push(words::GROUPS_ONLY.get(lang));
    }
    remarks
}

/// What a reader must know of the dimension, whatever the numbers.
fn remarks_on_words(context: &Context, form: &Form) -> Vec<String> {
    let Some(dimension) = form.dimension() else { return vec![] };
    let codes = context.query.filters.get(&dimension.id);
    let ignored = codes.map(|codes| {
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        words::filter_ignored(context.lang(), &context.filter_label(dimension, &codes))
    });
    let of_category = |category: &Category| {
        let note = category.note.as_ref()?;
        Some(format!("{}: {}", category.label.get(context.lang()), note.get(context.lang())))
    };
    let of_dimension = dimension.note.as_ref().map(|note| context.text(note));
    ignored.into_iter().chain(of_dimension).chain(dimension.categories.iter().filter_map(of_category)).collect()
}
