//! The page as a whole: from a release and a request to the view.

use cube::{Lang, Release};

use crate::context::Context;
use crate::counts::Amount;
use crate::link::{self, Request};
use crate::plan::{self, Plan};
use crate::query::{Page, Query, Show};
use crate::view::{Body, Choice, Figure, Footer, Frame, Grid, Link, Size, Tone, View};
use crate::{controls, figure, front, indicator, words};

/// The page that answers a request.
pub fn view(release: &Release, request: &Request) -> View {
    let context = &plan::for_page(release, &request.query);
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let home = query.page == Page::Home;
    let section = query.section(catalog).filter(|_| !home);
    let plans = plan::plans(catalog, query);
    let figures = plans
        .iter()
        .flat_map(|plan| figure::figures(context, plan))
        .chain(indicator::figures(context));
    let figures: Vec<Figure> = figures.collect();
    let (groups, presets) = controls::presets(context);
    // What others published has nothing hidden by this release, and the notice is not about it.
    let is_others = !home && query.shows_series(catalog);
    View {
        lang,
        document_title: document_title(context),
        site: link::to(
            context,
            context.text(&catalog.title),
            &Query::plain(lang, Page::Home),
        ),
        other_language: other_language(context),
        navigation: navigation(context),
        banner: catalog
            .notice
            .as_ref()
            .filter(|_| !is_others)
            .map(|notice| context.text(notice)),
        heading: context.text(section.map_or(&catalog.heading, |section| &section.title)),
        lede: context.text(section.map_or(&catalog.lede, |section| &section.lede)),
        notices: request
            .notices
            .iter()
            .map(|notice| words::notice::sentence(lang, catalog, notice))
            .collect(),
        front: home.then(|| front::front(context)),
        presets,
        controls: controls::controls(context),
        dead_end: controls::dead_end(context),
        summary: if query.shows_series(catalog) {
            indicator::summary(context)
        } else {
            summary(context, &plans, &figures)
        },
        chips: controls::chips(context),
        clear: controls::clear(context),
        figures,
        hidden_note: (!is_others).then(|| words::mark::hidden_note(lang, catalog.threshold)),
        footer: footer(context),
        frame: frame(lang, groups),
    }
}

fn document_title(context: &Context) -> String {
    let site = context.text(&context.catalog().title);
    let Some(section) = context
        .query
        .section(context.catalog())
        .filter(|_| context.query.page != Page::Home)
    else {
        return site;
    };
    let years = context.query.years.as_ref().map(|_| context.period());
    let filters = context.filters();
    let filters = filters
        .iter()
        .map(|(dimension, codes)| context.filter_label(dimension, codes));
    let against = context
        .other_side()
        .map(|label| words::compare::with(context.lang(), &label));
    let against = against.map(|against| words::uncapitalized(&against));
    let parts = std::iter::once(context.text(&section.title))
        .chain(years)
        .chain(filters)
        .chain(against);
    let parts: Vec<String> = parts.collect();
    format!("{} · {site}", parts.join(", "))
}

fn other_language(context: &Context) -> (Lang, Link) {
    let (lang, name) = match context.lang() {
        Lang::Es => (Lang::En, "English"),
        Lang::En => (Lang::Es, "Español"),
    };
    (
        lang,
        link::to(context, name, &context.query.in_language(lang)),
    )
}

fn navigation(context: &Context) -> Vec<Choice> {
    let choice = |label: String, page: Page| Choice {
        selected: page == context.query.page,
        link: link::to(context, label, &Query::plain(context.lang(), page)),
        unavailable: None,
    };
    let sections = context.catalog().sections.iter();
    let sections = sections.map(|section| {
        choice(
            context.text(&section.title),
            Page::Section(section.id.clone()),
        )
    });
    std::iter::once(choice(words::frame::HOME.get(context.lang()), Page::Home))
        .chain(sections)
        .collect()
}

