//! Draws the top of the page: the skip link to the content, the site's name, its other languages, help, the exit, and the
//! sections.

use cube::Lang;
use dashboard::view::{Choice, Link, View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Address, derived::derive, exit::exit, footer::to_help, list::list};

/// Draws the top of the page.
pub fn header(page: Memo<View>, address: Address) -> impl IntoView {
    let home = move || page.with(|page| address.url(&page.site.href));
    let others = derive(page, |page| page.other_languages.clone());
    let other = move |(lang, to): (Lang, Link)| {
        let tag = lang.tag();
        view! {
            <a class="language" href=address.url(&to.href) lang=tag hreflang=tag data-short=tag>
                <span>{to.label}</span>
            </a>
        }
    };
    let banner = derive(page, |page| page.banner.clone());
    view! {
        <a class="skip" href="#main" on:click=to_content>{derive(page, |page| page.frame.skip.clone())}</a>
        <div class="head">
            <header class="top">
                <div class="wrap">
                    <a class="brand" href=home>{mark()} <span>{derive(page, |page| page.site.label.clone())}</span></a>
                    {move || list(others.get(), other)}
                    <a class="helplink" href="#help" on:click=to_help>{derive(page, |page| page.frame.help.clone())}</a>
                    {exit(page)}
                </div>
            </header>
            {sections(page, address)}
        </div>
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
        <nav class="sections" aria-label=move || page.with(|page| page.frame.sections.clone())>
            <ul class="wrap">{move || list(navigation.get(), section)}</ul>
        </nav>
    }
}

fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 30 30" aria-hidden="true">
            <path d="M5 5h0M5 15h0M5 25h0M15 5h0M15 15h0"></path>
            <path class="second" d="M15 25h0M25 15h0M25 25h0"></path>
            <circle cx="25" cy="5" r="3"></circle>
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
