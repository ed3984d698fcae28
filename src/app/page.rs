//! The whole page: what is shown when, and where the reader's eyes and focus go when it changes.

use cube::Lang;
use dashboard::{Failure, failure, view::View};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    address::{Address, Arrival},
    chart::Engine,
    controls::{asked, controls, groups},
    figure::{figures, unanswered},
    footer::footer,
    front::{doors, numbers},
    header::header,
    library::{Library, Scene},
    list::list,
    slice::slice,
};

/// The page. Until there is a first view it leaves the shell of index.html standing.
#[component]
pub fn Page(address: Address, library: Library, engine: Engine) -> impl IntoView {
    let scene = Memo::new(move |before: Option<&Scene>| library.scene(before));
    let failed = slice(scene, |scene| scene.failure);
    let standing = slice(scene, |scene| scene.view.is_some());
    let busy = slice(scene, |scene| scene.busy.to_string());
    declare(scene);
    arrive(address, scene);
    let excuse = move || failed.get().map(|failure| excuse(failure, library));
    let whole = move |first: View| {
        let page = Memo::new(move |_| {
            scene
                .with(|scene| scene.view.clone())
                .unwrap_or_else(|| first.clone())
        });
        view! {
            {header(page, address)}
            <main id="main" tabindex="-1" aria-busy=busy>
                {move || match failed.get() {
                    Some(_) => excuse.into_any(),
                    None => content(page, address, engine).into_any(),
                }}
            </main>
            {footer(page, address)}
        }
    };
    move || match standing
        .get()
        .then(|| scene.with_untracked(|scene| scene.view.clone()))
        .flatten()
    {
        Some(first) => whole(first).into_any(),
        None => excuse.into_any(),
    }
}

fn content(page: Memo<View>, address: Address, engine: Engine) -> impl IntoView {
    let notices = slice(page, |page| page.notices.clone());
    let front = slice(page, |page| page.front.clone());
    let is_front = slice(page, |page| page.front.is_some());
    let dead_end = slice(page, |page| page.dead_end.clone());
    let hidden = slice(page, |page| page.hidden_note.clone());
    let notice = |notice: String| view! { <p class="notice">{notice}</p> };
    view! {
        <div class="wrap" class:front=is_front>
            <div class="opening">
                <h1 id="heading" tabindex="-1">{slice(page, |page| page.heading.clone())}</h1>
                <div>
                    <p class="lede">{slice(page, |page| page.lede.clone())}</p>
                    {move || list(front.get(), |front| view! { <p class="release">{front.release}</p> })}
                </div>
            </div>
            <div role="status">{move || list(notices.get(), notice)}</div>
            {move || list(front.get(), |front| numbers(front, address))}
            {groups(page, address)}
            {controls(page, address)}
            {asked(page, address)}
            {move || list(dead_end.get(), |dead_end| unanswered(dead_end.reason, dead_end.relaxations, address))}
            {figures(page, address, engine)}
            {move || list(front.get(), |front| doors(front, address))}
            {move || list(hidden.get(), |note| view! { <p class="aside">{note}</p> })}
        </div>
    }
}

/// What stands in the place of a page that cannot be drawn.
fn excuse(what: Failure, library: Library) -> impl IntoView {
    let words = failure(lang(), what);
    let again = move |_| {
        if what.needs_another_page() {
            reload()
        } else {
            library.retry()
        }
    };
    view! {
        <div class="wrap failure" role="alert">
            <h2>{words.heading}</h2>
            <p>{words.text}</p>
            <button type="button" on:click=again>{words.retry}</button>
        </div>
    }
}

/// Loads the page anew.
fn reload() {
    // Where the browser refuses, its own button is left.
    let _ = window().location().reload();
}

/// The language that the document declares: that of the folder it came from, then that of the last view.
fn lang() -> Lang {
    let declared = document()
        .document_element()
        .and_then(|page| page.get_attribute("lang"));
    Lang::ALL
        .into_iter()
        .find(|lang| declared.as_deref() == Some(lang.tag()))
        .unwrap_or_default()
}

/// The document says what it shows; the shell goes when there is a page.
fn declare(scene: Memo<Scene>) {
    Effect::new(move |_| {
        scene.with(|scene| {
            let Some(view) = &scene.view else { return };
            document().set_title(&view.document_title);
            if let Some(page) = document().document_element() {
                let _ = page.set_attribute("lang", view.lang.tag());
            }
            if let Some(shell) = document().get_element_by_id("shell") {
                shell.remove();
            }
        });
    });
}

/// Another section begins at its heading, and a link to it at its top; Back scrolls to where the reader was. A filter moves
/// nothing, but what was clicked stays in sight, and where it is gone, the sentence that says what is shown has the focus.
fn arrive(address: Address, scene: Memo<Scene>) {
    Effect::new(move |before: Option<Option<String>>| {
        let (place, before) = (address.place(), before.flatten());
        if scene.with(|scene| scene.busy) {
            return before;
        }
        if let Some(before) = before {
            let moved = before != place.path;
            request_animation_frame(move || {
                let is_link = place.arrival == Arrival::Link;
                let focused = document().active_element();
                if moved {
                    if is_link {
                        window().scroll_to_with_x_and_y(0.0, 0.0);
                    }
                    focus("heading");
                } else if focused == document().body().map(Into::into) {
                    focus("summary");
                } else if let Some(clicked) = focused.filter(|_| is_link) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    clicked.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
        Some(place.path)
    });
}

/// Moves the focus to an element without scrolling to it.
fn focus(id: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element
            .unchecked_into::<HtmlElement>()
            .focus_with_options(&options);
    }
}
