//! Draws the top of the page: the skip link to the content, the site's name, the other language, the exit, and the sections.

use dashboard::view::{Choice, View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Address, derived::derive, exit::exit, list::list};

/// Draws the top of the page.
pub fn header(page: Memo<View>, address: Address) -> impl IntoView {
    let home = Memo::new(move |_| page.with(|page| address.url(&page.site.href)));
    let other = Memo::new(move |_| page.with(|page| address.url(&page.other_language.1.href)));
    let other_lang = derive(page, |page| page.other_language.0.tag());
    let banner = derive(page, |page| page.banner.clone());
    view! {
        <a class="skip" href="#main" on:click=to_content>{derive(page, |page| page.frame.skip.clone())}</a>
        <header class="top">
            <div class="wrap">
                <a class="brand" href=home>{mark()} <span>{derive(page, |page| page.site.label.clone())}</span></a>
                <a class="language" href=other lang=other_lang hreflang=other_lang>
                    {derive(page, |page| page.other_language.1.label.clone())}
                </a>
                {exit(derive(page, |page| page.frame.exit.clone()))}
            </div>
        </header>
        {sections(page, address)}
        {move || list(banner.get(), |banner| view! { <aside class="banner"><p class="wrap">{banner}</p></aside> })}
    }
}

fn sections(page: Memo<View>, address: Address) -> impl IntoView {
    let navigation = derive(page, |page| page.navigation.clone());
    let section = move |choice: Choice| {
        let current = choice.selected.then_some("page");
        view! { <li><a href=address.url(&choice.link.href) aria-current=current>{choice.link.label}</a></li> }
    };
    view! {
        <nav class="sections" aria-label=derive(page, |page| page.frame.sections.clone())>
            <ul class="wrap">{move || list(navigation.get(), section)}</ul>
        </nav>
    }
}

fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
            <path d="M10 8h6v17h-6zM19 2h6v23h-6z"></path>
            <path class="second" d="M1 14h6v11H1z"></path>
        </svg>
    }
}

/// Moves the focus to the content. A hash would stay in the address and be copied with it.
fn to_content(event: ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.unchecked_into::<HtmlElement>().focus();
    }
}
