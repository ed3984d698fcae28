//! A figure: its title, the switch between chart and table, what is drawn, and what a reader must know of it.

use dashboard::view::{Body, Choice, Figure, Folded, Link, Selection, View};
use leptos::prelude::*;

use crate::{
    address::Address,
    chart::{Engine, chart},
    flow::flow,
    grid::grid,
    list::list,
    map::{legend, map},
    slice::{item, slice},
};

/// The figures.
pub fn figures(page: Memo<View>, address: Address, engine: Engine) -> impl IntoView {
    let figures = slice(page, |page| page.figures.clone());
    let children = move |first: Figure| {
        let shown = item(figures, first, |figure| &figure.id);
        figure(page, shown, address, engine)
    };
    view! {
        <div class="figures">
            <For each=move || figures.get() key=|figure| figure.id.clone() children />
        </div>
    }
}

fn figure(
    page: Memo<View>,
    figure: Memo<Figure>,
    address: Address,
    engine: Engine,
) -> impl IntoView {
    let id = figure.get_untracked().id;
    let selection = slice(figure, |figure| match figure.selection {
        Selection::Alone => "alone",
        Selection::One => "one",
        Selection::Other => "other",
        Selection::Both => "both",
    });
    let title = format!("{id}-title");
    let named_by = title.clone();
    let name = slice(figure, |figure| figure.title.clone());
    let finding = slice(figure, |figure| figure.finding.clone());
    let notes = slice(figure, |figure| figure.notes.clone());
    let hidden = slice(figure, |figure| figure.folded.clone());
    let note = |note: String| view! { <p class="note">{note}</p> };
    view! {
        <figure id=id class=selection aria-labelledby=named_by>
            <figcaption>
                <div>
                    <h2 id=title>{name}</h2>
                    {move || list(finding.get(), |finding| view! { <p class="finding">{finding}</p> })}
                    <p>{slice(figure, |figure| figure.subtitle.clone())}</p>
                </div>
                <div class="switches">
                    {switch(slice(page, |page| page.frame.grain.clone()), slice(figure, |one| one.grains.clone()), address)}
                    {switch(slice(page, |page| page.frame.shape.clone()), slice(figure, |one| one.shapes.clone()), address)}
                </div>
            </figcaption>
            {body(figure, address, engine)}
            {move || list(hidden.get(), |hidden| folded(hidden, name, address))}
            {move || list(notes.get(), note)}
            {foot(page, figure, name)}
        </figure>
    }
}

/// Where the figure comes from, its numbers to take away, and its definition.
fn foot(page: Memo<View>, figure: Memo<Figure>, name: Memo<String>) -> impl IntoView {
    let file = slice(figure, |figure| figure.download.clone());
    view! {
        <div class="foot">
            <p>{slice(figure, |figure| figure.source.clone())}</p>
            {move || list(file.get(), |file| view! {
                <a href=file.href download=file.name aria-label=file.about>{file.label}</a>
            })}
            <details>
                <summary>{slice(page, |page| page.frame.definition.clone())} {of(name)}</summary>
                <p>{slice(figure, |figure| figure.definition.clone())}</p>
            </details>
        </div>
    }
}

/// A switch between ways of seeing the figure.
fn switch(name: Memo<String>, choices: Memo<Vec<Choice>>, address: Address) -> impl IntoView {
    let choice = move |choice: Choice| {
        let href = choice
            .unavailable
            .is_none()
            .then(|| address.url(&choice.link.href));
        let current = choice.selected.then_some("true");
        // What cannot be chosen is reached all the same, and says why.
        let role = choice.unavailable.is_some().then_some("link");
        let disabled = choice.unavailable.is_some().then_some("true");
        let reached = choice.unavailable.is_some().then_some("0");
        view! {
            <a href=href role=role aria-disabled=disabled tabindex=reached aria-current=current title=choice.unavailable>
                {choice.link.label}
            </a>
        }
    };
    view! {
        <div class="shapes" role="group" aria-label=name hidden=move || choices.with(Vec::is_empty)>
            {move || list(choices.get(), choice)}
        </div>
    }
}

/// What of the figure is hidden throughout, in a line.
fn folded(hidden: Folded, name: Memo<String>, address: Address) -> impl IntoView {
    view! {
        <p class="folded">
            <span class="stub" aria-hidden="true">"c"</span>
            {hidden.sentence}" "
            <a href=address.url(&hidden.toggle.href)>{hidden.toggle.label} {of(name)}</a>
        </p>
    }
}

/// Which figure a link or a button is of, for whoever hears it out of its place.
fn of(name: Memo<String>) -> impl IntoView {
    view! { <span class="spoken">{name}</span> }
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Chart,
    Map,
    Other,
}

/// What is drawn. Charts and maps stay when their numbers change; the others are written anew.
fn body(figure: Memo<Figure>, address: Address, engine: Engine) -> impl IntoView {
    let form = slice(figure, |figure| match figure.body {
        Body::Chart(_) => Form::Chart,
        Body::Map(_) => Form::Map,
        Body::Flow(_) | Body::Heat(_) | Body::Table(_) | Body::Unanswered { .. } => Form::Other,
    });
    move || match form.get() {
        Form::Chart => chart(figure, address, engine).into_any(),
        Form::Map => map(figure, address).into_any(),
        Form::Other => (move || other(figure.get().body, address)).into_any(),
    }
}

fn other(body: Body, address: Address) -> AnyView {
    match body {
        Body::Flow(flow) => self::flow(*flow, address).into_any(),
        Body::Heat(heat) => {
            view! { <div class="heat">{grid(heat.grid, address)} {legend(heat.legend)}</div> }
                .into_any()
        }
        Body::Table(table) => grid(table, address).into_any(),
        Body::Unanswered {
            reason,
            relaxations,
        } => unanswered(reason, relaxations, address).into_any(),
        Body::Chart(_) | Body::Map(_) => ().into_any(),
    }
}

/// Why something is not shown, and links to what can be.
pub fn unanswered(reason: String, relaxations: Vec<Link>, address: Address) -> impl IntoView {
    let offer =
        move |link: Link| view! { <li><a href=address.url(&link.href)>{link.label}</a></li> };
    view! {
        <div class="unanswered">
            <p>{reason}</p>
            <ul>{list(relaxations, offer)}</ul>
        </div>
    }
}