/// How many persons the page is about, when, under which filters, and what it cannot show.
fn summary(context: &Context, plans: &[Plan], figures: &[Figure]) -> String {
    let lang = context.lang();
    let other = context.query.swapped();
    let other = other
        .as_ref()
        .map(|query| persons(&plan::for_page(context.release, query)));
    let other = other.map(|persons| format!("{} {persons}", words::compare::BESIDE.get(lang)));
    let hidden = words::mark::hidden_count(lang, figures.iter().map(hidden).sum());
    let unanswered = figures
        .iter()
        .filter(|figure| matches!(figure.body, Body::Unanswered { .. }))
        .count();
    let unanswered = words::frame::unanswered_count(lang, unanswered);
    let rates = rated(context, plans);
    [persons(context)]
        .into_iter()
        .chain(other)
        .chain(rates)
        .chain(hidden)
        .chain(unanswered)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many persons one selection is about, when, and under which filters.
fn persons(context: &Context) -> String {
    let (lang, catalog) = (context.lang(), context.catalog());
    let measures = context
        .query
        .section(catalog)
        .map_or(&[][..], |section| &section.measures);
    let total = |id: &String| {
        let amount = plan::answer(catalog, context.query, id, &[])?.amount(context.release, &[])?;
        let text = match amount {
            Amount::Hidden => words::mark::HIDDEN.get(lang),
            amount => words::mark::written(context.lang(), amount),
        };
        Some(format!("{}: {text}", catalog.measure(id)?.label.get(lang)))
    };
    let filters = context.filters();
    let filters = filters
        .iter()
        .map(|(dimension, codes)| context.filter_label(dimension, codes));
    let asked: Vec<String> = std::iter::once(context.period()).chain(filters).collect();
    let totals: Vec<String> = measures.iter().filter_map(total).collect();
    let totals = (!totals.is_empty()).then(|| format!("{}.", totals.join("; ")));
    totals
        .into_iter()
        .chain([format!("{}.", asked.join("; "))])
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many hidden marks a figure shows or folds away.
fn hidden(figure: &Figure) -> usize {
    let folded = figure.folded.as_ref().map_or(0, |folded| folded.values);
    folded
        + match &figure.body {
            Body::Chart(chart) => chart
                .series
                .iter()
                .flat_map(|series| &series.marks)
                .filter(|mark| mark.size == Size::Hidden)
                .count(),
            Body::Map(map) => map
                .areas
                .iter()
                .filter(|area| area.tone == Tone::Hidden)
                .count(),
            Body::Flow(flow) => hidden_cells(&flow.table.1),
            Body::Heat(heat) => hidden_cells(&heat.grid),
            Body::Table(grid) => hidden_cells(grid),
            Body::Unanswered { .. } => 0,
        }
}

fn hidden_cells(grid: &Grid) -> usize {
    grid.rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.text == words::mark::HIDDEN_MARK)
        .count()
}

fn footer(context: &Context) -> Footer {
    let (lang, catalog) = (context.lang(), context.catalog());
    let contact = |contact: &cube::Contact| Link {
        label: format!("{} {}", contact.label.get(lang), contact.telephone),
        href: format!("tel:{}", contact.telephone.replace('-', "")),
    };
    let next = catalog
        .next
        .as_ref()
        .map(|due| words::front::next(lang, due));
    let release = std::iter::once(format!(
        "{} · {}.",
        catalog.source.get(lang),
        catalog.release
    ))
    .chain(next);
    Footer {
        caveat: (
            words::frame::CAVEAT.get(lang),
            context.text(&catalog.caveat),
        ),
        release: (
            words::frame::RELEASE.get(lang),
            release.collect::<Vec<_>>().join(" "),
        ),
        pages: [
            (words::frame::QUALITY, words::frame::QUALITY_FOLDER),
            (words::frame::METHOD, words::frame::METHOD_FOLDER),
            (words::frame::CHECK, words::frame::CHECK_FOLDER),
        ]
        .map(|(label, folder)| Link {
            label: label.get(lang),
            href: folder.get(lang),
        })
        .into(),
        help: (
            words::frame::HELP.get(lang),
            catalog.contacts.iter().map(contact).collect(),
        ),
    }
}

fn frame(lang: Lang, groups: String) -> Frame {
    Frame {
        skip: words::frame::SKIP.get(lang),
        sections: words::frame::SECTIONS.get(lang),
        filters: words::frame::FILTERS.get(lang),
        groups,
        shape: words::frame::SHAPE.get(lang),
        grain: words::look::GRAIN.get(lang),
        exit: words::frame::EXIT.get(lang),
        definition: words::frame::DEFINITION.get(lang),
        copy: (words::frame::COPY.get(lang), words::frame::COPIED.get(lang)),
    }
}

/// Which of the figures have rates, where rates are asked and others have none.
fn rated(context: &Context, plans: &[Plan]) -> Option<String> {
    let rated = plans
        .iter()
        .filter(|plan| plan::for_figure(*context, &plan.form).show == Show::Rate);
    let rated: Vec<String> = rated
        .filter_map(|plan| Some(context.text(&plan.form.dimension()?.label)))
        .collect();
    let some = context.show == Show::Rate && rated.len() < plans.len();
    some.then(|| words::show::rates_in(context.lang(), &rated))
}
