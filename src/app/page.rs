//! Draws the whole page, and moves scroll position and focus when the page changes.

use cube::Lang;
use dashboard::{Failure, State, failure, view::View};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use markup::{Address, Arrival, Engine, Turns, derive, list};

use crate::{
    pause::pause,
    store::Store,
    takeover::{hide, take_over},
};

/// The page. Until there is a first view it leaves the written page standing.
#[component]
pub fn Page(address: Address, store: Store, engine: Engine) -> impl IntoView {
    let state = Memo::new(move |before: Option<&State>| store.state(before));
    let has_view = derive(state, |state| state.view.is_some());
    let busy = derive(state, |state| state.busy.to_string());
    update_document(state);
    move_focus(address, state);
    let failed = move || state.with(|state| state.failure);
    let message = move || list(failed(), |failure| failure_message(failure, store));
    let whole = move |first: View| {
        let page = Memo::new(move |_| {
            state
                .with(|state| state.view.clone())
                .unwrap_or_else(|| first.clone())
        });
        let turns = Turns::begin();
        hide(true);
        spawn_local(async move {
            while turns.take() {
                pause().await;
            }
            take_over().await;
        });
        markup::page(page, busy, message, address, engine)
    };
    move || match has_view
        .get()
        .then(|| state.with_untracked(|state| state.view.clone()))
        .flatten()
    {
        Some(first) => whole(first).into_any(),
        None => message.into_any(),
    }
}

/// Says why the page cannot be drawn, with a button that tries again.
fn failure_message(what: Failure, store: Store) -> impl IntoView {
    let words = failure(lang(), what);
    let retry = move |_| {
        if what.needs_another_page() {
            reload()
        } else {
            store.retry()
        }
    };
    view! {
        <div class="wrap failure" role="alert">
            <h2>{words.heading}</h2>
            <p>{words.text}</p>
            <button type="button" on:click=retry>{words.retry}</button>
        </div>
    }
}

/// Reloads the page.
fn reload() {
    // If the browser refuses, its own reload button is left.
    let _ = window().location().reload();
}

/// Reads the language that the document declares: that of the folder it came from, then that of the last view.
fn lang() -> Lang {
    let declared = document()
        .document_element()
        .and_then(|page| page.get_attribute("lang"));
    declared
        .and_then(|tag| Lang::from_tag(&tag))
        .unwrap_or(Lang::ALL[0])
}

/// Sets the document's title and language.
fn update_document(state: Memo<State>) {
    Effect::new(move |_| {
        state.with(|state| {
            let Some(view) = &state.view else { return };
            document().set_title(&view.document_title);
            if let Some(page) = document().document_element() {
                let _ = page.set_attribute("lang", view.lang.tag());
            }
        });
    });
}

/// Moves focus and scroll position after a change of address.
///
/// On another page the heading gets the focus, and after a link the page is scrolled to its top; after Back the
/// browser restores the scroll position. Within a section nothing moves, but the clicked element stays in sight; if it
/// is gone, the sentence that describes the selection gets the focus.
fn move_focus(address: Address, state: Memo<State>) {
    Effect::new(move |before: Option<Option<Shown>>| {
        let (location, before) = (address.location(), before.flatten());
        if state.with(|state| state.busy) {
            return before;
        }
        let shown = state.with(|state| state.view.as_ref().map(Shown::of));
        if let Some(before) = before {
            let moved = shown.as_ref() != Some(&before);
            request_animation_frame(move || {
                let is_link = location.arrival == Arrival::Link;
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
        shown
    });
}

/// Which page is shown; the address of one page can have several paths.
#[derive(PartialEq)]
struct Shown {
    lang: Lang,
    heading: String,
    is_of_one_figure: bool,
}

impl Shown {
    fn of(view: &View) -> Shown {
        Shown {
            lang: view.lang,
            heading: view.heading.clone(),
            is_of_one_figure: view.whole.is_some(),
        }
    }
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
