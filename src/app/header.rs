//! The top of the page: the way to the content, the site's name, the other language, the exit, and the sections.

use dashboard::view::{Choice, View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Address, exit::exit, slice::slice};

/// The top of the page.
pub fn header(page: Memo<View>, address: Address) -> impl IntoView {
    let frame = slice(page, |page| page.frame.clone());
    let site = slice(page, |page| page.site.clone());
    let other = slice(page, |page| page.other_language.clone());
    let banner = slice(page, |page| page.banner.clone());
    view! {
        <a class="skip" href="#main" on:click=to_content>{move || frame.get().skip}</a>
        <header class="top">
            <div class="wrap">
                <a class="brand" href=move || address.url(&site.get().href)>{mark()} <span>{move || site.get().label}</span></a>
                <a
                    class="language"
                    href=move || address.url(&other.get().1.href)
                    lang=move || other.get().0.tag()
                    hreflang=move || other.get().0.tag()
                >
                    {move || other.get().1.label}
                </a>
                {exit(slice(page, |page| page.frame.exit.clone()))}
            </div>
        </header>
        {sections(page, address)}
        {move || banner.get().map(|banner| view! { <div class="banner"><p class="wrap">{banner}</p></div> })}
    }
}

fn sections(page: Memo<View>, address: Address) -> impl IntoView {
    let name = slice(page, |page| page.frame.sections.clone());
    let navigation = slice(page, |page| page.navigation.clone());
    let section = move |choice: Choice| {
        let current = choice.selected.then_some("page");
        view! { <li><a href=address.url(&choice.link.href) aria-current=current>{choice.link.label}</a></li> }
    };
    view! {
        <nav class="sections" aria-label=move || name.get()>
            <ul class="wrap">{move || navigation.get().into_iter().map(section).collect_view()}</ul>
        </nav>
    }
}

fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
            <rect x="1" y="14" width="6" height="11" rx="1.5"></rect>
            <rect x="10" y="8" width="6" height="17" rx="1.5"></rect>
            <rect x="19" y="2" width="6" height="23" rx="1.5"></rect>
        </svg>
    }
}

/// Moves the focus; a hash in the address would stay there and be copied with it.
fn to_content(event: ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.unchecked_into::<HtmlElement>().focus();
    }
}
