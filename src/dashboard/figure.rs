//! A figure: its numbers as a chart or a table, and what a reader must know of them.

use cube::{Break, Category, Dimension, Measure, TOTAL};

use crate::answer::{self, Answer};
use crate::context::Context;
use crate::csv;
use crate::draw::{self, MOST_SERIES};
use crate::entry::SMALLEST_BASE;
use crate::map;
use crate::matrix::Matrix;
use crate::offer;
use crate::plan::{Form, Plan};
use crate::show::Show;
use crate::view::{Body, Choice, Figure};
use crate::words;

/// A figure of a page.
pub fn figure(context: &Context, plan: &Plan) -> Figure {
    let (title, subtitle) = (title(context, &plan.form), subtitle(context, &plan.form));
    let answers = answer::of_form(context.catalog(), context.query, &plan.form);
    let matrix = answers.as_ref().and_then(|answers| numbers(context, &plan.form, answers));
    let body = match (&answers, &matrix) {
        (None, _) => offer::unanswered(context, plan),
        (Some(_), None) => Body::Unanswered { reason: words::TABLE_MISSING.get(context.lang()), offers: vec![] },
        (Some(_), Some(matrix)) => body(context, plan, &format!("{title}. {subtitle}"), matrix),
    };
    let shapes = match body {
        Body::Unanswered { .. } => vec![],
        Body::Chart(_) | Body::Map(_) | Body::Table(_) => shapes(context, plan, &body),
    };
    let notes = notes(context, plan, &body, answers.as_deref().unwrap_or_default(), matrix.as_ref());
    let definitions = plan.form.measures().iter().map(|measure| definition(context, measure));
    let definition = definitions.collect::<Vec<_>>().join(" ");
    let source = words::source(context.lang(), context.catalog());
    let id = plan.id.clone();
    let figure = Figure { id, title, subtitle, body, shapes, definition, notes, source, download: None };
    Figure { download: matrix.map(|matrix| csv::download(context, &figure, &matrix)), ..figure }
}

/// What a reader must know of the figure.
fn notes(context: &Context, plan: &Plan, body: &Body, answers: &[Answer], matrix: Option<&Matrix>) -> Vec<String> {
    let of_numbers = matrix.map(|matrix| remarks_on_numbers(context, &plan.form, matrix));
    let of_level = matrix.filter(|_| !matches!(body, Body::Map(_)));
    let of_level = of_level.map(|matrix| level(context, &plan.form, answers, matrix));
    let of_map = matches!(body, Body::Map(_)).then(|| words::map::SOURCE.get(context.lang()));
    let notes = of_numbers.into_iter().chain(of_level).flatten();
    notes.chain(remarks_on_words(context, &plan.form)).chain(of_map).collect()
}

fn numbers(context: &Context, form: &Form, answers: &[Answer]) -> Option<Matrix> {
    let order = context.query.order;
    match form {
        Form::Measures(measures) => Matrix::measures(context, measures, answers),
        Form::OverTime(measure, dimension) => {
            Some(Matrix::over_time(context, measure, dimension, answers.first()?)?.sorted(order))
        }
        Form::Profile(measure, dimension) => {
            Some(Matrix::profile(context, measure, dimension, answers.first()?)?.sorted(order))
        }
    }
}

fn body(context: &Context, plan: &Plan, caption: &str, matrix: &Matrix) -> Body {
    if context.query.tables.contains(&plan.id) {
        return Body::Table(matrix.grid(context, caption.into()));
    }
    let chart = draw::chart(context, &plan.form, caption, matrix);
    match (plan.form.atlas(), plan.form.dimension()) {
        (Some(atlas), Some(dimension)) if context.query.maps.contains(&plan.id) => {
            Body::Map(Box::new(map::map(context, atlas, dimension, chart.description, matrix)))
        }
        _ => Body::Chart(Box::new(chart)),
    }
}

