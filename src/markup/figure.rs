//! Draws a figure: its title, its switches, its chart, map or table, and its notes.

use std::sync::Arc;

use dashboard::view::{Body, Choice, Figure, Folded, Link, Place, Selection, View};
use leptos::{ev, prelude::*};

use crate::{
    address::Address,
    chart::{Engine, chart},
    derived::derive,
    drawing::drawing,
    flow::flow,
    grid::grid,
    list::{keyed, list},
    map::{circles, legend, map},
    turns::in_turn,
};

/// Draws the page's figures.
pub fn figures(page: Memo<View>, address: Address, engine: Engine) -> impl IntoView {
    let child = Arc::new(move |id: String| {
        let Some(first) = page.with_untracked(|page| find(page, &id)) else {
            return ().into_any();
        };
        // A figure that has left the page keeps its last value until its part of the page is removed.
        let shown = Memo::new(move |before: Option<&Figure>| {
            let found = page.with(|page| find(page, &id));
            found.unwrap_or_else(|| before.unwrap_or(&first).clone())
        });
        figure(page, shown, address, engine).into_any()
    });
    // In two columns of their own, so that neither leaves holes for the other.
    let column = move |class: &'static str, is_in: fn(&Figure) -> bool| {
        let keys = Memo::new(move |_| {
            page.with(|page| {
                let shown = page.figures.iter().filter(|figure| is_in(figure));
                shown.map(|figure| figure.id.clone()).collect()
            })
        });
        view! { <div class=class>{keyed(in_turn(keys), Arc::clone(&child) as _)}</div> }
    };
    let is_compared = derive(page, |page| {
        let mut figures = page.figures.iter();
        figures.any(|figure| figure.selection == Selection::Other)
    });
    let is_alone = derive(page, |page| page.figures.len() < 2);
    view! {
        <div class="figures" class:compared=is_compared class:single=is_alone>
            {column("column across", |figure| figure.place == Place::Across)}
            {column("column major", |figure| matches!(figure.place, Place::Lead | Place::Wide))}
            {column("column minor", |figure| figure.place == Place::Narrow)}
            {column("column across several", |figure| figure.place == Place::Short)}
            {column("column across several long", |figure| figure.place == Place::Long)}
        </div>
    }
}

fn find(page: &View, id: &str) -> Option<Figure> {
    let mut figures = page.figures.iter();
    figures.find(|figure| figure.id == id).cloned()
}

fn figure(
    page: Memo<View>,
    figure: Memo<Figure>,
    address: Address,
    engine: Engine,
) -> impl IntoView {
    let id = figure.get_untracked().id;
    let place = derive(figure, |figure| match (figure.place, &figure.finding) {
        (Place::Lead | Place::Across, Some(_)) => "lead found",
        (Place::Lead | Place::Across, None) => "lead",
        (_, Some(_)) => "found",
        (_, None) => "",
    });
    let title = format!("{id}-title");
    let named_by = title.clone();
    let name = derive(figure, |figure| figure.title.clone());
    let finding = derive(figure, |figure| figure.finding.clone());
    let notes = derive(figure, |figure| figure.notes.clone());
    let hidden = move || figure.with(|figure| figure.folded.clone());
    let grain = derive(page, |page| page.frame.grain.clone());
    let shape = derive(page, |page| page.frame.shape.clone());
    let said = {
        let id = id.clone();
        Memo::new(move |_| page.with(|page| page.said_before(&id)))
    };
    let is_said = move |text: &String| said.with(|said| said.contains(text));
    let has_notes = derive(figure, |figure| !figure.notes.is_empty());
    let is_all_said = move || notes.with(|notes| notes.iter().all(is_said));
    let note = move |note: String| {
        let is_said = is_said(&note);
        view! { <span class:again=is_said>{note}" "</span> }
    };
    let has_circles = move || figure.with(|figure| figure.circles.is_some());
    let is_same = move || figure.with(|figure| is_said(&figure.subtitle));
    view! {
        <figure id=id class=place aria-labelledby=named_by>
            <figcaption>
                <h2 id=title>{name}</h2>
                {move || list(finding.get(), |finding| view! { <p class="finding">{finding}</p> })}
                <p class="subtitle" class:again=is_same>{derive(figure, |figure| figure.subtitle.clone())}</p>
            </figcaption>
            <div class:with-map=has_circles>
                {circles(figure, address)}
                {body(figure, address, engine)}
            </div>
            {move || list(hidden(), |hidden| folded(hidden, name, address))}
            {move || has_notes.get().then(|| view! { <p class="note" class:again=is_all_said>{move || list(notes.get(), note)}</p> })}
            <div class="switches">
                {switch([shape, name], derive(figure, |one| one.shapes.clone()), address)}
                {switch([grain, name], derive(figure, |one| one.grains.clone()), address)}
                {foot(page, figure, name, address)}
            </div>
        </figure>
    }
}

