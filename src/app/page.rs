//! Takes the written page over, and changes it whenever its address or its data change.
//!
//! What differs is changed in place; all that stays the same keeps its focus, its scroll position and what is open.

use std::sync::Arc;

use cube::Lang;
use dashboard::{Failure, State, failure, view::View};
use leptos::prelude::*;
use markup::{Surroundings, parts};

use crate::{
    address::Address, answers::follow_answers, charts::Charts, document, document::Drawn,
    engine::Engine, focus::Focus, marks::follow_marks, outlines::Maps, store::Store,
};

/// The page. Its own element holds only what went wrong: until there is a first view, the written page stands.
#[component]
pub fn Page(address: Address, store: Store, engine: Engine) -> impl IntoView {
    // Comparing two pages would take longer than to find out what differs when they are drawn.
    let state = Memo::new_with_compare(
        move |before: Option<&State>| store.state(before),
        |_, _| true,
    );
    draw(state, address, store, engine);
    follow_answers(address);
    follow_marks();
    move || {
        let failed = state.with(|state| state.failure);
        failed.map(|failure| failure_message(failure, store))
    }
}

/// What stands on the page.
enum Shown {
    /// Not yet a view that the program knows.
    Unknown,
    /// The written page, which is this view.
    Written(Arc<View>),
    /// What the program has drawn.
    Drawn,
}

/// Draws each state of the page.
fn draw(state: Memo<State>, address: Address, store: Store, engine: Engine) {
    let (maps, charts) = (Maps::new(address), Charts::new(state, address, engine));
    let drawn = StoredValue::new_local(Drawn::default());
    let focus = StoredValue::new_local(Focus::default());
    let (root, opened) = (address.root(), address.location_untracked());
    Effect::new(move |before: Option<Shown>| {
        maps.track();
        let Some(view) = state.with(|state| state.view.clone()) else {
            return before.unwrap_or(Shown::Unknown);
        };
        document::name(&view);
        maps.fetch_for(&view);
        let stands = match before {
            Some(Shown::Drawn) => false,
            Some(Shown::Written(written)) => Arc::ptr_eq(&written, &view),
            // The written page is the same view, as the same code writes it.
            Some(Shown::Unknown) | None => {
                store.is_as_written()
                    && !document::is_asked()
                    && address.location_untracked() == opened
            }
        };
        if !stands {
            let around = Surroundings {
                root: &root,
                outlines: &|atlas| maps.find(atlas),
                setting: document::setting(),
            };
            drawn.update_value(|drawn| drawn.draw(parts(&view, &around)));
        }
        let busy = state.with_untracked(|state| state.busy);
        document::set_busy(busy);
        charts.settle();
        document::show();
        if !busy {
            let arrival = address.location_untracked().arrival;
            focus.update_value(|focus| focus.follow(&view, arrival));
        }
        if stands {
            Shown::Written(view)
        } else {
            Shown::Drawn
        }
    });
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
    let declared = leptos::prelude::document()
        .document_element()
        .and_then(|page| page.get_attribute("lang"));
    declared
        .and_then(|tag| Lang::from_tag(&tag))
        .unwrap_or(Lang::ALL[0])
}
