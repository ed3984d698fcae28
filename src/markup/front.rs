//! Draws what only the opening page has: its story, people as dots, groups year by year, and the doors to the sections.

use dashboard::view::{Door, DotGroup, Dots, Front, Groups, People, Tile, Words, drawing::Drawing};
use leptos::prelude::*;

use crate::{address::Address, drawing::written, list::list};

/// Draws the heading, the story with what readers must know to interpret it, and the people.
pub fn opening(heading: Memo<String>, front: Front, address: Address) -> impl IntoView {
    let words = move |words: Words| match words.href {
        Some(href) => view! { <a class="fact" href=address.url(&href)>{words.text}</a> }.into_any(),
        None => words.text.into_any(),
    };
    let institution = |(name, logo): (String, Option<String>)| {
        let image = |logo: String| view! { <img src=logo alt="" /> };
        view! { <p class="institution">{list(logo, image)} <span>{name}</span></p> }
    };
    let note = |note: String| view! { <span>{note}" "</span> };
    view! {
        <div class="hero">
            <div>
                {list(front.institution, institution)}
                <h1 id="heading" tabindex="-1">{heading}</h1>
                <p class="story">{list(front.story, words)}</p>
                <p class="small">{list(front.notes, note)}</p>
                <p class="release">{front.release}</p>
            </div>
            {list(front.people, people)}
        </div>
    }
}

fn people(people: People) -> impl IntoView {
    view! {
        <section class="people">
            <h2>{people.heading}</h2>
            {list(people.rows, row)}
            <p class="note">{people.note}</p>
        </section>
    }
}

fn row((label, dots): (String, Dots)) -> impl IntoView {
    let drawn = dashboard::draw_dots(&dots);
    let group = |group: DotGroup| {
        let key = dashboard::draw_dot(group.kind);
        view! { <li><span inner_html=key></span><b>{group.text}</b>" "{group.label}</li> }
    };
    view! {
        <div class="row">
            <h3>{label}</h3>
            <ul>{list(dots.groups, group)}</ul>
            <div inner_html=drawn></div>
        </div>
    }
}

/// Draws the groups of the headlines, a column a year.
pub fn groups(front: Front, address: Address) -> impl IntoView {
    view! { <div class="groups-by-year">{list(front.groups, move |one| tile(one, address))}</div> }
}

fn tile(tile: Tile, address: Address) -> impl IntoView {
    let sentence = |sentence: String| view! { <p class="subtitle">{sentence}</p> };
    view! {
        <section class="tile">
            <h3><a href=address.url(&tile.link.href)>{tile.link.label}</a> <span class="number">{tile.value}</span></h3>
            {list(tile.sentences, sentence)}
            {written(Memo::new(move |_| Some(dashboard::draw(&tile.columns, &address.url("")))))}
        </section>
    }
}

/// Draws the groups of a section by year: a column for each dimension.
pub fn all_groups(groups: Groups, address: Address) -> impl IntoView {
    let finding = |finding: String| view! { <p class="finding">{finding}</p> };
    let is_found = groups.finding.is_some();
    let column = move |(label, tiles): (String, Vec<Tile>)| {
        view! {
            <div class="groups-by-year" role="group" aria-label=label>
                {list(tiles, move |one| tile(one, address))}
            </div>
        }
    };
    view! {
        <section class="all-groups" class:found=is_found>
            <div class="caption">
                <h2>{groups.heading}</h2>
                {list(groups.finding, finding)}
                <p class="subtitle">{groups.note}</p>
            </div>
            <div class="columns-of-groups">{list(groups.columns, column)}</div>
        </section>
    }
}

/// Draws the links into the sections.
pub fn doors(front: Front, address: Address) -> impl IntoView {
    let door = move |door: Door| {
        let question = |question: String| view! { <span class="question-asked">{question}</span> };
        let drawing = move |drawing: Drawing| {
            let markup = dashboard::draw(&drawing, &address.url(""));
            view! { <div class="drawing" aria-hidden="true" inner_html=markup></div> }
        };
        view! {
            <a class="door" href=address.url(&door.link.href)>
                {list(door.question, question)}
                <span class="found">{door.answer}</span>
                {list(door.drawing, drawing)}
                <span class="detail">{door.detail}</span>
                <span class="go">{door.link.label}</span>
            </a>
        }
    };
    view! { <div class="doors">{list(front.doors, door)}</div> }
}
