//! What only the opening page has: the numbers that matter, how to read them, and the doors to the sections.

use dashboard::view::{Door, Front, Tile};
use leptos::prelude::*;

use crate::address::Address;

/// The numbers, each with its sentences, and what must be known to read them right.
pub fn numbers(front: Front, address: Address) -> impl IntoView {
    let reading = |(heading, texts): (String, Vec<String>)| {
        let text = |text: String| view! { <p>{text}</p> };
        view! { <section><h2>{heading}</h2>{texts.into_iter().map(text).collect_view()}</section> }
    };
    view! {
        <dl class="tiles">
            {front.headlines.into_iter().map(|headline| tile(headline, address)).collect_view()}
        </dl>
        <div class="reading">{front.reading.into_iter().map(reading).collect_view()}</div>
    }
}

fn tile(tile: Tile, address: Address) -> impl IntoView {
    let sentence = |sentence: String| view! { <dd>{sentence}</dd> };
    view! {
        <div class="tile" class:everybody=tile.everybody>
            <dt><a href=address.url(&tile.link.href)>{tile.link.label}</a></dt>
            <dd class="number">{tile.value}</dd>
            {tile.sentences.into_iter().map(sentence).collect_view()}
        </div>
    }
}

/// The ways into the sections.
pub fn doors(front: Front, address: Address) -> impl IntoView {
    let door = move |door: Door| {
        view! { <a class="door" href=address.url(&door.link.href)><h2>{door.link.label}</h2><p>{door.detail}</p></a> }
    };
    view! { <div class="doors">{front.doors.into_iter().map(door).collect_view()}</div> }
}