/// The ways of seeing a figure.
fn shapes(context: &Context, plan: &Plan, body: &Body) -> Vec<Choice> {
    let (query, id) = (context.query, &plan.id);
    let choice = |label: words::Phrase, query, selected| Choice {
        link: context.link(label.get(context.lang()), &query),
        selected,
        unavailable: None,
    };
    let chart = choice(words::CHART, query.with_chart(id), matches!(body, Body::Chart(_)));
    let map = plan.form.atlas().map(|_| choice(words::map::MAP, query.with_map(id), matches!(body, Body::Map(_))));
    let table = choice(words::TABLE, query.with_table(id), matches!(body, Body::Table(_)));
    [chart].into_iter().chain(map).chain([table]).collect()
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
    let by_year = form.over_time().then(|| words::uncapitalized(&words::YEAR_BY_YEAR.get(context.lang())));
    let counted = counted.map(|counted| words::show::shown(context.lang(), context.show(), &counted));
    let parts =
        counted.map(|counted| words::capitalized(&counted)).into_iter().chain(by_year).chain([context.period()]);
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
fn remarks_on_numbers(context: &Context, form: &Form, matrix: &Matrix) -> Vec<String> {
    let lang = context.lang();
    let changes = (context.show() == Show::Change).then(|| words::show::SIMILAR_MEANS.get(lang));
    let changes: Vec<String> = changes.into_iter().chain(breaks(context, form)).collect();
    let Some(dimension) = form.dimension() else { return changes };
    let overlapping = dimension.multi_response.then(|| words::OVERLAPPING.get(lang));
    overlapping.into_iter().chain(base(context, dimension, matrix)).chain(changes).collect()
}

/// The years that a figure shows in which what it counts changed.
fn breaks(context: &Context, form: &Form) -> Vec<String> {
    let years = context.years();
    let shown = |year: u16| form.over_time() && years.iter().any(|shown| shown.code == year.to_string());
    let filters = context.filters();
    let by = |id: &String| {
        form.dimension().is_some_and(|shown| shown.id == *id) || filters.iter().any(|(filter, _)| filter.id == *id)
    };
    let counts = |id: &String| form.measures().iter().any(|measure| measure.id == *id);
    let concerns = |broken: &&Break| {
        shown(broken.year)
            && (broken.measures.is_empty() || broken.measures.iter().any(counts))
            && (broken.dimensions.is_empty() || broken.dimensions.iter().any(by))
    };
    let breaks = context.catalog().breaks.iter().filter(concerns);
    breaks.map(|broken| format!("{}: {}", broken.year, broken.reason.get(context.lang()))).collect()
}

/// Of whom the shares are, or why there are none.
fn base(context: &Context, dimension: &Dimension, matrix: &Matrix) -> Option<String> {
    let lang = context.lang();
    let asked = context.show() == Show::Share;
    match (matrix.columns.len(), matrix.base()) {
        (1, Some(base)) if base >= SMALLEST_BASE => Some(words::show::base(lang, base, dimension.multi_response)),
        (1, Some(_)) if asked => Some(words::show::SMALL_BASE.get(lang)),
        (1, None) if asked => Some(words::show::NO_BASE.get(lang)),
        (2.., _) if asked => Some(words::show::base_of_each_year(lang, SMALLEST_BASE)),
        _ => None,
    }
}

/// Which of the categories a chart shows.
fn level(context: &Context, form: &Form, answers: &[Answer], matrix: &Matrix) -> Vec<String> {
    let lang = context.lang();
    let Some(dimension) = form.dimension() else { return vec![] };
    let rolled_up = answers.iter().any(|answer| answer.rolled_up);
    let drawn = draw::drawn(form, matrix);
    let top = dimension.children(TOTAL).count();
    let nested = !rolled_up && top < dimension.categories.len();
    let first_only = form.over_time() && top > MOST_SERIES;
    let groups_only = !first_only && nested && (form.over_time() || drawn.rows.iter().all(|row| row.depth == 0));
    [
        rolled_up.then(|| words::ROLLED_UP.get(lang)),
        first_only.then(|| words::first_only(lang, MOST_SERIES, top)),
        groups_only.then(|| words::GROUPS_ONLY.get(lang)),
    ]
    .into_iter()
    .flatten()
    .collect()
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