/// Draws what is seldom asked for: the figure's definition, its source, its download, its own page and its picture.
fn foot(
    page: Memo<View>,
    figure: Memo<Figure>,
    name: Memo<String>,
    address: Address,
) -> impl IntoView {
    let links = move || {
        figure.with(|figure| {
            let links = figure.own.iter().chain(&figure.picture);
            links.cloned().collect::<Vec<Link>>()
        })
    };
    let link = move |link: Link| {
        // A picture is saved: a browser that shows it here would not let it use the letters that it carries.
        let is_saved = link.href.ends_with(".svg").then_some("");
        view! { " " <a href=address.url(&link.href) download=is_saved>{link.label} {spoken(name)}</a> }
    };
    let file = move || figure.with(|figure| figure.download.clone());
    view! {
        <details class="more">
            <summary>{derive(page, |page| page.frame.more.clone())} {spoken(name)}</summary>
            <p>{derive(figure, |figure| figure.definition.clone())}</p>
            <p>{derive(figure, |figure| figure.source.clone())}</p>
            {move || list(file(), |file| view! {
                <a href=file.href download=file.name aria-label=file.about>{file.label}</a>
            })}
            {move || list(links(), link)}
        </details>
    }
}

/// Draws a switch between the figure's shapes or grains, named with the figure. The reason why something cannot be chosen
/// closes with Escape, without a change of focus.
fn switch(
    [name, figure]: [Memo<String>; 2],
    choices: Memo<Vec<Choice>>,
    address: Address,
) -> impl IntoView {
    let (closed, set_closed) = signal(false);
    let close = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            set_closed.set(true);
        }
    };
    let choice = move |choice: Choice| {
        let href = choice
            .unavailable
            .is_none()
            .then(|| address.url(&choice.link.href));
        let current = choice.selected.then_some("true");
        // What cannot be chosen can still be focused, and says why.
        let role = choice.unavailable.is_some().then_some("link");
        let disabled = choice.unavailable.is_some().then_some("true");
        let tab_stop = choice.unavailable.is_some().then_some("0");
        let label = choice.link.label.clone();
        let spoken = move || format!("{label}: {}", figure.get());
        view! {
            <a href=href role=role aria-disabled=disabled tabindex=tab_stop aria-current=current aria-label=spoken
                title=choice.unavailable on:focus=move |_| set_closed.set(false)>
                {choice.link.label}
            </a>
        }
    };
    let group = move || format!("{}: {}", name.get(), figure.get());
    view! {
        <div class="shapes" class:closed=closed role="group" aria-label=group on:keydown=close
            hidden=move || choices.with(Vec::is_empty)>
            {move || list(choices.get(), choice)}
        </div>
    }
}

/// Names the categories whose numbers are all hidden, with a link that shows or folds them.
fn folded(hidden: Folded, name: Memo<String>, address: Address) -> impl IntoView {
    view! {
        <p class="folded">
            <span class="stub" aria-hidden="true">"c"</span>
            {hidden.sentence}" "
            <a href=address.url(&hidden.toggle.href)>{hidden.toggle.label} {spoken(name)}</a>
        </p>
    }
}

/// Names the figure of a link or button for screen readers, which read links out of context.
fn spoken(name: Memo<String>) -> impl IntoView {
    view! { <span class="spoken">{name}</span> }
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Drawing,
    Chart,
    Map,
    Other,
}

/// Draws the figure's body. Charts and maps keep their elements when numbers change; the others are rebuilt.
fn body(figure: Memo<Figure>, address: Address, engine: Engine) -> impl IntoView {
    let form = derive(figure, |figure| match figure.body {
        Body::Drawing(_) => Form::Drawing,
        Body::Chart(_) => Form::Chart,
        Body::Map(_) => Form::Map,
        Body::Flow(_)
        | Body::Heat(_)
        | Body::Table(_)
        | Body::Missing(_)
        | Body::Unanswered { .. } => Form::Other,
    });
    move || match form.get() {
        Form::Drawing => drawing(figure, address).into_any(),
        Form::Chart => chart(figure, address, engine).into_any(),
        Form::Map => map(figure, address).into_any(),
        Form::Other => (move || rebuilt(figure.get().body, address)).into_any(),
    }
}

fn rebuilt(body: Body, address: Address) -> AnyView {
    match body {
        Body::Flow(flow) => self::flow(*flow, address).into_any(),
        Body::Heat(heat) => {
            view! { <div class="heat">{grid(heat.grid, address)} {legend(heat.legend)}</div> }
                .into_any()
        }
        Body::Table(table) => grid(table, address).into_any(),
        Body::Missing(reason) => unanswered(reason, vec![], address).into_any(),
        Body::Unanswered {
            reason,
            relaxations,
        } => unanswered(reason, relaxations, address).into_any(),
        Body::Drawing(_) | Body::Chart(_) | Body::Map(_) => ().into_any(),
    }
}

/// Explains why something is not shown, with links to the nearest views that can be.
pub fn unanswered(reason: String, relaxations: Vec<Link>, address: Address) -> impl IntoView {
    let item =
        move |link: Link| view! { <li><a href=address.url(&link.href)>{link.label}</a></li> };
    view! {
        <div class="unanswered">
            <p>{reason}</p>
            <ul>{list(relaxations, item)}</ul>
        </div>
    }
}
