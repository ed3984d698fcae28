//! Draws the end of every page: the marks of figures, caveat, release and contacts for help.

use cube::Lang;
use dashboard::view::{Link, Sample, View};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{address::Address, derived::derive, list::list};

/// Draws the end of the page.
pub fn footer(page: Memo<View>, address: Address) -> impl IntoView {
    let pages = move || page.with(|page| page.footer.pages.clone());
    // These are pages of their own, so the link leaves the dashboard.
    let page_link = move |to: Link| view! { <li><a href=address.url(&to.href) rel="external">{to.label}</a></li> };
    let contacts = move || page.with(|page| page.footer.help.1.clone());
    let contact = |contact: Link| view! { <li><a href=contact.href>{contact.label}</a></li> };
    let marks = move || page.with(|page| page.footer.marks.1.clone());
    let mark = |(sample, sign, meaning): (Sample, String, String)| {
        view! { <li><span class=class(sample) aria-hidden="true"></span><span><b>{sign}</b>" "{meaning}</span></li> }
    };
    // On paper, a reader finds the view again by its address.
    let printed = move || {
        is_browser()
            .then(|| page.with(|page| format!("{} · {}", address.url(&page.address), today(page))))
    };
    view! {
        <footer>
            <p class="wrap printed">{printed}</p>
            <div class="wrap">
                <section class="marks">
                    <h2>{derive(page, |page| page.footer.marks.0.clone())}</h2>
                    <ul>{move || list(marks(), mark)}</ul>
                </section>
                <section>
                    <h2>{derive(page, |page| page.footer.caveat.0.clone())}</h2>
                    <p>{derive(page, |page| page.footer.caveat.1.clone())}</p>
                </section>
                <section>
                    <h2>{derive(page, |page| page.footer.release.0.clone())}</h2>
                    <p>{derive(page, |page| page.footer.release.1.clone())}</p>
                    <ul>{move || list(pages(), page_link)}</ul>
                </section>
                <section>
                    <h2 id="help" tabindex="-1">{derive(page, |page| page.footer.help.0.clone())}</h2>
                    <ul>{move || list(contacts(), contact)}</ul>
                </section>
            </div>
        </footer>
    }
}

/// Writes today's date as the page's language does.
fn today(page: &View) -> String {
    let date = js_sys::Date::new_0();
    let (day, month, year) = (date.get_date(), date.get_month() + 1, date.get_full_year());
    // The browser's own words for it take as long to load as all figures to calculate.
    match page.lang {
        Lang::Es => format!("{day}/{month}/{year}"),
        Lang::En => format!("{day:02}/{month:02}/{year}"),
    }
}

/// The class by which the style sheet draws a mark.
fn class(sample: Sample) -> &'static str {
    match sample {
        Sample::Hidden => "sample is-hidden",
        Sample::Zero => "sample is-zero",
        Sample::NotStated => "sample",
        Sample::Provisional => "sample is-open",
    }
}

/// Moves the focus, and so the view, to the contacts. A hash would stay in the address and be copied with it.
pub fn to_help(event: ev::MouseEvent) {
    event.prevent_default();
    if let Some(help) = document().get_element_by_id("help") {
        let _ = help.unchecked_into::<HtmlElement>().focus();
    }
}
