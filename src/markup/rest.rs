//! Draws what surrounds the figures: the summary, the note on hidden values, the contents, and the figures without data.

use dashboard::view::{Entry, HiddenNote, Link, Unanswered, UnansweredGroup, View};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Address, list::list};

/// Draws what stands above the figures. Screen readers announce the summary and the number of hidden values when they
/// change; where the bar shows the numbers, the summary is for them and for paper.
pub fn above(page: Memo<View>, address: Address) -> impl IntoView {
    let is_shown = move || {
        page.with(|page| {
            let is_counted = page.bar.as_ref().is_some_and(|bar| !bar.counts.is_empty());
            !is_counted && page.front.is_none()
        })
    };
    let hidden = move || page.with(|page| page.hidden.clone());
    let none = move || page.with(|page| page.hidden.is_none());
    let contents = move || page.with(|page| page.contents.clone());
    let sentence = move || hidden().map(|hidden| hidden.sentence);
    let (open, set_open) = signal(false);
    let why = move |note: HiddenNote| {
        let expanded = move || if open.get() { "true" } else { "false" };
        view! {
            <button type="button" class="why" aria-expanded=expanded aria-controls="why"
                on:click=move |_| set_open.update(|open| *open = !*open)>
                {note.why}
            </button>
        }
    };
    view! {
        <p id="summary" class:shown=is_shown role="status" tabindex="-1">
            {move || page.with(|page| page.summary.clone())}
        </p>
        <div class="above">
            <p class="hidden-note" hidden=none>
                <span class="stub" aria-hidden="true">"c"</span>
                <span role="status">{sentence}</span>
                " "
                {move || list(hidden(), why)}
            </p>
            <nav class="contents" aria-label=move || page.with(|page| page.frame.contents.clone())
                hidden=move || page.with(|page| page.contents.is_empty())>
                <ul>{move || list(contents(), entry)}</ul>
            </nav>
        </div>
        <div id="why" hidden=move || !open.get() || none()>
            {move || list(hidden(), |note| explanation(note, address))}
        </div>
    }
}

fn explanation(note: HiddenNote, address: Address) -> impl IntoView {
    let text = |text: String| view! { <p>{text}</p> };
    let page = move |page: Link| {
        view! { <li><a href=address.url(&page.href) rel="external">{page.label}</a></li> }
    };
    let marks = ["hidden", "together", "zero", "unknown"]
        .into_iter()
        .zip(note.marks);
    let mark = |(mark, (name, meaning)): (&'static str, (String, String))| {
        view! { <div><dt><span class=format!("sign {mark}") aria-hidden="true"></span>{name}</dt><dd>{meaning}</dd></div> }
    };
    view! {
        <h2>{note.heading}</h2>
        {list(note.texts, text)}
        <dl>{list(marks, mark)}</dl>
        <ul>{list(note.pages, page)}</ul>
    }
}

/// Draws an entry of the contents: a button, because a hash would stay in the address and be copied with it.
fn entry(entry: Entry) -> impl IntoView {
    let jump = move |_| jump(&entry.target);
    view! { <li><button type="button" on:click=jump>{entry.label}</button></li> }
}

/// Scrolls to a heading and gives it the focus.
fn jump(id: &str) {
    if let Some(heading) = document().get_element_by_id(id) {
        let _ = heading.set_attribute("tabindex", "-1");
        heading.scroll_into_view();
        let _ = heading.unchecked_into::<HtmlElement>().focus();
    }
}

/// Draws the figures that no table answers, with the nearest views that do.
pub fn without_data(page: Memo<View>, address: Address) -> impl IntoView {
    let apart = move || page.with(|page| page.unanswered.clone());
    let none = move || page.with(|page| page.unanswered.is_none());
    let link =
        move |link: Link| view! { <li><a href=address.url(&link.href)>{link.label}</a></li> };
    let group = move |group: UnansweredGroup| {
        view! {
            <li>
                <p><b>{group.titles}</b>": "{group.reason}"."</p>
                <ul>{list(group.relaxations, link)}</ul>
            </li>
        }
    };
    let note = |note: String| view! { <p class="note">{note}</p> };
    let groups = move |apart: Unanswered| {
        view! { {list(apart.note, note)} <ul>{list(apart.groups, group)}</ul> }
    };
    let heading = move || apart().map(|apart| apart.heading);
    view! {
        <section class="without-data" aria-labelledby="unanswered" hidden=none>
            <div role="status"><h2 id="unanswered">{heading}</h2></div>
            {move || list(apart(), groups)}
        </section>
    }
}
