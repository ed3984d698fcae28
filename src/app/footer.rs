//! Draws the end of every page: caveat, release and contacts for help.

use dashboard::view::{Link, View};
use leptos::prelude::*;

use crate::{address::Address, derived::derive, list::list};

/// Draws the end of the page.
pub fn footer(page: Memo<View>, address: Address) -> impl IntoView {
    let pages = derive(page, |page| page.footer.pages.clone());
    // These are pages of their own, so the link leaves the dashboard.
    let page_link = move |to: Link| view! { <li><a href=address.url(&to.href) rel="external">{to.label}</a></li> };
    let contacts = derive(page, |page| page.footer.help.1.clone());
    let contact = |contact: Link| view! { <li><a href=contact.href>{contact.label}</a></li> };
    view! {
        <footer>
            <div class="wrap">
                <div>
                    <h2>{derive(page, |page| page.footer.caveat.0.clone())}</h2>
                    <p>{derive(page, |page| page.footer.caveat.1.clone())}</p>
                </div>
                <div>
                    <h2>{derive(page, |page| page.footer.release.0.clone())}</h2>
                    <p>{derive(page, |page| page.footer.release.1.clone())}</p>
                    <ul>{move || list(pages.get(), page_link)}</ul>
                </div>
                <div>
                    <h2>{derive(page, |page| page.footer.help.0.clone())}</h2>
                    <ul>{move || list(contacts.get(), contact)}</ul>
                </div>
            </div>
        </footer>
    }
}
