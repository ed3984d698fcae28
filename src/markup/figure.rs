//! Writes a figure: its title, its switches, its chart, map or table, and its notes.

use dashboard::view::{
    Body, Chart, Choice, Figure, Link, Place, Selection, View, drawing::Drawing,
};
use maud::{Markup, PreEscaped, html};

use crate::{
    flow::flow,
    grid::grid,
    map::{circles, legend, map},
    surroundings::{Setting, Surroundings},
};

/// The endings of a figure's files and their names.
const FILES: [(&str, &str); 3] = [(".csv", "CSV"), (".xlsx", "Excel"), (".svg", "SVG")];

/// Writes the page's figures, in two columns of their own, so that neither leaves holes for the other.
pub fn figures(view: &View, around: &Surroundings) -> Markup {
    let mut figures = view.figures.iter();
    let is_compared = figures.any(|figure| figure.selection == Selection::Other);
    html! {
        div.figures.compared[is_compared].single[view.figures.len() < 2] {
            div.column.across { (column(view, &[Place::Across], around)) }
            div.column.major { (column(view, &[Place::Lead, Place::Wide], around)) }
            div.column.minor { (column(view, &[Place::Narrow], around)) }
            div.column.across.several { (column(view, &[Place::Short], around)) }
            div.column.across.several.long { (column(view, &[Place::Long], around)) }
        }
    }
}

fn column(view: &View, places: &[Place], around: &Surroundings) -> Markup {
    html! {
        @for figure in &view.figures {
            @if places.contains(&figure.place) { (self::figure(view, figure, around)) }
        }
    }
}

fn figure(view: &View, figure: &Figure, around: &Surroundings) -> Markup {
    let is_lead = matches!(figure.place, Place::Lead | Place::Across);
    let title = [&figure.id, "-title"].concat();
    let is_framed = around.setting == Setting::Frame;
    let is_heading = is_framed && figure.selection != Selection::Other;
    let said = view.said_before(&figure.id);
    let is_said = |text: &String| said.contains(text);
    html! {
        figure #(figure.id) .lead[is_lead] .found[figure.finding.is_some()] aria-labelledby=(title) {
            figcaption {
                @if is_heading { h1 #(title) { (figure.title) } } @else { h2 #(title) { (figure.title) } }
                @if let Some(finding) = &figure.finding {
                    p.finding { (finding) }
                }
                p.subtitle.again[is_said(&figure.subtitle)] { (figure.subtitle) }
            }
            div.with-map[figure.circles.is_some()] {
                @if let Some(places) = &figure.circles { (circles(places, around)) }
                (body(figure, around))
            }
            @if let Some(hidden) = &figure.folded {
                p.folded {
                    span.stub aria-hidden="true" { "c" }
                    (hidden.sentence) " "
                    a href=(around.url(&hidden.toggle.href)) { (hidden.toggle.label) (spoken(figure)) }
                }
            }
            @if !figure.notes.is_empty() {
                p.note.again[figure.notes.iter().all(is_said)] {
                    @for note in &figure.notes {
                        span.again[is_said(note)] { (note) " " }
                    }
                }
            }
            @if !is_framed {
                div.switches {
                    (switch(&view.frame.shape, figure, &figure.shapes, around))
                    (switch(&view.frame.grain, figure, &figure.grains, around))
                    (foot(view, figure, around))
                }
            }
        }
    }
}

/// Writes what is seldom asked for: the figure's definition, its source and its own page; and its files, to which the
/// program that makes others adds what it can once somebody opens them.
fn foot(view: &View, figure: &Figure, around: &Surroundings) -> Markup {
    let defined = view.defined_before(&figure.id);
    html! {
        details.more {
            summary { (view.frame.more) (spoken(figure)) }
            p {
                @for definition in &figure.definitions {
                    span.repeated[defined.contains(definition)] { (definition) " " }
                }
            }
            p.repeated[defined.contains(&figure.source)] { (figure.source) }
            @if let Some(own) = &figure.own {
                a href=(around.url(&own.href)) { (own.label) (spoken(figure)) }
            }
        }
        @if figure.has_numbers {
            details.take data-take=(figure.id) {
                summary { (view.frame.take) (spoken(figure)) }
                // A picture is saved: a browser that shows it here would not let it use the letters that it carries.
                @for (ending, name) in FILES {
                    @if let Some(stem) = &figure.files {
                        a href={ (around.url(stem)) (ending) } download { (name) (spoken(figure)) } " "
                    }
                }
                p.not-taken role="status" { (view.frame.not_taken) }
            }
        }
    }
}

/// Writes a switch between the figure's shapes or grains, named with the figure. What cannot be chosen can still be
/// focused, and says why.
fn switch(name: &str, figure: &Figure, choices: &[Choice], around: &Surroundings) -> Markup {
    html! {
        div.shapes role="group" aria-label={ (name) ": " (figure.title) } hidden[choices.is_empty()] {
            @for choice in choices {
                @let blocked = choice.unavailable.is_some();
                a href=[(!blocked).then(|| around.url(&choice.link.href))] role=[blocked.then_some("link")]
                    aria-disabled=[blocked.then_some("true")] tabindex=[blocked.then_some("0")]
                    aria-current=[choice.selected.then_some("true")]
                    aria-label={ (choice.link.label) ": " (figure.title) } title=[choice.unavailable.as_ref()] {
                    (choice.link.label)
                }
            }
        }
    }
}

/// Names the figure of a link or button for screen readers, which read links out of context.
fn spoken(figure: &Figure) -> Markup {
    html! { " " span.spoken { (figure.title) } }
}

fn body(figure: &Figure, around: &Surroundings) -> Markup {
    match &figure.body {
        Body::Drawing(one) => drawing(one, around),
        Body::Chart(chart) => place_of_chart(chart, figure),
        Body::Map(one) => map(one, around),
        Body::Flow(one) => flow(one, around),
        Body::Heat(heat) => {
            html! { div.heat { (grid(&heat.grid, around)) (legend(&heat.legend)) } }
        }
        Body::Table(table) => grid(table, around),
        Body::Missing(reason) => unanswered(reason, &[], around),
        Body::Unanswered {
            reason,
            relaxations,
        } => unanswered(reason, relaxations, around),
    }
}

/// Writes a drawing. Its marks are one tab stop; below it is room for the sentence of the mark that has the focus.
pub fn drawing(drawing: &Drawing, around: &Surroundings) -> Markup {
    let drawn = dashboard::draw(drawing, around.root);
    let has_marks = drawn.contains("data-point");
    // Of the marks the first is reached by Tab, the others by arrow keys.
    let drawn = drawn.replacen("tabindex=\"-1\" data-point", "tabindex=\"0\" data-point", 1);
    html! {
        div.drawing { (PreEscaped(drawn)) }
        @if has_marks {
            p.said aria-hidden="true" {}
        }
    }
}

/// Writes the place of a chart that ECharts draws, as high as it will be.
fn place_of_chart(chart: &Chart, figure: &Figure) -> Markup {
    html! {
        div.chart role="img" aria-label=(chart.description) data-chart=(figure.id)
            data-narrow=(chart.height.narrow.to_string()) data-wide=(chart.height.wide.to_string()) {}
    }
}

/// Explains why something is not shown, with links to the nearest views that can be.
pub fn unanswered(reason: &str, relaxations: &[Link], around: &Surroundings) -> Markup {
    html! {
        div.unanswered {
            p { (reason) }
            ul {
                @for link in relaxations {
                    li { a href=(around.url(&link.href)) { (link.label) } }
                }
            }
        }
    }
}
