//! Draws what only the opening page has: headline numbers, how to read them, and the doors to the sections.

use dashboard::view::{Door, Front, Tile};
use leptos::prelude::*;

use crate::{address::Address, list::list};

/// Draws the headline numbers with their sentences, and what readers must know to interpret them.
pub fn numbers(front: Front, address: Address) -> impl IntoView {
    let reading = |(heading, texts): (String, Vec<String>)| {
        let text = |text: String| view! { <p>{text}</p> };
        view! { <section><h2>{heading}</h2>{list(texts, text)}</section> }
    };
    view! {
        <dl class="tiles">
            {list(front.headlines, |headline| tile(headline, address))}
        </dl>
        <div class="reading">{list(front.reading, reading)}</div>
    }
}

fn tile(tile: Tile, address: Address) -> impl IntoView {
    let sentence = |sentence: String| view! { <dd>{sentence}</dd> };
    view! {
        <div class="tile" class:everybody=tile.everybody>
            <dt><a href=address.url(&tile.link.href)>{tile.link.label}</a></dt>
            <dd class="number">{tile.value}</dd>
            {list(tile.sentences, sentence)}
        </div>
    }
}

/// Draws the links into the sections.
pub fn doors(front: Front, address: Address) -> impl IntoView {
    let door = move |door: Door| {
        view! { <a class="door" href=address.url(&door.link.href)><h2>{door.link.label}</h2><p>{door.detail}</p></a> }
    };
    view! { <div class="doors">{list(front.doors, door)}</div> }
}
